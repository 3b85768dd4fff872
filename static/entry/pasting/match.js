/*
 * A block of cells and a form → what goes into which cell, and what is not beyond doubt. Nothing
 * here touches the page.
 *
 * The form: {month: {month, year}, first, rows}; a row: {id, code, title, isOpen, isDated, figure,
 * remarks, earlier: [text, text], weight, targets: [text, …]}; `first` is the first open row.
 */
import { columnsOf } from "./columns.js";
import { columnNumbers, isHead, meaningsOf } from "./heads.js";
import { placesOf } from "./places.js";
import { rowsNamed } from "./rows.js";
import { bare, isFigure, kindOf, plainFigure, wholeNumber } from "./spelling.js";

const MOST_SAID = 80;

/**
 * {cells, left, doubts, column, columns}: `cells` are {at, figure, remarks, said, why}, `figure` or
 * `remarks` null where nothing comes; `left` are {said, why, at}; both `why` and `doubts` name what
 * is doubtful. `at` is the row one stands in, `chosen` the column that a person said is the month's.
 */
export function matched(block, form, { at, chosen = null }) {
  const rows = block.map((row) => row.map((text) => text.trim()));
  const named = rowsNamed(rows, form);
  const isNamed = speaks(rows, named);
  const found = isNamed ? byName(rows, named, form) : byPlace(rows, form, at);
  const first = found.lines.length ? found.lines[0].line : 0;
  const meanings = meaningsOf(rows.slice(0, first).filter((row) => isHead(row) || columnNumbers(row)));
  const columns = columnsOf({ ...found, meanings, month: form.month });
  const column = chosen ?? columns.figure;
  const doubts = [...found.doubts];
  if (column !== null && chosen === null && !columns.isSure) {
    doubts.push(columns.isOtherMonth ? "month" : "column");
  }
  const values = valuesOf(found, { column, remarks: columns.remarks });
  return {
    ...values,
    doubts,
    column,
    columns: columns.candidates.map((one) => ({ column: one, said: sample(rows, one) })),
  };
}

/** Whether the block says itself which rows it means: most of its rows of figures do. */
function speaks(rows, named) {
  const sure = named.filter((one) => one && one.by !== "near").length;
  const likely = named.filter(Boolean).length;
  const figures = rows.filter((row) => row.some(isFigure) && !columnNumbers(row) && !isHead(row)).length;
  return sure > 0 ? sure * 4 >= figures : likely > 0 && likely * 2 >= figures;
}

function byName(rows, named, form) {
  const usual = usualColumn(named);
  const seen = new Map();
  const lines = [];
  const left = [];
  const doubts = new Set();
  const between = betweenNames(rows, named, form);
  rows.forEach((cells, line) => {
    const one = named[line] || between.get(line);
    if (!one) {
      if (lines.length && isNameless(cells)) {
        left.push({ line, said: saidBy(cells), why: "unknown" });
      }
      return;
    }
    // Merged cells that a copy leaves out shift the rest of their row.
    const shift = usual - one.column;
    const moved = shift > 0 ? [...Array(shift).fill(""), ...cells] : cells.slice(-shift);
    const why = ["near", "contradiction", "place"].includes(one.by) ? one.by : null;
    lines.push({ line, cells: moved, at: one.at, row: form.rows[one.at], why, said: cells[one.column] });
    seen.set(one.at, [...(seen.get(one.at) || []), lines.at(-1)]);
  });
  for (const several of seen.values()) {
    several.slice(1).forEach((line) => {
      line.isAgain = several[0];
    });
  }
  if (left.length) {
    doubts.add("unknown");
  }
  return { lines, left, doubts, named: usual };
}

/** A row of figures that is neither a head nor a row of column numbers. */
function isNameless(cells) {
  const said = cells.filter(Boolean);
  const numbers = said.map(wholeNumber);
  const isCount = said.length > 1 && numbers.every((one, at) => one > 0 && (at === 0 || one > numbers[at - 1]));
  return cells.some(isFigure) && !isCount && !columnNumbers(cells) && !isHead(cells);
}

