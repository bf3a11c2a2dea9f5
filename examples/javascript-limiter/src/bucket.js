/** A token bucket: tokens trickle in with time, and every request takes one out. */

export class Bucket {
  /**
   * @param {import("./policy.js").Policy} policy
   * @param {number} now milliseconds
   */
  constructor(policy, now) {
    this.policy = policy;
    this.tokens = policy.burst;
    this.refilledAt = now;
  }

  /**
   * Takes one token out if there is one.
   *
   * @param {number} now milliseconds
   * @returns {boolean} whether there was one
   */
  take(now) {
    this.refill(now);
    if (this.tokens < 1) {
      return false;
    }
    this.tokens -= 1;
    return true;
  }

  /**
   * Adds the tokens earned since the last refill. Time that runs backwards earns nothing.
   *
   * @param {number} now milliseconds
   */
  refill(now) {
    const elapsed = now - this.refilledAt;
    if (elapsed <= 0) {
      return;
    }
    const earned = (elapsed * this.policy.limit) / this.policy.periodMs;
    this.tokens = Math.min(this.policy.limit, this.tokens + earned);
    this.refilledAt = now;
  }

  /** Returns whether all that can be saved is there. */
  get isFull() {
    return this.tokens >= this.policy.burst;
  }

  /** Returns how many whole requests could be made now. */
  get remaining() {
    return Math.floor(this.tokens);
  }

  /** Returns the milliseconds until the next token; 0 if there is one. */
  get waitMs() {
    const missing = Math.max(0, 1 - this.tokens);
    return Math.ceil((missing * this.policy.periodMs) / this.policy.limit);
  }
}
