/*
 * The steps that can be undone, and those that can be done again. A step is a list of
 * [id, before, after], a cell's [figure, remarks]. Nothing here touches the page.
 */
import { plainFigure } from "./pasting/spelling.js";

const MOST = 200;
const PARTS = [0, 1];

/** Steps, the last one last. */
const done = [];
const undone = [];

const isSame = (part, one, other) => (part ? one.trim() === other.trim() : plainFigure(one) === plainFigure(other));

/** Whether two [figure, remarks] are written differently. */
export const differs = (one, other) => PARTS.some((part) => one[part] !== other[part]);

/** Take note of a step that can be undone; gives what is left of it. */
export function did(cells) {
  const step = cells.filter(([, before, after]) => differs(before, after));
  if (step.length) {
    done.push(step);
    done.splice(0, done.length - MOST);
    undone.length = 0;
  }
  return step;
}

/** The step to undo, the last one if none is named; null where there is none. */
export function takeDone(step = null) {
  const one = step ? done.find((known) => known === step) : done.at(-1);
  if (!one) {
    return null;
  }
  done.splice(done.indexOf(one), 1);
  undone.push(one);
  return one;
}

/** The step to do again, or null. */
export function takeUndone() {
  const one = undone.pop() ?? null;
  if (one) {
    done.push(one);
  }
  return one;
}

export const hasUndone = () => undone.length > 0;

/**
 * What a cell of a step says once it is turned from one of its sides to the other, given what it
 * says `now`; null where someone wrote something else since.
 */
export function turnedTo(cell, now, { from, to }) {
  const parts = PARTS.filter((part) => cell[1][part] !== cell[2][part]);
  const isAsLeft = parts.every((part) => isSame(part, now[part], cell[from][part]));
  return isAsLeft ? PARTS.map((part) => (parts.includes(part) ? cell[to][part] : now[part])) : null;
}

/** On a keyboard of another script the key's place says which letter is meant. */
const isLetter = ({ key, code }, letter) =>
  key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(key));

/** What a key asks for: "undo", "redo" or nothing. */
export function askedOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) {
    return null;
  }
  if (isLetter(event, "z")) {
    return event.shiftKey ? "redo" : "undo";
  }
  return isLetter(event, "y") && !event.shiftKey ? "redo" : null;
}
