/** Where this machine gets Debian's packages: read from apt's own settings, so that no mirror has a name here. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Mirror {
  /** As apt spells it, such as `mirror+file:/etc/apt/mirrors/debian.list`. */
  readonly uri: string;
  /** Lines of apt's configuration about how to fetch: proxies, time-outs, what is checked. */
  readonly settings: readonly string[];
}

/** Names under which a repository can hold the release this machine runs, or a newer one. */
const rolling = ["oldoldstable", "oldstable", "stable", "testing", "sid", "unstable"];

const fetching = /^Acquire::(https?::|Check-|Retries|Queue|ForceIPv4).* "[^"]+";$/;

/** The repository this machine's own Debian packages come from; undefined when apt knows none. */
export function debianMirror(): Mirror | undefined {
  const codename = /^VERSION_CODENAME="?(\w+)"?$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  const suites = new Set([...(codename === undefined ? [] : [codename]), ...rolling]);
  const format = "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)";
  const uri = printed("apt-get", ["indextargets", "--format", format, "Created-By: Packages"])
    .map((line) => line.split("\t"))
    .find(([, release = "", component]) => component === "main" && suites.has(release))?.[0];
  if (uri === undefined) return undefined;
  const settings = printed("apt-config", ["dump", "Acquire"]).filter((line) => fetching.test(line));
  return { uri, settings };
}

function printed(program: string, argv: readonly string[]): string[] {
  const { status, stdout } = spawnSync(program, argv, { encoding: "utf8" });
  return status === 0 ? stdout.split("\n").filter((line) => line !== "") : [];
}
