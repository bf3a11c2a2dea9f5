import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Bus, matches } from '../src/index.js';

test('several listeners for one event', () => {
  const bus = new Bus();
  const calls = [];
  bus.once('s', () => calls.push(1));
  bus.once('s', () => calls.push(2));
  bus.on('s', () => calls.push(3));
  bus.once('t', () => calls.push(4));
  assert.equal(bus.emit('s'), 3);
  assert.equal(bus.emit('s'), 1);
  assert.deepEqual(calls, [1, 2, 3, 3]);
  assert.equal(bus.size, 2);
});

test('a listener that takes itself away', () => {
  const bus = new Bus();
  const calls = [];
  const off = bus.on('s', () => { calls.push('a'); off(); });
  bus.on('s', () => calls.push('b'));
  bus.emit('s');
  bus.emit('s');
  assert.deepEqual(calls, ['a', 'b', 'b']);
});

test('a listener for one event that emits the same event is not called again', () => {
  const bus = new Bus();
  let calls = 0;
  bus.once('s', () => { calls += 1; bus.emit('s'); });
  bus.emit('s');
  assert.equal(calls, 1);
});

test('the rest is as it was', () => {
  const bus = new Bus();
  bus.on('a.**', () => { throw new Error('x'); });
  const off = bus.once('a.b', () => {});
  off();
  assert.equal(bus.emit('a.b.c', 1), 1);
  assert.equal(bus.takeErrors().length, 1);
  assert.equal(bus.takeErrors().length, 0);
  assert.ok(matches('a.*', 'a.b') && !matches('a.*', 'a.b.c') && !matches('a.**', 'a'));
});
