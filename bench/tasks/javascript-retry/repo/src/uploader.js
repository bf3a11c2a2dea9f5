import { Permanent, retry } from './retry.js';

/** Sends files through a transport: an object with `send(name, bytes)` that resolves to a status code. */
export class Uploader {
  #transport;
  #options;

  constructor(transport, options = {}) {
    this.#transport = transport;
    this.#options = options;
  }

  async upload(name, bytes) {
    return retry(async () => {
      const status = await this.#transport.send(name, bytes);
      if (status >= 500) throw new Error(`${name}: the server failed with ${status}`);
      if (status >= 400) throw new Permanent(`${name}: refused with ${status}`);
      return status;
    }, this.#options);
  }

  /** Uploads one after the other; resolves to the names that could not be uploaded. */
  async uploadAll(files) {
    const failed = [];
    for (const [name, bytes] of Object.entries(files)) {
      try {
        await this.upload(name, bytes);
      } catch {
        failed.push(name);
      }
    }
    return failed;
  }
}
