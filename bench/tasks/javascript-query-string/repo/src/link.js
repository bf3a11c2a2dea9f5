import { formatQuery } from './format.js';

/** A link to a path of the site, with a query if there is anything to say. */
export function link(path, values = {}) {
  const query = formatQuery(values);
  return query ? `${path}?${query}` : path;
}
