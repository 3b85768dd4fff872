/* The head of a page that saves by itself says in a sentence where what was typed is. */
const saveState = document.getElementById("save-state");
const deviceNote = document.getElementById("device-note");

/** Whether what waits is on the device too, and not on this page alone. */
export const deviceKeeps = () => deviceNote.hidden;

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
