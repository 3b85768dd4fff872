/*
 * What is typed goes to the server after a pause, one request at a time; what others changed comes
 * back with the answer, or when one asks. Until the server has it, it is kept on the device.
 */
import { csrfToken } from "../csrf-token.js";
import { draftAt, draftsOf, forget, keep, tidy } from "../drafts.js";
import { isRefused, PATIENCE, post, retries, wantsSignIn } from "../posting.js";
import { announce, warnOfDevice } from "../save-state.js";
import { take } from "./answer.js";
import { offerChoice, tellGone } from "./choice.js";
import { allCells, fieldOf, form, isCell, lines, nameOf, owner, partsOf, say, words } from "./page.js";

const PAUSE = 700;
const LOOK = 8000;
const BASE = "0";

/** What the server has, as far as this page knows: name → text. */
export const stored = new Map();
const pending = new Set();
/** Cells that someone else changed too: name → {now, by}; they wait for a choice. */
const conflicts = new Map();
/** Asked for beside cells: what a button or a paste wants done, in order. */
const asked = [];
let revision = Number(words.revision);
let onItsWay = null;
let timer = 0;
const again = retries();
let isComposing = false;

const idOf = (name) => encodeURIComponent(name);
export const isDirty = (name) => pending.has(name) || conflicts.has(name);
export const hasConflicts = () => conflicts.size > 0;
const hasToSend = () => pending.size > 0 || asked.length > 0;

function mark(name, state) {
  const place = fieldOf(name)?.closest("td");
  place?.classList.remove("is-waiting", "is-wrong", "is-saved");
  if (state) {
    place?.classList.add(`is-${state}`);
    fieldOf(name).setAttribute("aria-description", words[state]);
  } else {
    fieldOf(name)?.removeAttribute("aria-description");
  }
}

/** Take note of what a cell says now. */
export function changed(field) {
  const { name } = field;
  const text = lines(field.value);
  if (conflicts.has(name)) {
    keepOnDevice(name, text);
    choose(name);
    return;
  }
  if (text === stored.get(name)) {
    pending.delete(name);
    forget(owner, idOf(name), BASE);
    mark(name, "");
    settle();
    return;
  }
  keepOnDevice(name, text);
  pending.add(name);
  mark(name, "waiting");
  announce("saving");
  saveIn(PAUSE);
}

function keepOnDevice(name, text) {
  const was = [stored.get(name) ?? "", ""];
  warnOfDevice(keep(owner, idOf(name), BASE, { typed: [text, ""], was }));
}

function settle() {
  if (conflicts.size) {
    announce("problem");
  } else if (!hasToSend()) {
    announce("saved");
  }
}

function saveIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

/** Have something done: `{do: "up:12"}`, or changes of its own; gives whether it was done. */
export function ask(what) {
  return new Promise((done) => {
    asked.push({ what, done });
    announce("saving");
    save();
  });
}

/** One request at a time; who asks meanwhile waits for the one that is on its way. */
export function save() {
  clearTimeout(timer);
  timer = 0;
  if (!onItsWay && !isComposing && hasToSend()) {
    onItsWay = send().finally(() => {
      onItsWay = null;
      if (hasToSend() && !timer) {
        saveIn(PAUSE);
      }
    });
  }
  return onItsWay || Promise.resolve();
}

/** Send all that waits; false where something could not be sent. */
export async function flush() {
  for (let round = 0; round < 5 && hasToSend(); round += 1) {
    await save();
  }
  return !hasToSend() && !conflicts.size;
}

export const cellChange = (name, text) => {
  const { key, field } = partsOf(name);
  return { do: "cell", key, field, text, was: stored.get(name) ?? "" };
};

const have = () =>
  Object.fromEntries([
    ...[...document.querySelectorAll(".findings-row")].map((one) => [
      one.id.replace("findings-", ""),
      one.dataset.digest,
    ]),
    ["whole", document.getElementById("whole-findings").dataset.digest],
  ]);

const request = (address, content) =>
  post(address, JSON.stringify({ ...content, revision, have: have(), user: owner.user }), {
    "Content-Type": "application/json",
    "X-CSRFToken": csrfToken(form),
  });

async function send() {
  const sent = new Map();
  for (const name of pending) {
    const field = fieldOf(name);
    if (field) {
      sent.set(name, lines(field.value));
    } else {
      pending.delete(name);
    }
  }
  const [one] = asked;
  const changes = [...sent].map(([name, text]) => cellChange(name, text));
  const { changes: more = [], address = words.changes, ...rest } = one?.what || {};
  const own = typeof more === "function" ? more() : more;
  let response;
  let data;
  try {
    ({ response, data } = await request(address, { ...rest, changes: [...changes, ...own] }));
  } catch {
    later("waiting");
    return;
  }
  if (response.ok && data) {
    again.begin();
    taken(sent, data);
    if (one) {
      asked.shift();
      one.done(true);
    }
    settle();
  } else if (response.status === 409 && data?.conflicts) {
    refused(data.conflicts);
    // Where only what was asked for met another's change, it is not asked for again.
    if (one && !data.conflicts.some(({ key, field }) => sent.has(nameOf(key, field)))) {
      asked.shift();
      one.done(false);
      look();
    }
    saveIn(0);
  } else if (wantsSignIn(response, data)) {
    later("signed-out", data?.problem);
  } else if (response.status === 422) {
    // More is needed for what was asked; what was typed is sent again by itself.
    asked.shift()?.done(false);
    say(data?.problem || words.refused);
    settle();
  } else if (isRefused(response)) {
    asked.shift()?.done(false);
    later("problem", `▲ ${data?.problem || words.refused}`);
  } else {
    later("waiting");
  }
}

