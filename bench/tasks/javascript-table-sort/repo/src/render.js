/** Columns as wide as their widest field, two spaces apart. */
export function render({ columns, rows }) {
  const lines = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  const show = (line) => widths.map((width, i) => (line[i] ?? '').padEnd(width)).join('  ').trimEnd();
  return lines.map((line) => `${show(line)}\n`).join('');
}
