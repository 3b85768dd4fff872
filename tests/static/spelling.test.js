/* How texts of a form are compared, whatever keyboard they come from. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bare,
  codeAndTitle,
  folded,
  isFigure,
  kindOf,
  latin,
  likenessTo,
  plainFigure,
  wholeNumber,
} from "../../static/entry/pasting/spelling.js";

const bengali = (text) => text.replace(/\d/g, (digit) => String.fromCharCode(0x09e6 + Number(digit)));

test("digits of both scripts are one", () => {
  assert.equal(latin("০১২৩৪৫৬৭৮৯ ab 7"), "0123456789 ab 7");
  for (let number = 0; number < 3000; number += 37) {
    assert.equal(latin(bengali(String(number))), String(number));
  }
});

test("what cannot be seen makes no difference", () => {
  assert.equal(bare("  a\u200d\u00ad b\u00a0\n c\ufeff "), "a b c");
  assert.equal(folded("পরিদর্শন\u09c7\u09be, (শিল্প)!"), folded("পরিদর্শন\u09cb শিল্প"));
  assert.equal(folded("প্রযোজ\u09cd\u09af নয\u09bc"), folded("প্রযোজ্য ন\u09df"));
  assert.equal(folded("Industrial – UNITS"), "industrialunits");
});

test("a code is read before its title, in brackets or not", () => {
  for (const text of ["[১.৪.১] বিতরণকৃত নকশা", "1.4.1 বিতরণকৃত নকশা", "(১ . ৪ . ১) : বিতরণকৃত নকশা", "1.4.1। বিতরণকৃত নকশা"]) {
    assert.deepEqual(codeAndTitle(text), { code: "1.4.1", title: "বিতরণকৃত নকশা" }, text);
  }
  assert.deepEqual(codeAndTitle("সূ.1.2 কিছু"), { code: "সূ.1.2", title: "কিছু" });
});

test("one number is no code", () => {
  for (const text of ["12", "১২ জন", "বিতরণকৃত", "", "2024 সালে"]) {
    assert.equal(codeAndTitle(text).code, "", text);
  }
});

const KINDS = {
  blank: ["", "  ", "\u200b", "\u00a0"],
  number: ["12", "০১,২৩৪.৫০", "৭৫%", "75 %", "-3", "−3", ".5", "১২টি", "12 জন", "৩ লক্ষ"],
  date: [
    "30-06-2024",
    "৩০/৬/২৪",
    "30.6.2024",
    "2024-06-30",
    "৩০ জুন ২০২৪",
    "30 June, 2024",
    "৩১ মে ২০২৪",
    "৩০ জুন ২০২৪ খ্রি.",
  ],
  none: ["-", "–", "---", "N/A", "na", "প্রযোজ্য নয়", "প্রযোজ্য ন\u09df"],
  text: ["12-13", "চলমান", "12 13", "1.2.3", `1${"0".repeat(60)}`, "১২টি সভা হয়েছে"],
};

test("each cell is of one kind, in digits of either script", () => {
  for (const [kind, texts] of Object.entries(KINDS)) {
    for (const text of texts) {
      assert.equal(kindOf(text), kind, text);
      assert.equal(kindOf(bengali(text)), kind, text);
    }
  }
});

test("numbers, dates and none can be figures; words and blanks cannot", () => {
  for (const [kind, texts] of Object.entries(KINDS)) {
    assert.deepEqual(
      texts.map(isFigure),
      texts.map(() => ["number", "date", "none"].includes(kind)),
    );
  }
});

test("a figure is the same however it is written", () => {
  assert.deepEqual([..."০১,২৩৪.৫০%|1234.5|1,234.50".split("|")].map(plainFigure), ["1234.5", "1234.5", "1234.5"]);
  assert.equal(plainFigure("৩০ - ৬ - ২০২৪"), plainFigure("30-6-2024"));
  assert.equal(plainFigure("−3"), "-3");
  assert.notEqual(plainFigure("0"), plainFigure(""));
  assert.notEqual(plainFigure("12"), plainFigure("1.2"));
});

test("one whole number alone counts columns", () => {
  assert.deepEqual(["১৫", "(3)", "[4]", "12"].map(wholeNumber), [15, 3, 4, 12]);
  assert.deepEqual(["", "1.5", "১২৩", "১টি", "-1"].map(wholeNumber), [null, null, null, null, null]);
});

test("likeness is 1 for the same, 0 for nothing in common, and the same both ways", () => {
  const texts = ["পরিদর্শিতশিল্পইউনিট", "নিবন্ধিতশিল্পইউনিট", "abc"];
  const table = texts.map((one) => likenessTo(texts)(one));
  texts.forEach((_, one) => {
    assert.equal(table[one][one], 1);
    texts.forEach((__, other) => assert.equal(table[one][other], table[other][one]));
  });
  assert.equal(table[0][2], 0);
  assert.ok(table[0][1] > 0.5 && table[0][1] < 1);
});
