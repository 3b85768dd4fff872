/* The original form, at the foot of the screen, beside the draft where there is room: the row of it
   follows the row that one is in. */
import { body } from "./page.js";

const link = document.querySelector("[data-source]");
const dock = document.getElementById("source-dock");
const place = document.getElementById("source-body");

async function open() {
  if (!place.firstChild) {
    try {
      const response = await fetch(link.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      place.replaceChildren(page.getElementById("source-table"));
    } catch {
      location.assign(link.href);
      return;
    }
  }
  document.getElementById("past-dock")?.setAttribute("hidden", "");
  dock.hidden = false;
  follow(document.activeElement);
}

function follow(element) {
  const line = element?.closest?.(".draft-row")?.dataset.line;
  place.querySelectorAll(".is-here").forEach((row) => row.classList.remove("is-here"));
  const row = line && place.querySelector(`[data-line="${line}"]`);
  if (row) {
    row.classList.add("is-here");
    place.scrollTop = row.offsetTop - place.clientHeight / 3;
  }
}

export function begin() {
  if (!link || !dock) {
    return;
  }
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (dock.hidden) {
      open();
    } else {
      dock.hidden = true;
    }
  });
  dock.querySelector("button").addEventListener("click", () => {
    dock.hidden = true;
  });
  body.addEventListener("focusin", ({ target }) => dock.hidden || follow(target));
  if (matchMedia("(width >= 1600px)").matches) {
    open();
  }
}
