import { describeLimits } from './limits.js';
import { createMailer } from './mailer.js';
import { createTheme, css } from './theme.js';

/** Starts the application: what its pages show and its mailer. */
export async function start(source) {
  const mailer = await createMailer(source);
  const style = css(await createTheme(source));
  return { style, mailer, notice: `Upload ${await describeLimits(source)}.` };
}
