import { totals } from './totals.js';

const WIDTH = 32;

export function receipt(cart) {
  const { subtotal, discount, tax, shipping, total } = totals(cart);
  const lines = cart.lines.map(({ product, quantity }) => row(`${quantity} x ${product.name}`, product.cents * quantity));
  lines.push('-'.repeat(WIDTH));
  lines.push(row('Subtotal', subtotal));
  if (discount > 0) lines.push(row(`Discount (${cart.coupon.code})`, -discount));
  lines.push(row('Tax', tax));
  lines.push(row('Shipping', shipping));
  lines.push(row('Total', total));
  return lines.join('\n');
}

function row(label, cents) {
  const amount = money(cents);
  return label.padEnd(WIDTH - amount.length) + amount;
}

function money(cents) {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
