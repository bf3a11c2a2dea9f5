import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Uploader } from '../src/uploader.js';

function transport(statuses) {
  return { sent: 0, async send() { return statuses[this.sent++]; } };
}

test('a server that recovers is asked again', async () => {
  const waits = [];
  const server = transport([503, 500, 201]);
  const uploader = new Uploader(server, { wait: async (ms) => waits.push(ms) });
  assert.equal(await uploader.upload('a.txt', ''), 201);
  assert.deepEqual(waits, [100, 200]);
});

test('a refusal is final', async () => {
  const server = transport([403, 200]);
  const uploader = new Uploader(server, { wait: async () => {} });
  await assert.rejects(uploader.upload('a.txt', ''), /refused with 403/);
});
