/* Paste: a block from a spreadsheet or a document goes into the cells from the focused one on. */
import { blockOf } from "../entry/pasting/block.js";
import { counted, cellsOf, fieldOf, form, isCell, keyOf, lines, partsOf, rows, say, words } from "./page.js";
import { change } from "./acts.js";
import { cellChange } from "./saving.js";

const columnsFrom = (field) => {
  const names = cellsOf(field.closest("tr")).map((one) => partsOf(one.name).field);
  return names.slice(names.indexOf(partsOf(field.name).field));
};

/** The rows of the same kind from the focused one on. */
function rowsFrom(field) {
  const row = field.closest("tr");
  const all = rows();
  return all.slice(all.indexOf(row)).filter((one) => one.dataset.level === row.dataset.level);
}

/** Rows of the block that there is no row for are added below the last one. */
function more(block, columns, last) {
  return block.map((texts, at) => {
    const cells = Object.fromEntries(
      columns.map((field, place) => [field, texts[place] || ""]).filter(([, text]) => text),
    );
    const row = { key: -at, level: last.dataset.level, cells, line: null };
    return { do: "add", row, after: at ? 1 - at : keyOf(last) };
  });
}

function pasteBlock(block, field) {
  const columns = columnsFrom(field);
  const into = rowsFrom(field);
  const changes = [];
  let count = 0;
  block.slice(0, into.length).forEach((texts, at) => {
    const key = keyOf(into[at]);
    texts.slice(0, columns.length).forEach((text, place) => {
      const cell = fieldOf(`cell-${key}-${columns[place]}`);
      if (cell && lines(cell.value) !== text) {
        changes.push([cell, text]);
      }
      count += 1;
    });
  });
  const rest = more(block.slice(into.length), columns, into.at(-1));
  count += rest.reduce((sum, one) => sum + Object.keys(one.row.cells).length, 0);
  // What was typed before stands by itself, so that undoing the paste does not undo it.
  change(() => [...changes.map(([cell, text]) => cellChange(cell.name, text)), ...rest], counted(words.pasted, count));
}

form.addEventListener("paste", (event) => {
  const field = event.target;
  if (!isCell(field)) {
    return;
  }
  const [html, text] = ["text/html", "text/plain"].map((type) => event.clipboardData.getData(type));
  const block = blockOf({ html, text });
  if (block === null) {
    event.preventDefault();
    say(words.tooMany);
    return;
  }
  const full = block.filter((row) => row.some(Boolean));
  if (full.length * Math.max(0, ...full.map((row) => row.length)) > 1) {
    event.preventDefault();
    pasteBlock(full, field);
  } else if (full.length && full[0][0] !== text) {
    event.preventDefault();
    document.execCommand("insertText", false, full[0][0]);
  }
});
