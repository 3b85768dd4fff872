/*
 * The page is opened, or one comes back to it: what was typed before this script was there, or at
 * an earlier visit, is put back and sent. What a field says other than what the server sent was typed.
 */
import { draftsOf, forget } from "../drafts.js";
import { begun, earlier, stored, typedHere, wrong } from "./ledger.js";
import { doubt, isAsking, lookAgain, save } from "./line.js";
import * as fields from "./fields.js";
import { changed, note, offerLeft, settle } from "./typing.js";

/**
 * Note what the server sent, what was typed before this script was there, and put back what was
 * typed at an earlier visit and has not reached the server; that is given as [id, what stood there].
 */
export function begin() {
  const drafts = draftsOf(fields.owner);
  const before = [];
  // From here on the script for before stands aside.
  fields.form.dataset.saving = "begun";
  const version = fields.form.elements["return-version"];
  version.value = version.defaultValue;
  if (isFromBefore()) {
    doubt({ isAfterReturn: true });
  }
  for (const input of fields.inputs) {
    beginCell(fields.idOf(input), drafts, before);
  }
  settle();
  if (isAsking()) {
    save();
  }
  return before;
}

function beginCell(id, drafts, before) {
  const draft = drafts.get(id);
  const isWrong = fields.cellOf(id).classList.contains("is-wrong");
  stored.set(id, isWrong ? fields.storedIn(id) : fields.sentIn(id));
  if (isWrong) {
    wrong.add(id);
  }
  if (!fields.alike(fields.saidBy(id), fields.sentIn(id))) {
    takeTyped(id, draft);
    return;
  }
  // A browser that comes back to a page may have put back a version of then.
  fields.baseOf(id).value = fields.baseOf(id).defaultValue;
  if (draft) {
    putBack(id, draft, before);
  }
}

/** What was typed before this script was there goes before what the device had kept: that is offered. */
function takeTyped(id, draft) {
  const typed = fields.saidBy(id);
  const isItself = draft && fields.alike(draft.typed, typed);
  const left = isItself ? draft.earlier : draft;
  if (left && !fields.alike(left.typed, typed) && !fields.alike(left.typed, stored.get(id))) {
    earlier.set(id, { typed: left.typed, was: left.was, base: left.base });
  } else if (draft && draft.base !== fields.baseOf(id).value) {
    forget(fields.owner, id, draft.base);
  }
  changed(id, { soon: true });
  if (earlier.has(id)) {
    offerLeft(id);
  }
}

/** What was typed stands in its cell again and is sent with its own version: the server decides. */
function putBack(id, { typed, was, base }, before) {
  if (fields.alike(typed, stored.get(id))) {
    forget(fields.owner, id, base);
    return;
  }
  before.push([id, stored.get(id)]);
  begun.set(id, was);
  fields.baseOf(id).value = base;
  fields.put(id, typed);
  note(id, { soon: true });
}

/** Whether the browser took the page from what it had kept, and not from the server just now. */
function isFromBefore() {
  const [visit] = performance.getEntriesByType("navigation");
  return document.wasDiscarded || visit?.type === "back_forward" || visit?.deliveryType === "cache";
}

window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    typedHere.clear();
    lookAgain({ isAfterReturn: true });
  } else {
    settle();
  }
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    lookAgain();
  }
});
