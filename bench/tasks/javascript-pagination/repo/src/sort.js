const ORDERS = {
  name: (a, b) => a.name.localeCompare(b.name),
  price: (a, b) => a.cents - b.cents,
  newest: (a, b) => b.added - a.added,
};

/** A sorted copy. */
export function sortProducts(products, order) {
  const compare = ORDERS[order];
  if (!compare) throw new RangeError(`unknown order: ${order}`);
  return [...products].sort(compare);
}
