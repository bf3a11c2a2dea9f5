const COST = 490;
const FREE_FROM = 5000;

export function shippingFor(subtotal) {
  return subtotal >= FREE_FROM ? 0 : COST;
}
