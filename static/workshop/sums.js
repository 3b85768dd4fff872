/* Weights while one types them: what an objective's indicators make, what all make together. */
import { plainFigure } from "../entry/pasting/spelling.js";
import { body, filled, localized, rows, words } from "./page.js";

const PLACES = 10_000;

/** A weight in ten-thousandths, so that sums are exact; nothing for what is no number. */
function weightOf(row) {
  const text = row.querySelector(".f-weight input")?.value ?? "";
  const number = Number(plainFigure(text).replaceAll(",", ""));
  return text.trim() && Number.isFinite(number) ? Math.round(number * PLACES) : 0;
}

function remainder(made, asked) {
  const left = asked - made;
  if (!left) {
    return "✓";
  }
  const weight = localized(Math.abs(left) / PLACES);
  return `▲ ${filled(left > 0 ? words.left : words.surplus, { weight })}`;
}

function reckon() {
  let all = 0;
  let objective = null;
  const made = new Map();
  for (const row of rows()) {
    if (row.dataset.level === "objective") {
      objective = row;
      made.set(row, 0);
    } else if (row.dataset.level === "indicator") {
      const weight = weightOf(row);
      all += weight;
      if (objective) {
        made.set(objective, made.get(objective) + weight);
      }
    }
  }
  for (const [row, sum] of made) {
    const place = row.querySelector(".made");
    place.textContent = `${localized(sum / PLACES)} / ${localized(weightOf(row) / PLACES)} ${remainder(sum, weightOf(row))}`;
  }
  const total = document.querySelector("#totals .total strong");
  const small = document.querySelector("#totals .total small");
  total.textContent = localized(all / PLACES);
  if (words.asked) {
    small.textContent = remainder(all, Math.round(Number(words.asked) * PLACES));
  }
}

body.addEventListener("input", ({ target }) => {
  if (target.closest("td")?.classList.contains("f-weight")) {
    reckon();
  }
});
