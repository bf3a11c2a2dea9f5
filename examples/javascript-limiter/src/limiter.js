/** Keeps a bucket for every client. */

import { Bucket } from "./bucket.js";

export class Limiter {
  #policy;
  #clock;
  #buckets = new Map();

  /**
   * @param {import("./policy.js").Policy} policy
   * @param {() => number} clock returns milliseconds
   */
  constructor(policy, clock = Date.now) {
    this.#policy = policy;
    this.#clock = clock;
  }

  /**
   * Counts a request of `client`.
   *
   * @param {string} client
   * @returns {{ allowed: boolean, remaining: number, waitMs: number }}
   */
  check(client) {
    const now = this.#clock();
    const bucket = this.#bucketOf(client, now);
    const allowed = bucket.take(now);
    return { allowed, remaining: bucket.remaining, waitMs: bucket.waitMs };
  }

  /**
   * Forgets clients that are no longer restrained: a new bucket would be as full as theirs.
   *
   * @returns {number} how many were forgotten
   */
  prune() {
    const now = this.#clock();
    let forgotten = 0;
    for (const [client, bucket] of this.#buckets) {
      bucket.refill(now);
      if (bucket.isFull) {
        this.#buckets.delete(client);
        forgotten += 1;
      }
    }
    return forgotten;
  }

  #bucketOf(client, now) {
    let bucket = this.#buckets.get(client);
    if (!bucket) {
      bucket = new Bucket(this.#policy, now);
      this.#buckets.set(client, bucket);
    }
    return bucket;
  }
}
