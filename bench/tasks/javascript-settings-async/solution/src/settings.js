const DEFAULTS = { theme: 'light', accent: '#336699', sender: 'shop@example.com', maxUploads: 5, maxMegabytes: 20 };

/** Settings from lines such as `theme = dark`; what is not mentioned has its default. */
export async function loadSettings(source) {
  const settings = { ...DEFAULTS };
  for (const line of (await source.read()).split('\n')) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const [key, value] = splitOnce(text, '=');
    if (!(key in DEFAULTS)) throw new Error(`unknown setting: ${key}`);
    settings[key] = typeof DEFAULTS[key] === 'number' ? Number(value) : value;
  }
  return settings;
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  if (at === -1) throw new Error(`not a setting: ${text}`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
