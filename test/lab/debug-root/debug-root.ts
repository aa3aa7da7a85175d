/**
 * The file system of the lab's debug pods: the packages of the shipped image in a folder, made once per machine and kept.
 * Parsers are then tested with the tools that are shipped, not with those that happen to be installed here.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labPrivilege } from "../network/privilege.ts";
import { debianMirror } from "./mirror.ts";
import { keyOf, shippedRecipe } from "./recipe.ts";

/** Where the root is, or why there is none. */
export type DebugRoot = { readonly path: string } | { readonly path: undefined; readonly why: string };

let found: Promise<DebugRoot> | undefined;

/**
 * The root, made when this machine has none yet: half a minute, once. Any number of processes may ask at the same time:
 * one makes it, the others wait. Never rejects; without it, stderr says so once per process, and why.
 */
export function debugRoot(): Promise<DebugRoot> {
  found ??= findOrMake().then((root) => {
    if (root.path === undefined) process.stderr.write(loudly(root.why));
    return root;
  });
  return found;
}

async function findOrMake(): Promise<DebugRoot> {
  if (labPrivilege() !== "root") return { path: undefined, why: "making it takes root" };
  try {
    const recipe = shippedRecipe();
    const path = join(cacheFolder(), `debug-root-${keyOf(recipe)}`);
    if (existsSync(path)) return { path };
    const mirror = debianMirror();
    if (!mirror) return { path: undefined, why: "apt on this machine knows no repository of Debian" };
    if (failedLately(path)) return { path: undefined, why: `it failed moments ago: see ${failureOf(path)}` };
    process.stderr.write(`making the debug pods' root once, in ${path}: ${recipe.release}\n`);
    const why = await make(path, recipe.release, [
      `--include=${recipe.packages.join(",")}`,
      ...mirror.settings.map((line) => `--aptopt=${line}`),
      recipe.release,
      `${path}.making`,
      mirror.uri,
    ]);
    return why === undefined ? { path } : { path: undefined, why };
  } catch (error) {
    return { path: undefined, why: error instanceof Error ? error.message : String(error) };
  }
}

/** Made by root, used by everybody's labs: where the system keeps what programs can make again. */
function cacheFolder(): string {
  const home = process.env["XDG_CACHE_HOME"];
  const folder = join(home === undefined || home === "" ? "/var/cache" : home, "netdiag");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * The lock goes with the process that holds it, however that ends; what it had begun is thrown away by the next. The
 * rename is the last step, so a folder that is there is whole. What is mounted meanwhile goes with the process too, or
 * the next one would remove this machine's /dev. resolv.conf is empty: the lab mounts the pod's own over it.
 */
const making = `set -eu
root=$1
shift
[ ! -d "$root" ] || exit 0
rm -rf --one-file-system "$root.making"
unshare -m mmdebstrap --quiet --mode=root --variant=minbase --dpkgopt='path-exclude=/usr/share/man/*' \\
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \\
  --customize-hook='rm -f "$1/etc/resolv.conf"; : >"$1/etc/resolv.conf"' "$@" >&2
mv "$root.making" "$root"
`;

/** @returns why it did not work */
async function make(path: string, release: string, argv: readonly string[]): Promise<string | undefined> {
  const child = spawn("flock", [`${path}.lock`, "sh", "-c", making, "sh", path, ...argv], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const code = await new Promise<number | string | null>((resolve) => {
    child.on("error", (error) => {
      resolve(error.message);
    });
    child.on("close", resolve);
  });
  if (code === 0) return undefined;
  const last = said.trim().split("\n").at(-1) ?? "";
  writeFileSync(failureOf(path), `${said}\n`);
  return `making ${release} failed (${code ?? "by signal"}): ${last}`;
}

const failureOf = (path: string): string => `${path}.failed`;

/** Every test file is a process of its own: without this each would try again, with the same end. */
function failedLately(path: string): boolean {
  const failed = statSync(failureOf(path), { throwIfNoEntry: false });
  return failed !== undefined && Date.now() - failed.mtimeMs < 10 * 60_000;
}

function loudly(why: string): string {
  const line = "#".repeat(100);
  return `${line}\n# NOT THE SHIPPED TOOLS: the lab's debug pods run this machine's programs, not those of the debug image.\n# ${why}\n${line}\n`;
}
