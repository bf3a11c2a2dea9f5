import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Cart, receipt, totals } from '../src/index.js';
import { findCoupon } from '../src/coupons.js';

const tea = { id: 't', name: 'Tea', cents: 450 };
const TEN = { code: 'TEN', kind: 'percent', value: 10 };
const FIVE = { code: 'Five', kind: 'fixed', value: 500, minimum: 1000 };

function cart(quantity, coupon, product = tea) {
  const cart = new Cart();
  if (quantity) cart.add(product, quantity);
  if (coupon) cart.applyCoupon(coupon);
  return cart;
}

test('coupons are found', () => {
  assert.equal(findCoupon(' five ', [TEN, FIVE]), FIVE);
  assert.equal(findCoupon('Ten', [TEN, FIVE]), TEN);
  assert.throws(() => findCoupon('Six', [TEN, FIVE]), { message: 'unknown coupon: Six' });
});

test('without a coupon', () => {
  assert.deepEqual(totals(cart(3)), { subtotal: 1350, discount: 0, tax: 257, shipping: 490, total: 2097 });
  assert.equal(totals(cart(0, TEN)).total, 0);
});

test('percent', () => {
  assert.deepEqual(totals(cart(3, TEN)), { subtotal: 1350, discount: 135, tax: 231, shipping: 490, total: 1936 });
  assert.equal(totals(cart(1, TEN, { id: 'x', name: 'X', cents: 105 })).discount, 11);
  assert.equal(totals(cart(1, TEN, { id: 'x', name: 'X', cents: 104 })).discount, 10);
});

test('fixed', () => {
  assert.equal(totals(cart(2, FIVE)).discount, 0);
  assert.equal(totals(cart(1, FIVE, { id: 'x', name: 'X', cents: 1000 })).discount, 500);
  assert.deepEqual(totals(cart(1, { code: 'A', kind: 'fixed', value: 9999 })),
    { subtotal: 450, discount: 450, tax: 0, shipping: 490, total: 490 });
});

test('shipping depends on the subtotal', () => {
  assert.equal(totals(cart(1, TEN, { id: 'x', name: 'X', cents: 5000 })).shipping, 0);
});

test('the last coupon counts, and can be taken away', () => {
  const it = cart(3, TEN);
  it.applyCoupon(FIVE);
  assert.equal(totals(it).discount, 500);
  it.removeCoupon();
  assert.equal(totals(it).discount, 0);
});

test('the receipt', () => {
  const lines = receipt(cart(3, FIVE)).split('\n');
  assert.deepEqual(lines.map((line) => line.split('  ')[0]), ['3 x Tea', '-'.repeat(32), 'Subtotal', 'Discount (Five)', 'Tax', 'Shipping', 'Total']);
  assert.equal(lines[3], 'Discount (Five)            -5.00');
  assert.ok(!receipt(cart(2, FIVE)).includes('Discount'));
  assert.ok(!receipt(cart(2)).includes('Discount'));
});
