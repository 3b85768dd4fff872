/*
 * Autosave. What is typed is kept on the device at once and sent after a pause, as often as it
 * takes; it is forgotten on the device when the server has confirmed it. What a field says other
 * than what the server sent was typed, also before this script was there.
 */
import { draftsOf, forget, keep } from "../drafts.js";
import { offerChoice, offerEarlier } from "./choice.js";
import { send } from "./server.js";
import * as sheet from "./sheet.js";
import { announce, mark, warnOfDevice } from "./states.js";

const TYPING_PAUSE = 700;
const RETRY_FIRST = 4000;
const RETRY_AT_LAST = 60_000;
const MOST_ROUNDS = 4;

/** Cells typed since their last save: id → "waiting" while unsent, "sending" while on the way. */
const pending = new Map();
/** Cells that someone else changed meanwhile: id → what is offered. */
const conflicts = new Map();
/** Cells that the server could not read. */
const wrong = new Set();
/** What is on the server, and what was there when one began to type, as [figure, remarks]. */
const stored = new Map();
const begun = new Map();
/** Cells typed on this page, not put back from the device. */
const typedHere = new Set();
/** Cells sent with no answer since: the server may have them. */
const unanswered = new Set();
/** What the device had of a cell before something else was typed: id → {typed, was, base}. */
const earlier = new Map();

let timer = 0;
let retryAfter = RETRY_FIRST;
let onItsWay = null;
let deviceKeeps = true;
/** Whether the last attempt got no answer; until one comes, the head goes on saying why. */
let isCutOff = false;
/** Whether the page may be older than what is stored; then that is asked for first. */
let isOld = false;
/** Whether that is because one came back to it: what is typed before the answer goes over one's own. */
let isBack = false;
let isComposing = false;
const afterSaving = [];

export const isWaiting = (id) => pending.get(id) === "waiting";
export const isInConflict = (id) => conflicts.has(id);
export const storedFigure = (id) => stored.get(id)[0];
/** The cells that need their person, and whether others are still to be sent. */
export const troubled = () => [...wrong, ...conflicts.keys()];
export const hasUnsent = () => pending.size > 0;
/** Whether leaving the page would lose something. */
export const wouldLose = () => !deviceKeeps && (pending.size > 0 || troubled().length > 0);

/** `act` is called when an answer of the server is on the page. */
export function onSaved(act) {
  afterSaving.push(act);
}

// On the device.

function keepDraft(id) {
  if (!begun.has(id)) {
    begun.set(id, stored.get(id));
  }
  const draft = { typed: sheet.saidBy(id), was: begun.get(id), earlier: earlier.get(id) };
  deviceKeeps = keep(sheet.owner, id, sheet.baseOf(id).value, draft);
  warnOfDevice(deviceKeeps);
}

/** The server has what was typed, or the person took something else; `version` is the cell's now. */
function confirm(id, version, typed = null) {
  const base = sheet.baseOf(id).value;
  const left = earlier.get(id);
  forget(sheet.owner, id, base, typed);
  if (left?.base === base) {
    keep(sheet.owner, id, base, left);
  }
  begun.delete(id);
  sheet.baseOf(id).value = version;
}

// What is typed.

/** Take note of what a cell says now; `soon` sends it without waiting for a pause. */
export function changed(id, options = {}) {
  typedHere.add(id);
  note(id, options);
}

function note(id, { soon = false } = {}) {
  if (conflicts.has(id)) {
    keepDraft(id);
    offer(id);
    return;
  }
  if (sheet.alike(sheet.saidBy(id), stored.get(id)) && !wrong.has(id)) {
    pending.delete(id);
    confirm(id, sheet.baseOf(id).value);
    markStored(id);
    settle();
    return;
  }
  keepDraft(id);
  pending.set(id, "waiting");
  mark(id, "waiting");
  if (!isCutOff) {
    announce(isOld ? "asking" : "saving");
  }
  saveIn(soon ? 0 : TYPING_PAUSE);
}

function saveIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

/** ✓ is for a figure: a blank has nothing to be stored. */
function markStored(id) {
  mark(id, stored.get(id)[0].trim() ? "saved" : "");
}

/** Say how things are; that all is saved only when every field says what is stored. */
function settle() {
  for (const input of sheet.inputs) {
    const id = sheet.idOf(input);
    const isKnown = pending.has(id) || wrong.has(id) || conflicts.has(id);
    if (!isKnown && !sheet.alike(sheet.saidBy(id), stored.get(id))) {
      changed(id);
    }
  }
  if (isOld) {
    announce("asking");
  } else if (troubled().length) {
    announce("problem");
  } else if (!pending.size) {
    announce("saved");
  }
}

// To the server and back.

