/** Answers requests: let through, or turned away with the time to wait. */

import { Limiter } from "./limiter.js";
import { parsePolicy } from "./policy.js";

/**
 * Returns a function that decides on one request of a client.
 *
 * @param {string} policyText such as `60/m burst 5`
 * @param {() => number} [clock] returns milliseconds
 */
export function createGate(policyText, clock) {
  const policy = parsePolicy(policyText);
  const limiter = new Limiter(policy, clock);
  return (client) => {
    const { allowed, remaining, waitMs } = limiter.check(client);
    const headers = {
      "RateLimit-Limit": String(policy.limit),
      "RateLimit-Remaining": String(remaining),
    };
    if (!allowed) {
      headers["Retry-After"] = String(Math.ceil(waitMs / 1_000));
    }
    return { status: allowed ? 200 : 429, headers };
  };
}
