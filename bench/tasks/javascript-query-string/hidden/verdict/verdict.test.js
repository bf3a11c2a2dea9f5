import { test } from 'node:test';
import assert from 'node:assert/strict';
import { formatQuery, link, parseQuery } from '../src/index.js';
import { parseQuery as same } from '../src/parse.js';

const plain = (object) => Object.fromEntries(Object.entries(object));
const cases = [
  ['', {}],
  ['?', {}],
  ['?a=1&b=2', { a: '1', b: '2' }],
  ['a=1&&b=', { a: '1', b: '' }],
  ['all&x=y=z', { all: true, x: 'y=z' }],
  ['q=a+b%26c%2B', { q: 'a b&c+' }],
  ['name=%C3%96zlem', { name: 'Özlem' }],
  ['p=100%', { p: '100%' }],
  ['p=%E0%A4%A', { p: '%E0%A4%A' }],
  ['t[]=1', { t: ['1'] }],
  ['t[]=1&u=2&t[]=3', { t: ['1', '3'], u: '2' }],
  ['a=1&a=2', { a: '2' }],
  ['a+b=1', { 'a b': '1' }],
];
for (const [text, expected] of cases) {
  test(`parses ${JSON.stringify(text)}`, () => assert.deepEqual(plain(parseQuery(text)), expected));
}

test('no prototype', () => {
  assert.equal(Object.getPrototypeOf(parseQuery('a=1')), null);
  assert.equal(Object.entries(parseQuery('__proto__=x'))[0][1], 'x');
});

test('the inverse of formatQuery', () => {
  const values = { q: 'a b&c=d', tag: ['x y', 'ü'], all: true };
  assert.deepEqual(plain(parseQuery(formatQuery(values))), values);
  assert.equal(same, parseQuery);
  assert.equal(link('/x', { a: '?' }), '/x?a=%3F');
});
