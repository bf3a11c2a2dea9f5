import { loadSettings } from './settings.js';

export async function describeLimits(source) {
  const settings = await loadSettings(source);
  return `up to ${plural(settings.maxUploads, 'file')} of ${settings.maxMegabytes} MB`;
}

export function plural(count, word) {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
