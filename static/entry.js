/*
 * The monthly form as an editor: keys, paste, autosave. Nothing is computed here; every
 * score on the page comes back from the server. Without this script the form still saves.
 */
"use strict";

(() => {
  const form = document.getElementById("sheet");
  const inputs = [...form.querySelectorAll(".cell-input")];
  const saveState = document.getElementById("save-state");
  const pasteNote = document.getElementById("paste-note");
  const text = form.dataset;
  const TYPING_PAUSE = 700;
  const RETRY_AFTER = 4000;

  /** Cells typed since their last save: id → "waiting" while unsent, "sending" while on the way. */
  const pending = new Map();
  const conflicts = new Set();
  const wrong = new Set();
  let timer = 0;
  let onItsWay = null;

  document.body.classList.add("has-script");

  const idOf = (field) => field.name.replace(/^\w+-/, "");
  const cellOf = (id) => document.getElementById(`cell-${id}`);
  const baseOf = (id) => form.elements[`base-${id}`];
  const remarksOf = (id) => form.elements[`remarks-${id}`];
  const stateOf = (id) => document.getElementById(`cell-state-${id}`);

  // What is on the server, so that a cell typed back to what it was is not sent.
  const stored = new Map();
  const remember = (id) => stored.set(id, [cellOf(id).value, remarksOf(id).value]);
  const isAsStored = (id) => {
    const [figure, remarks] = stored.get(id);
    return cellOf(id).value === figure && remarksOf(id).value === remarks;
  };

  // Each cell says where its figure is.
  function mark(id, state) {
    const signs = { saved: ["✓", "gain"], waiting: ["…", "late"], wrong: ["!", "falling"] };
    const [sign, tone] = signs[state] || ["", ""];
    const place = document.getElementById(`cell-mark-${id}`);
    place.replaceChildren();
    if (sign) {
      const glyph = document.createElement("span");
      glyph.className = tone;
      glyph.textContent = sign;
      place.append(glyph);
    }
    const isWrong = state === "wrong";
    cellOf(id).classList.toggle("is-wrong", isWrong);
    cellOf(id).toggleAttribute("aria-invalid", isWrong);
  }

  function announce(state, sentence) {
    const words = { saved: `✓ ${word("saved")}`, saving: word("saving"), waiting: word("waiting"), problem: `▲ ${word("problem")}` };
    saveState.className = `save-state is-${state}`;
    saveState.textContent = sentence || words[state];
  }

  const word = (name) => saveState.dataset[name];

  function settle() {
    if (conflicts.size || wrong.size) {
      announce("problem");
    } else if (!pending.size) {
      announce("saved");
    }
  }

  // Saving.

  function changed(id, { soon = false } = {}) {
    if (conflicts.has(id)) {
      return;
    }
    if (isAsStored(id) && !wrong.has(id)) {
      pending.delete(id);
      mark(id, baseOf(id).value === "0" ? "" : "saved");
      settle();
      return;
    }
    pending.set(id, "waiting");
    mark(id, "waiting");
    announce("saving");
    clearTimeout(timer);
    timer = setTimeout(save, soon ? 0 : TYPING_PAUSE);
  }

  /** Of the cookie, because a sign-in in another tab makes that of the page void. */
  function token() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }

  function requestBody(ids) {
    const body = new FormData();
    body.append("sheet-version", form.elements["sheet-version"].value);
    for (const id of ids) {
      body.append(`cell-${id}`, cellOf(id).value);
      body.append(`base-${id}`, baseOf(id).value);
      body.append(`remarks-${id}`, remarksOf(id).value);
    }
    return body;
  }

  /** One request at a time; whoever asks meanwhile waits for the one that is on its way. */
  function save() {
    clearTimeout(timer);
    if (!onItsWay && pending.size) {
      onItsWay = send().finally(() => {
        onItsWay = null;
      });
    }
    return onItsWay || Promise.resolve();
  }

  async function send() {
    const ids = [...pending.keys()];
    const sent = new Map(ids.map((id) => [id, [cellOf(id).value, remarksOf(id).value]]));
    ids.forEach((id) => pending.set(id, "sending"));
    announce("saving");
    let answer = null;
    let problem = "";
    try {
      const response = await fetch(text.saveUrl, {
        method: "POST",
        body: requestBody(ids),
        headers: { Accept: "application/json", "X-CSRFToken": token() },
        credentials: "same-origin",
      });
      const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
      const data = isJson ? await response.json() : null;
      if (data && data.cells) {
        answer = data;
      } else {
        problem = (data && data.problem) || "";
      }
    } catch {
      problem = "";
    }
    if (answer) {
      take(answer, sent);
    } else {
      ids.forEach((id) => pending.set(id, "waiting"));
      announce("waiting", problem);
      timer = setTimeout(save, RETRY_AFTER);
    }
  }

  function take(answer, sent) {
    form.elements["sheet-version"].value = answer.version;
    for (const [id, html] of Object.entries(answer.html)) {
      const place = document.getElementById(id);
      if (place) {
        place.innerHTML = html;
      }
    }
    for (const [id, cell] of Object.entries(answer.cells)) {
      if (!(id in answer.conflicts)) {
        takeCell(id, cell, sent);
      }
    }
    for (const [id, sentence] of Object.entries(answer.errors)) {
      settleSent(id, sent, () => {
        wrong.add(id);
        mark(id, "wrong");
        stateOf(id).textContent = sentence;
      });
    }
    for (const [id, conflict] of Object.entries(answer.conflicts)) {
      offerChoice(id, conflict, sent);
    }
    showWhy(document.activeElement);
    settle();
    if (pending.size) {
      timer = setTimeout(save, TYPING_PAUSE);
    }
  }

  /** A colleague's change reaches cells that nobody touches here; an own save is confirmed. */
  function takeCell(id, cell, sent) {
    const typedSince = pending.has(id) && !sent.has(id);
    if (typedSince || conflicts.has(id)) {
      return;
    }
    baseOf(id).value = cell.version;
    settleSent(id, sent, () => {
      wrong.delete(id);
      stateOf(id).textContent = "";
      if (document.activeElement !== cellOf(id)) {
        cellOf(id).value = cell.text;
      }
      if (document.activeElement !== remarksOf(id)) {
        remarksOf(id).value = cell.remarks;
      }
      remember(id);
      mark(id, cell.version ? "saved" : "");
    });
  }

  /** Do what the answer asks for, unless the cell was typed into while it was on its way. */
  function settleSent(id, sent, act) {
    const was = sent.get(id);
    if (was && (cellOf(id).value !== was[0] || remarksOf(id).value !== was[1])) {
      pending.set(id, "waiting");
      return;
    }
    pending.delete(id);
    act();
  }

  function offerChoice(id, conflict, sent) {
    pending.delete(id);
    conflicts.add(id);
    mark(id, "wrong");
    const typed = cellOf(id).value;
    const remarked = conflict.remarks && conflict.remarks !== remarksOf(id).value;
    const theirs = `${conflict.stored || text.blank}${remarked ? ` “${conflict.remarks}”` : ""}`;
    const place = stateOf(id);
    const words = { by: conflict.by || text.someone, stored: theirs, typed: typed || text.blank };
    // In one go, so that nothing that was typed is taken for a place.
    place.textContent = text.conflict.replace(/{(by|stored|typed)}/g, (_, name) => words[name]);
    const choices = document.createElement("span");
    choices.className = "choices";
    choices.append(
      choice(`${text.keepMine}: ${typed || text.blank}`, () => {
        baseOf(id).value = conflict.version;
        resolve(id);
        stored.set(id, [null, null]);
        changed(id, { soon: true });
      }),
      choice(`${text.takeTheirs}: ${conflict.stored || text.blank}`, () => {
        baseOf(id).value = conflict.version;
        cellOf(id).value = conflict.stored;
        remarksOf(id).value = conflict.remarks;
        resolve(id);
        remember(id);
        mark(id, "saved");
        settle();
      }),
    );
    place.append(choices);
  }

  function choice(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  function resolve(id) {
    conflicts.delete(id);
    wrong.delete(id);
    stateOf(id).textContent = "";
    cellOf(id).focus();
  }

  // Keys: up, down and Enter go from row to row; Tab is the browser's.

  function go(from, steps) {
    const next = inputs[inputs.indexOf(from) + steps];
    if (next) {
      next.focus();
      next.select();
    }
  }

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.classList.contains("cell-input") || event.isComposing) {
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (steps) {
      event.preventDefault();
      go(field, steps);
    } else if (event.key === "Escape" && !conflicts.has(idOf(field))) {
      field.value = stored.get(idOf(field))[0];
      changed(idOf(field));
    }
  });

  form.addEventListener("input", (event) => {
    if (/^(cell|remarks)-/.test(event.target.name)) {
      changed(idOf(event.target));
    }
  });

  form.addEventListener("focusout", (event) => {
    if (/^(cell|remarks)-/.test(event.target.name) && pending.get(idOf(event.target)) === "waiting") {
      changed(idOf(event.target), { soon: true });
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });

  // Paste: a column of achievements, or achievements with remarks, down from where one stands.

  form.addEventListener("paste", (event) => {
    const field = event.target;
    const block = event.clipboardData.getData("text/plain");
    if (!field.classList.contains("cell-input") || !/[\t\n\r]/.test(block.trimEnd())) {
      return;
    }
    event.preventDefault();
    const rows = block.replace(/(\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/).map((line) => line.split("\t"));
    const columns = Math.max(...rows.map((row) => row.length));
    if (columns > 2) {
      tell(text.columns.replace("{count}", localized(columns)), []);
      return;
    }
    const first = inputs.indexOf(field);
    const targets = inputs.slice(first, first + rows.length);
    const before = targets.map((target) => [target, target.value, remarksOf(idOf(target)).value]);
    targets.forEach((target, index) => {
      fill(target, rows[index][0].trim(), columns === 2 ? (rows[index][1] || "").trim() : null);
    });
    const left = rows.slice(targets.length).filter((row) => row.some((cell) => cell.trim())).length;
    const sentence = text.pasted.replace("{count}", localized(targets.length));
    tell(left ? `${sentence} ${text.overflow.replace("{count}", localized(left))}` : sentence, before);
  });

  function fill(target, figure, remarks) {
    const id = idOf(target);
    target.value = figure;
    if (remarks !== null) {
      remarksOf(id).value = remarks;
      remarksOf(id).closest("details").open = remarks !== "";
    }
    changed(id, { soon: true });
  }

  const localized = (number) => new Intl.NumberFormat(document.documentElement.lang === "bn" ? "bn-BD" : "en").format(number);

  function tell(sentence, before) {
    pasteNote.replaceChildren(document.createTextNode(sentence));
    if (before.length) {
      const undo = choice(text.undo, () => {
        before.forEach(([target, figure, remarks]) => fill(target, figure, remarks));
        pasteNote.hidden = true;
      });
      undo.className = "undo";
      pasteNote.append(undo);
    }
    pasteNote.hidden = false;
  }

  // Why this score: the sentences of the row that one stands in, beside the form.

  function showWhy(element) {
    const row = element && element.closest ? element.closest(".sheet-row") : null;
    if (!row) {
      return;
    }
    const title = document.getElementById("why-title");
    title.textContent = `${row.dataset.code} ${title.dataset.title}`;
    document.getElementById("why").innerHTML = row.querySelector(".why-text").innerHTML;
  }

  form.addEventListener("focusin", (event) => showWhy(event.target));

  // Leaving with something unsaved asks first; going to the check sends it.

  document.getElementById("go-check").addEventListener("click", async (event) => {
    if (!pending.size && !wrong.size && !conflicts.size) {
      return;
    }
    event.preventDefault();
    await save();
    await save();
    if (wrong.size || conflicts.size) {
      cellOf([...wrong, ...conflicts][0]).focus();
    } else if (!pending.size) {
      window.location.assign(event.target.href);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (pending.size || conflicts.size || wrong.size) {
      event.preventDefault();
    }
  });
  window.addEventListener("online", save);

  inputs.forEach((input) => {
    const id = idOf(input);
    remember(id);
    if (input.classList.contains("is-wrong")) {
      wrong.add(id);
    }
  });
  settle();
})();
