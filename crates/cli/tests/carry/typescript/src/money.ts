/** An amount in cents as people write it: `12.50`. */
export function label(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** What costs nothing. */
export const free = (): string => label(0);
