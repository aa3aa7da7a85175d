/** The words of manifests against kubectl itself, which reads a file offline with `--local`. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadYaml } from "../../src/policy/yaml/yaml.ts";

const installed = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!installed)
  process.stderr.write(
    "SKIPPED test/policy/kubectl-yaml.test.ts: no kubectl on PATH (Debian: kubernetes-client)\n",
  );

const Read = z.looseObject({ spec: z.unknown() });

/** What kubectl makes of the fields of `spec`, as it would send it. */
function byKubectl(manifest: string): unknown {
  const argv = ["patch", "--local", "-f", "-", "--type=merge", "-p", "{}", "-o", "json"];
  const { stdout, stderr } = spawnSync("kubectl", argv, {
    input: manifest,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  expect(stderr).toBe("");
  return Read.parse(JSON.parse(stdout)).spec;
}

function byUs(manifest: string): unknown {
  const loaded = loadYaml(manifest);
  return "value" in loaded ? Read.parse(loaded.value).spec : loaded;
}

const manifest = (lines: readonly string[]): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: words\nspec:\n${lines.map((line) => `  ${line}\n`).join("")}`;

describe.skipIf(!installed)("kubectl reads the same", () => {
  test("numbers, and what looks like one", () => {
    // No word may be a document's marker, a dash alone, or infinite, which kubectl refuses.
    const words = fc.stringMatching(/^[0-9+\-._eExXoObBaAfF]{1,7}$/).filter((word) => !/^-+$/.test(word));
    fc.assert(
      fc.property(fc.array(words, { minLength: 300, maxLength: 600 }), (some) => {
        const text = manifest(some.map((word, place) => `w${place}: ${word}`));
        expect(byUs(text)).toEqual(byKubectl(text));
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  test("words, quotes, tags, keys, anchors and blocks", () => {
    const words = [
      "on",
      "Off",
      "y",
      "N",
      "yEs",
      "null",
      "Null",
      "~",
      "true",
      "TRUE",
      "tRUE",
      "no",
      "2026-11-02",
      "12:30",
    ];
    const text = manifest([
      ...words.map((word, place) => `w${place}: ${word}`),
      ...words.map((word, place) => `q${place}: "${word}"`),
      ...words.slice(8).map((word, place) => `s${place}: !!str ${word}`),
      "on: key",
      "8080: key",
      "anchor: &a {b: 1, c: [x, on]}",
      "alias: *a",
      "merged: {<<: *a, b: 2}",
      "empty:",
      "literal: |",
      "  one",
      "   two",
      "folded: >-",
      "  one",
      "  two",
      'long: "one',
      "  two\\n\\",
      '  three"',
      "list:",
      "- one",
      "- - two",
    ]);
    expect(byUs(text)).toEqual(byKubectl(text));
  });
});
