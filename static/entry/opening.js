/*
 * The page is opened, or one comes back to it: what was typed before this script was there, or at
 * an earlier visit, is put back and sent. What a field says other than what the server sent was typed.
 */
import { draftsOf, forget } from "../drafts.js";
import { begun, earlier, stored, typedHere, wrong } from "./ledger.js";
import { doubt, isAsking, lookAgain, save } from "./line.js";
import * as sheet from "./sheet.js";
import { changed, note, offerLeft, settle } from "./typing.js";

/**
 * Note what the server sent, what was typed before this script was there, and put back what was
 * typed at an earlier visit and has not reached the server; that is given as [id, what stood there].
 */
export function begin() {
  const drafts = draftsOf(sheet.owner);
  const before = [];
  // From here on the script for before stands aside.
  sheet.form.dataset.saving = "begun";
  const version = sheet.form.elements["return-version"];
  version.value = version.defaultValue;
  if (isFromBefore()) {
    doubt({ isAfterReturn: true });
  }
  for (const input of sheet.inputs) {
    beginCell(sheet.idOf(input), drafts, before);
  }
  settle();
  if (isAsking()) {
    save();
  }
  return before;
}

function beginCell(id, drafts, before) {
  const draft = drafts.get(id);
  const isWrong = sheet.cellOf(id).classList.contains("is-wrong");
  stored.set(id, isWrong ? sheet.storedIn(id) : sheet.sentIn(id));
  if (isWrong) {
    wrong.add(id);
  }
  if (!sheet.alike(sheet.saidBy(id), sheet.sentIn(id))) {
    takeTyped(id, draft);
    return;
  }
  // A browser that comes back to a page may have put back a version of then.
  sheet.baseOf(id).value = sheet.baseOf(id).defaultValue;
  if (draft) {
    putBack(id, draft, before);
  }
}

/** What was typed before this script was there goes before what the device had kept: that is offered. */
function takeTyped(id, draft) {
  const typed = sheet.saidBy(id);
  const isItself = draft && sheet.alike(draft.typed, typed);
  const left = isItself ? draft.earlier : draft;
  if (left && !sheet.alike(left.typed, typed) && !sheet.alike(left.typed, stored.get(id))) {
    earlier.set(id, { typed: left.typed, was: left.was, base: left.base });
  } else if (draft && draft.base !== sheet.baseOf(id).value) {
    forget(sheet.owner, id, draft.base);
  }
  changed(id, { soon: true });
  if (earlier.has(id)) {
    offerLeft(id);
  }
}

/** What was typed stands in its cell again and is sent with its own version: the server decides. */
function putBack(id, { typed, was, base }, before) {
  if (sheet.alike(typed, stored.get(id))) {
    forget(sheet.owner, id, base);
    return;
  }
  before.push([id, stored.get(id)]);
  begun.set(id, was);
  sheet.baseOf(id).value = base;
  sheet.put(id, typed);
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
