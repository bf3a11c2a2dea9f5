import assert from "node:assert/strict";
import { test } from "node:test";

import { parsePeriod } from "../src/period.js";
import { parsePolicy } from "../src/policy.js";

test("a period may carry a number", () => {
  assert.deepEqual(["s", "10s", "m", "2h", "d"].map(parsePeriod), [1_000, 10_000, 60_000, 7_200_000, 86_400_000]);
});

test("a period has a unit and a length", () => {
  assert.throws(() => parsePeriod("10"), SyntaxError);
  assert.throws(() => parsePeriod("0s"), RangeError);
});

test("a policy without a burst allows its limit at once", () => {
  assert.deepEqual(parsePolicy("100/h"), { limit: 100, periodMs: 3_600_000, burst: 100 });
});

test("a policy may name its burst", () => {
  assert.deepEqual(parsePolicy(" 60/m burst 5 "), { limit: 60, periodMs: 60_000, burst: 5 });
});

test("a policy must allow something", () => {
  assert.throws(() => parsePolicy("0/m"), RangeError);
  assert.throws(() => parsePolicy("60/m burst 0"), RangeError);
  assert.throws(() => parsePolicy("sixty a minute"), SyntaxError);
});
