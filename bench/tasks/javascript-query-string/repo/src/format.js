/** Writes an object as a query string, without a leading question mark. */
export function formatQuery(values) {
  const pairs = [];
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === false) continue;
    if (Array.isArray(value)) {
      for (const item of value) pairs.push(`${encode(key)}[]=${encode(item)}`);
    } else if (value === true) {
      pairs.push(encode(key));
    } else {
      pairs.push(`${encode(key)}=${encode(value)}`);
    }
  }
  return pairs.join('&');
}

function encode(value) {
  return encodeURIComponent(String(value)).replaceAll('%20', '+');
}
