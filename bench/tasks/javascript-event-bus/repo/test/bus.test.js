import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Bus } from '../src/index.js';

test('listeners are called in order', () => {
  const bus = new Bus();
  const calls = [];
  bus.on('order.paid', () => calls.push('a'));
  bus.on('order.*', () => calls.push('b'));
  assert.equal(bus.emit('order.paid'), 2);
  assert.deepEqual(calls, ['a', 'b']);
});

test('a listener for one event does not keep others from being called', () => {
  const bus = new Bus();
  const calls = [];
  bus.once('start', () => calls.push('once'));
  bus.on('start', () => calls.push('always'));
  bus.emit('start');
  bus.emit('start');
  assert.deepEqual(calls, ['once', 'always', 'always']);
});
