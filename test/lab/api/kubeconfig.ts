import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

/**
 * Kubeconfigs that vanish with this process, however it ends: files without a name, reached through /proc while
 * they are open here. Any process of the same user can read the paths.
 */
export class Kubeconfigs {
  readonly #server: string;
  readonly #cluster: string;
  readonly #open = new Map<string, number>();

  constructor(server: string, cluster: string) {
    this.#server = server;
    this.#cluster = cluster;
  }

  /** The path of the user's kubeconfig. */
  pathFor(user: string, token: string): string {
    const open = this.#open.get(user) ?? this.#write(user, token);
    this.#open.set(user, open);
    return `/proc/${process.pid}/fd/${open}`;
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  #write(user: string, token: string): number {
    const directory = mkdtempSync(join(tmpdir(), "netdiag-lab-"));
    const descriptor = openSync(join(directory, "kubeconfig"), "wx", 0o600);
    rmSync(directory, { recursive: true });
    writeSync(descriptor, this.#text(user, token));
    return descriptor;
  }

  /** Plain HTTP: client-node refuses it unless told to skip verifying. */
  #text(user: string, token: string): string {
    const name = this.#cluster;
    return stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server: this.#server, "insecure-skip-tls-verify": true } }],
      users: [{ name: user, user: { token } }],
      contexts: [{ name, context: { cluster: name, user } }],
      "current-context": name,
    });
  }
}
