/*
 * To the server and back: one request at a time, after a pause, as often as it takes. What an
 * answer means for the cells says who takes it.
 */
import { retries } from "../posting.js";
import { hasUnsent, pending, unanswered } from "./ledger.js";
import { send } from "./server.js";
import { form, saidBy } from "./fields.js";
import { announce } from "./states.js";

const TYPING_PAUSE = 700;
const MOST_ROUNDS = 4;

let timer = 0;
const again = retries();
let onItsWay = null;
/** Whether the last attempt got no answer; until one comes, the head goes on saying why. */
let isCutOff = false;
/** Whether the page may be older than what is stored; then that is asked for first. */
let isOld = false;
/** Whether that is because one came back to it: what is typed before the answer goes over one's own. */
let isBack = false;
let isComposing = false;
let takeAnswer = null;

export const isAsking = () => isOld;
export const cameBack = () => isBack;
const hasToSend = () => isOld || hasUnsent();

/** `act` is given each answer, and what was sent for it: id → [figure, remarks]. */
export function onAnswer(act) {
  takeAnswer = act;
}

/** What waits is sent after the pause, or at once; the head says so unless it says why nothing goes. */
export function sendSoon({ atOnce = false } = {}) {
  if (!isCutOff) {
    announce(isOld ? "asking" : "saving");
  }
  saveIn(atOnce ? 0 : TYPING_PAUSE);
}

function saveIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

/** One request at a time; whoever asks meanwhile waits for the one that is on its way. */
export function save() {
  clearTimeout(timer);
  if (!onItsWay && !isComposing && hasToSend()) {
    onItsWay = (isOld ? ask() : sendPending()).finally(() => {
      onItsWay = null;
    });
  }
  return onItsWay || Promise.resolve();
}

/** Send all that waits, also what is typed while it is on its way; gives up when no answer comes. */
export async function flush() {
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

/** Ask what is stored by now; what was typed meanwhile stays. */
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
  again.begin();
  isCutOff = false;
  takeAnswer(answer, sent);
  if (hasToSend()) {
    saveIn(TYPING_PAUSE);
  }
}

function tryLater(state, sentence) {
  isCutOff = true;
  announce(state, sentence);
  saveIn(again.next());
}

/** What the page shows may be older than what is stored, also because one came back to it. */
export function doubt({ isAfterReturn = false } = {}) {
  isOld = true;
  isBack ||= isAfterReturn;
}

/** What the page shows is compared with what is stored, before anything else is said. */
export function lookAgain(options) {
  doubt(options);
  sendSoon({ atOnce: true });
}

// While a word is being composed it is kept, but not sent by halves.
form.addEventListener("compositionstart", () => {
  isComposing = true;
});
form.addEventListener("compositionend", () => {
  isComposing = false;
  if (hasUnsent()) {
    saveIn(TYPING_PAUSE);
  }
});
