import { discountOf } from './coupons.js';
import { shippingFor } from './shipping.js';
import { taxOf } from './tax.js';

/** All amounts of a cart, in cents. */
export function totals(cart) {
  const subtotal = cart.lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
  const discount = discountOf(cart.coupon, subtotal);
  const tax = taxOf(subtotal - discount);
  const shipping = cart.isEmpty ? 0 : shippingFor(subtotal);
  return { subtotal, discount, tax, shipping, total: subtotal - discount + tax + shipping };
}
