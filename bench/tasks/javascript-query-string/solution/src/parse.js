/** Reads a query string, with or without a leading question mark: the inverse of `formatQuery`. */
export function parseQuery(text) {
  const values = Object.create(null);
  for (const pair of text.replace(/^\?/, '').split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const key = decode(at === -1 ? pair : pair.slice(0, at));
    const value = at === -1 ? true : decode(pair.slice(at + 1));
    if (key.endsWith('[]')) {
      const name = key.slice(0, -2);
      if (!Array.isArray(values[name])) values[name] = [];
      values[name].push(value);
    } else {
      values[key] = value;
    }
  }
  return values;
}

function decode(text) {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
