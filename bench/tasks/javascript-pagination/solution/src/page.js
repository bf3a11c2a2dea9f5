import { sortProducts } from './sort.js';

/** How many pages there are; an empty category has one page. */
export function pageCount(total, size) {
  return Math.max(1, Math.ceil(total / size));
}

/** One page of products; a number out of range gives the nearest page. */
export function page(products, number, { size = 20, order = 'name' } = {}) {
  const count = pageCount(products.length, size);
  const current = Math.min(Math.max(1, number), count);
  const start = (current - 1) * size;
  return {
    number: current,
    count,
    items: sortProducts(products, order).slice(start, start + size),
  };
}
