/** What the shipped debug image is made of: the lab's debug pods get a root made of the same. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Recipe {
  /** A Debian release, such as trixie. */
  readonly release: string;
  readonly packages: readonly string[];
}

const deploy = join(import.meta.dirname, "../../../deploy");
const list = "prober-packages.txt";

/** Reads deploy/Dockerfile.prober and the list it installs. Throws when the Dockerfile no longer installs that list on Debian. */
export function shippedRecipe(): Recipe {
  const dockerfile = readFileSync(join(deploy, "Dockerfile.prober"), "utf8");
  const release = /^FROM debian:([a-z]+)-slim$/m.exec(dockerfile)?.[1];
  if (release === undefined) throw new Error("deploy/Dockerfile.prober is not FROM debian:RELEASE-slim");
  if (!new RegExp(`^COPY ${list} (\\S+)\n.*xargs -a \\1 +\\\\\n +apt-get install`, "ms").test(dockerfile))
    throw new Error(`deploy/Dockerfile.prober does not install the packages of deploy/${list}`);
  const packages = readFileSync(join(deploy, list), "utf8").split("\n");
  return { release, packages: packages.filter((line) => line !== "") };
}

/** Names a root made of it: another release or list, or another way of making it, is another root. */
export function keyOf({ release, packages }: Recipe): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([release, packages, makerVersion]))
    .digest("hex");
  return `${release}-${digest.slice(0, 12)}`;
}

/** To be raised with every change of how a root is made. */
const makerVersion = 1;
