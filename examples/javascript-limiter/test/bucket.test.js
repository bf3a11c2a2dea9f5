import assert from "node:assert/strict";
import { test } from "node:test";

import { Bucket } from "../src/bucket.js";

const policy = { limit: 4, periodMs: 1_000, burst: 4 };

test("a new bucket is full", () => {
  assert.equal(new Bucket(policy, 0).remaining, 4);
});

test("an empty bucket gives nothing", () => {
  const bucket = new Bucket(policy, 0);
  const taken = Array.from({ length: 5 }, () => bucket.take(0));
  assert.deepEqual(taken, [true, true, true, true, false]);
  assert.equal(bucket.waitMs, 250);
});

test("tokens trickle in with time", () => {
  const bucket = new Bucket(policy, 0);
  for (let request = 0; request < 4; request += 1) bucket.take(0);
  assert.equal(bucket.take(249), false);
  assert.equal(bucket.take(250), true);
  assert.equal(bucket.take(250), false);
});

test("a clock that was set back earns nothing", () => {
  const bucket = new Bucket(policy, 5_000);
  bucket.take(5_000);
  bucket.refill(1_000);
  assert.equal(bucket.remaining, 3);
});
