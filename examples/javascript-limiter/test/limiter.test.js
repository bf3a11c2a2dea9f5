import assert from "node:assert/strict";
import { test } from "node:test";

import { Limiter, parsePolicy } from "../src/index.js";

/** Returns a limiter and a way to let time pass. */
function setUp(policyText) {
  let now = 0;
  const limiter = new Limiter(parsePolicy(policyText), () => now);
  const wait = (ms) => { now += ms; };
  const allowed = (client, requests) =>
    Array.from({ length: requests }, () => limiter.check(client)).filter((answer) => answer.allowed).length;
  return { limiter, wait, allowed };
}

test("clients do not share their limit", () => {
  const { allowed } = setUp("3/s");
  assert.equal(allowed("ada", 5), 3);
  assert.equal(allowed("ben", 2), 2);
});

test("a client that waits may go on", () => {
  const { allowed, wait } = setUp("10/s burst 2");
  assert.equal(allowed("ada", 5), 2);
  wait(100);
  assert.equal(allowed("ada", 5), 1);
});

test("a long pause earns no more than the burst", () => {
  const { allowed, wait } = setUp("60/m burst 5");
  assert.equal(allowed("ada", 20), 5);
  wait(3_600_000);
  assert.equal(allowed("ada", 20), 5);
});

test("only clients with a full bucket are forgotten", () => {
  const { limiter, wait, allowed } = setUp("10/s");
  allowed("ada", 2);
  allowed("ben", 8);
  wait(500);
  assert.equal(limiter.prune(), 1);
  assert.equal(allowed("ben", 10), 7);
});
