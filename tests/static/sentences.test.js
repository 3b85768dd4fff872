/* Sentences with places, in the reader's language. */
import assert from "node:assert/strict";
import { test } from "node:test";

/** The module as a page of this language loads it. */
async function sentencesOf(lang) {
  globalThis.document = { documentElement: { lang } };
  return import(`../../static/sentences.js?${lang}`);
}

test("numbers are in the reader's digits and groups", async () => {
  const [bn, en] = [await sentencesOf("bn"), await sentencesOf("en")];
  assert.equal(bn.localized(1234567), "১২,৩৪,৫৬৭");
  assert.equal(en.localized(1234567), "1,234,567");
});

test("one is counted in other words than several", async () => {
  const { counted } = await sentencesOf("en");
  assert.equal(counted("{count} {cell|cells} of {code}", 1, { code: "1.1" }), "1 cell of 1.1");
  assert.equal(counted("{count} {cell|cells} of {code}", 2, { code: "1.1" }), "2 cells of 1.1");
  assert.equal(counted("{count} {cell|cells}", 0), "0 cells");
});

test("what fills a place is not read again", async () => {
  const { filled } = await sentencesOf("en");
  assert.equal(filled("{a} and {b}", { a: "{b}", b: "$&" }), "{b} and $&");
});
