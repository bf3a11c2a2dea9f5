/** What a customer is about to buy. */
export class Cart {
  #lines = new Map();
  #coupon = null;

  add(product, quantity = 1) {
    if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError(`not a quantity: ${quantity}`);
    const line = this.#lines.get(product.id);
    this.#lines.set(product.id, { product, quantity: (line?.quantity ?? 0) + quantity });
  }

  remove(id) {
    return this.#lines.delete(id);
  }

  applyCoupon(coupon) {
    this.#coupon = coupon;
  }

  removeCoupon() {
    this.#coupon = null;
  }

  get coupon() {
    return this.#coupon;
  }

  get lines() {
    return [...this.#lines.values()];
  }

  get isEmpty() {
    return this.#lines.size === 0;
  }
}
