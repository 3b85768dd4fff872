/* From error to error: F8 and Shift+F8, or the button beside their number; Ctrl+. to its fixes. */
import { body, cellsOf, rows } from "./page.js";

const hasError = (row) => row.nextElementSibling?.matches(".findings-row:has(.is-error)");

/** The cell that an error of the row speaks of, else its first. */
const cellIn = (row) => row.querySelector('[aria-invalid="true"]') ?? cellsOf(row)[0];

function go(step) {
  const all = rows();
  const here = all.indexOf(document.activeElement?.closest?.(".draft-row"));
  const start = here < 0 && step < 0 ? all.length : here;
  for (let passed = 1; passed <= all.length; passed += 1) {
    const row = all[(start + step * passed + all.length * 2) % all.length];
    if (hasError(row)) {
      const cell = cellIn(row);
      cell.focus();
      cell.select?.();
      row.nextElementSibling.scrollIntoView({ block: "nearest" });
      return;
    }
  }
  document.getElementById("whole-findings")?.scrollIntoView({ block: "nearest" });
}

const fixesOf = (row) => row.nextElementSibling?.querySelector(".fix");

/** From a cell to the fixes of its row, and back to the cell. */
function between(event) {
  const { target } = event;
  const isFix = event.code === "Period" && (event.ctrlKey || event.metaKey);
  const fix = isFix && target.closest?.(".draft-row") && fixesOf(target.closest(".draft-row"));
  if (fix) {
    event.preventDefault();
    fix.focus();
  } else if (event.key === "Escape" && target.matches?.(".findings-row .fix")) {
    backTo(target.closest(".findings-row").previousElementSibling);
  }
}

/** To the row whose fix was taken, where the button that one was on is gone. */
export function backTo(row) {
  if (row?.isConnected) {
    cellIn(row).focus({ preventScroll: true });
  }
}

export function begin() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && body) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    } else {
      between(event);
    }
  });
  document.getElementById("totals").addEventListener("click", ({ target }) => {
    if (target.closest("[data-next-error]")) {
      go(1);
    }
  });
}
