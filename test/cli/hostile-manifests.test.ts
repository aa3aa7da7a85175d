import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policy } from "../../src/cli/policy.ts";
import { UsageError } from "../../src/cli/usage.ts";

const pod = (name: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: shop}, spec: {containers: [{name: c}]}}\n---\n`;
const pods = pod("client") + pod("web");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netdiag-hostile-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("manifests that somebody wrote to hurt end with an answer and a few lines", () => {
  const withSpec = (spec: string) =>
    `${pods}{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: shop}, spec: ${spec}}\n`;
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const bomb = [
    "a0: &a0 [x, x]",
    ...Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
  ].join("\n");
  test.each<[string, () => string, number]>([
    ["YAML that nests 100,000 deep", () => withSpec(nested(100_000)), 2],
    ["JSON that does", () => `{"kind": "List", "items": ${nested(100_000)}}`, 64],
    ["Lists in Lists in Lists", () => `{"kind":"List","items":[`.repeat(5_000) + "]}".repeat(5_000), 64],
    ["aliases of aliases of aliases", () => `${pods}${bomb}\n`, 2],
    ["an alias that holds itself", () => `${pods}a: &a\n  b: *a\n`, 2],
    [
      "names that every JavaScript object has",
      () => withSpec('{podSelector: {matchLabels: {__proto__: a, "constructor": b, "toString": c}}}'),
      0,
    ],
    ["a label of 10 MB", () => withSpec(`{podSelector: {matchLabels: {a: ${"x".repeat(10_000_000)}}}}`), 0],
    ["30,000 documents that do not parse", () => `${pods}${"a: [\n---\n".repeat(30_000)}`, 2],
    [
      "20,000 blocks that are none",
      () =>
        withSpec(
          `{podSelector: {}, ingress: [{from: [${Array(20_000).fill("{ipBlock: {cidr: x}}").join(", ")}]}]}`,
        ),
      0,
    ],
    [
      "escape sequences in a name",
      () => withSpec("{podSelector: {}}").replace("name: p,", String.raw`name: "\e[31mp\u202e",`),
      1,
    ],
  ])("%s", async (_, text, code) => {
    await writeFile(join(folder, "all.yaml"), text());
    const told: string[] = [];
    const tell = (line: string) => told.push(line);
    const terminal = { colour: false, print: tell, note: () => undefined, complain: tell };
    const answer = policy(
      { words: ["client", "to", "web:8080"], from: folder, json: false, fix: true, csv: false, svg: false },
      terminal,
    ).catch((error: unknown) => {
      expect(error).toBeInstanceOf(UsageError);
      return 64;
    });
    expect(await answer).toBe(code);
    const said = told.join("\n");
    expect(said.length).toBeLessThan(20_000);
    expect(said).not.toMatch(/[\u0000-\u0008\u001b\u202e]/);
  });
});
