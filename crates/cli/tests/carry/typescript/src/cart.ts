import { label } from "./money.js";

export interface Item {
  name: string;
  cents: number;
}

export const lines = (items: Item[]): string[] => items.map((item) => `${item.name} ${label(item.cents)}`);

export function total(items: Item[]): string {
  return label(items.reduce((sum, item) => sum + item.cents, 0));
}

export function dearest(items: Item[]): string {
  return items.length === 0 ? label(0) : label(Math.max(...items.map((item) => item.cents)));
}
