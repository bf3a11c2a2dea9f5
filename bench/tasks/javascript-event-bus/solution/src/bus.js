import { matches } from './pattern.js';

/** Hands events to the listeners whose pattern matches the event's name. */
export class Bus {
  #listeners = [];
  #errors = [];

  /** Adds a listener and returns a function that takes it away again. */
  on(pattern, handler) {
    const listener = { pattern, handler, isOnce: false };
    this.#listeners.push(listener);
    return () => this.#remove(listener);
  }

  /** Adds a listener that is called at most once. */
  once(pattern, handler) {
    const listener = { pattern, handler, isOnce: true };
    this.#listeners.push(listener);
    return () => this.#remove(listener);
  }

  /** Calls the listeners in the order in which they were added; returns how many were called. */
  emit(name, payload) {
    let called = 0;
    for (const listener of [...this.#listeners]) {
      if (!matches(listener.pattern, name)) continue;
      if (listener.isOnce) this.#remove(listener);
      called += 1;
      try {
        listener.handler(payload, name);
      } catch (error) {
        this.#errors.push({ name, error });
      }
    }
    return called;
  }

  /** What listeners threw since this was last asked for. */
  takeErrors() {
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  get size() {
    return this.#listeners.length;
  }

  #remove(listener) {
    const index = this.#listeners.indexOf(listener);
    if (index !== -1) this.#listeners.splice(index, 1);
  }
}
