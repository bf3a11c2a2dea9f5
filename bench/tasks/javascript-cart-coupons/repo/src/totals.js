import { shippingFor } from './shipping.js';
import { taxOf } from './tax.js';

/** All amounts of a cart, in cents. */
export function totals(cart) {
  const subtotal = cart.lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
  const tax = taxOf(subtotal);
  const shipping = cart.isEmpty ? 0 : shippingFor(subtotal);
  return { subtotal, tax, shipping, total: subtotal + tax + shipping };
}
