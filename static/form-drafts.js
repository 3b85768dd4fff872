/*
 * What is typed into a form marked data-keep (a reason, a comment, an answer) stays on this device
 * until the server has it; with data-keep-choices what is ticked and chosen, too. What was sent has
 * arrived when the answer leads on and refuses nothing. What a field says other than what the
 * server sent was typed, also before this script was there. A page that answered says again what
 * was sent; what the server has is then what it had before, and not known if this script was not
 * there: that never covers other words.
 *
 * A form is not sent again by the same button at once, unless something was typed in between.
 *
 * data-keep names the form. A name with a colon is one of many alike; what was typed into any other
 * is shown when its form is gone from the page.
 */
import { draftAt, draftsOf, forget, keep, placesOf } from "./drafts.js";
import { cellOf, fieldOf, fieldsOf, isTyped, said, say, wasSent } from "./form-fields.js";

const head = document.querySelector("form[data-unsent]");
const talk = document.getElementById("talk-thread");
const words = head?.dataset;
const SENT = "lokkho.sent";
/** Words have no version: a text that changed meanwhile is told by what stood there. */
const BASE = "0";
/** What cells of words end with that gave way to others typed later; no field's name does. */
const BEFORE = "+";
const CHOSEN = "chosen";
/** An answer belongs to what was sent if its page was asked for just then. */
const AT_ONCE = 5000;
/** What the server has of fields in which the answered page says what was sent. */
const origins = new WeakMap();
/** Fields whose words were sent before this script was there. */
const unseen = new WeakSet();
const has = (field) => (unseen.has(field) ? "" : (origins.get(field) ?? wasSent(field)));
const isAnswered = document.documentElement.dataset.answered !== undefined;
const now = () => performance.timeOrigin + performance.now();

const placeOf = (pathname, name) => `words/${encodeURIComponent(`${pathname} ${name}`)}`;

const isOneOfMany = (name) => name.includes(":");
/** Words and figures among what was typed, without what was only chosen. */
const textsOf = (all) => all.filter(([text, kind]) => text.trim() && kind !== CHOSEN).map(([text]) => text);

function ownerOf(form) {
  const { pathname } = new URL(form.getAttribute("action") || "", window.location.href);
  return { user: words.user, place: placeOf(pathname, form.dataset.keep) };
}

/** What this tab has sent and got no answer to: when, and the owners. Takes note of `entry`. */
function sent(entry) {
  try {
    const before = JSON.parse(sessionStorage.getItem(SENT));
    sessionStorage.setItem(SENT, JSON.stringify(entry));
    return before;
  } catch {
    return null;
  }
}

/** An answer is there to what was sent. */
function settle(hasArrived) {
  const entry = sent(null);
  if (hasArrived(entry?.at ?? 0)) {
    for (const owner of entry?.owners ?? []) {
      draftsOf(owner).forEach((_draft, cell) => {
        forget(owner, cell, BASE);
      });
    }
  }
  return entry;
}

/** What the device keeps of a field that is open here. */
const kept = new WeakMap();

/** Keep what a field says, if the server has something else; beside it, what another tab kept. */
function keepTyped(field) {
  const owner = ownerOf(field.form);
  const was = has(field);
  const typed = said(field);
  const draft = draftAt(owner, cellOf(field), BASE);
  const there = draft?.typed[0];
  if (typed !== was && there !== typed) {
    if (there && there !== kept.get(field) && isTyped(field)) {
      keep(owner, `${cellOf(field)}${BEFORE}`, BASE, draft);
    }
    const kind = isTyped(field) ? "" : CHOSEN;
    keep(owner, cellOf(field), BASE, { typed: [typed, kind], was: [was, unseen.has(field) ? "?" : ""] });
  }
  kept.set(field, typed);
}

function throwAway(owner, note, form) {
  for (const cell of draftsOf(owner).keys()) {
    forget(owner, cell, BASE);
    const field = form && fieldOf(form, cell);
    if (field) {
      say(field, has(field));
    }
  }
  note.remove();
  fieldsOf(form).find(isTyped)?.focus();
}

function tell(sentence, elsewhere, owner, form) {
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
  button.addEventListener("click", () => throwAway(owner, note, form));
  note.append(" ", button);
  return note;
}

