/* What was typed and is not on the server yet, on the device. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { clear, countOf, draftAt, draftsOf, forget, keep, tidy } from "../../static/drafts.js";

const OWNER = { user: "7", place: "khulna/2024-06" };
const DAY = 24 * 60 * 60 * 1000;
let isFull = false;

/** As a browser's: its keys are its own properties, its methods are not. */
function storage() {
  return Object.defineProperties(
    {},
    {
      getItem: { value: (key) => globalThis.localStorage[key] ?? null },
      setItem: {
        value: (key, text) => {
          if (isFull) {
            throw new Error("QuotaExceededError");
          }
          globalThis.localStorage[key] = `${text}`;
        },
      },
      removeItem: { value: (key) => delete globalThis.localStorage[key] },
    },
  );
}

beforeEach(() => {
  isFull = false;
  Object.defineProperty(globalThis, "localStorage", { value: storage(), configurable: true });
});

const said = (figure, was = "") => ({ typed: [figure, ""], was: [was, ""] });

test("what is kept is found again, by cell and version", () => {
  assert.ok(keep(OWNER, "12", "v1", said("৫")));
  assert.deepEqual(draftAt(OWNER, "12", "v1").typed, ["৫", ""]);
  assert.equal(draftAt(OWNER, "12", "v2"), null);
  assert.equal(draftAt({ ...OWNER, user: "8" }, "12", "v1"), null);
});

test("the newest draft of a cell counts, whatever the clock did", () => {
  keep(OWNER, "12", "v1", said("5"));
  const earlier = { ...JSON.parse(Object.values(localStorage)[0]), at: Date.now() + 5 * DAY };
  localStorage.setItem(Object.keys(localStorage)[0], JSON.stringify(earlier));
  keep(OWNER, "12", "v2", said("6"));
  const { typed, base } = draftsOf(OWNER).get("12");
  assert.deepEqual([typed[0], base], ["6", "v2"]);
});

test("a draft is forgotten only if it still says what was stored", () => {
  keep(OWNER, "12", "v1", said("5"));
  forget(OWNER, "12", "v1", ["4", ""]);
  assert.equal(countOf("7"), 1);
  forget(OWNER, "12", "v1", ["5", ""]);
  assert.equal(countOf("7"), 0);
});

test("a full or forbidden storage keeps nothing and says so", () => {
  isFull = true;
  assert.equal(keep(OWNER, "12", "v1", said("5")), false);
  Object.defineProperty(globalThis, "localStorage", {
    get() {
      throw new Error("SecurityError");
    },
    configurable: true,
  });
  assert.equal(keep(OWNER, "12", "v1", said("5")), false);
  assert.equal(countOf("7"), 0);
  assert.equal(draftsOf(OWNER).size, 0);
  tidy();
  clear("7");
});

test("garbage in the storage is no draft, and tidying removes it", () => {
  for (const [at, text] of ["{", "null", "[]", '{"typed":["a"],"was":["",""],"at":1}', '{"typed":1}'].entries()) {
    localStorage.setItem(`lokkho.draft.1/7/${OWNER.place}/${at}/v1`, text);
  }
  localStorage.setItem("lokkho.draft.0/7/old", "x");
  localStorage.setItem("another.program", "stays");
  assert.equal(draftsOf(OWNER).size, 0);
  tidy();
  assert.deepEqual(Object.keys(localStorage), ["another.program"]);
});

test("a draft goes after two months; one of a day that cannot be counts from today", () => {
  const today = Date.UTC(2026, 5, 1);
  const draft = (at) => JSON.stringify({ ...said("5"), at });
  localStorage.setItem(`lokkho.draft.1/7/${OWNER.place}/1/v1`, draft(today - 61 * DAY));
  localStorage.setItem(`lokkho.draft.1/7/${OWNER.place}/2/v1`, draft(today - 59 * DAY));
  localStorage.setItem(`lokkho.draft.1/7/${OWNER.place}/3/v1`, draft(Date.UTC(2002, 0, 1)));
  localStorage.setItem(`lokkho.draft.1/7/${OWNER.place}/4/v1`, draft(today + 9 * DAY));
  tidy(today);
  assert.deepEqual([...draftsOf(OWNER).keys()].sort(), ["2", "3", "4"]);
  assert.equal(draftsOf(OWNER).get("3").at, today);
  assert.equal(draftsOf(OWNER).get("4").at, today);
});

test("everything of one person is cleared, and of nobody else", () => {
  keep(OWNER, "1", "v1", said("5"));
  keep({ user: "70", place: OWNER.place }, "1", "v1", said("5"));
  clear("7");
  assert.equal(countOf("7"), 0);
  assert.equal(countOf("70"), 1);
});
