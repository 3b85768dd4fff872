/*
 * The agreement's text is saved part by part after a pause; until the server has a part, its fields
 * are kept on this device. A table always has an empty row to write on.
 */
import { csrfToken } from "./csrf-token.js";
import { draftsOf, forget, keep, tidy } from "./drafts.js";
import { isRefused, post, retries, wantsSignIn } from "./posting.js";
import { announce, warnOfDevice } from "./save-state.js";

const PAUSE = 900;
const BASE = "0";

const form = document.getElementById("parts");
const words = form.dataset;
const owner = { user: words.user, place: words.place };
const places = new Map([...form.querySelectorAll(".part")].map((one) => [one.id.replace("of-", ""), one]));
/** What the server has, as the fields of a part say it. */
const stored = new Map();
const pending = new Set();
const conflicts = new Set();
let isOnItsWay = false;
let timer = 0;
const again = retries();
let isComposing = false;

const fieldsOf = (part) => [...places.get(part).querySelectorAll("textarea")];
const versionOf = (part) => form.elements[`${part}-version`];
const told = (part, attribute) =>
  JSON.stringify(
    fieldsOf(part)
      .map((field) => [field.name, field[attribute]])
      .filter(([, text]) => text.trim()),
  );
const said = (part) => told(part, "value");
const partOf = (field) => field.closest(".part")?.id.replace("of-", "");

function mark(part, state) {
  const place = places.get(part);
  place.classList.remove("is-waiting", "is-saved");
  if (state) {
    place.classList.add(`is-${state}`);
  }
}

function settle() {
  if (conflicts.size) {
    announce("problem");
  } else if (!pending.size) {
    announce("saved");
  }
}

function keepOnDevice(part) {
  warnOfDevice(keep(owner, part, BASE, { typed: [said(part), ""], was: [stored.get(part), ""] }));
}

function changed(part) {
  growTable(part);
  if (said(part) === stored.get(part) && !conflicts.has(part)) {
    pending.delete(part);
    forget(owner, part, BASE);
    mark(part, "");
    settle();
    return;
  }
  keepOnDevice(part);
  if (conflicts.has(part)) {
    return;
  }
  pending.add(part);
  mark(part, "waiting");
  announce("saving");
  saveIn(PAUSE);
}

/** The last row of a table is always empty. */
function growTable(part) {
  const body = places.get(part).querySelector(".parts-table tbody");
  const last = body?.lastElementChild;
  if (!last || ![...last.querySelectorAll("textarea")].some(({ value }) => value.trim())) {
    return;
  }
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll("textarea")) {
    field.name = field.name.replace(/-(\d+)-/, (_all, number) => `-${Number(number) + 1}-`);
    field.value = "";
    field.textContent = "";
  }
  body.append(row);
}

function saveIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

async function save() {
  clearTimeout(timer);
  timer = 0;
  const [part] = pending;
  if (isOnItsWay || isComposing || !part) {
    return;
  }
  isOnItsWay = true;
  try {
    await send(part);
  } finally {
    isOnItsWay = false;
    if (pending.size && !timer) {
      saveIn(PAUSE);
    }
  }
}

async function send(part) {
  const sent = said(part);
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrfToken(form));
  body.append("user", words.user);
  body.append(`${part}-version`, versionOf(part).value);
  for (const { name, value } of fieldsOf(part)) {
    body.append(name, value);
  }
  let response;
  let data;
  try {
    ({ response, data } = await post(words.save, body));
  } catch {
    later("waiting");
    return;
  }
  if (response.ok && data?.versions) {
    again.begin();
    versionOf(part).value = data.versions[part];
    stored.set(part, sent);
    if (said(part) === sent) {
      pending.delete(part);
      forget(owner, part, BASE);
      mark(part, "saved");
    } else {
      keepOnDevice(part);
    }
    settle();
  } else if (response.status === 409 && data?.conflicts) {
    choose(part, data.conflicts[part]);
  } else if (wantsSignIn(response, data)) {
    later("signed-out", data?.problem);
  } else if (isRefused(response)) {
    pending.delete(part);
    announce("problem", `▲ ${data?.problem || words.refused}`);
  } else {
    later("waiting");
  }
}

