/** Policies: how many requests are allowed, in what time, and how many at once. */

import { parsePeriod } from "./period.js";

const FORM = /^(\d+)\/(\w+)(?:\s+burst\s+(\d+))?$/;

/**
 * @typedef {object} Policy
 * @property {number} limit requests allowed in a period
 * @property {number} periodMs length of the period in milliseconds
 * @property {number} burst requests allowed at once after a pause
 */

/**
 * Reads a policy such as `100/h` or `60/m burst 5`.
 *
 * @param {string} text
 * @returns {Policy}
 */
export function parsePolicy(text) {
  const match = FORM.exec(text.trim());
  if (!match) {
    throw new SyntaxError(`"${text}" is not a policy; write it as 60/m or 60/m burst 5`);
  }
  const limit = Number(match[1]);
  const burst = Number(match[3] ?? limit);
  if (limit === 0 || burst === 0) {
    throw new RangeError(`the policy "${text}" allows nothing`);
  }
  return { limit, periodMs: parsePeriod(match[2]), burst };
}
