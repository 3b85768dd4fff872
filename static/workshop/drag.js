/* A row is dragged by its handle, with all beneath it, to where its kind may stand. */
import { change } from "./acts.js";
import { body, keyOf, rows, words } from "./page.js";

const DEPTH = { objective: 0, activity: 1, indicator: 2 };
const depthOf = (row) => DEPTH[row.dataset.level];
let dragged = [];
let target = -1;

/** The row with all that belongs to it. */
function blockOf(row) {
  const all = rows();
  const at = all.indexOf(row);
  let end = at + 1;
  while (end < all.length && depthOf(all[end]) > depthOf(row)) {
    end += 1;
  }
  return all.slice(at, end);
}

/** Whether a row of that depth may stand at a place: beneath a parent, stealing nobody's rows. */
const takes = (rest, at, depth) =>
  (at ? depthOf(rest[at - 1]) >= depth - 1 : depth === 0) && (at === rest.length || depthOf(rest[at]) <= depth);

/** The nearest place to `at` where it may stand, or -1. */
function nearest(rest, at, depth) {
  for (let off = 0; off <= rest.length; off += 1) {
    for (const place of [at + off, at - off]) {
      if (place >= 0 && place <= rest.length && takes(rest, place, depth)) {
        return place;
      }
    }
  }
  return -1;
}

const rest = () => rows().filter((row) => !dragged.includes(row));

function show(at) {
  body.querySelectorAll(".is-target").forEach((row) => row.classList.remove("is-target"));
  rest()[at]?.classList.add("is-target");
}

body.addEventListener("pointerdown", ({ target: pressed }) => {
  const row = pressed.closest?.(".row-menu > summary")?.closest("tr");
  if (row) {
    row.draggable = true;
  }
});
body.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.(".draft-row");
  if (!row?.draggable) {
    return;
  }
  dragged = blockOf(row);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  dragged.forEach((one) => one.classList.add("is-dragged"));
});
body.addEventListener("dragover", (event) => {
  if (!dragged.length) {
    return;
  }
  event.preventDefault();
  let over = event.target.closest("tr");
  while (over && !over.classList.contains("draft-row")) {
    over = over.previousElementSibling;
  }
  const others = rest();
  const at = others.indexOf(over);
  if (at >= 0) {
    const box = over.getBoundingClientRect();
    const isLower = event.clientY > box.top + box.height / 2;
    target = nearest(others, at + (isLower ? 1 : 0), depthOf(dragged[0]));
    show(target);
  }
});
body.addEventListener("drop", (event) => {
  if (dragged.length && target >= 0) {
    event.preventDefault();
    const others = rest();
    const key = keyOf(dragged[0]);
    const after = target ? keyOf(others[target - 1]) : null;
    change([{ do: "move", key, after, count: null }], words.moved);
  }
});
body.addEventListener("dragend", () => {
  dragged.forEach((one) => {
    one.classList.remove("is-dragged");
    one.draggable = false;
  });
  dragged = [];
  show(-1);
  target = -1;
});
