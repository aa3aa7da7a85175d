import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";

/**
 * client-node 1.4.0 makes a new agent, so a new TLS handshake, for every request. This keeps one agent and its
 * connections as long as the credentials stay the same; proxy agents are left alone.
 */
export class KeptAlive {
  readonly #plain = new HttpAgent({ keepAlive: true });
  #secure: HttpsAgent | undefined;
  #credentials = "";

  /** The agent to use in place of `fresh`. */
  for(fresh: HttpAgent): HttpAgent {
    if (fresh.constructor === HttpAgent) return this.#plain;
    if (!(fresh instanceof HttpsAgent) || fresh.constructor !== HttpsAgent) return fresh;
    const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } = fresh.options;
    const credentials = [ca, cert, key, pfx, passphrase, servername, rejectUnauthorized]
      .map(String)
      .join("\n");
    if (this.#secure && credentials === this.#credentials) return this.#secure;
    this.#credentials = credentials;
    this.#secure = new HttpsAgent({ ...fresh.options, keepAlive: true });
    return this.#secure;
  }
}
