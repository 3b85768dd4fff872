/* Two fillings that are asked for often: nothing happened in all that is blank; as last month. */
import { onSaved } from "./answer.js";
import { isInConflict } from "./ledger.js";
import { said } from "./note.js";
import { button, counted, filled, form, idOf, inputs, localized, saidBy } from "./fields.js";
import { tellOf, write } from "./undo.js";

const zeros = document.getElementById("zeros");
const isDated = (input) => "dated" in input.closest(".indicator-row").dataset;
/** Where each figure holds the earlier ones, 0 would not say that nothing happened. */
const containsEarlier = (input) => "containsEarlier" in input.closest(".indicator-row").dataset;

/** The cells that "nothing happened" can be said of. */
const blanks = () =>
  inputs.filter(
    (input) => !input.value.trim() && !isDated(input) && !containsEarlier(input) && !isInConflict(idOf(input)),
  );

/** The button says of how many cells it would say so. */
export function countBlanks() {
  const count = blanks().length;
  zeros.textContent = counted(zeros.dataset.label, count, { zero: localized(0) });
  zeros.parentElement.hidden = count === 0;
}

function fillZeros() {
  const cells = blanks().map((input) => [idOf(input), [localized(0), saidBy(idOf(input))[1]]]);
  const step = write(cells);
  tellOf(counted(zeros.dataset.done, cells.length, { zero: localized(0) }), step);
  document.getElementById("go-check").focus();
  countBlanks();
}

function fillAsLast(input, figure) {
  const id = idOf(input);
  const step = write([[id, [figure, saidBy(id)[1]]]]);
  tellOf(filled(said.asLastDone, { code: input.closest(".indicator-row").dataset.code, figure }), step);
  input.focus();
  input.select();
  countBlanks();
}

/** Last month's figure becomes a button that takes it into this month's cell. */
export function offerLast() {
  for (const input of inputs) {
    const place = [...input.closest(".indicator-row").querySelectorAll(".earlier")].at(-1);
    const figure = place.querySelector(".mute") ? "" : place.textContent.trim();
    if (figure) {
      const take = button(figure, () => fillAsLast(input, figure));
      const label = filled(said.asLast, { month: place.dataset.label, figure });
      take.className = "as-last";
      take.title = label;
      take.setAttribute("aria-label", `${input.closest(".indicator-row").dataset.code}: ${label}`);
      place.replaceChildren(take);
    }
  }
}

zeros.addEventListener("click", fillZeros);
form.addEventListener("input", countBlanks);
onSaved(countBlanks);
