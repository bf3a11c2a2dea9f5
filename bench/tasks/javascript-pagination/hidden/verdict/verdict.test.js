import { test } from 'node:test';
import assert from 'node:assert/strict';
import { page, pageCount } from '../src/page.js';
import { pageBar } from '../src/bar.js';

const products = (n) => Array.from({ length: n }, (_, i) => ({ name: String(i).padStart(3, '0'), cents: n - i, added: i }));

test('how many pages', () => {
  const counts = [[0, 1], [1, 1], [19, 1], [20, 1], [21, 2], [39, 2], [40, 2], [41, 3]];
  for (const [total, count] of counts) assert.equal(pageCount(total, 20), count, String(total));
  assert.equal(pageCount(3, 1), 3);
});

test('pages', () => {
  const last = page(products(40), 99);
  assert.equal(last.number, 2);
  assert.equal(last.items.length, 20);
  assert.equal(page(products(0), 1).items.length, 0);
  assert.equal(page(products(0), 1).number, 1);
  assert.equal(page(products(5), -3, { size: 2 }).items[0].name, '000');
  assert.deepEqual(page(products(5), 3, { size: 2, order: 'price' }).items.map((p) => p.cents), [5]);
  assert.equal(pageBar(page(products(40), 2)), '1 [2]');
  assert.throws(() => page(products(1), 1, { order: 'x' }), RangeError);
});
