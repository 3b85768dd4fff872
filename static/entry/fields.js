/* The form on the page: its fields by cell, and its words in the reader's language. */
export { counted, filled, localized } from "../sentences.js";

export const form = document.getElementById("return-form");
export const inputs = [...form.querySelectorAll(".cell-input")];
export const words = form.dataset;

/** Whose figures these are, and of which return. */
export const owner = { user: words.user, place: words.place };

export const isTyped = (field) => /^(cell|remarks)-/.test(field.name);
export const idOf = (field) => field.name.replace(/^\w+-/, "");
export const cellOf = (id) => document.getElementById(`cell-${id}`);
export const baseOf = (id) => form.elements[`base-${id}`];
export const remarksOf = (id) => form.elements[`remarks-${id}`];
export const stateOf = (id) => document.getElementById(`cell-state-${id}`);
export const rowOf = (id) => document.getElementById(`row-${id}`);

/** What a cell says now, and what the server sent in its place: [figure, remarks]. */
export const saidBy = (id) => [cellOf(id).value, remarksOf(id).value];
export const sentIn = (id) => [cellOf(id).defaultValue, remarksOf(id).defaultValue];
/** What is stored, also where the server sent back what it could not store. */
export function storedIn(id) {
  const [figure, ...remarks] = form.elements[`seen-${id}`].defaultValue.split("\n");
  return [figure.slice(1), remarks.join("\n")];
}
export const alike = (one, other) => one[0] === other[0] && one[1] === other[1];

/** Write [figure, remarks] into a cell. */
export function put(id, [figure, remarks]) {
  cellOf(id).value = figure;
  remarksOf(id).value = remarks;
  if (remarks) {
    remarksOf(id).closest("details").open = true;
  }
}

export function button(label, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}
