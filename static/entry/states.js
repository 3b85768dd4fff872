/* Where a figure is: each cell says it by a sign and a word, the head of the page in a sentence. */
import { cellOf, words } from "./sheet.js";

const saveState = document.getElementById("save-state");
const deviceNote = document.getElementById("device-note");
const SIGNS = { saved: ["✓", "gain"], waiting: ["…", "late"], wrong: ["!", "falling"] };

/** Whether what waits is on the device too, and not on this page alone. */
const deviceKeeps = () => deviceNote.hidden;
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

/** Mark a cell as "saved", "waiting" or "wrong", or as having nothing to say. */
export function mark(id, state) {
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

/** Say in the head how things are: "saved", "asking", "saving", "waiting", "problem" or "signed-out". */
export function announce(state, sentence = "") {
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

/** Say, while it is so, that this device keeps nothing. */
export function warnOfDevice(keeps) {
  deviceNote.hidden = keeps;
}
