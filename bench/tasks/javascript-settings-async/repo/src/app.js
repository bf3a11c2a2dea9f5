import { describeLimits } from './limits.js';
import { createMailer } from './mailer.js';
import { createTheme, css } from './theme.js';

/** Starts the application: what its pages show and its mailer. */
export function start(source) {
  const mailer = createMailer(source);
  const style = css(createTheme(source));
  return { style, mailer, notice: `Upload ${describeLimits(source)}.` };
}
