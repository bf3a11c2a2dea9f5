/** Errors that trying again does not help against. */
export class Permanent extends Error {}

/** Milliseconds to wait before the given attempt, 2 being the first repetition: doubled each time, up to a limit. */
export function delayBefore(attempt, { base = 100, limit = 5000 } = {}) {
  return Math.min(limit, base * 2 ** (attempt - 2));
}

/**
 * Calls an action until it succeeds, `attempts` times at most, and resolves to its result.
 * Rejects with the last error, or at once with one that is permanent.
 */
export async function retry(action, { attempts = 3, wait = defaultWait, ...delays } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action(attempt);
    } catch (error) {
      if (error instanceof Permanent || attempt >= attempts) throw error;
      await wait(delayBefore(attempt + 1, delays));
    }
  }
}

function defaultWait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
