import assert from "node:assert/strict";
import { test } from "node:test";
import { retries } from "../../static/posting.js";

test("waits ever longer, to a minute, and from the start once it went", () => {
  const again = retries();

  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map(() => again.next()),
    [4000, 8000, 16_000, 32_000, 60_000, 60_000],
  );
  again.begin();
  assert.equal(again.next(), 4000);
});
