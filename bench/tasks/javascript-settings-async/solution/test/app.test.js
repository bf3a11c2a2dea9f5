import { test } from 'node:test';
import assert from 'node:assert/strict';
import { start } from '../src/app.js';
import { loadSettings } from '../src/settings.js';

test('the application starts', async () => {
  const app = await start({ read: () => 'theme = dark\nmaxUploads = 1\n' });
  assert.equal(app.style, 'body { background: #111111 } a { color: #336699 }');
  assert.equal(app.notice, 'Upload up to 1 file of 20 MB.');
});

test('unknown settings are errors', async () => {
  await assert.rejects(loadSettings({ read: () => 'colour = red' }), /unknown setting: colour/);
});
