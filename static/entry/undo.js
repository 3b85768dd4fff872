/*
 * Undo and redo, also of what is stored already: the cells say again what they said before, and
 * that is saved as anything typed, with the version that one has seen. What changed since, by a
 * colleague or by hand, stays as it is and is named.
 */
import { isInConflict } from "./ledger.js";
import { close, said as texts, say } from "./note.js";
import { cellOf, counted, filled, form, idOf, isTyped, put, remarksOf, rowOf, saidBy, words } from "./fields.js";
import { askedOf, did, differs, hasUndone, takeDone, takeUndone, turnedTo } from "./steps.js";
import { changed } from "./typing.js";

/** The cell that is being typed in, and what it said when one came to it. */
let typing = null;

const fieldsOf = (id) => [cellOf(id), remarksOf(id)];

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
const isTypedIn = (field) => typing?.field === field && differs(typing.was, saidBy(typing.id));

/** Turn a step's cells from one of its sides to the other, where they still say the one. */
function turn(step, from, to) {
  const turned = [];
  const kept = [];
  for (const cell of step) {
    const [id] = cell;
    const said = isInConflict(id) ? null : turnedTo(cell, saidBy(id), { from, to });
    if (said) {
      set(id, said);
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
  const one = takeDone(step);
  if (one) {
    tell(turn(one, 2, 1), 1, [texts.redo, redo]);
  } else {
    say(texts.nothingToUndo);
  }
}

export function redo() {
  const one = takeUndone();
  if (one) {
    tell(turn(one, 1, 2), 2, [texts.undo, () => undo(one)]);
  }
}

/** Say what a step did, with its undoing beside it. */
export function tellOf(sentence, step) {
  say(sentence, step.length ? [[texts.undo, () => undo(step)]] : []);
}

// Keys: what is being typed is the browser's to undo, as long as it can.

const isElsewhere = (element) =>
  element.closest("dialog, [contenteditable]") || (element.matches("input, textarea, select") && !isTyped(element));

document.addEventListener("keydown", (event) => {
  const asked = askedOf(event);
  const field = event.target;
  if (!asked || isElsewhere(field)) {
    return;
  }
  if (!isTypedIn(field) && (asked === "undo" || hasUndone())) {
    event.preventDefault();
    (asked === "undo" ? undo : redo)();
  } else if (isTypedIn(field) && asked === "undo") {
    const was = field.value;
    setTimeout(() => field.value === was && undo());
  }
});

form.addEventListener("focusin", ({ target }) => begin(target));
form.addEventListener("focusout", settleTyping);
// A colleague's value or one's own, taken where both had changed a cell.
form.addEventListener("chosen", ({ detail }) => did([detail]));
form.addEventListener("keydown", ({ key }) => key === "Escape" && close());
