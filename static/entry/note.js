/*
 * What was just done to cells, and its undoing, at the lower edge of what one sees: above a
 * phone's keyboard, wherever the form is scrolled to.
 */
import { button } from "./fields.js";

const bar = document.getElementById("note-bar");
const note = document.getElementById("paste-note");
/** What undo and fillings say. */
export const said = bar.dataset;

/** Say a sentence; `actions` are [label, act] pairs, each a button that also closes the note. */
export function say(sentence, actions = []) {
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

export function close() {
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
