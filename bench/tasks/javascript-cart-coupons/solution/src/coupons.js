const plain = (code) => code.trim().toLowerCase();

/** The coupon with that code, in any case. */
export function findCoupon(code, coupons) {
  const found = coupons.find((coupon) => plain(coupon.code) === plain(code));
  if (!found) throw new Error(`unknown coupon: ${code}`);
  return found;
}

/** What a coupon, if there is one, takes off a subtotal, in cents. */
export function discountOf(coupon, subtotal) {
  if (!coupon || subtotal < (coupon.minimum ?? 0)) return 0;
  if (coupon.kind === 'percent') return Math.round((subtotal * coupon.value) / 100);
  return Math.min(coupon.value, subtotal);
}
