import { label } from "./money.js";

export function day(sales: number[]): string {
  const sum = sales.reduce((a, b) => a + b, 0);
  return `${sales.length} sales, ${label(sum)}, best ${label(Math.max(0, ...sales))}`;
}

export function change(before: number, after: number): string {
  return after >= before ? `+${label(after - before)}` : `-${label(before - after)}`;
}
