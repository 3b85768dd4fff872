/* Which column of a pasted block holds this month's figures, and which their remarks. */
import { FORM_COLUMNS, THIS_MONTH } from "./heads.js";
import { isFigure, kindOf, plainFigure, wholeNumber } from "./spelling.js";

const LEAST_AGREEING = 3;
const MOST = 0.8;
/** What the page shows of a row: a number stands for one of its targets. */
const SHOWN = ["weight", "before-last", "last", 0, 1, 2, 3, 4];

const isSame = (one, other) =>
  typeof one === typeof other &&
  (typeof one === "object" ? one.month === other.month && one.year === other.year : one === other);

/**
 * {figure, remarks, isSure, candidates, isOtherMonth}: the columns by the heads, else by evident structure.
 *
 * `lines` are the block's rows that hold data, each {cells, row} with its row of the form or null;
 * `meanings` what the heads say; `named` the column that titles stand in, or -1.
 */
export function columnsOf({ lines, meanings, named, month }) {
  const candidates = figureColumns(lines, named);
  const byHead = fromHeads(meanings, month);
  const remarks = remarksColumn(lines, meanings, candidates, named);
  if (byHead.column !== null) {
    return { figure: byHead.column, remarks, isSure: byHead.isSure, candidates };
  }
  const isOtherMonth = candidates.length === 1 && byHead.others.includes(candidates[0]);
  const known = candidates.length > 1 ? knownColumns(lines, candidates, meanings) : new Map();
  const form = byForm(lines, named, known);
  if (form) {
    return { ...form, isSure: true, candidates };
  }
  const left = candidates.filter((column) => !known.has(column));
  const isOne =
    left.length === 1 && left[0] > named && (candidates.length === 1 || known.size === candidates.length - 1);
  const figure = isOne ? left[0] : afterEarlier(left, known, candidates);
  return { figure, remarks, isSure: isOne && !isOtherMonth, isOtherMonth, candidates };
}

/** Columns in which at least half of what is said are figures: after the titles, else before them. */
function figureColumns(lines, named) {
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) => {
    const said = lines.map(({ cells }) => cells[column] || "").filter((text) => text.trim());
    const figures = said.filter(isFigure);
    return column !== named && figures.length > 0 && figures.length * 2 >= said.length;
  });
  const after = columns.filter((column) => column > named);
  return after.length ? after : columns.filter((column) => !isSerial(lines, column));
}

/** Whether a column counts the rows. */
const isSerial = (lines, column) => lines.every(({ cells }, at) => wholeNumber(cells[column] || "") === at + 1);

/** The column that the heads name for this month: by its name, else by the form's number of it. */
function fromHeads(meanings, month) {
  const named = [];
  const numbered = [];
  const others = [];
  for (const [column, said] of meanings) {
    const isThis = said.some((one) => one === "this" || (one?.month && isMonth(one, month)));
    const isOther = said.some(
      (one) =>
        (one?.month && !isMonth(one, month)) ||
        (typeof one === "number" && one !== THIS_MONTH) ||
        (typeof one === "string" && one !== "this"),
    );
    if (isThis) {
      named.push(column);
    } else if (said.includes(THIS_MONTH) && !isOther) {
      numbered.push(column);
    } else if (isOther) {
      others.push(column);
    }
  }
  const found = named.length ? named : numbered;
  return { column: found[0] ?? null, isSure: found.length === 1, others };
}

const isMonth = (said, month) => said.month === month.month && (!said.year || said.year === month.year);

function remarksColumn(lines, meanings, candidates, named) {
  for (const [column, said] of meanings) {
    if (said.some((one) => isSame(one, "remarks") || isSame(one, FORM_COLUMNS))) {
      return column;
    }
  }
  // Beside a lone column of figures the one column of words is what is remarked.
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
  const [figures] = candidates;
  const isNarrow = candidates.length === 1 && width === figures + 2 && figures > named && figures <= named + 2;
  const words = lines.map(({ cells }) => cells[width - 1] || "").filter((text) => kindOf(text) === "text");
  return isNarrow && words.length ? width - 1 : null;
}

/** Columns that repeat what the page shows already: weights, targets, the two months before. */
function knownColumns(lines, candidates, meanings) {
  const known = new Map();
  const told = new Set(["weight", "target", "total", "rate", "last", "before-last"]);
  for (const column of candidates) {
    const head = (meanings.get(column) || []).find((one) => told.has(one));
    const shown = SHOWN.find((role) => repeats(lines, column, role));
    if (head || shown !== undefined) {
      known.set(column, head ?? shown);
    }
  }
  return known;
}

function repeats(lines, column, role) {
  let agreeing = 0;
  let compared = 0;
  let telling = 0;
  for (const { cells, row } of lines) {
    const text = cells[column] || "";
    const shown = row ? plainFigure(shownAs(row, role) || "") : "";
    if (shown && isFigure(text)) {
      const isAlike = shown === plainFigure(text);
      compared += 1;
      agreeing += isAlike;
      telling += isAlike && plainFigure(text) !== "0";
    }
  }
  return telling >= LEAST_AGREEING && agreeing >= MOST * compared;
}

const shownAs = (row, role) =>
  ({ weight: row.weight, "before-last": row.earlier[0], last: row.earlier[1] })[role] ?? row.targets[role];

/** The form of 18 columns without its heads: told by its width, and by what it repeats. */
function byForm(lines, named, known) {
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
  const after = FORM_COLUMNS - 4;
  const isWide = named >= 0 && width === named + 1 + after;
  const weights = named + 3;
  const isForm = isWide && (width === FORM_COLUMNS || known.get(weights) === "weight");
  return isForm ? { figure: named + THIS_MONTH - 4, remarks: named + after } : null;
}

/** The likeliest of several: the one after the two months before, else the last. */
function afterEarlier(left, known, candidates) {
  const last = [...known].find(([, role]) => role === "last")?.[0];
  const next = candidates.find((column) => column > last);
  return next ?? left.at(-1) ?? candidates.at(-1) ?? null;
}
