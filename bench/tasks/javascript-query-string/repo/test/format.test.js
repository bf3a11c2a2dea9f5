import { test } from 'node:test';
import assert from 'node:assert/strict';
import { formatQuery, link } from '../src/index.js';

test('values are encoded', () => {
  assert.equal(formatQuery({ q: 'a b&c', tag: ['x', 'y'], all: true, none: null }), 'q=a+b%26c&tag[]=x&tag[]=y&all');
});

test('links', () => {
  assert.equal(link('/shop', { page: 2 }), '/shop?page=2');
  assert.equal(link('/shop'), '/shop');
});
