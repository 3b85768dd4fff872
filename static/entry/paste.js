/* Paste: a column of achievements, or achievements with remarks, down from where one stands. */
import { changed } from "./saving.js";
import { button, filled, form, idOf, localized, put, remarksOf, saidBy, words } from "./sheet.js";

const note = document.getElementById("paste-note");

function fill(id, said) {
  put(id, said);
  changed(id, { soon: true });
}

/** Say what was put into cells; `before`, a list of [id, [figure, remarks]], can be put back. */
export function tell(sentence, before) {
  note.replaceChildren(sentence);
  if (before.length) {
    const undo = button(words.undo, () => {
      before.forEach(([id, said]) => fill(id, said));
      note.hidden = true;
    });
    undo.className = "undo";
    note.append(undo);
  }
  note.hidden = false;
}

/**
 * The pasted rows beside the cells that they are for, from `field` down, as [id, row].
 * The block has the form's rows, also those that this month does not ask for.
 */
function beside(rows, field) {
  const lines = [...form.querySelectorAll(".sheet-row")];
  const first = lines.indexOf(field.closest(".sheet-row"));
  return lines
    .slice(first, first + rows.length)
    .map((line, index) => [line.querySelector(".cell-input"), rows[index]])
    .filter(([input]) => input)
    .map(([input, row]) => [idOf(input), row]);
}

function paste(event) {
  const field = event.target;
  const block = event.clipboardData.getData("text/plain");
  if (!field.classList.contains("cell-input") || !/[\t\n\r]/.test(block.trimEnd())) {
    return;
  }
  event.preventDefault();
  const lines = block.replace(/(\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/);
  const rows = lines.map((line) => line.split("\t").map((text) => text.trim()));
  const columns = Math.max(...rows.map((row) => row.length));
  if (columns > 2) {
    tell(filled(words.columns, { count: localized(columns) }), []);
    return;
  }
  const pairs = beside(rows, field);
  const before = pairs.map(([id]) => [id, saidBy(id)]);
  pairs.forEach(([id, [figure, remarks = ""]]) => {
    fill(id, [figure, columns === 2 ? remarks : remarksOf(id).value]);
  });
  const taken = new Set(pairs.map(([, row]) => row));
  const left = rows.filter((row) => !taken.has(row) && row.some(Boolean)).length;
  const sentences = [filled(words.pasted, { count: localized(pairs.length) })];
  if (left) {
    sentences.push(filled(words.overflow, { count: localized(left) }));
  }
  tell(sentences.join(" "), before);
}

form.addEventListener("paste", paste);
