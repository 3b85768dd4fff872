/* What can be undone, and by which keys. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, did, differs, hasUndone, takeDone, takeUndone, turnedTo } from "../../static/entry/steps.js";

const step = (id, before, after) => [[id, [before, ""], [after, ""]]];
const key = (name, more = {}) => ({ key: name, code: `Key${name.toUpperCase()}`, ctrlKey: true, ...more });

/** Each test begins with nothing to undo. */
function empty() {
  while (takeDone());
  did(step("x", "", "1"));
  takeDone();
}

test("steps are undone in the opposite order and done again in theirs", () => {
  empty();
  const [one, two] = [did(step("a", "", "1")), did(step("b", "", "2"))];
  assert.deepEqual([takeDone(), takeDone(), takeDone()], [two, one, null]);
  assert.deepEqual([takeUndone(), takeUndone()], [one, two]);
});

test("a new step leaves nothing to do again", () => {
  empty();
  did(step("a", "", "1"));
  takeDone();
  assert.ok(hasUndone());
  did(step("a", "", "2"));
  assert.ok(!hasUndone());
  assert.equal(takeUndone(), null);
});

test("what changed nothing is no step", () => {
  empty();
  did(step("a", "", "1"));
  takeDone();
  assert.deepEqual(did(step("a", "7", "7")), []);
  assert.ok(hasUndone());
});

test("a step that is named is undone though others followed, and only once", () => {
  empty();
  const one = did(step("a", "", "1"));
  const two = did(step("b", "", "2"));
  assert.equal(takeDone(one), one);
  assert.equal(takeDone(one), null);
  assert.equal(takeDone(), two);
});

test("the oldest of very many steps are forgotten", () => {
  empty();
  for (let number = 0; number < 1000; number += 1) {
    did(step("a", `${number}`, `${number + 1}`));
  }
  let count = 0;
  while (takeDone()) {
    count += 1;
  }
  assert.equal(count, 200);
});

test("a cell is turned back where it still says what was written, however", () => {
  const cell = ["a", ["5", ""], ["১২", "r"]];
  assert.deepEqual(turnedTo(cell, ["12.0", " r "], { from: 2, to: 1 }), ["5", ""]);
  assert.equal(turnedTo(cell, ["13", "r"], { from: 2, to: 1 }), null);
  assert.equal(turnedTo(cell, ["12", "other"], { from: 2, to: 1 }), null);
});

test("what the step did not touch stays as it is by now", () => {
  const cell = ["a", ["5", "r"], ["6", "r"]];
  assert.deepEqual(turnedTo(cell, ["6", "a colleague's"], { from: 2, to: 1 }), ["5", "a colleague's"]);
  assert.deepEqual(turnedTo(cell, ["5", "x"], { from: 1, to: 2 }), ["6", "x"]);
});

test("two cells differ in figure or in remarks", () => {
  assert.ok(differs(["1", ""], ["2", ""]));
  assert.ok(differs(["1", ""], ["1", "x"]));
  assert.ok(!differs(["1", "x"], ["1", "x"]));
});

test("the keys of undo and redo are those of every keyboard", () => {
  assert.equal(askedOf(key("z")), "undo");
  assert.equal(askedOf(key("z", { ctrlKey: false, metaKey: true })), "undo");
  assert.equal(askedOf(key("Z", { shiftKey: true })), "redo");
  assert.equal(askedOf(key("y")), "redo");
  assert.equal(askedOf({ key: "য", code: "KeyZ", ctrlKey: true }), "undo");
  // Where Z and Y have changed places, the letter counts and not the place.
  assert.equal(askedOf({ key: "z", code: "KeyY", ctrlKey: true }), "undo");
  assert.equal(askedOf({ key: "y", code: "KeyZ", ctrlKey: true }), "redo");
});

test("other keys, and those of an input method, ask for nothing", () => {
  const others = [key("x"), key("z", { ctrlKey: false }), key("z", { altKey: true }), key("z", { isComposing: true })];
  assert.deepEqual([...others, key("y", { shiftKey: true })].map(askedOf), [null, null, null, null, null]);
});
