/** Reads comma-separated values without quotes: `{ columns, rows }`. */
export function parseCsv(text) {
  const [head = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(',').map((field) => field.trim()));
  return { columns: head, rows };
}
