import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { connectCluster } from "../../../src/adapters/kubernetes/connection.ts";

const folder = mkdtempSync(join(tmpdir(), "netdiag-kubeconfig-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function kubeconfig(text: string): string {
  const file = join(folder, `config-${Math.random()}`);
  writeFileSync(file, text);
  return file;
}

const two = kubeconfig(`
clusters: [{name: a, cluster: {server: "https://a.example:6443"}}, {name: b, cluster: {server: "http://127.0.0.1:8001"}}]
users: [{name: u, user: {token: t}}]
contexts: [{name: prod, context: {cluster: a, user: u}}, {name: local, context: {cluster: b, user: u}}]
current-context: prod
`);

test("the current context is used and gives the name, unless told otherwise", () => {
  expect(connectCluster({ kubeconfig: two })).toMatchObject({ name: "prod" });
  expect(connectCluster({ kubeconfig: two }).api.server).toBe("https://a.example:6443");
  expect(connectCluster({ kubeconfig: two, context: "local", name: "mine" })).toMatchObject({ name: "mine" });
  expect(connectCluster({ kubeconfig: two, context: "local" }).api.server).toBe("http://127.0.0.1:8001");
});

test("several files are one, the first one's choice stands", () => {
  const more = kubeconfig(`
clusters: [{name: c, cluster: {server: "https://c.example:6443"}}]
users: [{name: v, user: {token: t}}]
contexts: [{name: staging, context: {cluster: c, user: v}}]
current-context: staging
`);
  const both = `${two}:${more}`;
  expect(connectCluster({ kubeconfig: both }).name).toBe("prod");
  expect(connectCluster({ kubeconfig: both, context: "staging" }).api.server).toBe("https://c.example:6443");
});

test.each([
  ["a context that is not there, with those that are", { kubeconfig: two, context: "prdo" }, "prod, local"],
  ["a file that is not there", { kubeconfig: join(folder, "none") }, "KUBECONFIG"],
  ["a file that is no kubeconfig", { kubeconfig: kubeconfig("{ not yaml") }, "KUBECONFIG"],
  [
    "a file without a current context",
    { kubeconfig: kubeconfig("clusters: []\nusers: []\ncontexts: []") },
    "use-context",
  ],
])("%s is said", (_what, options, next) => {
  expect(() => connectCluster(options)).toThrow(
    expect.objectContaining({ name: "CouldNotRead", next: expect.stringContaining(next) as string }) as Error,
  );
});
