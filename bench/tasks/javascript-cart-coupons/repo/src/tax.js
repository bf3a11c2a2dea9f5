const PERCENT = 19;

/** The tax on an amount, rounded to the nearest cent. */
export function taxOf(cents) {
  return Math.round((cents * PERCENT) / 100);
}
