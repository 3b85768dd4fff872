/* Lines and tabs of a spreadsheet → rows of cells. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { blockOf, MOST_COLUMNS, MOST_ROWS, rowsOfText } from "../../static/entry/pasting/block.js";

/** As a spreadsheet writes it: quotes round a cell that holds a break, a tab or a quote. */
const quoted = (cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const asText = (rows) => rows.map((row) => row.map(quoted).join("\t")).join("\r\n");

test("what a spreadsheet copies is read as it stood", () => {
  const pieces = ["১২", "a b", 'said "so"', "two\nlines", "tab\tin", "", '"', '""', "[১.১] নাম"];
  for (let seed = 0; seed < 500; seed += 1) {
    const rows = Array.from({ length: 1 + (seed % 4) }, (_, line) =>
      Array.from(
        { length: 1 + (seed % 5) },
        (__, column) => pieces[(seed * 7 + line * 3 + column * 5) % pieces.length],
      ),
    );
    if (rows.some((row) => row.some(Boolean)) && rows.at(-1).at(-1)) {
      assert.deepEqual(rowsOfText(asText(rows)), rows);
    }
  }
});

test("every kind of line end ends a line, and the last one begins none", () => {
  for (const end of ["\n", "\r\n", "\r", "\u2028", "\u2029"]) {
    assert.deepEqual(rowsOfText(`1\t2${end}3\t4${end}`), [
      ["1", "2"],
      ["3", "4"],
    ]);
  }
  assert.deepEqual(rowsOfText(""), []);
  assert.deepEqual(rowsOfText("\n"), []);
});

test("a lone quote is a letter", () => {
  assert.deepEqual(rowsOfText('5" pipe\t6\n"open\t7'), [
    ['5" pipe', "6"],
    ['"open', "7"],
  ]);
  assert.deepEqual(rowsOfText('"a"b\t1'), [['"a"b', "1"]]);
});

test("a quote that never ends does not swallow the form, nor take long", () => {
  const begun = performance.now();
  const rows = rowsOfText(`"${"a\t1\n".repeat(400)}`);
  assert.equal(rows.length, 401 - 1);
  assert.ok(performance.now() - begun < 1000);
});

test("what is too much to be a form is nothing", () => {
  assert.equal(rowsOfText("1\n".repeat(MOST_ROWS + 1)), null);
  assert.equal(rowsOfText("1\t".repeat(MOST_COLUMNS + 1)), null);
  assert.equal(rowsOfText("1\n".repeat(MOST_ROWS)).length, MOST_ROWS);
  assert.equal(blockOf({ text: "1".repeat(1_000_001) }), null);
});

test("text is read where the page's own table is none", () => {
  assert.deepEqual(blockOf({ html: "<b>12</b>", text: "12\t13" }), [["12", "13"]]);
  assert.deepEqual(blockOf({ text: "12" }), [["12"]]);
  assert.deepEqual(blockOf({}), []);
});
