/*
 * The monthly form as an editor: what is typed is kept and saved; entry-tools.js makes it quick.
 * Nothing is computed here; every score on the page comes back from the server. Without this
 * script the form still saves.
 */
import { onSaved } from "./entry/answer.js";
import { hasUnsent, isInConflict, isWaiting, storedFigure, troubled, wouldLose } from "./entry/ledger.js";
import { flush, save } from "./entry/line.js";
import { begin } from "./entry/opening.js";
import { changed } from "./entry/typing.js";
import { cellOf, form, idOf, isTyped, saidBy, words } from "./entry/fields.js";

document.body.classList.add("has-script");

form.addEventListener("keydown", (event) => {
  const field = event.target;
  const isCell = field.classList.contains("cell-input") && !event.isComposing;
  if (isCell && event.key === "Escape" && !isInConflict(idOf(field))) {
    field.value = storedFigure(idOf(field));
    changed(idOf(field));
  }
});

form.addEventListener("input", (event) => {
  if (isTyped(event.target)) {
    changed(idOf(event.target));
  }
});

form.addEventListener("focusout", (event) => {
  if (isTyped(event.target) && isWaiting(idOf(event.target))) {
    changed(idOf(event.target), { soon: true });
  }
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.name === "check") {
    goToCheck();
  } else {
    save();
  }
});

// Why this score: the sentences of the row that one stands in, beside the form.

function showWhy(element) {
  const row = element?.closest?.(".indicator-row");
  if (row) {
    const title = document.getElementById("why-title");
    title.textContent = `${row.dataset.code} ${title.dataset.title}`;
    document.getElementById("why").innerHTML = row.querySelector(".why-text").innerHTML;
  }
}

form.addEventListener("focusin", (event) => showWhy(event.target));
onSaved(() => showWhy(document.activeElement));

// Going to the check sends what waits; leaving asks only if something would be lost.

async function goToCheck() {
  await flush();
  const [first] = troubled();
  if (first) {
    cellOf(first).focus();
  } else if (!hasUnsent()) {
    window.location.assign(words.checkUrl);
  }
}

window.addEventListener("beforeunload", (event) => {
  if (wouldLose()) {
    event.preventDefault();
  }
});

// The line is back, or the person from signing in in another tab: what waits is sent at once.

window.addEventListener("online", save);
window.addEventListener("focus", save);

/** What was put back from the device, as [id, before, after]: the tools offer to undo it. */
export const putBack = begin().map(([id, before]) => [id, before, saidBy(id)]);