function later(state, sentence = "") {
  announce(state, sentence);
  saveIn(again.next());
}

/** What was sent is stored: a cell that was typed in since waits on. */
function taken(sent, data) {
  for (const [name, text] of sent) {
    stored.set(name, text);
    const field = fieldOf(name);
    if (!field || lines(field.value) === text) {
      pending.delete(name);
      forget(owner, idOf(name), BASE);
      mark(name, "saved");
    } else {
      keepOnDevice(name, lines(field.value));
    }
  }
  follow(data);
}

/** What the server says beyond what was sent: a cell that is being typed in stays as it is. */
export function follow(data) {
  if (data.anew) {
    location.reload();
    return;
  }
  if (data.revision < revision) {
    return;
  }
  revision = data.revision;
  form.elements.revision.value = revision;
  take(data, { isDirty, stored, mark });
}

function refused(list) {
  for (const { key, field, now, by } of list) {
    const name = field && nameOf(key, field);
    const element = name && fieldOf(name);
    if (!element || now === null) {
      if (element) {
        tellGone(lines(element.value), by);
        pending.delete(name);
        forget(owner, idOf(name), BASE);
      }
      continue;
    }
    pending.delete(name);
    conflicts.set(name, { now, by });
    mark(name, "wrong");
    choose(name);
  }
  settle();
}

/** Show both texts beside the row; one of them is taken. */
function choose(name) {
  const { now, by } = conflicts.get(name);
  const field = fieldOf(name);
  offerChoice(name, { now, by, typed: lines(field.value) }, (isMine) => {
    conflicts.delete(name);
    stored.set(name, now);
    if (!isMine) {
      field.value = now;
    }
    field.focus();
    changed(field);
    saveIn(0);
  });
}

/** Ask what others changed; what one has typed meanwhile stays. */
async function look() {
  if (document.hidden || onItsWay) {
    return;
  }
  try {
    const response = await fetch(`${words.changes}?since=${revision}`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 200 && !response.redirected && !onItsWay) {
      follow(await response.json());
      settle();
    }
  } catch {
    // The line is gone; what is typed says so when it is sent.
  }
}

/** What was typed on this device before and did not reach the server comes back. */
function putBack() {
  tidy();
  for (const [id, { typed, was }] of draftsOf(owner)) {
    const name = decodeURIComponent(id);
    const field = fieldOf(name);
    const [text] = typed;
    if (!field) {
      tellGone(text, "");
      forget(owner, id, BASE);
    } else if (stored.get(name) === text) {
      forget(owner, id, BASE);
    } else if (stored.get(name) === was[0]) {
      field.value = text;
      changed(field);
    } else {
      conflicts.set(name, { now: stored.get(name), by: "" });
      field.value = text;
      mark(name, "wrong");
      choose(name);
    }
  }
}

/** What the server sent in a field, whatever a browser has put back since. */
function sentIn(field) {
  const chosen = field.options && [...field.options].find((one) => one.defaultSelected);
  return chosen ? chosen.value : lines(field.defaultValue ?? "");
}

export function begin() {
  for (const field of allCells()) {
    stored.set(field.name, sentIn(field));
  }
  putBack();
  // What a browser put back by itself, or was typed before this script was there.
  for (const field of allCells()) {
    if (
      !isDirty(field.name) &&
      lines(field.value) !== stored.get(field.name) &&
      !draftAt(owner, idOf(field.name), BASE)
    ) {
      changed(field);
    }
  }
  settle();
  // The page may be older than what was sent while it was made.
  setTimeout(look, PAUSE);
  setInterval(look, LOOK);
}

form.addEventListener("input", ({ target }) => isCell(target) && changed(target));
form.addEventListener("change", ({ target }) => isCell(target) && pending.has(target.name) && save());
form.addEventListener("compositionstart", () => {
  isComposing = true;
});
form.addEventListener("compositionend", ({ target }) => {
  isComposing = false;
  if (isCell(target)) {
    changed(target);
  }
});
addEventListener("online", save);
addEventListener("focus", look);
document.addEventListener("visibilitychange", () => (document.hidden ? save() : look()));
addEventListener("beforeunload", (event) => {
  if (asked.length) {
    event.preventDefault();
  }
});
