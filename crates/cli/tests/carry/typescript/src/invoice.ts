import * as money from "./money.js";

export function head(invoice: number, cents: number): string {
  return `Invoice ${invoice}: ${money.label(cents)}`;
}

export function withTax(cents: number): string {
  const tax = Math.floor(cents / 5);
  return [money.label(cents), "+", money.label(tax), "=", money.label(cents + tax)].join(" ");
}
