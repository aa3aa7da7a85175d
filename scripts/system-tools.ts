/**
 * The programs outside npm that the lab, the tests and the demo use, and the Debian packages they come in. The one
 * list: CI and the demo read it from here. What the debug image holds is deploy/prober-packages.txt.
 *
 *   tsx scripts/system-tools.ts             says what is missing and the line that installs it; exit code 1
 *   tsx scripts/system-tools.ts --install   installs it, as root on Debian
 *   … lab queue                             looks only at what these need: lab, queue, page, kubectl
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** `lab`: the cluster on this machine. `queue`: Redis. `page`: looking at the fake Slack. `kubectl`: asking the lab's API. */
export type Purpose = "lab" | "queue" | "page" | "kubectl";

export interface SystemTool {
  readonly binary: string;
  readonly debianPackage: string;
  readonly purpose: Purpose;
}

const packages: readonly (readonly [Purpose, string, readonly string[]])[] = [
  ["lab", "iproute2", ["ip", "bridge", "ss", "tc", "nstat"]],
  ["lab", "iptables", ["iptables-save", "iptables-legacy-save", "iptables-nft-save", "ip6tables-save"]],
  ["lab", "nftables", ["nft"]],
  ["lab", "ipset", ["ipset"]],
  ["lab", "conntrack", ["conntrack"]],
  ["lab", "ethtool", ["ethtool"]],
  ["lab", "tcpdump", ["tcpdump"]],
  ["lab", "iputils-ping", ["ping"]],
  ["lab", "socat", ["socat"]],
  ["lab", "netcat-openbsd", ["nc"]],
  ["lab", "bind9-dnsutils", ["dig"]],
  ["lab", "dnsmasq-base", ["dnsmasq"]],
  ["lab", "procps", ["sysctl"]],
  ["lab", "util-linux", ["nsenter", "unshare", "flock"]],
  ["lab", "curl", ["curl"]],
  // What Alpine and many small images have for everything.
  ["lab", "busybox", ["busybox"]],
  ["lab", "mmdebstrap", ["mmdebstrap"]],
  ["queue", "redis-server", ["redis-server"]],
  ["page", "chromium", ["chromium"]],
  ["kubectl", "kubernetes-client", ["kubectl"]],
];

export const systemTools: readonly SystemTool[] = packages.flatMap(([purpose, debianPackage, binaries]) =>
  binaries.map((binary) => ({ binary, debianPackage, purpose })),
);

/** The programs that are not on this machine. A kubectl from elsewhere counts: what matters is the program. */
export function missingTools(purposes?: readonly Purpose[]): readonly SystemTool[] {
  const folders = [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/sbin", "/usr/local/sbin"];
  return systemTools.filter(
    ({ binary, purpose }) =>
      (purposes?.includes(purpose) ?? true) &&
      !folders.some((folder) => folder !== "" && isProgram(join(folder, binary))),
  );
}

/** The one line a person types. */
export function installLine(missing: readonly SystemTool[]): string {
  const names = [...new Set(missing.map(({ debianPackage }) => debianPackage))].sort();
  return `apt-get install -y --no-install-recommends ${names.join(" ")}`;
}

/**
 * Installs what is missing when this is root on a Debian-like machine, saying so; otherwise says the line to run.
 * @returns what is still missing afterwards
 */
export function installMissing(
  say: (line: string) => void,
  purposes?: readonly Purpose[],
): readonly SystemTool[] {
  const missing = missingTools(purposes);
  if (missing.length === 0) return [];
  const names = missing.map(({ binary }) => binary).join(", ");
  const line = installLine(missing);
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    say(`missing here: ${names}. On Debian, run: sudo ${line}`);
    return missing;
  }
  say(`missing here: ${names}. Installing as root: ${line}`);
  const [program = "apt-get", ...argv] = line.split(" ");
  const said = apt(program, ["update", "-q"]) + apt(program, ["-q", ...argv]);
  const still = missingTools(purposes);
  // A page of progress is of use only to find out why something is not there.
  if (still.length > 0) say(said.trimEnd());
  if (still.length > 0) say(`still missing: ${still.map(({ binary }) => binary).join(", ")}`);
  return still;
}

/** @returns what it said */
function apt(program: string, argv: readonly string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { stdout, stderr, error } = spawnSync(program, argv, { encoding: "utf8", env });
  return error ? `${error.message}\n` : stdout + stderr;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function main(words: readonly string[]): number {
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const known = new Set<string>(packages.map(([purpose]) => purpose));
  const isPurpose = (word: string): word is Purpose => known.has(word);
  const unknown = words.filter((word) => word !== "--install" && !isPurpose(word));
  if (unknown.length > 0) {
    process.stderr.write(
      `there is no ${unknown.join(", no ")} to look for; there are ${[...known].join(", ")}, and the option --install.\n` +
        `example: tsx scripts/system-tools.ts --install lab queue\n`,
    );
    return 64;
  }
  const named = words.filter(isPurpose);
  const purposes = named.length > 0 ? named : undefined;
  if (words.includes("--install")) return installMissing(say, purposes).length === 0 ? 0 : 1;
  const missing = missingTools(purposes);
  say(
    missing.length === 0
      ? "every program is here"
      : `missing here: ${missing.map(({ binary }) => binary).join(", ")}\nrun: ${installLine(missing)}`,
  );
  return missing.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = main(process.argv.slice(2));
