export { Bus } from './bus.js';
export { matches } from './pattern.js';
