/* A block and a form → which figure goes where, and what is asked back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnNumbers, isHead, meaningOf, monthOf } from "../../static/entry/pasting/heads.js";
import { matched } from "../../static/entry/pasting/match.js";

const TITLES = ["বিতরণকৃত পণ্যের নকশা", "নিবন্ধিত শিল্প ইউনিট", "আয়োজিত শিল্প মেলা", "পরিদর্শনকৃত কারখানা", "প্রদত্ত ঋণ"];

function formOf(changes = {}) {
  const rows = TITLES.map((title, at) => ({
    id: `${at}`,
    code: `১.${at + 1}.১`,
    title,
    isOpen: true,
    isDated: false,
    figure: "",
    remarks: "",
    earlier: [`${at + 20}`, `${at + 30}`],
    weight: `${at + 2}`,
    targets: ["100", "90", "80", "70", "60"],
    ...changes[at],
  }));
  return { month: { month: 6, year: 2024 }, first: 0, rows };
}

const cellsOf = ({ cells }) => cells.map(({ at, figure, why }) => [at, figure, why]);

test("rows are found by code or title, in any order", () => {
  const block = [
    ["১.৩.১", "7"],
    [TITLES[0], "8"],
    [`[1.5.1] ${TITLES[4]}`, "৯"],
  ];
  const found = matched(block, formOf(), { at: 0 });
  assert.deepEqual(cellsOf(found), [
    [2, "7", null],
    [0, "8", null],
    [4, "৯", null],
  ]);
  assert.deepEqual(found.doubts, []);
});

test("a title that is nearly right is asked back", () => {
  const found = matched(
    [
      [`${TITLES[0]}সমূহ`, "9"],
      [TITLES[1], "8"],
    ],
    formOf(),
    { at: 0 },
  );
  assert.deepEqual(cellsOf(found), [
    [0, "9", "near"],
    [1, "8", null],
  ]);
});

test("a code beside another row's title is a contradiction", () => {
  const found = matched(
    [
      ["1.1.1", TITLES[2], "9"],
      ["1.2.1", TITLES[1], "8"],
      ["1.4.1", TITLES[3], "7"],
    ],
    formOf(),
    { at: 0 },
  );
  assert.deepEqual(cellsOf(found), [
    [0, "9", "contradiction"],
    [1, "8", null],
    [3, "7", null],
  ]);
});

test("a column as long as the form goes to its rows, a shorter one is looked at", () => {
  const whole = matched(
    TITLES.map((_, at) => [`${at}`]),
    formOf(),
    { at: 0 },
  );
  assert.deepEqual(
    cellsOf(whole),
    TITLES.map((_, at) => [at, `${at}`, null]),
  );
  const part = matched([["7"], ["8"]], formOf(), { at: 1 });
  assert.deepEqual(cellsOf(part), [
    [1, "7", "place"],
    [2, "8", "place"],
  ]);
});

test("a row named twice with two figures is told", () => {
  const found = matched(
    [
      [TITLES[0], "7"],
      [TITLES[0], "8"],
      [TITLES[1], "9"],
    ],
    formOf(),
    { at: 0 },
  );
  assert.deepEqual(cellsOf(found), [
    [0, "7", "twice"],
    [1, "9", null],
  ]);
  assert.deepEqual(
    found.left.map(({ at, why }) => [at, why]),
    [[0, "twice"]],
  );
});

test("a closed row keeps its figure, words are no figure, a date where a number stands is doubtful", () => {
  const form = formOf({ 0: { isOpen: false, figure: "৫" }, 3: { isDated: true } });
  const block = [
    [TITLES[0], "6"],
    [TITLES[1], "চলমান"],
    [TITLES[2], "30-06-2024"],
    [TITLES[3], "30-06-2024"],
    [TITLES[4], "5"],
  ];
  const found = matched(block, form, { at: 0 });
  assert.deepEqual(cellsOf(found), [
    [2, "30-06-2024", "kind"],
    [3, "30-06-2024", null],
    [4, "5", null],
  ]);
  assert.deepEqual(
    found.left.map(({ at, why }) => [at, why]),
    [
      [0, "closed"],
      [1, "words"],
    ],
  );
});

test("the head says which column is the month's, and one of another month is asked back", () => {
  const rows = TITLES.map((title, at) => [title, `${at}`, `${at + 50}`]);
  const june = matched([["সূচক", "মে ২০২৪", "জুন ২০২৪"], ...rows], formOf(), { at: 0 });
  assert.equal(june.column, 2);
  assert.deepEqual(june.doubts, []);
  const may = matched([["সূচক", "মে ২০২৪"], ...rows.map((row) => row.slice(0, 2))], formOf(), { at: 0 });
  assert.deepEqual(may.doubts, ["month"]);
});

test("columns that repeat the page are not the month's; of two others a person chooses", () => {
  const shown = TITLES.map((title, at) => [title, `${at + 20}`, `${at + 30}`, `${at + 5}`]);
  const found = matched(shown, formOf(), { at: 0 });
  assert.equal(found.column, 3);
  assert.deepEqual(found.doubts, []);
  const two = matched(
    [
      [TITLES[0], "5", "6"],
      [TITLES[1], "7", "8"],
    ],
    formOf(),
    { at: 0 },
  );
  assert.deepEqual(two.doubts, ["column"]);
  const chosen = matched(
    [
      [TITLES[0], "5", "6"],
      [TITLES[1], "7", "8"],
    ],
    formOf(),
    { at: 0, chosen: 1 },
  );
  assert.deepEqual(
    chosen.cells.map(({ figure }) => figure),
    ["5", "7"],
  );
  assert.deepEqual(chosen.doubts, []);
});

test("nothing that is pasted, however odd, ends in an error or outside the form", () => {
  const odd = ["", "7", "১.১.১", TITLES[1], "জুন", "15", "-", "a\nb", "1.1.1 1.2.1", "৩০ জুন ২০২৪", "x".repeat(5000)];
  for (let seed = 1; seed < 1500; seed += 1) {
    const block = Array.from({ length: seed % 7 }, (_, line) =>
      Array.from({ length: (seed + line) % 5 }, (__, column) => odd[(seed * (line + 3) + column * 13) % odd.length]),
    );
    const { cells, left } = matched(block, formOf(), { at: seed % TITLES.length });
    for (const { at } of cells) {
      assert.ok(at >= 0 && at < TITLES.length);
    }
    assert.equal(new Set(cells.map(({ at }) => at)).size, cells.length, "a row is written twice");
    assert.ok(Array.isArray(left));
  }
});

test("months are read in both languages, several in one head are none", () => {
  assert.deepEqual(["জুন ২০২৪", "June'24", "জানুয়ারী", "Sept 2023"].map(monthOf), [
    { month: 6, year: 2024 },
    { month: 6, year: 2024 },
    { month: 1, year: 0 },
    { month: 9, year: 2023 },
  ]);
  assert.deepEqual(["মে-জুন", "বিতরণ", "12", "মেলা আয়োজন"].map(monthOf), [null, null, null, null]);
});

test("heads mean what the prescribed form calls its columns", () => {
  const said = ["মন্তব্য", "ক্রমপুঞ্জিভূত অর্জন", "বিবেচ্য মাস", "সূচকের মান", "একক", "Remarks", "", "12"];
  assert.deepEqual(said.map(meaningOf), ["remarks", "total", "this", "weight", "unit", "remarks", null, null]);
  assert.ok(isHead(["ক্রমিক", "সূচক", "লক্ষ্যমাত্রা ১০০%"]));
  assert.ok(!isHead(["1", "সূচক", "5"]));
});

test("a row that counts the columns is told from figures", () => {
  assert.deepEqual(columnNumbers(["১", "২", "৩", "৪"]), [1, 2, 3, 4]);
  assert.deepEqual(columnNumbers(["", "(13)", "(14)", "(15)"]), [null, 13, 14, 15]);
  assert.equal(columnNumbers(["১", "৩", "৪"]), null);
  assert.equal(columnNumbers(["1", "2"]), null);
});

const column = (...texts) => texts.map((text) => [text]);

test("a cell of a column that cannot be read keeps its row, and is named", () => {
  for (const unread of ["(3)", "(৩)", "1 234", "১ ২৩৪", "1E+05", "+1", "৳ ৫/-", "#DIV/0!", "####", "নেই"]) {
    for (const at of [0, 1, 3]) {
      const said = ["11", "12", "13", "14", "15"];
      said[at] = unread;
      const found = matched(column(...said), formOf(), { at: 0 });
      const expected = said.map((text, row) => [row, text]).filter(([row]) => row !== at);
      assert.deepEqual(
        found.cells.map((cell) => [cell.at, cell.figure]),
        expected,
        `${unread} at ${at}`,
      );
      assert.deepEqual(
        found.left.map((one) => [one.at, one.said, one.why]),
        [[at, unread, "words"]],
        `${unread} at ${at}`,
      );
    }
  }
});

test("so it does where only some rows are pasted from where one stands", () => {
  const found = matched(column("12", "(3)", "14"), formOf(), { at: 1 });
  assert.deepEqual(cellsOf(found), [
    [1, "12", "place"],
    [3, "14", "place"],
  ]);
  assert.deepEqual(
    found.left.map((one) => [one.at, one.said]),
    [[2, "(3)"]],
  );
});

test("a heading and a title of a column take no row", () => {
  const title = "শিল্প নগরীর অবকাঠামো উন্নয়ন ও রক্ষণাবেক্ষণ";
  const found = matched(column("অর্জন", "11", "12", title, "13", "14", "15"), formOf(), { at: 0 });
  assert.deepEqual(
    found.cells.map((cell) => [cell.at, cell.figure]),
    ["11", "12", "13", "14", "15"].map((text, row) => [row, text]),
  );
});

test("a figure before its code is taken, if one says so", () => {
  const rows = TITLES.map((title, at) => [`${at * 7 + 3}`, `১.${at + 1}.১`, title]).reverse();
  for (const cut of [2, 3]) {
    const found = matched(
      rows.map((row) => row.slice(0, cut)),
      formOf(),
      { at: 0 },
    );
    assert.deepEqual(found.doubts, ["column"]);
    assert.deepEqual(
      found.cells.map(({ at, figure, remarks }) => [at, figure, remarks]),
      [4, 3, 2, 1, 0].map((at) => [at, `${at * 7 + 3}`, null]),
    );
  }
});

test("serial numbers before a title are no figures", () => {
  const found = matched(
    TITLES.map((title, at) => [`${at + 1}`, title]),
    formOf(),
    { at: 0 },
  );
  assert.deepEqual(found.cells, []);
});
