/*
 * What was typed and is not on the server yet, kept on this device. One entry of the browser's
 * storage per cell: lokkho.draft.1/<user>/<plan>/<month>/<cell>/<version that one started from>.
 * The storage may be full or forbidden; then nothing is kept, and `keep` says so.
 */
const FAMILY = "lokkho.draft.";
const FORMAT = `${FAMILY}1/`;
const DAY = 24 * 60 * 60 * 1000;
const KEPT_FOR = 60 * DAY;

/** The drafts of one person, in one return or (without `sheet`) in all of them. */
const folder = (user, sheet = "") => `${FORMAT}${user}/${sheet && `${sheet}/`}`;
const keyOf = ({ user, sheet }, cell, base) => `${folder(user, sheet)}${cell}/${base}`;

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

/** Keep what was typed and what stood there before, as [figure, remarks]. False if that failed. */
export function keep(owner, cell, base, { typed, was }) {
  try {
    localStorage.setItem(keyOf(owner, cell, base), JSON.stringify({ typed, was, at: Date.now() }));
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

/** The newest draft of each cell of a return: cell → {typed, was, base, at}. */
export function draftsOf(owner) {
  const drafts = new Map();
  for (const key of keysUnder(folder(owner.user, owner.sheet))) {
    const [cell, base] = key.split("/").slice(-2);
    const draft = read(key);
    if (draft && !(drafts.get(cell)?.at > draft.at)) {
      drafts.set(cell, { ...draft, base });
    }
  }
  return drafts;
}

/** How many cells a person typed here that have not reached the server. */
export const countOf = (user) => keysUnder(folder(user)).length;

/** Forget everything that a person typed here. */
export const clear = (user) => keysUnder(folder(user)).forEach(remove);

/** Forget, whoever typed it, what is too old to be meant and what an older Lokkho left. */
export function tidy(now = Date.now()) {
  for (const key of keysUnder(FAMILY)) {
    const draft = key.startsWith(FORMAT) && read(key);
    if (!draft || now - draft.at > KEPT_FOR) {
      remove(key);
    }
  }
}
