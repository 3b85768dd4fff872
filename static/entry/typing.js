/*
 * What is typed into a cell: noted, kept on the device, sent; and what its person is asked when
 * someone else changed it meanwhile.
 */
import { forget } from "../drafts.js";
import { offerChoice, offerEarlier } from "./choice.js";
import {
  begun,
  confirm,
  conflicts,
  earlier,
  isTouched,
  keepDraft,
  pending,
  stored,
  troubled,
  typedHere,
  wrong,
} from "./ledger.js";
import { isAsking, sendSoon } from "./line.js";
import * as fields from "./fields.js";
import { announce, mark } from "./states.js";

/** Take note of what a cell says now; `soon` sends it without waiting for a pause. */
export function changed(id, options = {}) {
  typedHere.add(id);
  note(id, options);
}

/** The same for what stood there before this page was opened. */
export function note(id, { soon = false } = {}) {
  if (conflicts.has(id)) {
    keepDraft(id);
    offer(id);
    return;
  }
  if (fields.alike(fields.saidBy(id), stored.get(id)) && !wrong.has(id)) {
    pending.delete(id);
    confirm(id, fields.baseOf(id).value);
    markStored(id);
    settle();
    return;
  }
  keepDraft(id);
  pending.set(id, "waiting");
  mark(id, "waiting");
  sendSoon({ atOnce: soon });
}

/** ✓ is for a figure: a blank has nothing to be stored. */
export function markStored(id) {
  mark(id, stored.get(id)[0].trim() ? "saved" : "");
}

/** Say how things are; that all is saved only when every field says what is stored. */
export function settle() {
  for (const input of fields.inputs) {
    const id = fields.idOf(input);
    if (!isTouched(id) && !fields.alike(fields.saidBy(id), stored.get(id))) {
      changed(id);
    }
  }
  if (isAsking()) {
    announce("asking");
  } else if (troubled().length) {
    announce("problem");
  } else if (!pending.size) {
    announce("saved");
  }
}

/** Nothing is to be said beside the cell, except for what was left of before. */
export function clearState(id) {
  fields.stateOf(id).replaceChildren();
  if (earlier.has(id)) {
    offerLeft(id);
  }
}

/** Offer what someone else stored, and what was typed. */
export function offer(id) {
  const conflict = conflicts.get(id);
  const values = {
    typed: fields.saidBy(id),
    stored: [conflict.stored, conflict.remarks],
    was: begun.get(id),
  };
  offerChoice(id, { ...values, by: conflict.by }, (choice) => {
    conflicts.delete(id);
    wrong.delete(id);
    confirm(id, conflict.version);
    clearState(id);
    stored.set(id, values.stored);
    fields.put(id, values[choice]);
    fields.cellOf(id).focus();
    changed(id, { soon: true });
    const detail = [id, values.typed, values[choice]];
    fields.form.dispatchEvent(new CustomEvent("chosen", { detail }));
  });
}

/** What was typed before on this device, and then something else instead, is neither sent nor lost. */
export function offerLeft(id) {
  const left = earlier.get(id);
  offerEarlier(id, left.typed, (isTaken) => {
    earlier.delete(id);
    forget(fields.owner, id, left.base, left.typed);
    clearState(id);
    if (isTaken) {
      fields.put(id, left.typed);
      fields.cellOf(id).focus();
      changed(id, { soon: true });
    } else if (pending.has(id)) {
      keepDraft(id);
    }
  });
}
