/* The draft on the page: its fields by name, its rows, its words in the reader's language. */
export { counted, filled, localized } from "../sentences.js";

export const form = document.getElementById("draft");
export const table = document.getElementById("draft-table");
export const body = document.getElementById("draft-rows");
export const words = form.dataset;
export const owner = { user: words.user, place: words.place };

const CELL = /^cell-(\d+)-(.+)$/s;

export const isCell = (element) => Boolean(element?.name && CELL.test(element.name) && body.contains(element));

/** `cell-12-title` → {key: 12, field: "title"} */
export function partsOf(name) {
  const [, key, field] = CELL.exec(name);
  return { key: Number(key), field };
}

/** The field of that name, or null where its row is gone. */
export const fieldOf = (name) => body.querySelector(`[name="${CSS.escape(name)}"]`);
export const nameOf = (key, field) => `cell-${key}-${field}`;
export const rowOf = (key) => document.getElementById(`row-${key}`);
export const findingsOf = (key) => document.getElementById(`findings-${key}`);
export const rows = () => [...body.querySelectorAll(".draft-row")];
export const keyOf = (row) => Number(row.dataset.key);
export const cellsOf = (row) => [...row.querySelectorAll('[name^="cell-"]')];
export const allCells = () => [...body.querySelectorAll('[name^="cell-"]')];
/** A text with the line ends of here. */
export const lines = (text) => text.replace(/\r\n?/g, "\n");

export function button(label, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

const said = document.getElementById("said");
let timer = 0;

/** Say shortly what happened, with what can be done about it. */
export function say(sentence, ...buttons) {
  clearTimeout(timer);
  said.replaceChildren(sentence, ...buttons);
  timer = setTimeout(() => said.replaceChildren(), 8000);
}