/** One request at a time; whoever asks meanwhile waits for the one that is on its way. */
export function save() {
  clearTimeout(timer);
  if (!onItsWay && !isComposing && (isOld || pending.size)) {
    onItsWay = (isOld ? ask() : sendPending()).finally(() => {
      onItsWay = null;
    });
  }
  return onItsWay || Promise.resolve();
}

/** Send all that waits, also what is typed while it is on its way; gives up when no answer comes. */
export async function flush() {
  await save();
  for (let round = 0; round < MOST_ROUNDS && !isCutOff && (isOld || pending.size); round += 1) {
    await save();
  }
}

async function sendPending() {
  const sent = new Map([...pending.keys()].map((id) => [id, sheet.saidBy(id)]));
  sent.forEach((_, id) => pending.set(id, "sending"));
  const { answer, state, sentence } = await send([...sent.keys()]);
  if (answer) {
    take(answer, sent);
    return;
  }
  for (const id of sent.keys()) {
    unanswered.add(id);
    if (pending.has(id)) {
      pending.set(id, "waiting");
    }
  }
  tryLater(state, sentence);
}

/** Ask what is stored by now; what was typed meanwhile stays. */
async function ask() {
  const { answer, state, sentence } = await send([]);
  if (answer) {
    isOld = false;
    take(answer, new Map());
    isBack = false;
  } else {
    tryLater(state === "waiting" && !pending.size ? "asking" : state, sentence);
  }
}

function tryLater(state, sentence) {
  isCutOff = true;
  announce(state, sentence);
  saveIn(retryAfter);
  retryAfter = Math.min(2 * retryAfter, RETRY_AT_LAST);
}

/** The page stood still or comes from before: what it shows is compared with what is stored. */
function lookAgain() {
  isOld = true;
  if (!isCutOff) {
    announce("asking");
  }
  saveIn(0);
}

function take(answer, sent) {
  retryAfter = RETRY_FIRST;
  isCutOff = false;
  sheet.form.elements["sheet-version"].value = answer.version;
  show(answer);
  for (const [id, cell] of Object.entries(answer.cells)) {
    if (!(id in answer.conflicts)) {
      takeCell(id, cell, sent.get(id));
    }
  }
  for (const [id, sentence] of Object.entries(answer.errors)) {
    if (!typedOn(id, sent.get(id))) {
      refuse(id, sentence);
    }
  }
  for (const [id, conflict] of Object.entries(answer.conflicts)) {
    takeConflict(id, conflict);
  }
  for (const id of sent.keys()) {
    unanswered.delete(id);
    if (pending.get(id) === "sending") {
      refuse(id, sheet.words.refused);
    }
  }
  afterSaving.forEach((act) => act());
  announce("saving");
  settle();
  if (isOld || pending.size) {
    saveIn(TYPING_PAUSE);
  }
}

function refuse(id, sentence) {
  pending.delete(id);
  wrong.add(id);
  mark(id, "wrong");
  sheet.stateOf(id).textContent = sentence;
}

/** The pieces of the page that changed. */
function show({ html, digests }) {
  for (const [id, piece] of Object.entries(html)) {
    const place = document.getElementById(id);
    if (place) {
      place.innerHTML = piece;
    }
    if (place && id in digests) {
      place.dataset.digest = digests[id];
    }
  }
}

/** What is stored is one's own figure, whose answer was lost on the way: no conflict with oneself. */
function takeConflict(id, conflict) {
  if (conflict.mine && unanswered.has(id)) {
    typeOver(id, conflict.version, [conflict.stored, conflict.remarks]);
    return;
  }
  pending.delete(id);
  conflicts.set(id, conflict);
  mark(id, "wrong");
  offer(id);
}

/** What was typed here goes over one's own figure of before, which is stored by now. */
function typeOver(id, version, now) {
  confirm(id, version);
  stored.set(id, now);
  note(id, { soon: true });
}

/** Whether a cell says something else by now than what was sent; then that is sent next. */
function typedOn(id, was) {
  const isSo = !sheet.alike(sheet.saidBy(id), was);
  if (isSo) {
    pending.set(id, "waiting");
  }
  return isSo;
}

/** An own save is confirmed; a colleague's change reaches a cell that nobody touches here. */
function takeCell(id, cell, was) {
  const isTouched = pending.has(id) || wrong.has(id) || conflicts.has(id);
  const now = [cell.text, cell.remarks];
  if (!was && isTouched) {
    if (isBack && cell.mine && pending.has(id) && typedHere.has(id)) {
      typeOver(id, cell.version, now);
    }
    return;
  }
  if (was) {
    confirm(id, cell.version, sheet.saidBy(id));
    wrong.delete(id);
    clearState(id);
    stored.set(id, now);
    if (typedOn(id, was)) {
      keepDraft(id);
      return;
    }
  }
  pending.delete(id);
  sheet.baseOf(id).value = cell.version;
  // Nothing is rewritten under the hands of the one who typed it.
  const isAtHand = [sheet.cellOf(id), sheet.remarksOf(id)].includes(document.activeElement);
  if (!(was && isAtHand)) {
    sheet.put(id, now);
  }
  stored.set(id, sheet.saidBy(id));
  markStored(id);
}