function later(state, sentence = "") {
  announce(state, sentence);
  saveIn(again.next());
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-quiet";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** Both texts are shown; one of them is taken. */
function offer(part, { sentence, text, mine, theirs }) {
  const box = document.createElement("div");
  const quote = document.createElement("blockquote");
  box.className = "notice notice-error part-choice";
  box.setAttribute("role", "alert");
  quote.className = "said";
  quote.textContent = text || words.blank;
  const end = (act) => () => {
    box.remove();
    conflicts.delete(part);
    act();
  };
  box.append(sentence, quote, button(words.keepMine, end(mine)), " ", button(words.takeTheirs, end(theirs)));
  pending.delete(part);
  conflicts.add(part);
  mark(part, "waiting");
  places.get(part).prepend(box);
  settle();
}

function choose(part, { version, by, text, is_table: isTable }) {
  offer(part, {
    sentence: words.conflict.replace("{by}", by || words.someone),
    text,
    mine: () => {
      versionOf(part).value = version;
      pending.add(part);
      saveIn(0);
    },
    theirs: () => {
      forget(owner, part, BASE);
      if (isTable) {
        location.reload();
        return;
      }
      const [field] = fieldsOf(part);
      field.value = text;
      versionOf(part).value = version;
      stored.set(part, said(part));
      mark(part, "");
      settle();
    },
  });
}

function putIn(part, fields) {
  const typed = new Map(fields);
  for (const [name] of typed) {
    for (let round = 0; round < 300 && !form.elements[name]; round += 1) {
      const before = fieldsOf(part).at(-1);
      before.value = before.value || " ";
      growTable(part);
    }
  }
  for (const field of fieldsOf(part)) {
    field.value = typed.get(field.name) ?? "";
  }
}

/** What was typed last, before this script was there, stays; what was typed before that is shown above it. */
function showEarlier(part, fields) {
  const box = document.createElement("div");
  const quote = document.createElement("blockquote");
  box.className = "notice";
  box.setAttribute("role", "status");
  quote.className = "said";
  quote.textContent = fields.map(([, text]) => text).join("\n");
  box.append(words.before, quote);
  places.get(part).prepend(box);
}

/** What was typed on this device before and did not reach the server comes back. */
function putBack() {
  tidy();
  for (const [part, draft] of draftsOf(owner)) {
    const [typed] = draft.typed;
    if (!places.has(part) || typed === stored.get(part)) {
      forget(owner, part, BASE);
    } else if (said(part) !== stored.get(part)) {
      if (said(part) !== typed) {
        showEarlier(part, JSON.parse(typed));
      }
    } else if (draft.was[0] === stored.get(part)) {
      putIn(part, JSON.parse(typed));
      changed(part);
    } else {
      const fields = JSON.parse(typed);
      offer(part, {
        sentence: words.before,
        text: fields.map(([, text]) => text).join("\n"),
        mine: () => {
          putIn(part, fields);
          changed(part);
        },
        theirs: () => {
          forget(owner, part, BASE);
          mark(part, "");
          settle();
        },
      });
    }
  }
}

for (const part of places.keys()) {
  stored.set(part, told(part, "defaultValue"));
}
putBack();
// What a field says other than what the server sent was typed before this script was there.
for (const part of places.keys()) {
  if (said(part) !== stored.get(part) && !conflicts.has(part)) {
    changed(part);
  }
}
settle();

form.addEventListener("input", ({ target }) => {
  const part = partOf(target);
  if (part) {
    changed(part);
  }
});
form.addEventListener("change", ({ target }) => pending.has(partOf(target)) && save());
form.addEventListener("compositionstart", () => {
  isComposing = true;
});
form.addEventListener("compositionend", () => {
  isComposing = false;
  saveIn(PAUSE);
});
// Sent as a plain form, everything goes with it.
form.addEventListener("submit", () => clearTimeout(timer));
addEventListener("online", save);
document.addEventListener("visibilitychange", () => document.hidden && save());
