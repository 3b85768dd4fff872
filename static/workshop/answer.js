/* What the server answers goes into the page: rows, cells, findings, totals. */
import { body, cellsOf, fieldOf, findingsOf, lines, nameOf, partsOf, rowOf, rows } from "./page.js";

/** `isDirty` tells which cells wait here; they keep what is typed in them. */
export function take(data, { isDirty, stored, mark }) {
  const fresh = bring(data.rows, stored);
  leave(new Set(data.order), isDirty);
  order(data.order);
  for (const [key, cells] of Object.entries(data.cells)) {
    for (const [field, [text, original]] of Object.entries(cells)) {
      put(nameOf(key, field), text, original, { isDirty, stored, mark });
    }
  }
  for (const [key, [digest, html, wrong]] of Object.entries(data.findings)) {
    tell(findingsOf(key), digest, html);
    underline(rowOf(key), new Set(wrong));
  }
  if (data.whole.length) {
    const place = document.getElementById("whole-findings");
    [place.dataset.digest] = data.whole;
    [, place.innerHTML] = data.whole;
  }
  for (const [key, html] of Object.entries(data.made)) {
    const place = document.getElementById(`made-${key}`);
    if (place && place.innerHTML !== html) {
      place.innerHTML = html;
    }
  }
  document.getElementById("totals").innerHTML = data.totals;
  const [first] = fresh;
  if (first && data.focus) {
    const place = rowOf(data.focus) || first;
    const target = place.querySelector(".f-title textarea");
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }
}

function bring(htmlOf, stored) {
  const fresh = [];
  for (const [key, html] of Object.entries(htmlOf)) {
    if (!rowOf(key)) {
      const holder = document.createElement("template");
      holder.innerHTML = html;
      const [row] = holder.content.children;
      body.append(holder.content);
      row.querySelectorAll('[name^="cell-"]').forEach((one) => stored.set(one.name, lines(one.value)));
      fresh.push(row);
    }
  }
  if (fresh.length) {
    body.querySelector(".empty-row")?.remove();
  }
  return fresh;
}

function leave(keys) {
  for (const row of rows()) {
    const key = Number(row.dataset.key);
    if (!keys.has(key)) {
      belongings(row).forEach((one) => one.remove());
    }
  }
}

/** A row with what stands beneath it: findings, a choice, a rule. */
function belongings(row) {
  const all = [row];
  for (
    let next = row.nextElementSibling;
    next && !next.classList.contains("draft-row");
    next = next.nextElementSibling
  ) {
    all.push(next);
  }
  return all;
}

function order(keys) {
  const now = rows().map((row) => Number(row.dataset.key));
  if (now.length === keys.length && now.every((key, at) => key === keys[at])) {
    return;
  }
  const focused = document.activeElement;
  const top = focused?.getBoundingClientRect().top;
  const all = keys.map(rowOf).filter(Boolean).map(belongings);
  body.append(...all.flat());
  if (body.contains(focused)) {
    focused.focus({ preventScroll: true });
    document.getElementById("draft-scroll").scrollTop += focused.getBoundingClientRect().top - top;
  }
}

function put(name, text, original, { isDirty, stored, mark }) {
  const field = fieldOf(name);
  if (!field || isDirty(name)) {
    return;
  }
  stored.set(name, text);
  if (lines(field.value) !== text) {
    field.value = text;
    mark(name, "saved");
  }
  const cell = field.closest("td");
  cell.classList.toggle("is-corrected", original !== null);
  if (original === null) {
    field.removeAttribute("title");
  } else {
    field.title = original;
  }
}

/** The cells of a row that an error speaks of, and no others. */
function underline(row, wrong) {
  for (const cell of row ? cellsOf(row) : []) {
    if (wrong.has(partsOf(cell.name).field)) {
      cell.setAttribute("aria-invalid", "true");
    } else {
      cell.removeAttribute("aria-invalid");
    }
  }
}

function tell(row, digest, html) {
  if (row) {
    row.dataset.digest = digest;
    row.lastElementChild.innerHTML = html;
    row.hidden = !digest;
  }
}
