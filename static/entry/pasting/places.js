/*
 * A block without codes and titles: its rows go by their place, if their number fits the form's.
 * Repeated rows of column numbers, blank lines and headings are not among them.
 */
import { columnNumbers, isHead, THIS_MONTH } from "./heads.js";
import { isFigure, wholeNumber } from "./spelling.js";

/** Longer words beside figures are a heading. */
const MOST_UNREAD = 20;

const signatureOf = (row) => row.map((text) => text.trim()).join("\t");

const isBlank = (row) => row.every((text) => !text.trim());
const isData = (row) => row.some(isFigure) && !isHead(row);
/** What may be a figure that cannot be read: (3), 1 234, #DIV/0!; with words, also "none". */
const isUnread = (row, { words }) =>
  !isBlank(row) && !isHead(row) && row[0].trim().length <= MOST_UNREAD && (words || /[\p{N}#]/u.test(row[0]));

/**
 * What each row of the block is: "blank", "words" or "data". In a block of one column what cannot
 * be read is a row, too: else all below would move up. Short words are, after the first figure or
 * `leading`.
 */
function kindsOf(block, { leading = false } = {}) {
  const isColumn = block.every((row) => row.length < 2);
  const first = block.findIndex(isData);
  return block.map((row, at) => {
    if (isBlank(row)) {
      return "blank";
    }
    return isData(row) || (isColumn && isUnread(row, { words: leading || at > first })) ? "data" : "words";
  });
}

/** What can be a row of column numbers: a count of several, or one whole number alone. */
const canCount = (row) => {
  const said = row.filter((text) => text.trim());
  return columnNumbers(row) !== null || (said.length < 3 && said.every((text) => wholeNumber(text) > 0));
};

/**
 * The ways to read some of the lines as repeated rows of column numbers, each {removed, isPlain}:
 * they all say the same, and stand where a page or a table begins.
 */
function readings(block, kinds) {
  const ways = [{ removed: new Set(), isPlain: true }];
  const begins = (at) => at === 0 || kinds[at - 1] !== "data";
  const signatures = new Map();
  block.forEach((row, at) => {
    if (kinds[at] === "data" && canCount(row)) {
      const key = signatureOf(row);
      signatures.set(key, [...(signatures.get(key) || []), at]);
    }
  });
  const first = kinds.indexOf("data");
  for (const lines of signatures.values()) {
    const marked = lines.filter(begins);
    const isForms =
      columnNumbers(block[lines[0]])?.includes(THIS_MONTH) ||
      block[lines[0]].some((text) => wholeNumber(text) === THIS_MONTH);
    const isTold = marked.length > 1 || marked[0] === first ? isForms || marked.length > 1 || first > 0 : isForms;
    if (marked.length) {
      ways.push({ removed: new Set(marked), isPlain: isTold });
    }
    if (marked[0] === first && lines.length > marked.length) {
      ways.push({ removed: new Set(lines), isPlain: false });
    }
  }
  return ways;
}

/**
 * {places, isSure, unsure}: for each row of the block its row of the form or null; `unsure` are
 * rows of figures that might be one or another's.
 *
 * `at` is the row of the form in which one stands. Where the count fits exactly, the rows go to
 * the whole form, or to what follows from `at`; else one by one from `at` down, to be looked at.
 */
export function placesOf(block, form, at) {
  const kinds = kindsOf(block);
  const count = form.rows.length;
  return (
    fitting(block, kinds, { form, at }) ||
    fitting(block, kindsOf(block, { leading: true }), { form, at }) ||
    certainOnes(block, kinds, count) ||
    oneByOne(block, kinds, { at, count })
  );
}

/** The places where the count of rows fits exactly, else null. */
function fitting(block, kinds, { form, at }) {
  const count = form.rows.length;
  const fits = [];
  for (const way of readings(block, kinds)) {
    const data = block.map((_, line) => line).filter((line) => kinds[line] === "data" && !way.removed.has(line));
    const starts = data.length === count ? [0] : [];
    if (data.length === count - at && at > 0) {
      starts.push(at);
    }
    starts.forEach((start) => fits.push({ ...way, data, start }));
  }
  const plain = fits.filter((one) => one.isPlain);
  const [fit] = plain.length ? plain : fits;
  if (!fit) {
    return null;
  }
  const isOne = plain.length === 1 && (fit.start > 0 || at === form.first) && count > 1;
  const areRead = fit.data.every((line) => isData(block[line]) || isUnread(block[line], { words: false }));
  return { places: laid(block, fit.data, fit.start), isSure: isOne && areRead };
}

/**
 * Too many rows, and more that look like column numbers than are too many: only rows whose place
 * is the same whichever of them are left out find one.
 */
function certainOnes(block, kinds, count) {
  const data = block.map((_, line) => line).filter((line) => kinds[line] === "data");
  const excess = data.length - count;
  const [, ...ways] = readings(block, kinds);
  const alike = signatureOf(block[data[0]] || []);
  const marks = new Set(data.filter((line) => signatureOf(block[line]) === alike));
  if (excess <= 0 || !ways.length || marks.size <= excess || !canCount(block[data[0]])) {
    return null;
  }
  const places = block.map(() => null);
  const unsure = [];
  let marksBefore = 0;
  data.forEach((line, index) => {
    if (marks.has(line)) {
      marksBefore += 1;
      return;
    }
    const least = Math.max(1, excess - (marks.size - marksBefore));
    if (least === Math.min(excess, marksBefore)) {
      places[line] = index - least;
    } else {
      unsure.push(line);
    }
  });
  return { places, isSure: false, unsure };
}

function laid(block, lines, start) {
  const places = block.map(() => null);
  lines.forEach((line, index) => {
    places[line] = start + index;
  });
  return places;
}

/** From where one stands, as a spreadsheet would; a blank cell of a plain column keeps its row. */
function oneByOne(block, kinds, { at, count }) {
  const isPlain = !kinds.includes("words");
  const [counted] = readings(block, kinds).filter((way) => way.removed.size && way.isPlain && !isPlain);
  const removed = counted?.removed || new Set();
  const lines = block
    .map((_, line) => line)
    .filter((line) => !removed.has(line) && (kinds[line] === "data" || (isPlain && kinds[line] === "blank")));
  const isOne = lines.length === 1;
  return { places: laid(block, lines.slice(0, count - at), at), isSure: isOne && kinds.length === 1 };
}
