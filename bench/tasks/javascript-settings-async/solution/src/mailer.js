import { loadSettings } from './settings.js';

/** A mailer whose `compose` makes mails from the configured sender. */
export async function createMailer(source) {
  const { sender } = await loadSettings(source);
  return {
    compose(to, subject) {
      return { from: sender, to, subject: subject.trim() };
    },
  };
}
