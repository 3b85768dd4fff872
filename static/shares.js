/* Shares while one types them: what they make, and what of the total is left. */
import { plainFigure } from "./entry/pasting/spelling.js";
import { filled, localized } from "./sentences.js";

const PLACES = 10_000;
const form = document.getElementById("shares");
const made = document.getElementById("made");
const left = document.getElementById("left");
const parts = [...form.querySelectorAll(".cascade-part")];

/** A number in ten-thousandths, so that sums are exact; null for what is none. */
function numberOf(input) {
  const text = input.value.trim();
  const number = Number(plainFigure(text).replaceAll(",", ""));
  return text && Number.isFinite(number) ? Math.round(number * PLACES) : null;
}

function reckon() {
  const sum = parts.reduce((all, input) => all + (numberOf(input) ?? 0), 0);
  const total = numberOf(form.elements.total);
  made.textContent = localized(sum / PLACES);
  if (total === null) {
    left.textContent = "–";
    return;
  }
  const rest = total - sum;
  const { addsUp, left: short, over } = form.dataset;
  left.textContent = rest ? filled(rest > 0 ? short : over, { amount: localized(rest / PLACES) }) : addsUp;
  left.classList.toggle("late", rest !== 0);
}

form.addEventListener("input", reckon);
// What was kept on the device may be back already.
reckon();
