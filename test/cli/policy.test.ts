import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policy } from "../../src/cli/policy.ts";
import { UsageError } from "../../src/cli/usage.ts";

const pods = `
{apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop, labels: {app: client}}, spec: {containers: [{name: c}]}}
---
{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}}
---
`;
const admits = (app: string) =>
  `${pods}{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web, namespace: shop}, spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${app}}}}]}]}}\n`;
const stranger = `---\n{apiVersion: cilium.io/v3, kind: CiliumNetworkPolicy, metadata: {name: c, namespace: shop}, spec: {}}\n`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "netdiag-policy-"));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(join(folder, name, "deep"), { recursive: true });
    await writeFile(join(folder, name, "deep", "all.yaml"), text);
  };
  await write("open", admits("client"));
  await write("closed", admits("nobody"));
  await write("unclear", admits("client") + stranger);
  await write("broken", `${admits("client")}---\na: [b\n`);
  await mkdir(join(folder, "empty"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function run(words: string, more: { from?: string; json?: boolean; csv?: boolean } = {}) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await policy(
    {
      words: words.split(" "),
      json: more.json === true,
      csv: more.csv === true,
      ...(more.from === undefined ? {} : { from: join(folder, more.from) }),
    },
    {
      colour: false,
      print: (text) => printed.push(text),
      note: () => undefined,
      complain: (text) => complaints.push(text),
    },
  );
  return { code, out: printed.join(""), complaints };
}

describe("the exit code is the verdict", () => {
  test.each([
    ["open", 0, "ALLOWED"],
    ["closed", 1, "DENIED: web accepts only pods labelled app=nobody in shop; client has app=client."],
    ["unclear", 2, "CANNOT BE TOLD"],
  ])("%s: %i", async (from, code, says) => {
    const answer = await run("client to web:8080", { from });
    expect(answer.code).toBe(code);
    expect(answer.out).toContain(says);
  });
});

test("without a port the pod's only one is asked", async () => {
  expect((await run("client to web", { from: "closed", json: true })).code).toBe(1);
  await expect(run("web to client", { from: "closed" })).rejects.toThrow("Which port of client?");
});

test("what cannot be read is complained about, and the rest answered", async () => {
  const { code, complaints } = await run("client to web:8080", { from: "broken" });
  expect(code).toBe(0);
  expect(complaints).toEqual([expect.stringMatching(/all\.yaml:\d+ is not read/)]);
});

test("a diff of two folders says what opens and closes", async () => {
  const there = await run(`diff ${join(folder, "closed")} ${join(folder, "open")}`);
  expect(there).toMatchObject({ code: 1, complaints: [] });
  expect(there.out).toContain("Opened:\n  shop/client → shop/web on every TCP port");
  const same = await run(`diff ${join(folder, "open")} ${join(folder, "open")}`);
  expect(same).toMatchObject({ code: 0, out: "No flow changes.\n" });
});

test("a matrix as text and as CSV", async () => {
  expect((await run("matrix", { from: "closed" })).out).toContain("nothing → shop/web");
  expect((await run("matrix shop", { from: "closed", csv: true })).out).toContain(
    "shop/client,everything,nothing,everything",
  );
});

test.each([
  ["matrix", undefined],
  ["client to web:8080", "missing"],
  ["client to web:8080", "empty"],
  ["nobody to web:8080", "open"],
  ["web to client", "open"],
  ["matrix other", "open"],
  ["diff x", undefined],
  ["client", "open"],
])("`policy %s` --from %s is a usage error", async (words, from) => {
  await expect(run(words, from === undefined ? {} : { from })).rejects.toThrow(UsageError);
});
