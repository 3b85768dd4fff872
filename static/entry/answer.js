/* What an answer of the server means for the cells, and for the pieces of the page that changed. */
import { confirm, conflicts, isTouched, keepDraft, pending, stored, typedHere, unanswered, wrong } from "./ledger.js";
import { cameBack, onAnswer } from "./line.js";
import * as fields from "./fields.js";
import { announce, mark } from "./states.js";
import { clearState, markStored, note, offer, settle } from "./typing.js";

const afterSaving = [];

/** `act` is called when an answer of the server is on the page, with the cells that were sent. */
export function onSaved(act) {
  afterSaving.push(act);
}

onAnswer(take);

function take(answer, sent) {
  fields.form.elements["return-version"].value = answer.version;
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
      refuse(id, fields.words.refused);
    }
  }
  afterSaving.forEach((act) => act([...sent.keys()]));
  announce("saving");
  settle();
}

function refuse(id, sentence) {
  pending.delete(id);
  wrong.add(id);
  mark(id, "wrong");
  fields.stateOf(id).textContent = sentence;
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
  const isSo = !fields.alike(fields.saidBy(id), was);
  if (isSo) {
    pending.set(id, "waiting");
  }
  return isSo;
}

/** An own save is confirmed; a colleague's change reaches a cell that nobody touches here. */
function takeCell(id, cell, was) {
  const now = [cell.text, cell.remarks];
  if (!was && isTouched(id)) {
    if (cameBack() && cell.mine && pending.has(id) && typedHere.has(id)) {
      typeOver(id, cell.version, now);
    }
    return;
  }
  if (was) {
    confirm(id, cell.version, fields.saidBy(id));
    wrong.delete(id);
    clearState(id);
    stored.set(id, now);
    if (typedOn(id, was)) {
      keepDraft(id);
      return;
    }
  }
  pending.delete(id);
  fields.baseOf(id).value = cell.version;
  // Nothing is rewritten under the hands of the one who typed it.
  const isAtHand = [fields.cellOf(id), fields.remarksOf(id)].includes(document.activeElement);
  if (!(was && isAtHand)) {
    fields.put(id, now);
  }
  stored.set(id, fields.saidBy(id));
  markStored(id);
}
