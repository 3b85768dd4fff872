/*
 * How texts of a form are compared: digits of either script, য় ড় ঢ় and ো as one character or as
 * two, brackets, punctuation and blanks make no difference.
 */
const MOST_LETTERS = 400;
const BENGALI_ZERO = 0x09e6;

/** Digits of either script as 0–9. */
export const latin = (text) => text.replace(/[০-৯]/g, (digit) => digit.charCodeAt(0) - BENGALI_ZERO);

/** On one line, composed as Unicode has it, without what cannot be seen. */
export const bare = (text) =>
  text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();

/** What is left of a text for comparing: letters, their signs, digits. */
export const folded = (text) =>
  latin(bare(text.slice(0, MOST_LETTERS)))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");

const CODE = /^[\s[({]*((?:\p{L}\p{M}*){0,3}\.?\d{1,3}(?:\s*\.\s*\d{1,3})+)\s*[\])}]*[\s.:)।,–-]*/u;

/** "[১.৪.১] বিতরণকৃত …" → {code: "1.4.1", title: "বিতরণকৃত …"}; a code has two parts at least. */
export function codeAndTitle(text) {
  const read = latin(bare(text.slice(0, MOST_LETTERS)));
  const found = CODE.exec(read);
  return found
    ? { code: found[1].replace(/\s/g, "").toLowerCase(), title: read.slice(found[0].length) }
    : { code: "", title: read };
}

const pairsOf = (text) => {
  const pairs = new Map();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) || 0) + 1);
  }
  return pairs;
};

/** How alike a folded text is to others, from 0 to 1 each: the share of neighbouring letters in common. */
export function likenessTo(others) {
  const known = others.map((text) => [text, pairsOf(text)]);
  return (one) => {
    const pairs = pairsOf(one);
    return known.map(([text, theirs]) => {
      let common = 0;
      for (const [pair, count] of pairs) {
        common += Math.min(count, theirs.get(pair) || 0);
      }
      return (2 * common) / Math.max(1, one.length + text.length - 2);
    });
  };
}

const NUMBER = /^[-−]?(?:\d[\d,]*)?\.?\d+\s*%?$/;
const COUNTED = /^\d[\d,]*(?:\.\d+)?\s*(?:\p{L}\p{M}*){1,8}\.?$/u;
const DATE = /^(?:\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}(?:\d{2})?|\d{4}\s*-\s*\d{1,2}\s*-\s*\d{1,2})$/;
/** May and June are short words in Bengali; others as short are units. */
const WORDED_DATE = /^\d{1,2}[\s-]+(?:(?:\p{L}\p{M}*){3,}|মে|জুন)[\s,.-]+\d{2,4}(?:\s*খ্রি\S*)?$/u;
const NONE = /^(?:[-‐-―−]{1,3}|n\/?a|প্রযোজ্য নয়)$/iu;
const NOT_APPLICABLE = "প্রযোজ্য নয়".normalize("NFKC");

/** What a cell holds: "blank", "number", "date", "none" or "text". */
export function kindOf(text) {
  const read = latin(bare(text));
  if (!read) {
    return "blank";
  }
  if (NONE.test(read) || read === NOT_APPLICABLE) {
    return "none";
  }
  if (read.length > 60) {
    return "text";
  }
  if (NUMBER.test(read)) {
    return "number";
  }
  if (DATE.test(read) || WORDED_DATE.test(read)) {
    return "date";
  }
  return COUNTED.test(read) ? "number" : "text";
}

/** Whether a cell holds what can be a figure. */
export const isFigure = (text) => ["number", "date", "none"].includes(kindOf(text));

/** A figure as one text, however it is written: ০১,২৩৪.৫০% and 1234.5 are the same. */
export function plainFigure(text) {
  const read = latin(bare(text)).replace(/[−‐-―]/g, "-");
  if (kindOf(read) !== "number") {
    return read.replace(/\s*([-/.])\s*/g, "$1");
  }
  const number = Number.parseFloat(read.replace(/[,%\s]/g, ""));
  return String(number);
}

/** Whether a text is one whole number, and which; else null. */
export function wholeNumber(text) {
  const read = latin(bare(text)).replace(/^[[(]|[\])]$/g, "");
  return /^\d{1,2}$/.test(read) ? Number(read) : null;
}
