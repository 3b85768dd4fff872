/* Paste: any part of the form, from a spreadsheet, a document or a page, into the rows it is for. */
import { say } from "./note.js";
import { blockOf } from "./pasting/block.js";
import { matched } from "./pasting/match.js";
import { confirmed } from "./preview.js";
import { tellOf, write } from "./undo.js";
import { counted, filled, form, idOf, isTyped, remarksOf, saidBy, words } from "./fields.js";

const pasting = document.getElementById("paste-preview").dataset;
const MOST_NAMED = 8;

/** The form as it stands on the page, as the matching reads it. */
export function formOnPage() {
  const lines = [...form.querySelectorAll(".indicator-row")];
  const [year, month] = words.place.split("/")[1].split("-").map(Number);
  const rows = lines.map(rowOnPage);
  return { month: { month, year }, first: rows.findIndex((row) => row.isOpen), rows };
}

function rowOnPage(line) {
  const input = line.querySelector(".cell-input");
  const texts = (selector) => [...line.querySelectorAll(selector)].map((one) => one.textContent.trim());
  return {
    id: line.id.replace(/^\w+-/, ""),
    code: line.dataset.code,
    title: line.querySelector(".what label").textContent,
    isOpen: Boolean(input),
    isDated: "dated" in line.dataset,
    figure: input ? input.value : texts(".this-month .answer")[0] || "",
    remarks: input ? remarksOf(idOf(input)).value : "",
    earlier: texts(".earlier"),
    weight: texts(".weight")[0],
    // The page shows them from 60 to 100, the form prints them the other way.
    targets: texts(".tier-bar-ticks > span").reverse(),
  };
}

const reasonOf = ({ at, why, said }, page) =>
  filled(pasting[why], { said, code: at === undefined ? "" : page.rows[at].code });

/** What was left out, each with its reason, in one sentence. */
export function leftOut(left, page) {
  const named = left.slice(0, MOST_NAMED).map((one) => reasonOf(one, page));
  const more = left.length > MOST_NAMED ? " …" : "";
  return left.length ? filled(pasting.left, { rows: named.join("; ") + more }) : "";
}

function put(cells, left, page) {
  const step = write(
    cells.map(({ at, figure, remarks }) => {
      const { id } = page.rows[at];
      const [figureNow, remarksNow] = saidBy(id);
      return [id, [figure ?? figureNow, remarks ?? remarksNow]];
    }),
  );
  const sentence = counted(words.pasted, cells.length);
  tellOf([sentence, leftOut(left, page)].filter(Boolean).join(" "), step);
}

async function pasteBlock(block, field) {
  const page = formOnPage();
  const lines = [...form.querySelectorAll(".indicator-row")];
  const at = lines.indexOf(field.closest(".indicator-row"));
  const found = matched(block, page, { at });
  if (!found.cells.length) {
    say([pasting.nothing, leftOut(found.left, page)].filter(Boolean).join(" "));
    return;
  }
  if (!found.doubts.length && found.cells.every((cell) => !cell.why)) {
    put(found.cells, found.left, page);
    return;
  }
  const chosen = await confirmed(found, page, (column) => matched(block, page, { at, chosen: column }));
  field.focus();
  if (chosen) {
    put(chosen.cells, chosen.left, page);
  }
}

/** Whether a block is a part of the form, and not words for a field of words. */
const isForCells = (block, field) => field.classList.contains("cell-input") || block.some((row) => row.length > 1);

form.addEventListener("paste", (event) => {
  const field = event.target;
  if (!isTyped(field)) {
    return;
  }
  const [html, text] = ["text/html", "text/plain"].map((type) => event.clipboardData.getData(type));
  const block = blockOf({ html, text });
  if (block === null) {
    event.preventDefault();
    say(pasting.tooMany);
    return;
  }
  const said = block.flat().filter(Boolean);
  if (said.length < 2) {
    pasteOne(event, field, said[0], text);
  } else if (isForCells(block, field)) {
    event.preventDefault();
    pasteBlock(block, field);
  }
});

/** One cell's text goes where one types, without the quotes and line ends of a spreadsheet. */
function pasteOne(event, field, said, text) {
  if (said !== undefined && said !== text) {
    event.preventDefault();
    const isLine = field.tagName === "INPUT";
    document.execCommand("insertText", false, isLine ? said.replace(/\s+/g, " ") : said);
  }
}
