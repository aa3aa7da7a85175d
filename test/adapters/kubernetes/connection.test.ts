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

/** One cluster, user and context, in which something is wrong. */
function changed(change: object): string {
  return kubeconfig(
    JSON.stringify({
      clusters: [{ name: "a", cluster: { server: "https://a.example:6443" } }],
      users: [{ name: "u", user: { token: "t" } }],
      contexts: [{ name: "prod", context: { cluster: "a", user: "u" } }],
      "current-context": "prod",
      ...change,
    }),
  );
}

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

test("what is wrong with an entry that nobody asked for is nobody's concern, and of a list a file may be missing", () => {
  const odd = changed({
    clusters: [{ name: "a", cluster: { server: "https://a" } }, null, { name: "b" }, 7],
  });
  expect(connectCluster({ kubeconfig: `${join(folder, "none")}:${odd}` }).api.server).toBe("https://a");
});

test("of two entries of one name the first counts, and paths start from their own file's folder", () => {
  const token = join(folder, "token");
  writeFileSync(token, "t0k3n");
  const first = changed({ users: [{ name: "u", user: { tokenFile: "token" } }] });
  const { kubeConfig } = connectCluster({ kubeconfig: `${first}:${changed({ users: [{ name: "u" }] })}` });
  expect(kubeConfig.getCurrentUser()?.authProvider).toEqual({
    name: "tokenFile",
    config: { tokenFile: token },
  });
});

test.each([
  ["a context that is not there, with those that are", { kubeconfig: two, context: "prdo" }, "prod, local"],
  ["a file that is not there", { kubeconfig: join(folder, "none") }, "KUBECONFIG"],
  ["a file that is no kubeconfig", { kubeconfig: kubeconfig("{ not yaml") }, "kubectl config view"],
  ["a text that is no kubeconfig", { kubeconfig: kubeconfig("just words") }, "kubectl config view"],
  ["a file with nothing in it", { kubeconfig: kubeconfig("# nothing\n") }, "kubectl config view"],
  [
    "a file without contexts",
    { kubeconfig: kubeconfig("clusters: []\nusers: []\ncontexts: []") },
    "name another file",
  ],
  [
    "a file without a current context",
    { kubeconfig: changed({ "current-context": "" }) },
    "choose one, --context NAME or kubectl config use-context NAME, of: prod",
  ],
  [
    "a context of a cluster that is not there",
    { kubeconfig: changed({ clusters: [] }) },
    "choose another context",
  ],
  [
    "a context of a user that is not there",
    { kubeconfig: changed({ users: null }) },
    "choose another context",
  ],
  [
    "a cluster without an address",
    { kubeconfig: changed({ clusters: [{ name: "a", cluster: { server: 7 } }] }) },
    "look at it",
  ],
  [
    "a cluster with half an address",
    { kubeconfig: changed({ clusters: [{ name: "a", cluster: { server: "a.example:6443" } }] }) },
    "kubectl config set-cluster a",
  ],
  [
    "a file of the cluster's certificate that is gone",
    {
      kubeconfig: changed({
        clusters: [{ name: "a", cluster: { server: "https://a", "certificate-authority": "ca.pem" } }],
      }),
    },
    "restore the file",
  ],
  [
    "a certificate that was cut",
    { kubeconfig: changed({ users: [{ name: "u", user: { "client-certificate-data": "LS0t" } }] }) },
    "get the credentials anew",
  ],
])("%s is said", (_what, options, next) => {
  expect(() => connectCluster(options)).toThrow(
    expect.objectContaining({ name: "CouldNotRead", next: expect.stringContaining(next) as string }) as Error,
  );
});
