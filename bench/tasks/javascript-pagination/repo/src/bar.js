/** The numbers to show: first, last and those around the current one, with null for each gap. */
export function barNumbers({ number, count }, around = 1) {
  const numbers = [];
  for (let n = 1; n <= count; n++) {
    if (n === 1 || n === count || Math.abs(n - number) <= around) numbers.push(n);
    else if (numbers.at(-1) !== null) numbers.push(null);
  }
  return numbers;
}

export function pageBar(page, around) {
  return barNumbers(page, around)
    .map((n) => (n === null ? '…' : n === page.number ? `[${n}]` : `${n}`))
    .join(' ');
}
