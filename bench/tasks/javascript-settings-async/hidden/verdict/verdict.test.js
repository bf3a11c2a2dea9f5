import { test } from 'node:test';
import assert from 'node:assert/strict';
import { start } from '../src/app.js';
import { describeLimits, plural } from '../src/limits.js';
import { createMailer } from '../src/mailer.js';
import { createTheme, css } from '../src/theme.js';
import { loadSettings } from '../src/settings.js';

const source = (text) => ({ read: async () => text });
const isPromise = (value) => typeof value?.then === 'function';

test('the application starts', async () => {
  let reads = 0;
  const starting = start({ read: async () => { reads += 1; return 'theme = dark\nmaxUploads = 1\nsender = a=b@x'; } });
  assert.ok(isPromise(starting));
  const app = await starting;
  assert.equal(app.style, 'body { background: #111111 } a { color: #336699 }');
  assert.equal(app.notice, 'Upload up to 1 file of 20 MB.');
  assert.deepEqual(app.mailer.compose('b', ' hi '), { from: 'a=b@x', to: 'b', subject: 'hi' });
  assert.equal(reads, 3);
});

test('a source that answers at once', async () => {
  const loading = loadSettings({ read: () => '# nothing' });
  assert.ok(isPromise(loading));
  assert.equal((await loading).maxUploads, 5);
});

test('each part', async () => {
  assert.equal((await createTheme(source('accent = red'))).accent, 'red');
  assert.equal(await describeLimits(source('maxMegabytes=1')), 'up to 5 files of 1 MB');
  assert.equal((await createMailer(source(''))).compose('x', 'y').from, 'shop@example.com');
});

test('what stays synchronous', () => {
  assert.equal(css({ background: 'a', accent: 'b' }), 'body { background: a } a { color: b }');
  assert.equal(plural(2, 'file'), '2 files');
});

test('errors are rejections', async () => {
  await assert.rejects(loadSettings(source('colour = red')), /unknown setting: colour/);
  await assert.rejects(loadSettings(source('theme')), /not a setting/);
  await assert.rejects(createTheme(source('theme = pink')), /unknown theme: pink/);
  await assert.rejects(start(source('theme = pink')), /unknown theme: pink/);
  await assert.rejects(loadSettings({ read: () => { throw new Error('offline'); } }), /offline/);
  await assert.rejects(start({ read: async () => { throw new Error('offline'); } }), /offline/);
});
