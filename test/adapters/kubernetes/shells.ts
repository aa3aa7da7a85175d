/** The shells a debug image may bring, each as `sh` in front of a PATH. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Shell {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Says on stderr which are not installed here: their tests do not exist then. */
export function shellsHere(): { readonly shells: readonly Shell[]; readonly remove: () => void } {
  const folders: string[] = [];
  const shells = ["dash", "bash", "busybox"].flatMap((name): Shell[] => {
    const path = spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).stdout.trim();
    if (path === "") {
      process.stderr.write(
        `${name} is not installed: the session script is not tested with it (apt-get install ${name})\n`,
      );
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), `netdiag-${name}-`));
    folders.push(folder);
    // BusyBox brings its own timeout, awk, grep, wc, mktemp, nsenter; all are to be used.
    if (name === "busybox") spawnSync(path, ["--install", "-s", folder]);
    else symlinkSync(path, join(folder, "sh"));
    return [{ name, env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` } }];
  });
  return {
    shells,
    remove: () => {
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}
