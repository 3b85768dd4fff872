/*
 * Before the form's script is there: it is large beside a slow line, and one types meanwhile. What
 * the fields say other than what the server sent is kept on the device at once; the form's script
 * finds it there, on this page or at the next visit, and sends it.
 */
import { draftAt, forget, keep } from "../drafts.js";

const NAME = /^(?:cell|remarks)-(\d+)$/;
/** What the device had kept of a cell before this page was opened. */
const before = new Map();

const alike = (one, other) => one.every((text, index) => text === other[index]);
/** The form's own script keeps what is typed from here on. */
const isOver = (form) => form.dataset.saving === "begun";

function note(form, id) {
  const fields = [form.elements[`cell-${id}`], form.elements[`remarks-${id}`]];
  const base = form.elements[`base-${id}`]?.value;
  if (!base || !fields.every(Boolean)) {
    return;
  }
  const owner = { user: form.dataset.user, place: form.dataset.place };
  const typed = fields.map((field) => field.value);
  const was = fields.map((field) => field.defaultValue);
  if (!before.has(id)) {
    before.set(id, draftAt(owner, id, base));
  }
  const draft = before.get(id);
  if (!alike(typed, was)) {
    const earlier = draft && !alike(draft.typed, typed) ? { typed: draft.typed, was: draft.was, base } : undefined;
    keep(owner, id, base, { typed, was, earlier });
  } else if (draft) {
    keep(owner, id, base, draft);
  } else {
    forget(owner, id, base);
  }
}

function lookThrough() {
  const form = document.getElementById("return-form");
  if (!form || isOver(form)) {
    return;
  }
  for (const { name, value, defaultValue } of form.elements) {
    const [, id] = NAME.exec(name) || [];
    if (id && value !== defaultValue) {
      note(form, id);
    }
  }
}

document.addEventListener("input", ({ target }) => {
  const [, id] = NAME.exec(target.name) || [];
  if (id && target.form?.id === "return-form" && !isOver(target.form)) {
    note(target.form, id);
  }
});
lookThrough();
document.addEventListener("DOMContentLoaded", lookThrough);
