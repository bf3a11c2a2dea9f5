import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/table.js', import.meta.url));
const file = join(mkdtempSync(join(tmpdir(), 'table-')), 'data.csv');
writeFileSync(file, 'name,age,town\nbo,9,Ulm\nada,10,Bonn\nCy,9,Ulm\ndi,-1,\n');

function run(...words) {
  const done = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
  return { code: done.status, out: done.stdout, error: done.stderr };
}
const names = (...words) => run(...words).out.split('\n').slice(1, -1).map((line) => line.split(' ')[0]);

test('numbers', () => {
  assert.deepEqual(names('--sort', 'age', file), ['di', 'bo', 'Cy', 'ada']);
  assert.deepEqual(names(file, '--sort', '-age'), ['ada', 'bo', 'Cy', 'di']);
});

test('texts', () => {
  assert.deepEqual(names('--sort', 'name', file), ['Cy', 'ada', 'bo', 'di']);
  assert.deepEqual(names('--sort', '-town', file), ['bo', 'Cy', 'ada', 'di']);
});

test('with --only', () => {
  assert.equal(run('--sort', 'age', '--only', 'town,name', file).out, 'town  name\n      di\nUlm   bo\nUlm   Cy\nBonn  ada\n');
});

test('mistakes', () => {
  const missing = run('--sort', 'size', file);
  assert.equal(missing.code, 2);
  assert.match(missing.error, /size/);
  assert.equal(run('--sort', '-size', file).code, 2);
  assert.equal(run('--nonsense', file).code, 2);
  assert.equal(run(join(file, 'none')).code, 1);
});

test('without it nothing changes', () => {
  assert.deepEqual(names(file), ['bo', 'ada', 'Cy', 'di']);
});
