/*
 * What was typed and is not on the server yet, kept on this device. One entry of the browser's
 * storage per cell: lokkho.draft.1/<user>/<plan>/<month>/<cell>/<version that one started from>.
 * The storage may be full or forbidden; then nothing is kept, and `keep` says so.
 */
const FAMILY = "lokkho.draft.";
const FORMAT = `${FAMILY}1/`;
const DAY = 24 * 60 * 60 * 1000;
const KEPT_FOR = 60 * DAY;
/** Before this day there was nothing to type into. */
const FIRST_DAY = Date.UTC(2024, 0, 1);

/** The drafts of one person, in one return or (without `place`) in all of them. */
const folder = (user, place = "") => `${FORMAT}${user}/${place && `${place}/`}`;
const keyOf = ({ user, place }, cell, base) => `${folder(user, place)}${cell}/${base}`;

const isText = (value) => typeof value === "string";
const isCell = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);

function keysUnder(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft && isCell(draft.typed) && isCell(draft.was) && draft.at > 0 ? draft : null;
  } catch {
    return null;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // What cannot be reached was not kept there either.
  }
}

/** Later than every draft of the cell, whatever the machine's clock did meanwhile. */
function now(owner, cell) {
  const drafts = keysUnder(`${folder(owner.user, owner.place)}${cell}/`).map(read);
  return Math.max(Date.now(), ...drafts.map((draft) => (draft ? draft.at + 1 : 0)));
}

/**
 * Keep what was typed and what stood there before, as [figure, remarks]; `earlier` is what had been
 * typed on this device before that, {typed, was, base}. False if that failed.
 */
export function keep(owner, cell, base, { typed, was, earlier }) {
  try {
    const draft = { typed, was, earlier, at: now(owner, cell) };
    localStorage.setItem(keyOf(owner, cell, base), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forget a draft; with `typed` only if it still says that, since another tab may have typed on. */
export function forget(owner, cell, base, typed = null) {
  const key = keyOf(owner, cell, base);
  const draft = typed && read(key);
  if (!draft || draft.typed.every((text, index) => text === typed[index])) {
    remove(key);
  }
}

/** The draft of a cell that was typed over that very version, or null. */
export const draftAt = (owner, cell, base) => read(keyOf(owner, cell, base));

/** The newest draft of each cell of a return: cell → {typed, was, base, at}. */
export function draftsOf(owner) {
  const drafts = new Map();
  for (const key of keysUnder(folder(owner.user, owner.place))) {
    const [cell, base] = key.split("/").slice(-2);
    const draft = read(key);
    if (draft && !(drafts.get(cell)?.at > draft.at)) {
      drafts.set(cell, { ...draft, base });
    }
  }
  return drafts;
}

/** Where a person has drafts: those that begin so. */
export function placesOf(user, beginning) {
  const before = folder(user);
  const within = keysUnder(`${before}${beginning}`);
  return [...new Set(within.map((key) => key.slice(before.length).split("/").slice(0, -2).join("/")))];
}

/** How many cells a person typed here that have not reached the server. */
export const countOf = (user) => keysUnder(folder(user)).length;

/** Forget everything that a person typed here. */
export const clear = (user) => keysUnder(folder(user)).forEach(remove);

/**
 * Forget, whoever typed it, what is too old to be meant and what an older Lokkho left. A day that
 * cannot be (an office's old machine often begins the morning in 2002) says nothing of the age:
 * such a draft counts from today.
 */
export function tidy(today = Date.now()) {
  for (const key of keysUnder(FAMILY)) {
    const draft = key.startsWith(FORMAT) && read(key);
    if (!draft) {
      remove(key);
    } else if (draft.at < FIRST_DAY || draft.at > today + DAY) {
      restamp(key, draft, today);
    } else if (today - draft.at > KEPT_FOR) {
      remove(key);
    }
  }
}

function restamp(key, draft, at) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...draft, at }));
  } catch {
    // Then it stays as it is.
  }
}
