/* What the past says of the row that one is in, at the foot of the screen: asked for row by row. */
import { body } from "./page.js";

const link = document.querySelector("[data-past]");
const dock = document.getElementById("past-dock");
const place = document.getElementById("past-body");
let shown = "";

async function follow(element) {
  const row = element?.closest?.(".draft-row.is-indicator");
  if (!row || row.dataset.key === shown) {
    return;
  }
  const asked = row.dataset.key;
  shown = asked;
  try {
    const response = await fetch(`${link.href}?row=${asked}`, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const piece = response.ok ? page.querySelector(".past") : null;
    if (asked === shown) {
      place.replaceChildren(piece ?? dock.dataset.nothing);
    }
  } catch {
    shown = "";
  }
}

function close() {
  dock.hidden = true;
  shown = "";
}

export function begin() {
  if (!link || !dock) {
    return;
  }
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (!dock.hidden) {
      close();
      return;
    }
    document.getElementById("source-dock")?.setAttribute("hidden", "");
    dock.hidden = false;
    place.replaceChildren(dock.dataset.choose);
  });
  dock.querySelector("button").addEventListener("click", close);
  body.addEventListener("focusin", ({ target }) => dock.hidden || follow(target));
  // What was typed is another target: it is asked anew when one is in the row again.
  body.addEventListener("change", () => {
    shown = "";
  });
}
