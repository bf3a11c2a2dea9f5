import assert from "node:assert/strict";
import { test } from "node:test";

import { createGate } from "../src/index.js";

test("a request within the limit is let through", () => {
  const gate = createGate("2/s", () => 0);
  assert.deepEqual(gate("ada"), {
    status: 200,
    headers: { "RateLimit-Limit": "2", "RateLimit-Remaining": "1" },
  });
});

test("a request too many is told how long to wait", () => {
  const gate = createGate("6/m burst 1", () => 0);
  gate("ada");
  assert.deepEqual(gate("ada"), {
    status: 429,
    headers: { "RateLimit-Limit": "6", "RateLimit-Remaining": "0", "Retry-After": "10" },
  });
});

test("the answer after a pause counts down from the burst", () => {
  let now = 0;
  const gate = createGate("30/m burst 3", () => now);
  gate("ada");
  now += 600_000;
  const remaining = [gate("ada"), gate("ada")].map(({ headers }) => headers["RateLimit-Remaining"]);
  assert.deepEqual(remaining, ["2", "1"]);
});
