/* Where a figure is: each cell says it by a sign and a word; the head of the page says it in a sentence. */
import { deviceKeeps } from "../save-state.js";
import { cellOf, words } from "./fields.js";

export { announce, warnOfDevice } from "../save-state.js";

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
