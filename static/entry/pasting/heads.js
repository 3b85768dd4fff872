/* What the heads of a pasted block say of its columns: their names, their months, their numbers. */
import { bare, folded, kindOf, latin, wholeNumber } from "./spelling.js";

/** The numbers that the prescribed form of 18 columns has for its columns. */
export const THIS_MONTH = 15;
export const FORM_COLUMNS = 18;
const MOST_HEAD = 60;
const MOST_NUMBER = 40;

const NAMES = [
  ["জানুয়ারি", "জানুয়ারী", "january", "jan"],
  ["ফেব্রুয়ারি", "ফেব্রুয়ারী", "ফেব্রু", "february", "feb"],
  ["মার্চ", "march", "mar"],
  ["এপ্রিল", "april", "apr"],
  ["মে", "may"],
  ["জুন", "june", "jun"],
  ["জুলাই", "july", "jul"],
  ["আগস্ট", "আগষ্ট", "অগাস্ট", "august", "aug"],
  ["সেপ্টেম্বর", "সেপ্টে", "september", "sept", "sep"],
  ["অক্টোবর", "অক্টো", "october", "oct"],
  ["নভেম্বর", "নভে", "november", "nov"],
  ["ডিসেম্বর", "ডিসে", "december", "dec"],
].map((names) => names.map((name) => name.normalize("NFKC")));

/** What a head's words mean; the first that is found in them counts. */
const ROLES = [
  ["remarks", ["মন্তব্য", "remarks", "comments"]],
  ["rate", ["অর্জনেরহার", "rate"]],
  ["total", ["ক্রমপুঞ্জ", "ক্রমপঞ্জ", "এপর্যন্ত", "মোটঅর্জন", "cumulative", "todate"]],
  ["target", ["লক্ষ্যমাত্রা", "অসাধারণ", "অতিউত্তম", "উত্তম", "চলতিমান", "target", "excellent"]],
  ["before-last", ["পূর্ববর্তীমাস"]],
  ["last", ["বিগতমাস", "গতমাস"]],
  ["this", ["বিবেচ্যমাস", "এমাস", "চলতিমাস", "বর্তমানমাস", "thismonth", "enterhere"]],
  ["weight", ["মান", "weight", "নম্বর", "স্কোর", "score"]],
  ["indicator", ["কর্মসম্পাদনসূচক", "সূচক", "indicator"]],
  ["activity", ["কার্যক্রম", "activity", "activities"]],
  ["objective", ["উদ্দেশ্য", "objective"]],
  ["method", ["গণনাপদ্ধতি", "method"]],
  ["unit", ["একক", "unit"]],
  ["code", ["ক্রমিক", "কোড", "serial"]],
  ["evidence", ["প্রমাণক", "evidence"]],
].map(([role, words]) => [role, words.map((word) => folded(word))]);

/** The month (1–12) and year (or 0) that a head names, or null if it names none or several. */
export function monthOf(text) {
  const read = latin(bare(text)).toLowerCase();
  if (read.length > MOST_HEAD) {
    return null;
  }
  const words = read.match(/(?:\p{L}\p{M}*)+|\d+/gu) || [];
  const named = NAMES.findIndex((names) => words.some((word) => names.includes(word)));
  const others = NAMES.filter((names) => words.some((word) => names.includes(word)));
  if (named < 0 || others.length > 1) {
    return null;
  }
  const year = words
    .map((word) => /^(?:20)?(\d\d)$/.exec(word))
    .filter(Boolean)
    .at(-1);
  return { month: named + 1, year: year ? 2000 + Number(year[1]) : 0 };
}

/** What a head cell means: a role, {month, year}, or null. */
export function meaningOf(text) {
  const key = folded(text);
  if (!key || key.length > 2 * MOST_HEAD) {
    return null;
  }
  const role = ROLES.find(([, words]) => words.some((word) => key.includes(word)))?.[0];
  if (role && !["this", "last"].includes(role)) {
    return role;
  }
  return monthOf(text) || role || null;
}

/** The numbers of a row that counts its columns, by column, or null: ১ ২ ৩ …, or from any on. */
export function columnNumbers(row) {
  const numbers = row.map(wholeNumber);
  const steps = numbers.map((number, column) => (number === null ? null : number - column));
  const counted = steps.filter((step) => step !== null);
  const said = row.filter((text) => text.trim()).length;
  const isCounting = counted.length > 2 && counted.every((step) => step === counted[0]);
  const isInRange = numbers.every((number) => number === null || (number > 0 && number <= MOST_NUMBER));
  return isCounting && isInRange && counted.length >= said - 1 ? numbers : null;
}

/** Whether a row holds names of columns and no figures of its own. */
export function isHead(row) {
  const said = row.filter((text) => text.trim());
  const figures = said.filter((text) => ["number", "date"].includes(kindOf(text)) && !/%/.test(text));
  return figures.length === 0 && said.some((text) => meaningOf(text) !== null);
}

/** The meanings of the columns by the rows before the data: column → [meaning, …]. */
export function meaningsOf(rows) {
  const meanings = new Map();
  for (const row of rows) {
    const numbers = columnNumbers(row);
    row.forEach((text, column) => {
      const meaning = numbers ? numbers[column] : meaningOf(text);
      if (meaning !== null) {
        meanings.set(column, [...(meanings.get(column) || []), meaning]);
      }
    });
  }
  return meanings;
}
