/*
 * Keys: up, down, Enter and Tab go from cell to cell; what else a row has (last month's figure,
 * remarks, evidence, comments, history) is reached by ← and →, and Tab does not stop there.
 */
import { closeRemarks, openRemarks } from "./remarks.js";
import { form, idOf, inputs } from "./fields.js";

const panel = document.getElementById("keys");
const ASIDE = "a[href], summary, textarea, button";
const sideways = (row) =>
  [...row.querySelectorAll(ASIDE)].filter((element) => !element.closest(".cell-state, .why-text"));
const isShown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

/** Tab passes over what ← and → reach. */
export function leaveOutOfTab() {
  for (const row of form.querySelectorAll(".indicator-row")) {
    if (row.querySelector(".cell-input")) {
      row.querySelectorAll(ASIDE).forEach((element) => {
        if (!element.closest(".cell-state")) {
          element.tabIndex = -1;
        }
      });
    }
  }
}

function goTo(input) {
  input.focus();
  input.select();
}

function goDown(field, steps) {
  const next = inputs[inputs.indexOf(field) + steps];
  if (next) {
    goTo(next);
  } else if (steps > 0) {
    document.getElementById("go-check").focus();
  }
}

/** One step to the left or right in a row: what stands before its cell, the cell, what follows. */
function goSideways(element, step) {
  const row = element.closest(".indicator-row");
  const cell = row.querySelector(".cell-input");
  const all = sideways(row).filter(isShown);
  const before = all.filter((one) => one.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
  const order = [...before, cell, ...all.filter((one) => !before.includes(one))];
  const next = order[order.indexOf(element) + step];
  if (next === cell) {
    goTo(cell);
  } else {
    next?.focus();
  }
}

const isAtEdge = (field, step) =>
  field.selectionStart === field.selectionEnd && field.selectionStart === (step > 0 ? field.value.length : 0);

function onCell(event, field) {
  const steps = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (steps) {
    event.preventDefault();
    goDown(field, steps);
  } else if (step && isAtEdge(field, step)) {
    event.preventDefault();
    goSideways(field, step);
  } else if (event.key === "F2") {
    event.preventDefault();
    openRemarks(idOf(field));
  }
}

/** On what stands beside a cell; a field of words keeps its keys but for Escape and F2. */
function beside(event, element) {
  const cell = element.closest(".indicator-row").querySelector(".cell-input");
  const isWords = element.tagName === "TEXTAREA";
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" || (isWords && event.key === "F2")) {
    event.preventDefault();
    goTo(cell);
    if (isWords) {
      closeRemarks(element);
    }
  } else if (!isWords && step) {
    event.preventDefault();
    goSideways(element, step);
  } else if (!isWords && steps) {
    event.preventDefault();
    goDown(cell, steps);
  }
}

form.addEventListener("keydown", (event) => {
  const element = event.target;
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
  const isShifted = event.shiftKey && event.key !== "Enter";
  if (event.isComposing || !isPlain || isShifted) {
    return;
  }
  if (element.classList.contains("cell-input")) {
    onCell(event, element);
  } else if (element.closest(".indicator-row")?.querySelector(".cell-input") && element.matches(ASIDE)) {
    beside(event, element);
  }
});

// The panel that shows them.

function showKeys() {
  panel.showModal();
}

document.querySelectorAll("[data-keys]").forEach((button) => button.addEventListener("click", showKeys));
panel.querySelector("button").addEventListener("click", () => panel.close());
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key === "?" && !isTyping && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    showKeys();
  } else if (event.key === "F8") {
    event.preventDefault();
    document.getElementById("whole-year").click();
  }
});

// Arriving on a desk: the first blank cell, unless one comes for something else.

const isOnDesk = window.matchMedia("(hover: hover) and (pointer: fine) and (width > 720px)");
const isAskedElsewhere = () =>
  window.location.hash ||
  document.querySelector(".is-wrong, .returned, [role=alert], .notice-error") ||
  ![document.body, null].includes(document.activeElement) ||
  window.scrollY > 0;

export function arrive() {
  const [visit] = performance.getEntriesByType("navigation");
  if (isOnDesk.matches && !isAskedElsewhere() && visit?.type !== "back_forward") {
    const first = inputs.find((input) => !input.value.trim()) || inputs[0];
    first?.focus();
  }
}
