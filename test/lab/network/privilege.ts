import { spawnSync } from "node:child_process";

/** `root`: namespaces as we are. `user-namespace`: inside one of our own. `none`: this machine allows neither. */
export type Privilege = "root" | "user-namespace" | "none";

/** What says why tests that need the lab are skipped. */
export const noPrivilegeText =
  "The lab needs root, or unprivileged user namespaces (`unshare -Urn true` must work). This machine allows neither.";

let found: Privilege | undefined;

/** Tries it, once per process: making the namespaces is the only honest test. */
export function labPrivilege(): Privilege {
  found ??= works(["-mn", "true"]) ? "root" : userNamespacesAllowed() ? "user-namespace" : "none";
  return found;
}

export function userNamespacesAllowed(): boolean {
  return works(["-Urmn", "true"]);
}

function works(options: readonly string[]): boolean {
  return spawnSync("unshare", options, { stdio: "ignore", env: labEnvironment }).status === 0;
}

/** The environment of every process in the lab. /run/lab/bin holds the node's iptables backend and what tests put there. */
export const labEnvironment: NodeJS.ProcessEnv = {
  PATH: "/run/lab/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  LANG: "C.UTF-8",
};
