import { Usage } from './arguments.js';

/** The position of a column. */
export function columnIndex(table, name) {
  const index = table.columns.indexOf(name);
  if (index === -1) throw new Usage(`no such column: ${name}`);
  return index;
}

/** The table with some of its columns, in the order that is asked for. */
export function select(table, names) {
  const indices = names.map((name) => columnIndex(table, name));
  const pick = (row) => indices.map((index) => row[index] ?? '');
  return { columns: names, rows: table.rows.map(pick) };
}
