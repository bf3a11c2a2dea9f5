import { test } from 'node:test';
import assert from 'node:assert/strict';
import { pageBar } from '../src/bar.js';

test('gaps are shown', () => {
  assert.equal(pageBar({ number: 5, count: 9 }), '1 … 4 [5] 6 … 9');
});
