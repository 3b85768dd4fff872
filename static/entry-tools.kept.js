/* entry-tools.js and what it imports, in one file (make scripts) */
import { entry, entry_answer, entry_ledger, entry_sheet, entry_typing } from "./entry.kept.js";
const entry_note = (() => {
const { button } = entry_sheet;
const bar = document.getElementById("note-bar");
const note = document.getElementById("paste-note");
const said = bar.dataset;
function say(sentence, actions = []) {
bar.hidden = false;
note.replaceChildren(sentence);
for (const [label, act] of actions) {
const element = button(label, () => {
close();
act();
});
element.className = "undo";
note.append(" ", element);
}
}
function close() {
bar.hidden = true;
note.replaceChildren();
}
bar.querySelector(".note-close").addEventListener("click", close);
function keepInSight() {
const { height, offsetTop, scale } = window.visualViewport;
const below = scale > 1 ? 0 : Math.max(0, window.innerHeight - height - offsetTop);
bar.style.setProperty("--below", `${below}px`);
}
if (window.visualViewport) {
window.visualViewport.addEventListener("resize", keepInSight);
window.visualViewport.addEventListener("scroll", keepInSight);
}
return { said, say, close };
})();
const entry_pasting_spelling = (() => {
const MOST_LETTERS = 400;
const BENGALI_ZERO = 0x09e6;
const latin = (text) => text.replace(/[০-৯]/g, (digit) => digit.charCodeAt(0) - BENGALI_ZERO);
const bare = (text) =>
text
.normalize("NFKC")
.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, "")
.replace(/\s+/gu, " ")
.trim();
const folded = (text) =>
latin(bare(text.slice(0, MOST_LETTERS)))
.toLowerCase()
.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
const CODE = /^[\s[({]*((?:\p{L}\p{M}*){0,3}\.?\d{1,3}(?:\s*\.\s*\d{1,3})+)\s*[\])}]*[\s.:)।,–-]*/u;
function codeAndTitle(text) {
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
function likenessTo(others) {
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
const WORDED_DATE = /^\d{1,2}[\s-]+(?:(?:\p{L}\p{M}*){3,}|মে|জুন)[\s,.-]+\d{2,4}(?:\s*খ্রি\S*)?$/u;
const NONE = /^(?:[-‐-―−]{1,3}|n\/?a|প্রযোজ্য নয়)$/iu;
const NOT_APPLICABLE = "প্রযোজ্য নয়".normalize("NFKC");
function kindOf(text) {
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
const isFigure = (text) => ["number", "date", "none"].includes(kindOf(text));
function plainFigure(text) {
const read = latin(bare(text)).replace(/[−‐-―]/g, "-");
if (kindOf(read) !== "number") {
return read.replace(/\s*([-/.])\s*/g, "$1");
}
const number = Number.parseFloat(read.replace(/[,%\s]/g, ""));
return String(number);
}
function wholeNumber(text) {
const read = latin(bare(text)).replace(/^[[(]|[\])]$/g, "");
return /^\d{1,2}$/.test(read) ? Number(read) : null;
}
return { latin, bare, folded, codeAndTitle, likenessTo, kindOf, isFigure, plainFigure, wholeNumber };
})();
const entry_steps = (() => {
const { plainFigure } = entry_pasting_spelling;
const MOST = 200;
const PARTS = [0, 1];
const done = [];
const undone = [];
const isSame = (part, one, other) => (part ? one.trim() === other.trim() : plainFigure(one) === plainFigure(other));
const differs = (one, other) => PARTS.some((part) => one[part] !== other[part]);
function did(cells) {
const step = cells.filter(([, before, after]) => differs(before, after));
if (step.length) {
done.push(step);
done.splice(0, done.length - MOST);
undone.length = 0;
}
return step;
}
function takeDone(step = null) {
const one = step ? done.find((known) => known === step) : done.at(-1);
if (!one) {
return null;
}
done.splice(done.indexOf(one), 1);
undone.push(one);
return one;
}
function takeUndone() {
const one = undone.pop() ?? null;
if (one) {
done.push(one);
}
return one;
}
const hasUndone = () => undone.length > 0;
function turnedTo(cell, now, { from, to }) {
const parts = PARTS.filter((part) => cell[1][part] !== cell[2][part]);
const isAsLeft = parts.every((part) => isSame(part, now[part], cell[from][part]));
return isAsLeft ? PARTS.map((part) => (parts.includes(part) ? cell[to][part] : now[part])) : null;
}
const isLetter = ({ key, code }, letter) =>
key.toLowerCase() === letter || (code === `Key${letter.toUpperCase()}` && !/^[a-z]$/i.test(key));
function askedOf(event) {
if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) {
return null;
}
if (isLetter(event, "z")) {
return event.shiftKey ? "redo" : "undo";
}
return isLetter(event, "y") && !event.shiftKey ? "redo" : null;
}
return { differs, did, takeDone, takeUndone, hasUndone, turnedTo, askedOf };
})();
const entry_undo = (() => {
const { isInConflict } = entry_ledger;
const { close, said: texts, say } = entry_note;
const { cellOf, counted, filled, form, idOf, isTyped, put, remarksOf, rowOf, saidBy, words } = entry_sheet;
const { askedOf, did, differs, hasUndone, takeDone, takeUndone, turnedTo } = entry_steps;
const { changed } = entry_typing;
let typing = null;
const fieldsOf = (id) => [cellOf(id), remarksOf(id)];
function write(cells) {
settleTyping();
const step = cells.map(([id, after]) => [id, saidBy(id), after]);
step.forEach(([id, , after]) => set(id, after));
begin(document.activeElement);
return did(step);
}
function set(id, said) {
put(id, said);
changed(id, { soon: true });
}
function begin(field) {
typing = field && isTyped(field) ? { field, id: idOf(field), was: saidBy(idOf(field)) } : null;
}
function settleTyping() {
if (typing) {
did([[typing.id, typing.was, saidBy(typing.id)]]);
typing.was = saidBy(typing.id);
}
}
const isTypedIn = (field) => typing?.field === field && differs(typing.was, saidBy(typing.id));
function turn(step, from, to) {
const turned = [];
const kept = [];
for (const cell of step) {
const [id] = cell;
const said = isInConflict(id) ? null : turnedTo(cell, saidBy(id), { from, to });
if (said) {
set(id, said);
turned.push(cell);
} else {
kept.push(id);
}
}
const [first] = turned;
if (first) {
const part = first[1][0] === first[2][0] ? 1 : 0;
fieldsOf(first[0])[part].focus();
}
begin(document.activeElement);
return { turned, kept };
}
const codesOf = (ids) => ids.map((id) => rowOf(id).dataset.code).join(", ");
function tell({ turned, kept }, to, again) {
const said = [];
const [[id, before, after] = []] = turned;
if (turned.length === 1 && before[0] !== after[0]) {
const [now] = to === 1 ? before : after;
const values = { code: rowOf(id).dataset.code, now: now || words.blank };
said.push(filled(texts.turnedOne, values));
} else if (turned.length) {
said.push(counted(texts.turned, turned.length));
}
if (kept.length) {
said.push(filled(texts.changedSince, { rows: codesOf(kept) }));
}
say(said.join(" "), turned.length ? [again] : []);
}
function undo(step = null) {
settleTyping();
const one = takeDone(step);
if (one) {
tell(turn(one, 2, 1), 1, [texts.redo, redo]);
} else {
say(texts.nothingToUndo);
}
}
function redo() {
const one = takeUndone();
if (one) {
tell(turn(one, 1, 2), 2, [texts.undo, () => undo(one)]);
}
}
function tellOf(sentence, step) {
say(sentence, step.length ? [[texts.undo, () => undo(step)]] : []);
}
const isElsewhere = (element) =>
element.closest("dialog, [contenteditable]") || (element.matches("input, textarea, select") && !isTyped(element));
document.addEventListener("keydown", (event) => {
const asked = askedOf(event);
const field = event.target;
if (!asked || isElsewhere(field)) {
return;
}
if (!isTypedIn(field) && (asked === "undo" || hasUndone())) {
event.preventDefault();
(asked === "undo" ? undo : redo)();
} else if (isTypedIn(field) && asked === "undo") {
const was = field.value;
setTimeout(() => field.value === was && undo());
}
});
form.addEventListener("focusin", ({ target }) => begin(target));
form.addEventListener("focusout", settleTyping);
form.addEventListener("chosen", ({ detail }) => did([detail]));
form.addEventListener("keydown", ({ key }) => key === "Escape" && close());
return { write, undo, redo, tellOf };
})();
const entry_fills = (() => {
const { onSaved } = entry_answer;
const { isInConflict } = entry_ledger;
const { said } = entry_note;
const { button, counted, filled, form, idOf, inputs, localized, saidBy } = entry_sheet;
const { tellOf, write } = entry_undo;
const zeros = document.getElementById("zeros");
const isDated = (input) => "dated" in input.closest(".sheet-row").dataset;
const containsEarlier = (input) => "containsEarlier" in input.closest(".sheet-row").dataset;
const blanks = () =>
inputs.filter(
(input) => !input.value.trim() && !isDated(input) && !containsEarlier(input) && !isInConflict(idOf(input)),
);
function countBlanks() {
const count = blanks().length;
zeros.textContent = counted(zeros.dataset.label, count, { zero: localized(0) });
zeros.parentElement.hidden = count === 0;
}
function fillZeros() {
const cells = blanks().map((input) => [idOf(input), [localized(0), saidBy(idOf(input))[1]]]);
const step = write(cells);
tellOf(counted(zeros.dataset.done, cells.length, { zero: localized(0) }), step);
document.getElementById("go-check").focus();
countBlanks();
}
function fillAsLast(input, figure) {
const id = idOf(input);
const step = write([[id, [figure, saidBy(id)[1]]]]);
tellOf(filled(said.asLastDone, { code: input.closest(".sheet-row").dataset.code, figure }), step);
input.focus();
input.select();
countBlanks();
}
function offerLast() {
for (const input of inputs) {
const place = [...input.closest(".sheet-row").querySelectorAll(".earlier")].at(-1);
const figure = place.querySelector(".mute") ? "" : place.textContent.trim();
if (figure) {
const take = button(figure, () => fillAsLast(input, figure));
const label = filled(said.asLast, { month: place.dataset.label, figure });
take.className = "as-last";
take.title = label;
take.setAttribute("aria-label", `${input.closest(".sheet-row").dataset.code}: ${label}`);
place.replaceChildren(take);
}
}
}
zeros.addEventListener("click", fillZeros);
form.addEventListener("input", countBlanks);
onSaved(countBlanks);
return { countBlanks, offerLast };
})();
const entry_remarks = (() => {
const { form, remarksOf } = entry_sheet;
function openRemarks(id) {
const field = remarksOf(id);
if (field) {
field.closest("details").open = true;
field.focus();
field.setSelectionRange(field.value.length, field.value.length);
}
}
function closeRemarks(field) {
field.closest("details").open = Boolean(field.value.trim());
}
function openNamed() {
const named = /^#remarks-(\d+)$/.exec(window.location.hash);
if (named) {
openRemarks(named[1]);
}
}
const ASKED_AGAIN = [0, 100, 400, 1000];
function openAddressed() {
for (const wait of ASKED_AGAIN) {
setTimeout(() => {
if (document.activeElement === document.body) {
openNamed();
}
}, wait);
}
}
window.addEventListener("hashchange", openNamed);
document.addEventListener("click", (event) => {
const link = event.target.closest?.('a[href*="#remarks-"]');
if (link && link.href === window.location.href) {
event.preventDefault();
openNamed();
}
});
form.addEventListener("click", (event) => {
const details = event.target.closest("summary")?.closest(".remarks");
if (details && !details.open) {
setTimeout(() => details.querySelector("textarea").focus());
}
});
return { openRemarks, closeRemarks, openAddressed };
})();
const entry_keys = (() => {
const { closeRemarks, openRemarks } = entry_remarks;
const { form, idOf, inputs } = entry_sheet;
const panel = document.getElementById("keys");
const ASIDE = "a[href], summary, textarea, button";
const sideways = (row) =>
[...row.querySelectorAll(ASIDE)].filter((element) => !element.closest(".cell-state, .why-text"));
const isShown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
function leaveOutOfTab() {
for (const row of form.querySelectorAll(".sheet-row")) {
if (row.querySelector(".cell-input")) {
row.querySelectorAll(ASIDE).forEach((element) => {
if (!element.closest(".cell-state")) {
element.tabIndex = -1;
}
});
}
}
}
function goTo(input) {
input.focus();
input.select();
}
function goDown(field, steps) {
const next = inputs[inputs.indexOf(field) + steps];
if (next) {
goTo(next);
} else if (steps > 0) {
document.getElementById("go-check").focus();
}
}
function goSideways(element, step) {
const row = element.closest(".sheet-row");
const cell = row.querySelector(".cell-input");
const all = sideways(row).filter(isShown);
const before = all.filter((one) => one.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
const order = [...before, cell, ...all.filter((one) => !before.includes(one))];
const next = order[order.indexOf(element) + step];
if (next === cell) {
goTo(cell);
} else {
next?.focus();
}
}
const isAtEdge = (field, step) =>
field.selectionStart === field.selectionEnd && field.selectionStart === (step > 0 ? field.value.length : 0);
function onCell(event, field) {
const steps = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
if (steps) {
event.preventDefault();
goDown(field, steps);
} else if (step && isAtEdge(field, step)) {
event.preventDefault();
goSideways(field, step);
} else if (event.key === "F2") {
event.preventDefault();
openRemarks(idOf(field));
}
}
function beside(event, element) {
const cell = element.closest(".sheet-row").querySelector(".cell-input");
const isWords = element.tagName === "TEXTAREA";
const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
if (event.key === "Escape" || (isWords && event.key === "F2")) {
event.preventDefault();
goTo(cell);
if (isWords) {
closeRemarks(element);
}
} else if (!isWords && step) {
event.preventDefault();
goSideways(element, step);
} else if (!isWords && steps) {
event.preventDefault();
goDown(cell, steps);
}
}
form.addEventListener("keydown", (event) => {
const element = event.target;
const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
const isShifted = event.shiftKey && event.key !== "Enter";
if (event.isComposing || !isPlain || isShifted) {
return;
}
if (element.classList.contains("cell-input")) {
onCell(event, element);
} else if (element.closest(".sheet-row")?.querySelector(".cell-input") && element.matches(ASIDE)) {
beside(event, element);
}
});
function showKeys() {
panel.showModal();
}
document.querySelectorAll("[data-keys]").forEach((button) => button.addEventListener("click", showKeys));
panel.querySelector("button").addEventListener("click", () => panel.close());
document.addEventListener("keydown", (event) => {
const isTyping = event.target.matches("input, textarea, select, [contenteditable]");
if (event.key === "?" && !isTyping && !document.querySelector("dialog[open]")) {
event.preventDefault();
showKeys();
}
});
const isOnDesk = window.matchMedia("(hover: hover) and (pointer: fine) and (width > 720px)");
const isAskedElsewhere = () =>
window.location.hash ||
document.querySelector(".is-wrong, .returned, [role=alert], .notice-error") ||
![document.body, null].includes(document.activeElement) ||
window.scrollY > 0;
function arrive() {
const [visit] = performance.getEntriesByType("navigation");
if (isOnDesk.matches && !isAskedElsewhere() && visit?.type !== "back_forward") {
const first = inputs.find((input) => !input.value.trim()) || inputs[0];
first?.focus();
}
}
return { leaveOutOfTab, arrive };
})();
const entry_pasting_block = (() => {
const MOST_ROWS = 500;
const MOST_COLUMNS = 100;
const MOST_TEXT = 1_000_000;
const MOST_HTML = 4_000_000;
const MOST_CELLS = 40_000;
const MOST_IN_QUOTES = 5000;
const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "UL", "OL"]);
const UNSEEN = new Set(["STYLE", "SCRIPT", "TEMPLATE", "DEL", "XML", "HEAD", "IMG"]);
function blockOf({ html = "", text = "" }) {
if (text.length > MOST_TEXT) {
return null;
}
if (html.length <= MOST_HTML && /<t[rdh][\s>]/i.test(html)) {
const rows = rowsOfHtml(html);
if (rows === null || rows.some((row) => row.some(Boolean))) {
return rows;
}
}
return rowsOfText(text);
}
function rowsOfText(text) {
const source = text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/\n$/, "");
if (!source) {
return [];
}
const rows = [[]];
let at = 0;
while (rows.length <= MOST_ROWS && rows.at(-1).length < MOST_COLUMNS) {
const quoted = source[at] === '"' ? endOfQuotes(source, at) : -1;
let end = quoted;
let cell;
if (quoted >= 0) {
cell = source.slice(at + 1, quoted - 1).replaceAll('""', '"');
} else {
end = at;
while (end < source.length && source[end] !== "\t" && source[end] !== "\n") {
end += 1;
}
cell = source.slice(at, end);
}
rows.at(-1).push(cell.trim());
if (end >= source.length) {
return rows;
}
if (source[end] === "\n") {
rows.push([]);
}
at = end + 1;
}
return null;
}
function endOfQuotes(source, start) {
let at = start + 1;
for (;;) {
at = source.indexOf('"', at);
if (at < 0 || at - start > MOST_IN_QUOTES) {
return -1;
}
if (source[at + 1] !== '"') {
break;
}
at += 2;
}
const after = source[at + 1];
return after === undefined || after === "\t" || after === "\n" ? at + 1 : -1;
}
function rowsOfHtml(html) {
const source = /<table[\s>]/i.test(html) ? html : `<table>${fragmentOf(html)}</table>`;
const page = new DOMParser().parseFromString(source, "text/html");
const rows = [];
for (const table of page.querySelectorAll("table")) {
if (!isOfFigures(table)) {
continue;
}
const cells = gridOf(table);
if (cells === null || rows.length + cells.length > MOST_ROWS) {
return null;
}
if (rows.length && cells.length) {
rows.push([]);
}
rows.push(...cells);
}
return rows;
}
const fragmentOf = (html) => /<!--StartFragment-->(.*?)(?:<!--EndFragment-->|$)/is.exec(html)?.[1] ?? html;
function isOfFigures(table) {
const outer = table.parentElement.closest("table");
return isFrame(table) ? false : !outer || isFrame(outer);
}
const isFrame = (table) => table.rows.length === 1 && table.rows[0].cells.length === 1 && table.querySelector("table");
const isHidden = (element) => /display\s*:\s*none|mso-hide\s*:\s*all/i.test(element.getAttribute("style") || "");
function gridOf(table) {
const lines = [...table.rows];
const grid = lines.map(() => []);
let cells = 0;
if (lines.length > MOST_ROWS) {
return null;
}
for (const [at, line] of lines.entries()) {
let column = 0;
for (const cell of line.cells) {
while (grid[at][column] !== undefined) {
column += 1;
}
const high = Math.min(cell.rowSpan || lines.length, lines.length - at);
cells += cell.colSpan * high;
if (column + cell.colSpan > MOST_COLUMNS || cells > MOST_CELLS) {
return null;
}
spread(grid, cell, { at, column, high });
column += cell.colSpan;
}
}
const shown = grid.filter((_, at) => !isHidden(lines[at]));
return shown.map((row) => Array.from(row, (text) => text ?? ""));
}
function spread(grid, cell, { at, column, high }) {
for (let down = 0; down < high; down += 1) {
for (let right = 0; right < cell.colSpan; right += 1) {
grid[at + down][column + right] = down + right ? "" : textOf(cell);
}
}
}
function textOf(cell) {
const parts = [];
const stack = [...cell.childNodes].reverse();
while (stack.length) {
const node = stack.pop();
if (typeof node === "string") {
parts.push(node);
} else if (node.nodeType === Node.TEXT_NODE) {
parts.push(node.data.replace(/[ \t\r\n\f]+/g, " "));
} else if (node.nodeType === Node.ELEMENT_NODE && !UNSEEN.has(node.tagName) && !isHidden(node)) {
if (node.tagName === "BR") {
parts.push("\n");
} else {
const inside = [...node.childNodes].reverse();
if (BLOCKS.has(node.tagName)) {
stack.push("\n");
parts.push("\n");
}
stack.push(...inside);
}
}
}
const lines = parts
.join("")
.split("\n")
.map((line) => line.replace(/[\s\u00a0]+/gu, " ").trim());
return lines.filter(Boolean).join("\n");
}
return { MOST_ROWS, MOST_COLUMNS, blockOf, rowsOfText, rowsOfHtml };
})();
const entry_pasting_heads = (() => {
const { bare, folded, kindOf, latin, wholeNumber } = entry_pasting_spelling;
const THIS_MONTH = 15;
const FORM_COLUMNS = 18;
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
function monthOf(text) {
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
function meaningOf(text) {
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
function columnNumbers(row) {
const numbers = row.map(wholeNumber);
const steps = numbers.map((number, column) => (number === null ? null : number - column));
const counted = steps.filter((step) => step !== null);
const said = row.filter((text) => text.trim()).length;
const isCounting = counted.length > 2 && counted.every((step) => step === counted[0]);
const isInRange = numbers.every((number) => number === null || (number > 0 && number <= MOST_NUMBER));
return isCounting && isInRange && counted.length >= said - 1 ? numbers : null;
}
function isHead(row) {
const said = row.filter((text) => text.trim());
const figures = said.filter((text) => ["number", "date"].includes(kindOf(text)) && !/%/.test(text));
return figures.length === 0 && said.some((text) => meaningOf(text) !== null);
}
function meaningsOf(rows) {
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
return { THIS_MONTH, FORM_COLUMNS, monthOf, meaningOf, columnNumbers, isHead, meaningsOf };
})();
const entry_pasting_columns = (() => {
const { FORM_COLUMNS, THIS_MONTH } = entry_pasting_heads;
const { isFigure, kindOf, plainFigure } = entry_pasting_spelling;
const LEAST_AGREEING = 3;
const MOST = 0.8;
const SHOWN = ["weight", "before-last", "last", 0, 1, 2, 3, 4];
const isSame = (one, other) =>
typeof one === typeof other &&
(typeof one === "object" ? one.month === other.month && one.year === other.year : one === other);
function columnsOf({ lines, meanings, named, month }) {
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
const isOne = left.length === 1 && (candidates.length === 1 || known.size === candidates.length - 1);
const figure = isOne ? left[0] : afterEarlier(left, known, candidates);
return { figure, remarks, isSure: isOne && !isOtherMonth, isOtherMonth, candidates };
}
function figureColumns(lines, named) {
const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
return Array.from({ length: width }, (_, column) => column).filter((column) => {
const said = lines.map(({ cells }) => cells[column] || "").filter((text) => text.trim());
const figures = said.filter(isFigure);
return column > named && figures.length > 0 && figures.length * 2 >= said.length;
});
}
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
const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
const [figures] = candidates;
const isNarrow = candidates.length === 1 && width === figures + 2 && figures <= named + 2;
const words = lines.map(({ cells }) => cells[width - 1] || "").filter((text) => kindOf(text) === "text");
return isNarrow && words.length ? width - 1 : null;
}
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
function byForm(lines, named, known) {
const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
const after = FORM_COLUMNS - 4;
const isWide = named >= 0 && width === named + 1 + after;
const weights = named + 3;
const isForm = isWide && (width === FORM_COLUMNS || known.get(weights) === "weight");
return isForm ? { figure: named + THIS_MONTH - 4, remarks: named + after } : null;
}
function afterEarlier(left, known, candidates) {
const last = [...known].find(([, role]) => role === "last")?.[0];
const next = candidates.find((column) => column > last);
return next ?? left.at(-1) ?? candidates.at(-1) ?? null;
}
return { columnsOf };
})();
const entry_pasting_places = (() => {
const { columnNumbers, isHead, THIS_MONTH } = entry_pasting_heads;
const { isFigure, wholeNumber } = entry_pasting_spelling;
const signatureOf = (row) => row.map((text) => text.trim()).join("\t");
function kindsOf(block) {
return block.map((row) => {
if (row.every((text) => !text.trim())) {
return "blank";
}
return row.some(isFigure) && !isHead(row) ? "data" : "words";
});
}
const canCount = (row) => {
const said = row.filter((text) => text.trim());
return columnNumbers(row) !== null || (said.length < 3 && said.every((text) => wholeNumber(text) > 0));
};
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
function placesOf(block, form, at) {
const kinds = kindsOf(block);
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
const isSure = plain.length === 1 && (plain[0].start > 0 || at === form.first) && count > 1;
const [fit] = plain.length ? plain : fits;
if (fit) {
return { places: laid(block, fit.data, fit.start), isSure };
}
return certainOnes(block, kinds, count) || oneByOne(block, kinds, { at, count });
}
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
return { placesOf };
})();
const entry_pasting_rows = (() => {
const { codeAndTitle, folded, isFigure, likenessTo } = entry_pasting_spelling;
const ALIKE = 0.72;
const APART = 0.08;
const CONTRADICTS = 0.5;
const LEAST_LETTERS = 5;
const MOST_COMPARED = 200;
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
function rowsNamed(block, form) {
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
function settled(said) {
const [first] = said;
const rows = new Set(said.map((one) => one.at));
const by = ["contradiction", "both", "title", "near", "code"].find((way) => said.some((one) => one.by === way));
const counted = said.find((one) => ["both", "title", "near"].includes(one.by)) || first;
if (rows.size > 1) {
return { at: first.at, by: "contradiction", column: counted.column };
}
const agree = by === "near" && said.some((one) => one.by === "code");
return { at: first.at, by: agree ? "near" : by, column: counted.column };
}
return { rowsNamed };
})();
const entry_pasting_match = (() => {
const { columnsOf } = entry_pasting_columns;
const { columnNumbers, isHead, meaningsOf } = entry_pasting_heads;
const { placesOf } = entry_pasting_places;
const { rowsNamed } = entry_pasting_rows;
const { bare, isFigure, kindOf, plainFigure, wholeNumber } = entry_pasting_spelling;
const MOST_SAID = 80;
function matched(block, form, { at, chosen = null }) {
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
function isNameless(cells) {
const said = cells.filter(Boolean);
const numbers = said.map(wholeNumber);
const isCount = said.length > 1 && numbers.every((one, at) => one > 0 && (at === 0 || one > numbers[at - 1]));
return cells.some(isFigure) && !isCount && !columnNumbers(cells) && !isHead(cells);
}
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
return { matched };
})();
const entry_preview = (() => {
const { counted, filled, localized, words } = entry_sheet;
const dialog = document.getElementById("paste-preview");
const texts = dialog.dataset;
const body = dialog.querySelector("tbody");
const confirmButton = dialog.querySelector("[data-confirm]");
const columnChoice = dialog.querySelector("select");
const UNLIKELY = new Set(["contradiction", "twice", "kind"]);
const MOST_LEFT = 40;
function element(tag, className, ...children) {
const made = document.createElement(tag);
made.className = className;
made.append(...children.filter((child) => child !== null && child !== undefined));
return made;
}
const shown = (figure, remarks) => [
element("strong", "", figure || words.blank),
remarks ? element("span", "context", remarks) : null,
];
function lineOf(cell, row) {
const box = document.createElement("input");
box.type = "checkbox";
box.className = "form-check-input";
box.checked = !UNLIKELY.has(cell.why);
box.setAttribute("aria-label", row.code);
const doubt =
cell.why && element("span", "paste-doubt", filled(texts[cell.why], { said: cell.said, code: row.code }));
const labelled = (label, ...children) => {
const made = element("td", "", ...children);
made.dataset.label = label;
return made;
};
const head = element("th", "", element("span", "code", row.code), ` ${row.title}`, doubt);
head.scope = "row";
const line = element(
"tr",
cell.why ? "is-doubtful" : "",
element("td", "paste-box", box),
head,
labelled(texts.now, ...shown(row.figure, row.remarks)),
labelled(texts.comes, ...shown(cell.figure ?? row.figure, cell.remarks ?? row.remarks)),
);
return { line, box, cell };
}
function fill(found, page) {
const lines = found.cells.map((cell) => lineOf(cell, page.rows[cell.at]));
const left = found.left.map(({ at, why, said }) => {
const code = at === undefined ? "" : page.rows[at].code;
return element("li", "", filled(texts[why], { said, code }));
});
body.replaceChildren(...lines.map(({ line }) => line));
dialog.querySelector("ul").replaceChildren(...left.slice(0, MOST_LEFT));
dialog.querySelector("[data-left]").hidden = left.length === 0;
dialog.querySelector("[data-month]").hidden = !found.doubts.includes("month");
dialog.querySelector("[data-column]").hidden = !found.doubts.includes("column");
const count = () => {
const ticked = lines.filter(({ box }) => box.checked).length;
confirmButton.textContent = counted(texts.confirm, ticked);
confirmButton.disabled = ticked === 0;
};
lines.forEach(({ box }) => box.addEventListener("change", count));
count();
return () => lines.filter(({ box }) => box.checked).map(({ cell }) => cell);
}
function offerColumns({ columns, column }) {
columnChoice.replaceChildren(
...columns.map((one) => {
const option = element("option", "", `${localized(one.column + 1)}: ${one.said.join(" · ")}`);
option.value = one.column;
option.selected = one.column === column;
return option;
}),
);
}
function confirmed(found, page, again) {
let now = found;
let ticked = fill(now, page);
offerColumns(found);
columnChoice.onchange = () => {
now = { ...again(Number(columnChoice.value)), doubts: found.doubts };
ticked = fill(now, page);
};
dialog.returnValue = "";
dialog.showModal();
confirmButton.focus();
return new Promise((settle) => {
dialog.addEventListener(
"close",
() => settle(dialog.returnValue === "confirm" ? { cells: ticked(), left: now.left } : null),
{ once: true },
);
});
}
confirmButton.addEventListener("click", () => dialog.close("confirm"));
dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close(""));
return { confirmed };
})();
const entry_paste = (() => {
const { say } = entry_note;
const { blockOf } = entry_pasting_block;
const { matched } = entry_pasting_match;
const { confirmed } = entry_preview;
const { tellOf, write } = entry_undo;
const { counted, filled, form, idOf, isTyped, remarksOf, saidBy, words } = entry_sheet;
const pasting = document.getElementById("paste-preview").dataset;
const MOST_NAMED = 8;
function formOnPage() {
const lines = [...form.querySelectorAll(".sheet-row")];
const [year, month] = words.sheet.split("/")[1].split("-").map(Number);
const rows = lines.map(rowOnPage);
return { month: { month, year }, first: rows.findIndex((row) => row.isOpen), rows };
}
function rowOnPage(line) {
const input = line.querySelector(".cell-input");
const texts = (selector) => [...line.querySelectorAll(selector)].map((one) => one.textContent.trim());
return {
id: line.id.replace(/^\w+-/, ""),
code: line.dataset.code,
title: line.querySelector(".what label").textContent,
isOpen: Boolean(input),
isDated: "dated" in line.dataset,
figure: input ? input.value : texts(".this-month .answer")[0] || "",
remarks: input ? remarksOf(idOf(input)).value : "",
earlier: texts(".earlier"),
weight: texts(".weight")[0],
targets: texts(".ruler-ticks > span").reverse(),
};
}
const reasonOf = ({ at, why, said }, page) =>
filled(pasting[why], { said, code: at === undefined ? "" : page.rows[at].code });
function leftOut(left, page) {
const named = left.slice(0, MOST_NAMED).map((one) => reasonOf(one, page));
const more = left.length > MOST_NAMED ? " …" : "";
return left.length ? filled(pasting.left, { rows: named.join("; ") + more }) : "";
}
function put(cells, left, page) {
const step = write(
cells.map(({ at, figure, remarks }) => {
const { id } = page.rows[at];
const [figureNow, remarksNow] = saidBy(id);
return [id, [figure ?? figureNow, remarks ?? remarksNow]];
}),
);
const sentence = counted(words.pasted, cells.length);
tellOf([sentence, leftOut(left, page)].filter(Boolean).join(" "), step);
}
async function pasteBlock(block, field) {
const page = formOnPage();
const lines = [...form.querySelectorAll(".sheet-row")];
const at = lines.indexOf(field.closest(".sheet-row"));
const found = matched(block, page, { at });
if (!found.cells.length) {
say([pasting.nothing, leftOut(found.left, page)].filter(Boolean).join(" "));
return;
}
if (!found.doubts.length && found.cells.every((cell) => !cell.why)) {
put(found.cells, found.left, page);
return;
}
const chosen = await confirmed(found, page, (column) => matched(block, page, { at, chosen: column }));
field.focus();
if (chosen) {
put(chosen.cells, chosen.left, page);
}
}
const isForCells = (block, field) => field.classList.contains("cell-input") || block.some((row) => row.length > 1);
form.addEventListener("paste", (event) => {
const field = event.target;
if (!isTyped(field)) {
return;
}
const [html, text] = ["text/html", "text/plain"].map((type) => event.clipboardData.getData(type));
const block = blockOf({ html, text });
if (block === null) {
event.preventDefault();
say(pasting.tooMany);
return;
}
const said = block.flat().filter(Boolean);
if (said.length < 2) {
pasteOne(event, field, said[0], text);
} else if (isForCells(block, field)) {
event.preventDefault();
pasteBlock(block, field);
}
});
function pasteOne(event, field, said, text) {
if (said !== undefined && said !== text) {
event.preventDefault();
const isLine = field.tagName === "INPUT";
document.execCommand("insertText", false, isLine ? said.replace(/\s+/g, " ") : said);
}
}
return { formOnPage, leftOut };
})();
const entry_said = (() => {
const { onSaved } = entry_answer;
const { filled, rowOf } = entry_sheet;
const place = document.getElementById("score-said");
const textOf = (id) => document.getElementById(id).textContent.trim();
let known = textOf("total-weighted");
onSaved((ids) => {
const total = textOf("total-weighted");
if (total === known) {
return;
}
known = total;
const [id, ...others] = ids;
const isOfOne = id && !others.length;
place.textContent = isOfOne
? filled(place.dataset.one, { code: rowOf(id).dataset.code, score: textOf(`score-${id}`), total })
: filled(place.dataset.many, { total });
});
return {  };
})();
const entry_tools = (() => {
const { putBack } = entry;
const { countBlanks, offerLast } = entry_fills;
const { arrive, leaveOutOfTab } = entry_keys;
const { openAddressed } = entry_remarks;
const { counted, words } = entry_sheet;
const { did } = entry_steps;
const { tellOf } = entry_undo;
offerLast();
leaveOutOfTab();
countBlanks();
openAddressed();
arrive();
if (putBack.length) {
tellOf(counted(words.putBackNote, putBack.length), did(putBack));
}
return {  };
})();
export { entry_note, entry_pasting_spelling, entry_steps, entry_undo, entry_fills, entry_remarks, entry_keys, entry_pasting_block, entry_pasting_heads, entry_pasting_columns, entry_pasting_places, entry_pasting_rows, entry_pasting_match, entry_preview, entry_paste, entry_said, entry_tools };
