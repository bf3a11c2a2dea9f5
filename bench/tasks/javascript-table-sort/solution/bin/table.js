#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArguments, Usage } from '../src/arguments.js';
import { parseCsv } from '../src/csv.js';
import { order } from '../src/order.js';
import { render } from '../src/render.js';
import { select } from '../src/select.js';

try {
  const options = parseArguments(process.argv.slice(2));
  let table = parseCsv(readFileSync(options.file, 'utf8'));
  if (options.sort) table = order(table, options.sort);
  if (options.only) table = select(table, options.only);
  process.stdout.write(render(table));
} catch (error) {
  process.stderr.write(`table: ${error.message}\n`);
  process.exitCode = error instanceof Usage ? 2 : 1;
}
