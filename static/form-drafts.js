/*
 * Words typed into a form marked data-keep (a reason, a comment, an answer) stay on this device
 * until the server has them: a lost line or a sign-in that ran out takes nothing away. What was
 * sent counts as arrived when the answer leads on without refusing anything. What a field says
 * other than what the server sent was typed, also before this script was there.
 */
import { draftAt, draftsOf, forget, keep } from "./drafts.js";

const head = document.querySelector("form[data-unsent]");
const talk = document.getElementById("talk-thread");
const words = head?.dataset;
const SENT = "lokkho.sent";
/** Words have no version: a text that changed meanwhile is told by what stood there. */
const BASE = "0";

const isKept = (field) =>
  field.name && (field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && field.type === "text"));
const cellOf = (field) => encodeURIComponent(field.name);
/** Where words are kept that were typed before others took their place; no name of a field ends so. */
const BEFORE = "+";

function ownerOf(form) {
  const { pathname } = new URL(form.getAttribute("action") || "", window.location.href);
  const place = encodeURIComponent(`${pathname} ${form.dataset.keep}`);
  return { user: words.user, sheet: `words/${place}` };
}

/** What this tab has sent and got no answer to: [owner, cell] each. Takes note of `entries`. */
function sent(entries) {
  try {
    const before = JSON.parse(sessionStorage.getItem(SENT)) || [];
    sessionStorage.setItem(SENT, JSON.stringify(entries));
    return before;
  } catch {
    return [];
  }
}

/** The answer is there: what was sent has arrived, or it is still to be sent. */
function settle(hasArrived) {
  for (const [owner, cell] of sent([])) {
    if (hasArrived) {
      forget(owner, cell, BASE);
    }
  }
}

/** Keep what a field says, unless that is what the server sent or what is kept already. */
function keepTyped(field) {
  const owner = ownerOf(field.form);
  const was = field.defaultValue;
  if (field.value !== was && draftAt(owner, cellOf(field), BASE)?.typed[0] !== field.value) {
    keep(owner, cellOf(field), BASE, { typed: [field.value, ""], was: [was, ""] });
  }
}

function throwAway(form, note) {
  const owner = ownerOf(form);
  for (const cell of draftsOf(owner).keys()) {
    forget(owner, cell, BASE);
    const field = form.elements[decodeURIComponent(cell)];
    if (field) {
      field.value = field.defaultValue;
    }
  }
  note.remove();
  [...form.elements].find(isKept)?.focus();
}

function tell(form, sentence, elsewhere) {
  const note = document.createElement("div");
  const button = document.createElement("button");
  note.className = "notice form-drafts";
  note.setAttribute("role", "status");
  note.append(sentence);
  elsewhere.forEach((text) => {
    const quote = document.createElement("blockquote");
    quote.textContent = text;
    note.append(quote);
  });
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.textContent = words.throwAway;
  button.addEventListener("click", () => throwAway(form, note));
  note.append(" ", button);
  form.before(note);
}

/** Put back what was typed; beside the form where something else stands there by now. */
function putBack(form) {
  const isBack = [];
  const elsewhere = [];
  for (const [cell, { typed, was }] of draftsOf(ownerOf(form))) {
    if (cell.endsWith(BEFORE)) {
      elsewhere.push(typed[0]);
      continue;
    }
    const field = form.elements[decodeURIComponent(cell)];
    if (!field || field.value === typed[0]) {
      continue;
    }
    if (field.value === was[0]) {
      [field.value] = typed;
      isBack.push(field);
      continue;
    }
    elsewhere.push(typed[0]);
    if (field.value !== field.defaultValue) {
      keep(ownerOf(form), `${cell}${BEFORE}`, BASE, { typed, was });
    }
  }
  [...form.elements].filter(isKept).forEach(keepTyped);
  if (elsewhere.length) {
    tell(form, words.changedMeanwhile, elsewhere);
  } else if (isBack.length) {
    tell(form, words.putBack, []);
  }
}

if (words) {
  const [visit] = performance.getEntriesByType("navigation");
  settle(visit?.redirectCount > 0 && !document.querySelector(".notices .notice-error"));
  document.querySelectorAll("form[data-keep]").forEach(putBack);
  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-keep]");
    if (!form || !isKept(target)) {
      return;
    }
    if (target.value === target.defaultValue) {
      forget(ownerOf(form), cellOf(target), BASE);
    } else {
      keepTyped(target);
    }
  });
  document.addEventListener(
    "submit",
    ({ target }) => {
      if (target.matches("form[data-keep]")) {
        const owner = ownerOf(target);
        sent([...target.elements].filter(isKept).map((field) => [owner, cellOf(field)]));
      }
    },
    true,
  );
  if (talk) {
    new MutationObserver(() => {
      settle(!talk.querySelector(".notice-error, .field-error"));
      if (!talk.querySelector(".form-drafts")) {
        talk.querySelectorAll("form[data-keep]").forEach(putBack);
      }
    }).observe(talk, { childList: true });
  }
} else {
  // A page that asks to sign in: nothing that was sent has arrived.
  settle(false);
}
