export { formatQuery } from './format.js';
export { link } from './link.js';
export { parseQuery } from './parse.js';
