/** Limits how many requests each client may make. */

export { createGate } from "./gate.js";
export { Limiter } from "./limiter.js";
export { parsePolicy } from "./policy.js";