function clearState(id) {
  sheet.stateOf(id).replaceChildren();
  if (earlier.has(id)) {
    offerLeft(id);
  }
}

// Someone else's change.

function offer(id) {
  const conflict = conflicts.get(id);
  const values = {
    typed: sheet.saidBy(id),
    stored: [conflict.stored, conflict.remarks],
    was: begun.get(id),
  };
  offerChoice(id, { ...values, by: conflict.by }, (choice) => {
    conflicts.delete(id);
    wrong.delete(id);
    confirm(id, conflict.version);
    clearState(id);
    stored.set(id, values.stored);
    sheet.put(id, values[choice]);
    sheet.cellOf(id).focus();
    changed(id, { soon: true });
    const detail = [id, values.typed, values[choice]];
    sheet.form.dispatchEvent(new CustomEvent("chosen", { detail }));
  });
}

/** What was typed before on this device, and then something else instead, is neither sent nor lost. */
function offerLeft(id) {
  const left = earlier.get(id);
  offerEarlier(id, left.typed, (isTaken) => {
    earlier.delete(id);
    forget(sheet.owner, id, left.base, left.typed);
    clearState(id);
    if (isTaken) {
      sheet.put(id, left.typed);
      sheet.cellOf(id).focus();
      changed(id, { soon: true });
    } else if (pending.has(id)) {
      keepDraft(id);
    }
  });
}

// Opening the page.

/**
 * Note what the server sent, what was typed before this script was there, and put back what was
 * typed at an earlier visit and has not reached the server; that is given as [id, what stood there].
 */
export function begin() {
  const drafts = draftsOf(sheet.owner);
  const before = [];
  // From here on the script for before stands aside.
  sheet.form.dataset.saving = "begun";
  const version = sheet.form.elements["sheet-version"];
  version.value = version.defaultValue;
  isOld = isBack = isFromBefore();
  for (const input of sheet.inputs) {
    beginCell(sheet.idOf(input), drafts, before);
  }
  settle();
  if (isOld) {
    save();
  }
  return before;
}

function beginCell(id, drafts, before) {
  const draft = drafts.get(id);
  const isWrong = sheet.cellOf(id).classList.contains("is-wrong");
  stored.set(id, isWrong ? sheet.storedIn(id) : sheet.sentIn(id));
  if (isWrong) {
    wrong.add(id);
  }
  if (!sheet.alike(sheet.saidBy(id), sheet.sentIn(id))) {
    takeTyped(id, draft);
    return;
  }
  // A browser that comes back to a page may have put back a version of then.
  sheet.baseOf(id).value = sheet.baseOf(id).defaultValue;
  if (draft) {
    putBack(id, draft, before);
  }
}

/** What was typed before this script was there goes before what the device had kept: that is offered. */
function takeTyped(id, draft) {
  const typed = sheet.saidBy(id);
  const isItself = draft && sheet.alike(draft.typed, typed);
  const left = isItself ? draft.earlier : draft;
  if (left && !sheet.alike(left.typed, typed) && !sheet.alike(left.typed, stored.get(id))) {
    earlier.set(id, { typed: left.typed, was: left.was, base: left.base });
  } else if (draft && draft.base !== sheet.baseOf(id).value) {
    forget(sheet.owner, id, draft.base);
  }
  changed(id, { soon: true });
  if (earlier.has(id)) {
    offerLeft(id);
  }
}

/** What was typed stands in its cell again and is sent with its own version: the server decides. */
function putBack(id, { typed, was, base }, before) {
  if (sheet.alike(typed, stored.get(id))) {
    forget(sheet.owner, id, base);
    return;
  }
  before.push([id, stored.get(id)]);
  begun.set(id, was);
  sheet.baseOf(id).value = base;
  sheet.put(id, typed);
  note(id, { soon: true });
}

/** Whether the browser took the page from what it had kept, and not from the server just now. */
function isFromBefore() {
  const [visit] = performance.getEntriesByType("navigation");
  return document.wasDiscarded || visit?.type === "back_forward" || visit?.deliveryType === "cache";
}

window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    isBack = true;
    typedHere.clear();
    lookAgain();
  } else {
    settle();
  }
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    lookAgain();
  }
});

// While a word is being composed it is kept, but not sent by halves.
sheet.form.addEventListener("compositionstart", () => {
  isComposing = true;
});
sheet.form.addEventListener("compositionend", () => {
  isComposing = false;
  if (pending.size) {
    saveIn(TYPING_PAUSE);
  }
});
