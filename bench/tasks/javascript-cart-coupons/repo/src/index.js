export { Cart } from './cart.js';
export { receipt } from './receipt.js';
export { totals } from './totals.js';
