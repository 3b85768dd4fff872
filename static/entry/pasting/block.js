/*
 * What lies on the clipboard, as rows of cells: the table that Excel, Word or a page gives as HTML,
 * else lines with tabs, whose cells a spreadsheet puts in quotes when they hold line breaks.
 */
export const MOST_ROWS = 500;
export const MOST_COLUMNS = 100;
const MOST_TEXT = 1_000_000;
const MOST_HTML = 4_000_000;
const MOST_CELLS = 40_000;
const MOST_IN_QUOTES = 5000;

const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "UL", "OL"]);
const UNSEEN = new Set(["STYLE", "SCRIPT", "TEMPLATE", "DEL", "XML", "HEAD", "IMG"]);

/** Rows of cells, or null where there are too many to be a form. */
export function blockOf({ html = "", text = "" }) {
  if (text.length > MOST_TEXT) {
    return null;
  }
  if (html.length <= MOST_HTML && /<t[rdh][\s>]/i.test(html)) {
    const rows = rowsOfHtml(html);
    if (rows === null || rows.some((row) => row.some(Boolean))) {
      return rows;
    }
  }
  return rowsOfText(text);
}

/**
 * Lines and tabs → cells, or null for too many; "a ""b""⏎c" in quotes is one cell, a lone quote
 * is a letter.
 */
export function rowsOfText(text) {
  const source = text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/\n$/, "");
  if (!source) {
    return [];
  }
  const rows = [[]];
  let at = 0;
  while (rows.length <= MOST_ROWS && rows.at(-1).length < MOST_COLUMNS) {
    const quoted = source[at] === '"' ? endOfQuotes(source, at) : -1;
    let end = quoted;
    let cell;
    if (quoted >= 0) {
      cell = source.slice(at + 1, quoted - 1).replaceAll('""', '"');
    } else {
      end = at;
      while (end < source.length && source[end] !== "\t" && source[end] !== "\n") {
        end += 1;
      }
      cell = source.slice(at, end);
    }
    rows.at(-1).push(cell.trim());
    if (end >= source.length) {
      return rows;
    }
    if (source[end] === "\n") {
      rows.push([]);
    }
    at = end + 1;
  }
  return null;
}

/** Where a cell that begins with a quote ends, or -1 where the quote is none of a spreadsheet's. */
function endOfQuotes(source, start) {
  let at = start + 1;
  for (;;) {
    at = source.indexOf('"', at);
    if (at < 0 || at - start > MOST_IN_QUOTES) {
      return -1;
    }
    if (source[at + 1] !== '"') {
      break;
    }
    at += 2;
  }
  const after = source[at + 1];
  return after === undefined || after === "\t" || after === "\n" ? at + 1 : -1;
}

/** The cells of all tables of a page, one table after another with a blank row between. */
export function rowsOfHtml(html) {
  const source = /<table[\s>]/i.test(html) ? html : `<table>${fragmentOf(html)}</table>`;
  const page = new DOMParser().parseFromString(source, "text/html");
  const rows = [];
  for (const table of page.querySelectorAll("table")) {
    if (!isOfFigures(table)) {
      continue;
    }
    const cells = gridOf(table);
    if (cells === null || rows.length + cells.length > MOST_ROWS) {
      return null;
    }
    if (rows.length && cells.length) {
      rows.push([]);
    }
    rows.push(...cells);
  }
  return rows;
}

const fragmentOf = (html) => /<!--StartFragment-->(.*?)(?:<!--EndFragment-->|$)/is.exec(html)?.[1] ?? html;

/** A table in a table's cell is that cell's text, unless the outer one does nothing but hold it. */
function isOfFigures(table) {
  const outer = table.parentElement.closest("table");
  return isFrame(table) ? false : !outer || isFrame(outer);
}

const isFrame = (table) => table.rows.length === 1 && table.rows[0].cells.length === 1 && table.querySelector("table");

const isHidden = (element) => /display\s*:\s*none|mso-hide\s*:\s*all/i.test(element.getAttribute("style") || "");

/** Rows that are not shown keep their place until all spans are laid out. */
function gridOf(table) {
  const lines = [...table.rows];
  const grid = lines.map(() => []);
  let cells = 0;
  if (lines.length > MOST_ROWS) {
    return null;
  }
  for (const [at, line] of lines.entries()) {
    let column = 0;
    for (const cell of line.cells) {
      while (grid[at][column] !== undefined) {
        column += 1;
      }
      const high = Math.min(cell.rowSpan || lines.length, lines.length - at);
      cells += cell.colSpan * high;
      if (column + cell.colSpan > MOST_COLUMNS || cells > MOST_CELLS) {
        return null;
      }
      spread(grid, cell, { at, column, high });
      column += cell.colSpan;
    }
  }
  const shown = grid.filter((_, at) => !isHidden(lines[at]));
  return shown.map((row) => Array.from(row, (text) => text ?? ""));
}

/** A cell's text stands at its first place; the others that it covers are blank. */
function spread(grid, cell, { at, column, high }) {
  for (let down = 0; down < high; down += 1) {
    for (let right = 0; right < cell.colSpan; right += 1) {
      grid[at + down][column + right] = down + right ? "" : textOf(cell);
    }
  }
}

/** A cell's text as one sees it: source lines are blanks, <br> and paragraphs are lines. */
function textOf(cell) {
  const parts = [];
  const stack = [...cell.childNodes].reverse();
  while (stack.length) {
    const node = stack.pop();
    if (typeof node === "string") {
      parts.push(node);
    } else if (node.nodeType === Node.TEXT_NODE) {
      parts.push(node.data.replace(/[ \t\r\n\f]+/g, " "));
    } else if (node.nodeType === Node.ELEMENT_NODE && !UNSEEN.has(node.tagName) && !isHidden(node)) {
      if (node.tagName === "BR") {
        parts.push("\n");
      } else {
        const inside = [...node.childNodes].reverse();
        if (BLOCKS.has(node.tagName)) {
          stack.push("\n");
          parts.push("\n");
        }
        stack.push(...inside);
      }
    }
  }
  const lines = parts
    .join("")
    .split("\n")
    .map((line) => line.replace(/[\s\u00a0]+/gu, " ").trim());
  return lines.filter(Boolean).join("\n");
}
