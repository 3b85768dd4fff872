/*
 * What is known of each cell: what the server has, what waits to be sent, what its person must
 * look at. What waits is on the device too, until the server has confirmed it.
 */
import { forget, keep } from "../drafts.js";
import * as fields from "./fields.js";
import { warnOfDevice } from "./states.js";

/** Cells typed since their last save: id → "waiting" while unsent, "sending" while on the way. */
export const pending = new Map();
/** Cells that someone else changed meanwhile: id → what is offered. */
export const conflicts = new Map();
/** Cells that the server could not read. */
export const wrong = new Set();
/** What is on the server, and what was there when one began to type, as [figure, remarks]. */
export const stored = new Map();
export const begun = new Map();
/** Cells typed on this page, not put back from the device. */
export const typedHere = new Set();
/** Cells sent with no answer since: the server may have them. */
export const unanswered = new Set();
/** What the device had of a cell before something else was typed: id → {typed, was, base}. */
export const earlier = new Map();

let deviceKeeps = true;

export const isWaiting = (id) => pending.get(id) === "waiting";
export const isInConflict = (id) => conflicts.has(id);
/** Whether what a cell says is not simply what is stored. */
export const isTouched = (id) => pending.has(id) || wrong.has(id) || conflicts.has(id);
export const storedFigure = (id) => stored.get(id)[0];
/** The cells that need their person, and whether others are still to be sent. */
export const troubled = () => [...wrong, ...conflicts.keys()];
export const hasUnsent = () => pending.size > 0;
/** Whether leaving the page would lose something. */
export const wouldLose = () => !deviceKeeps && (hasUnsent() || troubled().length > 0);

/** Keep on the device what a cell says now. */
export function keepDraft(id) {
  if (!begun.has(id)) {
    begun.set(id, stored.get(id));
  }
  const draft = { typed: fields.saidBy(id), was: begun.get(id), earlier: earlier.get(id) };
  deviceKeeps = keep(fields.owner, id, fields.baseOf(id).value, draft);
  warnOfDevice(deviceKeeps);
}

/** The server has what was typed, or the person took something else; `version` is the cell's now. */
export function confirm(id, version, typed = null) {
  const base = fields.baseOf(id).value;
  const left = earlier.get(id);
  forget(fields.owner, id, base, typed);
  if (left?.base === base) {
    keep(fields.owner, id, base, left);
  }
  begun.delete(id);
  fields.baseOf(id).value = version;
}
