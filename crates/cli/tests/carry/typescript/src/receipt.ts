import { label } from "./money.js";

export function paid(cents: number, given: number): string[] {
  return [
    `total ${label(cents).padStart(10)}`,
    `back  ${label(
      Math.max(0, given - cents),
    ).padStart(10)}`,
  ];
}
