import { test } from 'node:test';
import assert from 'node:assert/strict';
import { render } from '../src/render.js';

test('columns are aligned', () => {
  assert.equal(render({ columns: ['a', 'b'], rows: [['long', '1']] }), 'a     b\nlong  1\n');
});
