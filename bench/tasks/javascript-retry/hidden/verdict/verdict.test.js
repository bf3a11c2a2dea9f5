import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Uploader } from '../src/uploader.js';
import { Permanent, delayBefore, retry } from '../src/retry.js';

const wait = async () => {};

test('retries rejected promises and thrown errors', async () => {
  assert.equal(await retry(async (n) => { if (n < 3) throw new Error('x'); return n; }, { wait }), 3);
  assert.equal(await retry((n) => { if (n < 2) throw new Error('x'); return n; }, { wait }), 2);
});

test('gives up after the last attempt', async () => {
  let calls = 0;
  const waits = [];
  const action = async () => { calls += 1; throw new Error(`failure ${calls}`); };
  await assert.rejects(retry(action, { attempts: 4, base: 10, limit: 25, wait: async (ms) => waits.push(ms) }), /failure 4/);
  assert.deepEqual(waits, [10, 20, 25]);
});

test('a permanent error ends it', async () => {
  let calls = 0;
  await assert.rejects(retry(async () => { calls += 1; throw new Permanent('no'); }, { wait }), Permanent);
  assert.equal(calls, 1);
});

test('upload all', async () => {
  const statuses = { a: [500, 200], b: [404], c: [500, 500, 500] };
  const transport = { send: async (name) => statuses[name].shift() };
  assert.deepEqual(await new Uploader(transport, { wait }).uploadAll({ a: '', b: '', c: '' }), ['b', 'c']);
  assert.equal(delayBefore(3), 200);
});
