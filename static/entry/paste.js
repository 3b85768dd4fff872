/* Paste: a column of achievements, or achievements with remarks, down from where one stands. */
import { changed } from "./saving.js";
import { button, filled, form, idOf, inputs, localized, put, remarksOf, saidBy, words } from "./sheet.js";

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
  const first = inputs.indexOf(field);
  const targets = inputs.slice(first, first + rows.length).map(idOf);
  const before = targets.map((id) => [id, saidBy(id)]);
  targets.forEach((id, index) => {
    const [figure, remarks = ""] = rows[index];
    fill(id, [figure, columns === 2 ? remarks : remarksOf(id).value]);
  });
  const left = rows.slice(targets.length).filter((row) => row.some(Boolean)).length;
  const sentences = [filled(words.pasted, { count: localized(targets.length) })];
  if (left) {
    sentences.push(filled(words.overflow, { count: localized(left) }));
  }
  tell(sentences.join(" "), before);
}

form.addEventListener("paste", paste);
