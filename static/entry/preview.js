/* Before a paste that is not beyond doubt is stored: row → what is there → what comes. */
import { counted, filled, localized, words } from "./fields.js";

const dialog = document.getElementById("paste-preview");
const texts = dialog.dataset;
const body = dialog.querySelector("tbody");
const confirmButton = dialog.querySelector("[data-confirm]");
const columnChoice = dialog.querySelector("select");
const UNLIKELY = new Set(["contradiction", "twice", "kind"]);
const MOST_LEFT = 40;

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A cell's [figure, remarks] as one reads it. */
const shown = (figure, remarks) => [
  element("strong", "", figure || words.blank),
  remarks ? element("span", "context", remarks) : null,
];

function lineOf(cell, row) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "form-check-input";
  box.checked = !UNLIKELY.has(cell.why);
  box.setAttribute("aria-label", row.code);
  const doubt =
    cell.why && element("span", "paste-doubt", filled(texts[cell.why], { said: cell.said, code: row.code }));
  const labelled = (label, ...children) => {
    const made = element("td", "", ...children);
    made.dataset.label = label;
    return made;
  };
  const head = element("th", "", element("span", "code", row.code), ` ${row.title}`, doubt);
  head.scope = "row";
  const line = element(
    "tr",
    cell.why ? "is-doubtful" : "",
    element("td", "paste-box", box),
    head,
    labelled(texts.now, ...shown(row.figure, row.remarks)),
    labelled(texts.comes, ...shown(cell.figure ?? row.figure, cell.remarks ?? row.remarks)),
  );
  return { line, box, cell };
}

function fill(found, page) {
  const lines = found.cells.map((cell) => lineOf(cell, page.rows[cell.at]));
  const left = found.left.map(({ at, why, said }) => {
    const code = at === undefined ? "" : page.rows[at].code;
    return element("li", "", filled(texts[why], { said, code }));
  });
  body.replaceChildren(...lines.map(({ line }) => line));
  dialog.querySelector("ul").replaceChildren(...left.slice(0, MOST_LEFT));
  dialog.querySelector("[data-left]").hidden = left.length === 0;
  dialog.querySelector("[data-month]").hidden = !found.doubts.includes("month");
  dialog.querySelector("[data-column]").hidden = !found.doubts.includes("column");
  const count = () => {
    const ticked = lines.filter(({ box }) => box.checked).length;
    confirmButton.textContent = counted(texts.confirm, ticked);
    confirmButton.disabled = ticked === 0;
  };
  lines.forEach(({ box }) => box.addEventListener("change", count));
  count();
  return () => lines.filter(({ box }) => box.checked).map(({ cell }) => cell);
}

function offerColumns({ columns, column }) {
  columnChoice.replaceChildren(
    ...columns.map((one) => {
      const option = element("option", "", `${localized(one.column + 1)}: ${one.said.join(" · ")}`);
      option.value = one.column;
      option.selected = one.column === column;
      return option;
    }),
  );
}

/** {cells, left} that the person confirmed, or null; `again` matches anew for a chosen column. */
export function confirmed(found, page, again) {
  let now = found;
  let ticked = fill(now, page);
  offerColumns(found);
  columnChoice.onchange = () => {
    now = { ...again(Number(columnChoice.value)), doubts: found.doubts };
    ticked = fill(now, page);
  };
  dialog.returnValue = "";
  dialog.showModal();
  confirmButton.focus();
  return new Promise((settle) => {
    dialog.addEventListener(
      "close",
      () => settle(dialog.returnValue === "confirm" ? { cells: ticked(), left: now.left } : null),
      { once: true },
    );
  });
}

confirmButton.addEventListener("click", () => dialog.close("confirm"));
dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close(""));
