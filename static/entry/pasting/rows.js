/* Which row of the form each row of a pasted block speaks of: by its code, then by its title. */
import { codeAndTitle, folded, isFigure, likenessTo } from "./spelling.js";

/** Below it two titles are different ones; the next best must be this much further off. */
const ALIKE = 0.72;
const APART = 0.08;
const CONTRADICTS = 0.5;
const LEAST_LETTERS = 5;
const MOST_COMPARED = 200;

/** The form's rows for looking up; what two rows share finds neither. */
function indexOf(form) {
  const codes = new Map();
  const titles = new Map();
  const note = (map, key, at) => key && map.set(key, map.has(key) ? null : at);
  form.rows.forEach((row, at) => {
    note(codes, codeAndTitle(row.code).code, at);
    note(titles, folded(row.title), at);
  });
  const read = new Map();
  const reading = (text) => {
    if (!read.has(text)) {
      const { code, title } = codeAndTitle(text);
      read.set(text, { code, fold: folded(title) });
    }
    return read.get(text);
  };
  return { codes, titles, reading, likeness: likenessTo(form.rows.map((row) => folded(row.title))) };
}

/** What one cell says: {at, by: "both" | "code" | "title" | "contradiction"}, or null. */
function exact(text, index) {
  const { code, fold } = index.reading(text);
  const byCode = code ? index.codes.get(code) : undefined;
  const byTitle = fold ? index.titles.get(fold) : undefined;
  if (Number.isInteger(byCode)) {
    if (!fold || byTitle === byCode) {
      return { at: byCode, by: fold ? "both" : "code" };
    }
    const isAlike = index.likeness(fold)[byCode] >= CONTRADICTS;
    return { at: byCode, by: isAlike && !Number.isInteger(byTitle) ? "near" : "contradiction" };
  }
  return Number.isInteger(byTitle) ? { at: byTitle, by: code ? "near" : "title" } : null;
}

/** The row whose title is nearly this one, if only one is. */
function near(text, index, memory) {
  const { fold } = index.reading(text);
  if (fold.length < LEAST_LETTERS || isFigure(text)) {
    return null;
  }
  if (!memory.has(fold) && memory.size < MOST_COMPARED) {
    const ranked = index
      .likeness(fold)
      .map((like, at) => ({ at, like }))
      .sort((one, other) => other.like - one.like);
    const [best, next] = ranked;
    const isOne = best && best.like >= ALIKE && best.like - (next?.like || 0) >= APART;
    memory.set(fold, isOne ? { at: best.at, by: "near", like: best.like } : null);
  }
  return memory.get(fold) || null;
}

/**
 * Codes alone can be figures (1.1): a column of nothing else counts if it names several rows, or
 * if titles stand beside it.
 */
function namesRows(block, column, index) {
  const said = block.map((row) => row[column] || "").filter((text) => text.trim());
  const found = new Set();
  let bare = 0;
  for (const text of said) {
    const { code, fold } = index.reading(text);
    if (index.codes.has(code)) {
      found.add(code);
    }
    bare += code && !fold ? 1 : 0;
  }
  return bare === 0 || (found.size > 1 && found.size >= 0.6 * said.length) || hasDeepCodes(found);
}

const hasDeepCodes = (codes) => [...codes].some((code) => code.split(".").length > 2);

/** For each row of the block {at, by, column}: its row of the form, or null. */
export function rowsNamed(block, form) {
  const index = indexOf(form);
  const width = Math.max(0, ...block.map((row) => row.length));
  const naming = new Set(
    Array.from({ length: width }, (_, column) => column).filter((column) => namesRows(block, column, index)),
  );
  const memory = new Map();
  return block.map((row) => {
    const said = row
      .map((text, column) => ({ ...((text && exact(text, index)) || {}), column }))
      .filter((one) => one.by && (one.by !== "code" || naming.has(one.column)));
    if (said.length) {
      return settled(said);
    }
    const likely = row
      .map((text, column) => text && { ...near(text, index, memory), column })
      .filter((one) => one?.by)
      .sort((one, other) => other.like - one.like);
    return likely[0] || null;
  });
}

/** Several cells of one row that name rows: the same one, or it is not beyond doubt. */
function settled(said) {
  const [first] = said;
  const rows = new Set(said.map((one) => one.at));
  const by = ["contradiction", "both", "title", "near", "code"].find((way) => said.some((one) => one.by === way));
  // A code in one column, its title in the next: the title is what columns are counted from.
  const counted = said.find((one) => ["both", "title", "near"].includes(one.by)) || first;
  if (rows.size > 1) {
    return { at: first.at, by: "contradiction", column: counted.column };
  }
  const agree = by === "near" && said.some((one) => one.by === "code");
  return { at: first.at, by: agree ? "near" : by, column: counted.column };
}
