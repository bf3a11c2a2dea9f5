import { loadSettings } from './settings.js';

/** A mailer whose `compose` makes mails from the configured sender. */
export function createMailer(source) {
  const { sender } = loadSettings(source);
  return {
    compose(to, subject) {
      return { from: sender, to, subject: subject.trim() };
    },
  };
}