/** Put back what was typed, or tell it beside the form. */
function putBack(form) {
  const owner = ownerOf(form);
  const elsewhere = [];
  const gone = [];
  let isBack = false;
  for (const [cell, draft] of draftsOf(owner)) {
    if (cell.endsWith(BEFORE)) {
      elsewhere.push(draft.typed[0]);
      continue;
    }
    const field = fieldOf(form, cell);
    const { typed, was } = draft;
    const isUnseen = field && was[1];
    if (isUnseen && said(field) === typed[0]) {
      isAnswered ? unseen.add(field) : forget(owner, cell, BASE);
      continue;
    }
    if (field && isAnswered && typed[0] === wasSent(field)) {
      origins.set(field, was[0]);
    }
    if (!field) {
      gone.push(...(isOneOfMany(form.dataset.keep) ? [] : textsOf([typed])));
    } else if (said(field) === was[0] && was[0] !== typed[0]) {
      say(field, typed[0]);
      isBack = true;
    } else if (said(field) !== typed[0] && isTyped(field)) {
      elsewhere.push(typed[0]);
      if (said(field) !== wasSent(field)) {
        keep(owner, `${cell}${BEFORE}`, BASE, draft);
      }
    }
  }
  fieldsOf(form).forEach(keepTyped);
  if (elsewhere.length || gone.length) {
    form.before(tell(elsewhere.length ? words.changedMeanwhile : words.gone, [...elsewhere, ...gone], owner, form));
  } else if (isBack) {
    form.before(tell(words.putBack, [], owner, form));
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** What was typed here into a form that is not on the page any more. */
function tellOfGone() {
  const { pathname } = window.location;
  const shown = new Set([...document.querySelectorAll("form[data-keep]")].map((form) => ownerOf(form).place));
  for (const kept of placesOf(words.user, "words/")) {
    const [place, name = ""] = decodeURIComponent(kept.slice("words/".length)).split(" ");
    const owner = { user: words.user, place: kept };
    const texts = textsOf([...draftsOf(owner).values()].map(({ typed }) => typed));
    if (place === pathname && !isOneOfMany(name) && !shown.has(kept) && texts.length) {
      document.querySelector(".content")?.prepend(tell(words.gone, texts, owner, null));
    }
  }
}

if (words) {
  const visit = performance.getEntriesByType("navigation")[0];
  const leadsOn = visit?.redirectCount > 0 || document.querySelector("[data-arrived]");
  const isRefused = document.querySelector(".notices .notice-error");
  const forms = [...document.querySelectorAll("form[data-keep]")];
  const isAtOnce = (at) => Math.abs(performance.timeOrigin - at) < AT_ONCE;
  const entry = settle((at) => leadsOn && !isRefused && isAtOnce(at));
  if (isAnswered && !isAtOnce(entry?.at ?? 0)) {
    forms
      .filter((form) => ownerOf(form).place === placeOf(window.location.pathname, form.dataset.keep))
      .flatMap(fieldsOf)
      .filter(isTyped)
      .forEach((field) => unseen.add(field));
  }
  forms.forEach(putBack);
  tellOfGone();
  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (form?.dataset.keep === undefined || !fieldsOf(form).includes(target)) {
      return;
    }
    for (const field of fieldsOf(form).filter(({ name }) => name === target.name)) {
      if (said(field) === has(field)) {
        forget(ownerOf(form), cellOf(field), BASE);
      } else {
        keepTyped(field);
      }
    }
  });
  document.addEventListener(
    "submit",
    ({ target }) => {
      if (target.matches("form[data-keep]")) {
        sent({ at: now(), owners: [ownerOf(target)] });
      }
    },
    true,
  );
  if (talk) {
    new MutationObserver(() => {
      settle(() => !talk.querySelector(".notice-error, .field-error"));
      if (!talk.querySelector(".form-drafts")) {
        talk.querySelectorAll("form[data-keep]").forEach(putBack);
      }
    }).observe(talk, { childList: true });
  }
} else {
  // A page that asks to sign in: nothing that was sent has arrived.
  settle(() => false);
}

let lastSent = new WeakMap();

document.addEventListener("submit", (event) => {
  const { defaultPrevented, target, submitter, timeStamp } = event;
  if (!defaultPrevented && target.matches("[method=post]")) {
    const last = lastSent.get(target);
    if (last?.submitter === submitter && timeStamp - last.timeStamp < 2 * AT_ONCE) {
      event.preventDefault();
    } else {
      lastSent.set(target, event);
    }
  }
});
document.addEventListener("input", ({ target }) => lastSent.delete(target.form));
// One has come back.
window.addEventListener("pageshow", () => {
  lastSent = new WeakMap();
});
