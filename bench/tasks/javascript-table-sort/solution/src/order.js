import { columnIndex } from './select.js';

/** The table ordered by a column; descending if a minus precedes its name. */
export function order(table, wanted) {
  const isDescending = wanted.startsWith('-');
  const index = columnIndex(table, isDescending ? wanted.slice(1) : wanted);
  const value = (row) => row[index] ?? '';
  const isNumeric = table.rows.every((row) => value(row) !== '' && Number.isFinite(Number(value(row))));
  const key = isNumeric ? (row) => Number(value(row)) : value;
  const sign = isDescending ? -1 : 1;
  const compare = (a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0);
  return { ...table, rows: [...table.rows].sort(compare) };
}
