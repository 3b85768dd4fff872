/*
 * The monthly form as an editor: keys, paste, drafts, autosave. Nothing is computed here; every
 * score on the page comes back from the server. Without this script the form still saves.
 */
import { tell } from "./entry/paste.js";
import * as saving from "./entry/saving.js";
import { cellOf, filled, form, idOf, inputs, isTyped, localized, words } from "./entry/sheet.js";

document.body.classList.add("has-script");

// Keys: up, down and Enter go from row to row; Tab is the browser's.

function go(from, steps) {
  const next = inputs[inputs.indexOf(from) + steps];
  if (next) {
    next.focus();
    next.select();
  }
}

form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.classList.contains("cell-input") || event.isComposing) {
    return;
  }
  const id = idOf(field);
  const steps = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (steps) {
    event.preventDefault();
    go(field, steps);
  } else if (event.key === "Escape" && !saving.isInConflict(id)) {
    field.value = saving.storedFigure(id);
    saving.changed(id);
  }
});

form.addEventListener("input", (event) => {
  if (isTyped(event.target)) {
    saving.changed(idOf(event.target));
  }
});

form.addEventListener("focusout", (event) => {
  if (isTyped(event.target) && saving.isWaiting(idOf(event.target))) {
    saving.changed(idOf(event.target), { soon: true });
  }
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  saving.save();
});

// Why this score: the sentences of the row that one stands in, beside the form.

function showWhy(element) {
  const row = element?.closest?.(".sheet-row");
  if (row) {
    const title = document.getElementById("why-title");
    title.textContent = `${row.dataset.code} ${title.dataset.title}`;
    document.getElementById("why").innerHTML = row.querySelector(".why-text").innerHTML;
  }
}

form.addEventListener("focusin", (event) => showWhy(event.target));
saving.onSaved(() => showWhy(document.activeElement));

// Going to the check sends what waits; leaving asks only if something would be lost.

document.getElementById("go-check").addEventListener("click", async (event) => {
  if (!saving.hasUnsent() && !saving.troubled().length) {
    return;
  }
  event.preventDefault();
  await saving.save();
  await saving.save();
  if (saving.troubled().length) {
    cellOf(saving.troubled()[0]).focus();
  } else if (!saving.hasUnsent()) {
    window.location.assign(event.target.href);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (saving.wouldLose()) {
    event.preventDefault();
  }
});

// The line is back, or the person from signing in in another tab: what waits is sent at once.

window.addEventListener("online", saving.save);
window.addEventListener("focus", saving.save);

const putBack = saving.begin();
if (putBack.length) {
  tell(filled(words.putBackNote, { count: localized(putBack.length) }), putBack);
}