/**
 * Rows without a name between two that have one (or after the last): as many as the form has
 * there. They may be meant; it is not beyond doubt.
 */
function betweenNames(rows, named, form) {
  const found = new Map();
  const taken = new Set(named.filter(Boolean).map((one) => one.at));
  const column = usualColumn(named);
  let before = -1;
  let open = [];
  const close = (next) => {
    const free = Array.from({ length: Math.max(0, next - before - 1) }, (_, step) => before + 1 + step);
    if (open.length && free.length === open.length && free.every((at) => !taken.has(at))) {
      open.forEach((line, step) => found.set(line, { at: free[step], by: "place", column }));
    }
    open = [];
  };
  rows.forEach((cells, line) => {
    if (named[line]) {
      close(named[line].at);
      before = named[line].at;
    } else if (before >= 0 && isNameless(cells) && !cells.some((text) => kindOf(text) === "text")) {
      open.push(line);
    }
  });
  close(form.rows.length);
  return found;
}

/** The column that names most rows. */
function usualColumn(named) {
  const counts = new Map();
  const said = named.filter((one) => one && one.by !== "near");
  const all = said.length ? said : named.filter(Boolean);
  all.forEach(({ column }) => counts.set(column, (counts.get(column) || 0) + 1));
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? -1;
}

function byPlace(rows, form, at) {
  const { places, isSure, unsure = [] } = placesOf(rows, form, at);
  const lines = [];
  const left = [];
  rows.forEach((cells, line) => {
    const place = places[line];
    if (place !== null) {
      lines.push({ line, cells, at: place, row: form.rows[place], why: isSure ? null : "place", said: "" });
    } else if (unsure.includes(line)) {
      left.push({ line, said: saidBy(cells), why: "unsure" });
    } else if (isPast(places, line) && cells.some(isFigure)) {
      left.push({ line, said: saidBy(cells), why: "past" });
    }
  });
  return { lines, left, doubts: new Set(), named: -1 };
}

/** Below the last line that found a place. */
const isPast = (places, line) =>
  places.slice(line).every((place) => place === null) && places.some((place) => place !== null);

function valuesOf({ lines, left }, { column, remarks }) {
  const cells = [];
  const out = [...left];
  for (const line of lines) {
    const figure = column === null ? "" : line.cells[column] || "";
    const said = remarks === null || remarks === column ? "" : line.cells[remarks] || "";
    const taken = taking(line, { figure: bare(figure), remarks: said });
    if (!taken) {
      continue;
    }
    const first = line.isAgain && cells.find((cell) => cell.at === line.at);
    if (first) {
      if (plainFigure(first.figure || "") !== plainFigure(taken.figure || "")) {
        first.why ||= "twice";
        out.push({ ...taken, why: "twice" });
      }
    } else {
      (taken.isLeft ? out : cells).push(taken);
    }
  }
  return { cells, left: out };
}

/** What comes for one row; left out with its reason where the form takes nothing, null for nothing. */
function taking({ at, row, why, said }, { figure, remarks }) {
  if (!figure && !remarks) {
    return null;
  }
  const kind = kindOf(figure);
  const one = { at, figure: figure || null, remarks: remarks || null, said: said || figure, why };
  if (!row.isOpen) {
    const isShown = plainFigure(row.figure) === plainFigure(figure);
    return isShown || !figure ? null : { ...one, isLeft: true, why: "closed", said: figure };
  }
  if (kind === "text") {
    return { ...one, isLeft: true, why: "words", said: figure.slice(0, MOST_SAID) };
  }
  if ((kind === "date") !== row.isDated && ["date", "number"].includes(kind)) {
    one.why ||= "kind";
  }
  if (remarks && row.remarks && bare(row.remarks) !== bare(remarks)) {
    one.why ||= "remarks";
  }
  return one;
}

const saidBy = (cells) =>
  (cells.find((text) => kindOf(text) === "text") || cells.find(Boolean) || "").slice(0, MOST_SAID);

const sample = (rows, column) =>
  rows
    .map((row) => row[column] || "")
    .filter((text) => text.trim())
    .slice(0, 4)
    .map((text) => text.slice(0, 24));
