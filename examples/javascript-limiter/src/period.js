/** Periods of time as they are written in a policy: `s`, `10s`, `m`, `2h`, `d`. */

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a period. A missing number means one.
 *
 * @param {string} text
 * @returns {number} milliseconds
 */
export function parsePeriod(text) {
  const match = /^(\d*)([smhd])$/.exec(text);
  if (!match) {
    throw new SyntaxError(`"${text}" is not a period; write it as 10s, m, 2h or d`);
  }
  const [, count, unit] = match;
  if (count !== "" && Number(count) === 0) {
    throw new RangeError(`the period "${text}" has no length`);
  }
  return Number(count || 1) * UNITS[unit];
}
