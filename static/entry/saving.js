/*
 * Autosave. What is typed is kept on the device at once and sent after a pause, as often as it
 * takes; it is forgotten on the device when the server has confirmed it.
 */
import { draftsOf, forget, keep } from "../drafts.js";
import { offerChoice } from "./choice.js";
import { send } from "./server.js";
import * as sheet from "./sheet.js";
import { announce, mark, warnOfDevice } from "./states.js";

const TYPING_PAUSE = 700;
const RETRY_FIRST = 4000;
const RETRY_AT_LAST = 60_000;

/** Cells typed since their last save: id → "waiting" while unsent, "sending" while on the way. */
const pending = new Map();
/** Cells that someone else changed meanwhile: id → what is offered. */
const conflicts = new Map();
/** Cells that the server could not read. */
const wrong = new Set();
/** What is on the server, and what was there when one began to type, as [figure, remarks]. */
const stored = new Map();
const begun = new Map();

let timer = 0;
let retryAfter = RETRY_FIRST;
let onItsWay = null;
let deviceKeeps = true;
/** Whether the last attempt got no answer; until one comes, the head goes on saying why. */
let isCutOff = false;
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
  const draft = { typed: sheet.saidBy(id), was: begun.get(id) };
  deviceKeeps = keep(sheet.owner, id, sheet.baseOf(id).value, draft);
  warnOfDevice(deviceKeeps);
}

/** The server has what was typed, or the person took something else; `version` is the cell's now. */
function confirm(id, version, typed = null) {
  forget(sheet.owner, id, sheet.baseOf(id).value, typed);
  begun.delete(id);
  sheet.baseOf(id).value = version;
}

// What is typed.

/** Take note of what a cell says now; `soon` sends it without waiting for a pause. */
export function changed(id, { soon = false } = {}) {
  if (conflicts.has(id)) {
    keepDraft(id);
    offer(id);
    return;
  }
  if (sheet.alike(sheet.saidBy(id), stored.get(id)) && !wrong.has(id)) {
    pending.delete(id);
    confirm(id, sheet.baseOf(id).value);
    mark(id, sheet.isStored(id) ? "saved" : "");
    settle();
    return;
  }
  keepDraft(id);
  pending.set(id, "waiting");
  mark(id, "waiting");
  if (!isCutOff) {
    announce("saving");
  }
  saveIn(soon ? 0 : TYPING_PAUSE);
}

function saveIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

function settle() {
  if (troubled().length) {
    announce("problem");
  } else if (!pending.size) {
    announce("saved");
  }
}

// To the server and back.

/** One request at a time; whoever asks meanwhile waits for the one that is on its way. */
export function save() {
  clearTimeout(timer);
  if (!onItsWay && pending.size) {
    onItsWay = sendPending().finally(() => {
      onItsWay = null;
    });
  }
  return onItsWay || Promise.resolve();
}

async function sendPending() {
  const sent = new Map([...pending.keys()].map((id) => [id, sheet.saidBy(id)]));
  sent.forEach((_, id) => pending.set(id, "sending"));
  const { answer, state, sentence } = await send([...sent.keys()]);
  if (answer) {
    retryAfter = RETRY_FIRST;
    isCutOff = false;
    take(answer, sent);
  } else {
    sent.forEach((_, id) => pending.has(id) && pending.set(id, "waiting"));
    isCutOff = true;
    announce(state, sentence);
    saveIn(retryAfter);
    retryAfter = Math.min(2 * retryAfter, RETRY_AT_LAST);
  }
}

function take(answer, sent) {
  sheet.form.elements["sheet-version"].value = answer.version;
  for (const [id, html] of Object.entries(answer.html)) {
    const place = document.getElementById(id);
    if (place) {
      place.innerHTML = html;
    }
  }
  for (const [id, cell] of Object.entries(answer.cells)) {
    if (!(id in answer.conflicts)) {
      takeCell(id, cell, sent.get(id));
    }
  }
  for (const [id, sentence] of Object.entries(answer.errors)) {
    if (!typedOn(id, sent.get(id))) {
      pending.delete(id);
      wrong.add(id);
      mark(id, "wrong");
      sheet.stateOf(id).textContent = sentence;
    }
  }
  for (const [id, conflict] of Object.entries(answer.conflicts)) {
    pending.delete(id);
    conflicts.set(id, conflict);
    mark(id, "wrong");
    offer(id);
  }
  afterSaving.forEach((act) => act());
  announce("saving");
  settle();
  if (pending.size) {
    saveIn(TYPING_PAUSE);
  }
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
  if (!was && isTouched) {
    return;
  }
  const now = [cell.text, cell.remarks];
  if (was) {
    confirm(id, cell.version, sheet.saidBy(id));
    wrong.delete(id);
    sheet.stateOf(id).textContent = "";
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
  mark(id, cell.version ? "saved" : "");
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
    sheet.stateOf(id).textContent = "";
    stored.set(id, values.stored);
    sheet.put(id, values[choice]);
    sheet.cellOf(id).focus();
    changed(id, { soon: true });
  });
}

// Opening the page.

/** Note what the server sent, and put back what was typed before and has not reached it. */
export function begin() {
  for (const input of sheet.inputs) {
    const id = sheet.idOf(input);
    stored.set(id, sheet.saidBy(id));
    if (input.classList.contains("is-wrong")) {
      wrong.add(id);
    }
  }
  settle();
  return putBackDrafts();
}

/** What was typed stands in its cell again and is sent with its own version: the server decides. */
function putBackDrafts() {
  const before = [];
  for (const [id, { typed, was, base }] of draftsOf(sheet.owner)) {
    if (!stored.has(id)) {
      continue;
    }
    if (sheet.alike(typed, stored.get(id))) {
      forget(sheet.owner, id, base);
      continue;
    }
    before.push([id, stored.get(id)]);
    begun.set(id, was);
    sheet.baseOf(id).value = base;
    sheet.put(id, typed);
    changed(id, { soon: true });
  }
  return before;
}
