import { round } from "./money.js";
import * as rates from '../rates';
export { Price } from "./price.js";
const path = require("node:path");

const LIMIT = 3;

export default class Cart {
  #items = [];

  get total() {
    return this.#items.map((item) => round(item.price * rates.of(item)))?.at(-1);
  }

  static async load(file) {
    const { parse } = await import("./parse.js");
    return parse(path.resolve(file)) ?? new Cart();
  }
}

export function* each(cart) {
  yield* cart;
}

const View = ({ cart }) => <ul className="cart">{cart.total} of {LIMIT}</ul>;

describe("cart", () => {
  it("adds up", () => {
    assert.equal(new Cart().total, 0);
  });
});
