/*
 * Undo and redo, also of what is stored already: the cells say again what they said before, and
 * that is saved as anything typed, with the version that one has seen. What changed since, by a
 * colleague or by hand, stays as it is and is named.
 */
import { isInConflict } from "./ledger.js";
import { close, said as texts, say } from "./note.js";
import { plainFigure } from "./pasting/spelling.js";
import { cellOf, counted, filled, form, idOf, isTyped, put, remarksOf, rowOf, saidBy, words } from "./sheet.js";
import { changed } from "./typing.js";

const MOST = 200;
const PARTS = [0, 1];

/** Steps, the last one last: each a list of [id, before, after], a cell's [figure, remarks]. */
const done = [];
const undone = [];
/** The cell that is being typed in, and what it said when one came to it. */
let typing = null;

const isSame = (part, one, other) => (part ? one.trim() === other.trim() : plainFigure(one) === plainFigure(other));
const fieldsOf = (id) => [cellOf(id), remarksOf(id)];

/** Take note of a step that can be undone. */
export function did(cells) {
  const step = cells.filter(([, before, after]) => PARTS.some((part) => before[part] !== after[part]));
  if (step.length) {
    done.push(step);
    done.splice(0, done.length - MOST);
    undone.length = 0;
  }
  return step;
}

/** Write into cells, [id, [figure, remarks]] each, as one step; gives the step. */
export function write(cells) {
  settleTyping();
  const step = cells.map(([id, after]) => [id, saidBy(id), after]);
  step.forEach(([id, , after]) => set(id, after));
  begin(document.activeElement);
  return did(step);
}

function set(id, said) {
  put(id, said);
  changed(id, { soon: true });
}

function begin(field) {
  typing = field && isTyped(field) ? { field, id: idOf(field), was: saidBy(idOf(field)) } : null;
}

/** What was typed since one came to the cell becomes a step. */
function settleTyping() {
  if (typing) {
    did([[typing.id, typing.was, saidBy(typing.id)]]);
    typing.was = saidBy(typing.id);
  }
}

/** Whether anything was typed into the field since one came to it. */
const isTypedIn = (field) =>
  typing?.field === field && PARTS.some((part) => typing.was[part] !== saidBy(typing.id)[part]);

/** Turn a step's cells from one of its sides to the other, where they still say the one. */
function turn(step, from, to) {
  const turned = [];
  const kept = [];
  for (const cell of step) {
    const [id] = cell;
    const parts = PARTS.filter((part) => cell[1][part] !== cell[2][part]);
    const now = saidBy(id);
    if (!isInConflict(id) && parts.every((part) => isSame(part, now[part], cell[from][part]))) {
      set(id, PARTS.map((part) => (parts.includes(part) ? cell[to][part] : now[part])));
      turned.push(cell);
    } else {
      kept.push(id);
    }
  }
  const [first] = turned;
  if (first) {
    const part = first[1][0] === first[2][0] ? 1 : 0;
    fieldsOf(first[0])[part].focus();
  }
  begin(document.activeElement);
  return { turned, kept };
}

const codesOf = (ids) => ids.map((id) => rowOf(id).dataset.code).join(", ");

function tell({ turned, kept }, to, again) {
  const said = [];
  const [[id, before, after] = []] = turned;
  if (turned.length === 1 && before[0] !== after[0]) {
    const [now] = to === 1 ? before : after;
    const values = { code: rowOf(id).dataset.code, now: now || words.blank };
    said.push(filled(texts.turnedOne, values));
  } else if (turned.length) {
    said.push(counted(texts.turned, turned.length));
  }
  if (kept.length) {
    said.push(filled(texts.changedSince, { rows: codesOf(kept) }));
  }
  say(said.join(" "), turned.length ? [again] : []);
}

/** Undo a step, the last one if none is named. */
export function undo(step = null) {
  settleTyping();
  const one = step && done.includes(step) ? step : done.at(-1);
  if (!one || (step && one !== step)) {
    say(texts.nothingToUndo);
    return;
  }
  done.splice(done.indexOf(one), 1);
  undone.push(one);
  tell(turn(one, 2, 1), 1, [texts.redo, redo]);
}

export function redo() {
  const one = undone.pop();
  if (one) {
    done.push(one);
    tell(turn(one, 1, 2), 2, [texts.undo, () => undo(one)]);
  }
}

/** Say what a step did, with its undoing beside it. */
export function tellOf(sentence, step) {
  say(sentence, step.length ? [[texts.undo, () => undo(step)]] : []);
}

// Keys: what is being typed is the browser's to undo, as long as it can.

const isLetter = ({ key, code }, letter) =>
  key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(key));

function askedOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) {
    return null;
  }
  if (isLetter(event, "z")) {
    return event.shiftKey ? redo : undo;
  }
  return isLetter(event, "y") && !event.shiftKey ? redo : null;
}

const isElsewhere = (element) =>
  element.closest("dialog, [contenteditable]") || (element.matches("input, textarea, select") && !isTyped(element));

document.addEventListener("keydown", (event) => {
  const act = askedOf(event);
  const field = event.target;
  if (!act || isElsewhere(field)) {
    return;
  }
  if (!isTypedIn(field) && (act === undo || undone.length)) {
    event.preventDefault();
    act();
  } else if (isTypedIn(field) && act === undo) {
    const was = field.value;
    setTimeout(() => field.value === was && undo());
  }
});

form.addEventListener("focusin", ({ target }) => begin(target));
form.addEventListener("focusout", settleTyping);
// A colleague's value or one's own, taken where both had changed a cell.
form.addEventListener("chosen", ({ detail }) => did([detail]));
form.addEventListener("keydown", ({ key }) => key === "Escape" && close());
