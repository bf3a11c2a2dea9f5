import { loadSettings } from './settings.js';

const BACKGROUND = { light: '#ffffff', dark: '#111111' };

/** The colours of the pages. */
export function createTheme(source) {
  const { theme, accent } = loadSettings(source);
  if (!(theme in BACKGROUND)) throw new Error(`unknown theme: ${theme}`);
  return { background: BACKGROUND[theme], accent };
}

export function css({ background, accent }) {
  return `body { background: ${background} } a { color: ${accent} }`;
}
