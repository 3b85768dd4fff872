/* Keys: from cell to cell as in a spreadsheet, rows up and down, a row more, back again. */
import { body, cellsOf, form, isCell, keyOf, lines, partsOf, rows } from "./page.js";
import { isDirty, changed } from "./saving.js";
import { addBelow, moved, redo, undo } from "./acts.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const ASIDE = { ArrowRight: 1, ArrowLeft: -1 };
let began = { field: null, text: "" };

const isTypedIn = (field) => began.field === field && lines(field.value) !== began.text;
const isAllChosen = (field) => field.selectionStart === 0 && field.selectionEnd === field.value.length;
const isAt = (field, place) => field.selectionStart === field.selectionEnd && field.selectionStart === place;

function goTo(field) {
  field?.focus();
  field?.select?.();
}

/** The cell of the same column in the next row that has it, `step` rows on. */
function goDown(field, step) {
  const { field: column } = partsOf(field.name);
  const all = rows();
  for (let at = all.indexOf(field.closest("tr")) + step; at >= 0 && at < all.length; at += step) {
    const cell = cellsOf(all[at]).find((one) => partsOf(one.name).field === column);
    if (cell) {
      goTo(cell);
      return;
    }
  }
}

function goAside(field, step) {
  const all = cellsOf(field.closest("tr"));
  const next = all[all.indexOf(field) + step];
  if (next) {
    goTo(next);
  } else if (step < 0) {
    field.closest("tr").querySelector("summary")?.focus();
  }
}

/** Whether an arrow leaves the cell: from its edge, or while all of it is chosen. */
function leaves(field, key) {
  if (field.tagName === "SELECT") {
    return key in ASIDE;
  }
  if (isAllChosen(field)) {
    return true;
  }
  const isBack = key === "ArrowLeft" || key === "ArrowUp";
  const isLine = field.tagName === "INPUT" && (key === "ArrowUp" || key === "ArrowDown");
  return isLine || isAt(field, isBack ? 0 : field.value.length);
}

function onPlainKey(event, field) {
  const { key } = event;
  const isMany = key in STEPS && field.hasAttribute("list") && !isAllChosen(field);
  if ((key in STEPS || key in ASIDE) && !event.shiftKey && !isMany && leaves(field, key)) {
    event.preventDefault();
    if (key in STEPS) {
      goDown(field, STEPS[key]);
    } else {
      goAside(field, ASIDE[key]);
    }
  } else if (key === "Enter") {
    event.preventDefault();
    goDown(field, event.shiftKey ? -1 : 1);
  } else if (key === "Escape" && isTypedIn(field)) {
    field.value = began.text;
    changed(field);
    field.select?.();
  }
}

form.addEventListener("keydown", (event) => {
  const { target: field, key } = event;
  if (event.isComposing || !isCell(field)) {
    return;
  }
  const rowKey = partsOf(field.name).key;
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey && !isControl && key in STEPS) {
    event.preventDefault();
    moved(key === "ArrowUp" ? "up" : "down", rowKey);
  } else if (event.altKey && key === "Enter" && field.tagName === "TEXTAREA") {
    event.preventDefault();
    document.execCommand("insertText", false, "\n");
  } else if (isControl && key === "Enter") {
    event.preventDefault();
    addBelow(rowKey, field.closest("tr").dataset.level);
  } else if (!isControl && !event.altKey) {
    onPlainKey(event, field);
  }
});

/** Whether the key of that letter was pressed, on a keyboard of Bengali letters as well. */
const isLetter = (letter, { key, code }) =>
  key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(key));

/** Ctrl+Z undoes; Ctrl+Y and Ctrl+Shift+Z redo. */
function wayOf(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) {
    return null;
  }
  if (isLetter("z", event)) {
    return event.shiftKey ? redo : undo;
  }
  return isLetter("y", event) && !event.shiftKey ? redo : null;
}

/** What is being typed is the browser's to undo, as long as it can; the rest is the server's. */
document.addEventListener("keydown", (event) => {
  const field = event.target;
  const go = wayOf(event);
  if (!go) {
    return;
  }
  if (!isCell(field) && field.matches("input, textarea, select")) {
    return;
  }
  if (isCell(field) && isTypedIn(field)) {
    const was = field.value;
    setTimeout(() => field.value === was && !isDirty(field.name) && go());
    return;
  }
  event.preventDefault();
  go();
});

body.addEventListener("focusin", ({ target }) => {
  if (isCell(target)) {
    began = { field: target, text: lines(target.value) };
  }
});

/** Tab passes over the menus of rows; ← from a row's first cell leads to one. */
export function leaveOutOfTab() {
  body.querySelectorAll(".row-menu > summary").forEach((one) => {
    one.tabIndex = -1;
  });
}

body.addEventListener("keydown", (event) => {
  const menu = event.target.closest(".row-menu");
  if (!menu) {
    return;
  }
  const row = menu.closest("tr");
  if (event.key === "Escape" || (event.key === "ArrowRight" && event.target.matches("summary"))) {
    event.preventDefault();
    menu.open = false;
    goTo(cellsOf(row)[0]);
  } else if (event.altKey && event.key in STEPS) {
    event.preventDefault();
    moved(event.key === "ArrowUp" ? "up" : "down", keyOf(row));
  }
});
