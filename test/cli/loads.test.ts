import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "..", "..", "src");

/** Packages that are loaded with a file: imports of types alone and those a command waits for are none of them. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)"/gm);
  const packages = [...imports].flatMap(([, specifier = ""]) =>
    specifier.startsWith(".") ? [...loadedWith(join(dirname(file), specifier), seen)] : [specifier],
  );
  return new Set(packages.filter((name) => !name.startsWith("node:")));
}

test("a question to a folder of manifests waits for no client of Kubernetes, Slack or Redis, and draws nothing", () => {
  const packages = new Set([
    ...loadedWith(join(src, "cli.ts")),
    ...loadedWith(join(src, "cli", "policy.ts")),
  ]);
  expect([...packages].sort()).toEqual([
    "fastest-levenshtein",
    "ipaddr.js",
    "js-yaml",
    "rfc6902",
    "yaml",
    "zod",
  ]);
  expect(loadedWith(join(src, "cli", "why.ts"))).toContain("@kubernetes/client-node");
});
