/* What the buttons do, without leaving the page: rows, fixes, rules, undo and redo, the way to keeping. */
import { body, button, findingsOf, form, rowOf, say, table, words } from "./page.js";
import { backTo } from "./errors.js";
import { ask, flush } from "./saving.js";

const undoButton = () => button(document.querySelector('button[value="undo"]').textContent, undo);

async function done(what, sentence) {
  if (await ask(what)) {
    say(sentence, undoButton());
  }
}

/** The row one place up or down; the cell that one is in stays the one. */
export const moved = (way, key) => done({ do: `${way}:${key}` }, words.moved);
export const addBelow = (key, level) => done({ do: `add-${level}:${key}` }, words.added);
/** Changes of one's own, such as a paste, as one step. */
export const change = (changes, sentence) => done({ changes }, sentence);

/** One's own last step is taken back, whatever it was. */
export async function undo() {
  await flush();
  if (await ask({ address: words.undo })) {
    say(words.undone);
  }
}

/** What one undid last is made again, unless one changed something since. */
export async function redo() {
  await flush();
  if (await ask({ address: words.redo })) {
    say(words.redone, undoButton());
  }
}

async function keep() {
  if (await flush()) {
    form.noValidate = true;
    location.assign(`${form.action.replace(/\/$/, "")}/keep/`);
  }
}

/** The rule's fields stand in a line below the row; its button sends them. */
function showRule(key) {
  document.querySelector(".rule-row")?.remove();
  const line = document.createElement("tr");
  line.className = "rule-row";
  const tools = document.createElement("td");
  tools.className = "tools";
  const place = document.createElement("td");
  place.colSpan = table.tHead.rows[0].cells.length - 1;
  place.append(document.getElementById("rule-template").content.cloneNode(true));
  place.querySelector('button[value^="tiers:"]').value = `tiers:${key}`;
  line.append(tools, place);
  (findingsOf(key) || rowOf(key)).after(line);
  place.querySelector("input").focus();
}

async function fillTiers(value) {
  const [amount, how] = ["rule-amount", "rule-how"].map((name) => form.elements[name].value);
  if (await ask({ do: value, "rule-amount": amount, "rule-how": how })) {
    document.querySelector(".rule-row")?.remove();
    rowOf(value.split(":")[1])?.querySelector(".f-t100 input")?.focus();
  }
}

const SENTENCES = { remove: "removed", up: "moved", down: "moved" };

async function act(value, source) {
  const [name, key] = value.split(":");
  source.closest("details")?.removeAttribute("open");
  const fixed = source.closest(".findings-row")?.previousElementSibling;
  if (name === "undo") {
    await undo();
  } else if (name === "redo") {
    await redo();
  } else if (name === "keep") {
    await keep();
  } else if (name === "rule") {
    showRule(key);
  } else if (name === "rule-off") {
    document.querySelector(".rule-row")?.remove();
  } else if (name === "tiers") {
    await fillTiers(value);
  } else if (name === "save") {
    await flush();
  } else if (name === "meaning") {
    const { value: meaning } = form.elements[`meaning-${key}`];
    await ask({ do: value, [`meaning-${key}`]: meaning });
  } else {
    await done({ do: value }, words[SENTENCES[name]] || words.saved);
  }
  if (document.activeElement === document.body) {
    backTo(fixed);
  }
}

addEventListener("submit", (event) => {
  if (event.target === form && event.submitter?.name === "do") {
    event.preventDefault();
    act(event.submitter.value, event.submitter);
  }
});

// One menu at a time, and none when one goes on.
document.addEventListener("click", ({ target }) => {
  for (const menu of body.querySelectorAll(".row-menu[open]")) {
    if (!menu.contains(target)) {
      menu.open = false;
    }
  }
});
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && target.closest?.(".tier-rule")) {
    document.querySelector(".rule-row")?.remove();
  } else if (key === "Enter" && target.closest?.(".tier-rule") && target.tagName === "INPUT") {
    target.closest(".tier-rule").querySelector('button[value^="tiers:"]').click();
  }
});
// Enter in a field of the rule is not the form's first button.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".tier-rule input")) {
    event.preventDefault();
  }
});
