import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Cart, receipt, totals } from '../src/index.js';

const tea = { id: 't', name: 'Tea', cents: 450 };

test('totals', () => {
  const cart = new Cart();
  assert.equal(totals(cart).total, 0);
  cart.add(tea, 2);
  cart.add(tea);
  assert.equal(totals(cart).subtotal, 1350);
  assert.equal(totals(cart).total, 1350 + 257 + 490);
  assert.match(receipt(cart), /^3 x Tea +13\.50$/m);
});
