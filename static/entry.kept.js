/* entry.js and what it imports, in one file (make scripts) */
import * as drafts from "./drafts.js";
const sentences = (() => {
const language = document.documentElement.lang === "bn" ? "bn-BD" : "en";
const localized = (number) => new Intl.NumberFormat(language).format(number);
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function counted(sentence, count, values = {}) {
const chosen = sentence.replace(/\{([^{}|]+)\|([^{}|]+)\}/g, (_, one, many) => (count === 1 ? one : many));
return filled(chosen, { ...values, count: localized(count) });
}
return { localized, filled, counted };
})();
const entry_sheet = (() => {
const { counted, filled, localized } = sentences;
const form = document.getElementById("sheet");
const inputs = [...form.querySelectorAll(".cell-input")];
const words = form.dataset;
const owner = { user: words.user, sheet: words.sheet };
const isTyped = (field) => /^(cell|remarks)-/.test(field.name);
const idOf = (field) => field.name.replace(/^\w+-/, "");
const cellOf = (id) => document.getElementById(`cell-${id}`);
const baseOf = (id) => form.elements[`base-${id}`];
const remarksOf = (id) => form.elements[`remarks-${id}`];
const stateOf = (id) => document.getElementById(`cell-state-${id}`);
const rowOf = (id) => document.getElementById(`row-${id}`);
const saidBy = (id) => [cellOf(id).value, remarksOf(id).value];
const sentIn = (id) => [cellOf(id).defaultValue, remarksOf(id).defaultValue];
function storedIn(id) {
const [figure, ...remarks] = form.elements[`seen-${id}`].defaultValue.split("\n");
return [figure.slice(1), remarks.join("\n")];
}
const alike = (one, other) => one[0] === other[0] && one[1] === other[1];
function put(id, [figure, remarks]) {
cellOf(id).value = figure;
remarksOf(id).value = remarks;
if (remarks) {
remarksOf(id).closest("details").open = true;
}
}
function button(label, act) {
const element = document.createElement("button");
element.type = "button";
element.textContent = label;
element.addEventListener("click", act);
return element;
}
return { form, inputs, words, owner, isTyped, idOf, cellOf, baseOf, remarksOf, stateOf, rowOf, saidBy, sentIn, storedIn, alike, put, button, counted, filled, localized };
})();
const save_state = (() => {
const saveState = document.getElementById("save-state");
const deviceNote = document.getElementById("device-note");
const deviceKeeps = () => deviceNote.hidden;
function announce(state, sentence = "") {
const said = {
saved: `✓ ${saveState.dataset.saved}`,
asking: saveState.dataset.asking,
saving: saveState.dataset.saving,
waiting: deviceKeeps() ? saveState.dataset.waiting : saveState.dataset.waitingHere,
problem: `▲ ${saveState.dataset.problem}`,
"signed-out": saveState.dataset.signedOut,
};
const text = sentence || said[state];
const isHere = saveState.dataset.state === state && saveState.firstChild?.textContent === text;
if (isHere) {
return;
}
saveState.dataset.state = state;
saveState.className = `save-state is-${state === "signed-out" ? "problem" : state}`;
saveState.replaceChildren(text);
if (state === "signed-out") {
saveState.append(" ", signInLink());
}
}
function signInLink() {
const link = document.createElement("a");
link.href = saveState.dataset.signInUrl;
link.target = "_blank";
link.textContent = saveState.dataset.signIn;
return link;
}
function warnOfDevice(keeps) {
deviceNote.hidden = keeps;
}
return { deviceKeeps, announce, warnOfDevice };
})();
const entry_states = (() => {
const { deviceKeeps } = save_state;
const { cellOf, words } = entry_sheet;
const { announce, warnOfDevice } = save_state;
const SIGNS = { saved: ["✓", "gain"], waiting: ["…", "late"], wrong: ["!", "falling"] };
const wordOf = (state) =>
({
saved: words.cellSaved,
waiting: deviceKeeps() ? words.cellWaiting : words.cellWaitingHere,
wrong: words.cellWrong,
})[state];
function span(className, text) {
const element = document.createElement("span");
element.className = className;
element.textContent = text;
return element;
}
function mark(id, state) {
const place = document.getElementById(`cell-mark-${id}`);
place.replaceChildren();
place.title = "";
if (state in SIGNS) {
const [sign, tone] = SIGNS[state];
const word = wordOf(state);
const glyph = span(tone, sign);
glyph.setAttribute("aria-hidden", "true");
place.append(glyph, span("visually-hidden", word));
place.title = word;
}
cellOf(id).classList.toggle("is-wrong", state === "wrong");
cellOf(id).toggleAttribute("aria-invalid", state === "wrong");
}
return { mark, announce, warnOfDevice };
})();
const entry_ledger = (() => {
const { forget, keep } = drafts;
const sheet = entry_sheet;
const { warnOfDevice } = entry_states;
const pending = new Map();
const conflicts = new Map();
const wrong = new Set();
const stored = new Map();
const begun = new Map();
const typedHere = new Set();
const unanswered = new Set();
const earlier = new Map();
let deviceKeeps = true;
const isWaiting = (id) => pending.get(id) === "waiting";
const isInConflict = (id) => conflicts.has(id);
const isTouched = (id) => pending.has(id) || wrong.has(id) || conflicts.has(id);
const storedFigure = (id) => stored.get(id)[0];
const troubled = () => [...wrong, ...conflicts.keys()];
const hasUnsent = () => pending.size > 0;
const wouldLose = () => !deviceKeeps && (hasUnsent() || troubled().length > 0);
function keepDraft(id) {
if (!begun.has(id)) {
begun.set(id, stored.get(id));
}
const draft = { typed: sheet.saidBy(id), was: begun.get(id), earlier: earlier.get(id) };
deviceKeeps = keep(sheet.owner, id, sheet.baseOf(id).value, draft);
warnOfDevice(deviceKeeps);
}
function confirm(id, version, typed = null) {
const base = sheet.baseOf(id).value;
const left = earlier.get(id);
forget(sheet.owner, id, base, typed);
if (left?.base === base) {
keep(sheet.owner, id, base, left);
}
begun.delete(id);
sheet.baseOf(id).value = version;
}
return { pending, conflicts, wrong, stored, begun, typedHere, unanswered, earlier, isWaiting, isInConflict, isTouched, storedFigure, troubled, hasUnsent, wouldLose, keepDraft, confirm };
})();
const csrf_token = (() => {
function csrfToken(form) {
const name = `${form.dataset.csrfCookie}=`;
const cookie = document.cookie.split("; ").find((one) => one.startsWith(name));
return cookie ? cookie.split("=")[1] : form.elements.csrfmiddlewaretoken.value;
}
return { csrfToken };
})();
const entry_server = (() => {
const { csrfToken } = csrf_token;
const { baseOf, form, owner, saidBy, words } = entry_sheet;
const PATIENCE = 30_000;
function bodyOf(ids) {
const body = new FormData();
body.append("csrfmiddlewaretoken", csrfToken(form));
body.append("user", owner.user);
body.append("sheet-version", form.elements["sheet-version"].value);
for (const { id, dataset } of document.querySelectorAll("[data-digest]")) {
body.append(`have-${id}`, dataset.digest);
}
for (const id of ids) {
const [figure, remarks] = saidBy(id);
body.append(`cell-${id}`, figure);
body.append(`base-${id}`, baseOf(id).value);
body.append(`remarks-${id}`, remarks);
}
return body;
}
async function send(ids) {
let response;
let data = null;
try {
response = await fetch(words.saveUrl, {
method: "POST",
body: bodyOf(ids),
headers: { Accept: "application/json" },
credentials: "same-origin",
signal: AbortSignal.timeout(PATIENCE),
});
const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
data = isJson ? await response.json() : null;
} catch {
return { state: "waiting" };
}
if (data?.cells) {
return { answer: data };
}
if (response.redirected || response.status === 401 || (response.status === 403 && !data)) {
return { state: "signed-out", sentence: data?.problem };
}
const isRefused = response.status >= 400 && response.status < 500;
return isRefused ? { state: "problem", sentence: `▲ ${data?.problem || words.refused}` } : { state: "waiting" };
}
return { send };
})();
const entry_line = (() => {
const { hasUnsent, pending, unanswered } = entry_ledger;
const { send } = entry_server;
const { form, saidBy } = entry_sheet;
const { announce } = entry_states;
const TYPING_PAUSE = 700;
const RETRY_FIRST = 4000;
const RETRY_AT_LAST = 60_000;
const MOST_ROUNDS = 4;
let timer = 0;
let retryAfter = RETRY_FIRST;
let onItsWay = null;
let isCutOff = false;
let isOld = false;
let isBack = false;
let isComposing = false;
let takeAnswer = null;
const isAsking = () => isOld;
const cameBack = () => isBack;
const hasToSend = () => isOld || hasUnsent();
function onAnswer(act) {
takeAnswer = act;
}
function sendSoon({ atOnce = false } = {}) {
if (!isCutOff) {
announce(isOld ? "asking" : "saving");
}
saveIn(atOnce ? 0 : TYPING_PAUSE);
}
function saveIn(milliseconds) {
clearTimeout(timer);
timer = setTimeout(save, milliseconds);
}
function save() {
clearTimeout(timer);
if (!onItsWay && !isComposing && hasToSend()) {
onItsWay = (isOld ? ask() : sendPending()).finally(() => {
onItsWay = null;
});
}
return onItsWay || Promise.resolve();
}
async function flush() {
await save();
for (let round = 0; round < MOST_ROUNDS && !isCutOff && hasToSend(); round += 1) {
await save();
}
}
async function sendPending() {
const sent = new Map([...pending.keys()].map((id) => [id, saidBy(id)]));
sent.forEach((_, id) => pending.set(id, "sending"));
const { answer, state, sentence } = await send([...sent.keys()]);
if (answer) {
take(answer, sent);
return;
}
for (const id of sent.keys()) {
unanswered.add(id);
if (pending.has(id)) {
pending.set(id, "waiting");
}
}
tryLater(state, sentence);
}
async function ask() {
const { answer, state, sentence } = await send([]);
if (answer) {
isOld = false;
take(answer, new Map());
isBack = false;
} else {
tryLater(state === "waiting" && !hasUnsent() ? "asking" : state, sentence);
}
}
function take(answer, sent) {
retryAfter = RETRY_FIRST;
isCutOff = false;
takeAnswer(answer, sent);
if (hasToSend()) {
saveIn(TYPING_PAUSE);
}
}
function tryLater(state, sentence) {
isCutOff = true;
announce(state, sentence);
saveIn(retryAfter);
retryAfter = Math.min(2 * retryAfter, RETRY_AT_LAST);
}
function doubt({ isAfterReturn = false } = {}) {
isOld = true;
isBack ||= isAfterReturn;
}
function lookAgain(options) {
doubt(options);
sendSoon({ atOnce: true });
}
form.addEventListener("compositionstart", () => {
isComposing = true;
});
form.addEventListener("compositionend", () => {
isComposing = false;
if (hasUnsent()) {
saveIn(TYPING_PAUSE);
}
});
return { isAsking, cameBack, onAnswer, sendSoon, save, flush, doubt, lookAgain };
})();
const entry_choice = (() => {
const { alike, button, filled, stateOf, words } = entry_sheet;
function offerChoice(id, { by, stored, typed, was }, take) {
const remarksDiffer = !(stored[1] === typed[1] && typed[1] === was[1]);
const said = ([figure, remarks]) => {
const shown = figure || words.blank;
return remarksDiffer ? `${shown} (${remarks || words.noRemarks})` : shown;
};
const place = stateOf(id);
place.textContent = filled(words.conflict, {
by: by || words.someone,
stored: said(stored),
typed: said(typed),
was: said(was),
});
const choices = document.createElement("span");
choices.className = "choices";
choices.append(
button(`${words.keepMine}: ${said(typed)}`, () => take("typed")),
button(`${words.takeTheirs}: ${said(stored)}`, () => take("stored")),
);
if (!alike(was, typed) && !alike(was, stored)) {
choices.append(button(`${words.putBack}: ${said(was)}`, () => take("was")));
}
place.append(choices);
}
function offerEarlier(id, typed, take) {
const [figure, remarks] = typed;
const said = remarks ? `${figure || words.blank} (${remarks})` : figure || words.blank;
const choices = document.createElement("span");
choices.className = "choices";
choices.append(
button(`${words.takeEarlier}: ${said}`, () => take(true)),
button(words.throwAway, () => take(false)),
);
stateOf(id).replaceChildren(filled(words.earlier, { typed: said }), choices);
}
return { offerChoice, offerEarlier };
})();
const entry_typing = (() => {
const { forget } = drafts;
const { offerChoice, offerEarlier } = entry_choice;
const { begun, confirm, conflicts, earlier, isTouched, keepDraft, pending, stored, troubled, typedHere, wrong, } = entry_ledger;
const { isAsking, sendSoon } = entry_line;
const sheet = entry_sheet;
const { announce, mark } = entry_states;
function changed(id, options = {}) {
typedHere.add(id);
note(id, options);
}
function note(id, { soon = false } = {}) {
if (conflicts.has(id)) {
keepDraft(id);
offer(id);
return;
}
if (sheet.alike(sheet.saidBy(id), stored.get(id)) && !wrong.has(id)) {
pending.delete(id);
confirm(id, sheet.baseOf(id).value);
markStored(id);
settle();
return;
}
keepDraft(id);
pending.set(id, "waiting");
mark(id, "waiting");
sendSoon({ atOnce: soon });
}
function markStored(id) {
mark(id, stored.get(id)[0].trim() ? "saved" : "");
}
function settle() {
for (const input of sheet.inputs) {
const id = sheet.idOf(input);
if (!isTouched(id) && !sheet.alike(sheet.saidBy(id), stored.get(id))) {
changed(id);
}
}
if (isAsking()) {
announce("asking");
} else if (troubled().length) {
announce("problem");
} else if (!pending.size) {
announce("saved");
}
}
function clearState(id) {
sheet.stateOf(id).replaceChildren();
if (earlier.has(id)) {
offerLeft(id);
}
}
function offer(id) {
const conflict = conflicts.get(id);
const values = {
typed: sheet.saidBy(id),
stored: [conflict.stored, conflict.remarks],
was: begun.get(id),
};
offerChoice(id, { ...values, by: conflict.by }, (choice) => {
conflicts.delete(id);
wrong.delete(id);
confirm(id, conflict.version);
clearState(id);
stored.set(id, values.stored);
sheet.put(id, values[choice]);
sheet.cellOf(id).focus();
changed(id, { soon: true });
const detail = [id, values.typed, values[choice]];
sheet.form.dispatchEvent(new CustomEvent("chosen", { detail }));
});
}
function offerLeft(id) {
const left = earlier.get(id);
offerEarlier(id, left.typed, (isTaken) => {
earlier.delete(id);
forget(sheet.owner, id, left.base, left.typed);
clearState(id);
if (isTaken) {
sheet.put(id, left.typed);
sheet.cellOf(id).focus();
changed(id, { soon: true });
} else if (pending.has(id)) {
keepDraft(id);
}
});
}
return { changed, note, markStored, settle, clearState, offer, offerLeft };
})();
const entry_answer = (() => {
const { confirm, conflicts, isTouched, keepDraft, pending, stored, typedHere, unanswered, wrong } = entry_ledger;
const { cameBack, onAnswer } = entry_line;
const sheet = entry_sheet;
const { announce, mark } = entry_states;
const { clearState, markStored, note, offer, settle } = entry_typing;
const afterSaving = [];
function onSaved(act) {
afterSaving.push(act);
}
onAnswer(take);
function take(answer, sent) {
sheet.form.elements["sheet-version"].value = answer.version;
show(answer);
for (const [id, cell] of Object.entries(answer.cells)) {
if (!(id in answer.conflicts)) {
takeCell(id, cell, sent.get(id));
}
}
for (const [id, sentence] of Object.entries(answer.errors)) {
if (!typedOn(id, sent.get(id))) {
refuse(id, sentence);
}
}
for (const [id, conflict] of Object.entries(answer.conflicts)) {
takeConflict(id, conflict);
}
for (const id of sent.keys()) {
unanswered.delete(id);
if (pending.get(id) === "sending") {
refuse(id, sheet.words.refused);
}
}
afterSaving.forEach((act) => act([...sent.keys()]));
announce("saving");
settle();
}
function refuse(id, sentence) {
pending.delete(id);
wrong.add(id);
mark(id, "wrong");
sheet.stateOf(id).textContent = sentence;
}
function show({ html, digests }) {
for (const [id, piece] of Object.entries(html)) {
const place = document.getElementById(id);
if (place) {
place.innerHTML = piece;
}
if (place && id in digests) {
place.dataset.digest = digests[id];
}
}
}
function takeConflict(id, conflict) {
if (conflict.mine && unanswered.has(id)) {
typeOver(id, conflict.version, [conflict.stored, conflict.remarks]);
return;
}
pending.delete(id);
conflicts.set(id, conflict);
mark(id, "wrong");
offer(id);
}
function typeOver(id, version, now) {
confirm(id, version);
stored.set(id, now);
note(id, { soon: true });
}
function typedOn(id, was) {
const isSo = !sheet.alike(sheet.saidBy(id), was);
if (isSo) {
pending.set(id, "waiting");
}
return isSo;
}
function takeCell(id, cell, was) {
const now = [cell.text, cell.remarks];
if (!was && isTouched(id)) {
if (cameBack() && cell.mine && pending.has(id) && typedHere.has(id)) {
typeOver(id, cell.version, now);
}
return;
}
if (was) {
confirm(id, cell.version, sheet.saidBy(id));
wrong.delete(id);
clearState(id);
stored.set(id, now);
if (typedOn(id, was)) {
keepDraft(id);
return;
}
}
pending.delete(id);
sheet.baseOf(id).value = cell.version;
const isAtHand = [sheet.cellOf(id), sheet.remarksOf(id)].includes(document.activeElement);
if (!(was && isAtHand)) {
sheet.put(id, now);
}
stored.set(id, sheet.saidBy(id));
markStored(id);
}
return { onSaved };
})();
const entry_opening = (() => {
const { draftsOf, forget } = drafts;
const { begun, earlier, stored, typedHere, wrong } = entry_ledger;
const { doubt, isAsking, lookAgain, save } = entry_line;
const sheet = entry_sheet;
const { changed, note, offerLeft, settle } = entry_typing;
function begin() {
const drafts = draftsOf(sheet.owner);
const before = [];
sheet.form.dataset.saving = "begun";
const version = sheet.form.elements["sheet-version"];
version.value = version.defaultValue;
if (isFromBefore()) {
doubt({ isAfterReturn: true });
}
for (const input of sheet.inputs) {
beginCell(sheet.idOf(input), drafts, before);
}
settle();
if (isAsking()) {
save();
}
return before;
}
function beginCell(id, drafts, before) {
const draft = drafts.get(id);
const isWrong = sheet.cellOf(id).classList.contains("is-wrong");
stored.set(id, isWrong ? sheet.storedIn(id) : sheet.sentIn(id));
if (isWrong) {
wrong.add(id);
}
if (!sheet.alike(sheet.saidBy(id), sheet.sentIn(id))) {
takeTyped(id, draft);
return;
}
sheet.baseOf(id).value = sheet.baseOf(id).defaultValue;
if (draft) {
putBack(id, draft, before);
}
}
function takeTyped(id, draft) {
const typed = sheet.saidBy(id);
const isItself = draft && sheet.alike(draft.typed, typed);
const left = isItself ? draft.earlier : draft;
if (left && !sheet.alike(left.typed, typed) && !sheet.alike(left.typed, stored.get(id))) {
earlier.set(id, { typed: left.typed, was: left.was, base: left.base });
} else if (draft && draft.base !== sheet.baseOf(id).value) {
forget(sheet.owner, id, draft.base);
}
changed(id, { soon: true });
if (earlier.has(id)) {
offerLeft(id);
}
}
function putBack(id, { typed, was, base }, before) {
if (sheet.alike(typed, stored.get(id))) {
forget(sheet.owner, id, base);
return;
}
before.push([id, stored.get(id)]);
begun.set(id, was);
sheet.baseOf(id).value = base;
sheet.put(id, typed);
note(id, { soon: true });
}
function isFromBefore() {
const [visit] = performance.getEntriesByType("navigation");
return document.wasDiscarded || visit?.type === "back_forward" || visit?.deliveryType === "cache";
}
window.addEventListener("pageshow", (event) => {
if (event.persisted) {
typedHere.clear();
lookAgain({ isAfterReturn: true });
} else {
settle();
}
});
document.addEventListener("visibilitychange", () => {
if (document.visibilityState === "visible") {
lookAgain();
}
});
return { begin };
})();
const entry = (() => {
const { onSaved } = entry_answer;
const { hasUnsent, isInConflict, isWaiting, storedFigure, troubled, wouldLose } = entry_ledger;
const { flush, save } = entry_line;
const { begin } = entry_opening;
const { changed } = entry_typing;
const { cellOf, form, idOf, isTyped, saidBy, words } = entry_sheet;
document.body.classList.add("has-script");
form.addEventListener("keydown", (event) => {
const field = event.target;
const isCell = field.classList.contains("cell-input") && !event.isComposing;
if (isCell && event.key === "Escape" && !isInConflict(idOf(field))) {
field.value = storedFigure(idOf(field));
changed(idOf(field));
}
});
form.addEventListener("input", (event) => {
if (isTyped(event.target)) {
changed(idOf(event.target));
}
});
form.addEventListener("focusout", (event) => {
if (isTyped(event.target) && isWaiting(idOf(event.target))) {
changed(idOf(event.target), { soon: true });
}
});
form.addEventListener("submit", (event) => {
event.preventDefault();
if (event.submitter?.name === "check") {
goToCheck();
} else {
save();
}
});
function showWhy(element) {
const row = element?.closest?.(".sheet-row");
if (row) {
const title = document.getElementById("why-title");
title.textContent = `${row.dataset.code} ${title.dataset.title}`;
document.getElementById("why").innerHTML = row.querySelector(".why-text").innerHTML;
}
}
form.addEventListener("focusin", (event) => showWhy(event.target));
onSaved(() => showWhy(document.activeElement));
async function goToCheck() {
await flush();
const [first] = troubled();
if (first) {
cellOf(first).focus();
} else if (!hasUnsent()) {
window.location.assign(words.checkUrl);
}
}
window.addEventListener("beforeunload", (event) => {
if (wouldLose()) {
event.preventDefault();
}
});
window.addEventListener("online", save);
window.addEventListener("focus", save);
const putBack = begin().map(([id, before]) => [id, before, saidBy(id)]);
return { putBack };
})();
export { sentences, entry_sheet, save_state, entry_states, entry_ledger, csrf_token, entry_server, entry_line, entry_choice, entry_typing, entry_answer, entry_opening, entry };
