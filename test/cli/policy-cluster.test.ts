/** `netdiag policy` without a folder: the objects of a live cluster. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policy } from "../../src/cli/policy.ts";
import { Kubeconfigs } from "../lab/api/kubeconfig.ts";
import { runningPod, startLocalServer } from "../lab/api/local-server.ts";
import type { KubeObject } from "../lab/api/object.ts";
import type { ApiServer } from "../lab/api/server.ts";

let server: ApiServer;
let kubeconfigs: Kubeconfigs;
beforeAll(async () => {
  const all = { apiGroups: ["*"], verbs: ["get", "list"] };
  server = await startLocalServer({
    policyApis: ["calico"],
    tokens: {
      "admin-token": { name: "admin" },
      "narrow-token": {
        name: "narrow",
        rules: [
          { ...all, resources: ["pods", "namespaces", "nodes", "services", "networkpolicies"] },
          { ...all, resources: ["deployments", "statefulsets", "daemonsets", "endpointslices"] },
        ],
      },
    },
  });
  kubeconfigs = new Kubeconfigs(server.url, "lab");
  for (const object of [
    web("web-1", "10.244.1.2"),
    web("web-2", "10.244.1.3"),
    runningPod("client", "node1", "10.244.1.4"),
    denyStrangers,
    service,
    runningPod("alone", "node1", "10.244.1.9"),
    isolated,
  ])
    server.store.create(object);
});
afterAll(async () => {
  kubeconfigs.close();
  await server.stop();
});

function web(name: string, ip: string): KubeObject {
  const pod = runningPod(name, "node1", ip);
  const containers = [{ name: "web", image: "web:1", ports: [{ containerPort: 8080 }] }];
  return {
    ...pod,
    metadata: { ...pod.metadata, labels: { app: "web" } },
    spec: { nodeName: "node1", containers },
  };
}
const denyStrangers: KubeObject = {
  apiVersion: "crd.projectcalico.org/v1",
  kind: "GlobalNetworkPolicy",
  metadata: { name: "default.deny-strangers" },
  spec: {
    order: 1,
    selector: "app == 'web'",
    types: ["Ingress"],
    ingress: [{ action: "Deny", source: { selector: "app == 'stranger'" } }, { action: "Allow" }],
  },
};
const isolated: KubeObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "alone", namespace: "shop" },
  spec: { podSelector: { matchLabels: { app: "alone" } } },
};
const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "shop" },
  spec: { clusterIP: "10.96.0.20", selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080 }] },
};

async function run(words: string, more: { readonly user?: string; readonly json?: boolean } = {}) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const { user = "admin", json = false } = more;
  const code = await policy(
    {
      words: words.split(" "),
      json,
      fix: true,
      csv: false,
      svg: false,
      cluster: () => ({ kubeconfig: kubeconfigs.pathFor(user, `${user}-token`) }),
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
  test("allowed", async () => {
    const { code, out, complaints } = await run("shop/client to shop/web");
    expect([code, complaints]).toEqual([0, []]);
    expect(out).toContain(
      "2 of 2 pairs. ALLOWED: web accepts client: GlobalNetworkPolicy default.deny-strangers",
    );
  });

  test("denied, by a policy of an API that only some clusters have", async () => {
    const { code, out } = await run("shop/stranger to shop/web");
    expect(code).toBe(1);
    expect(out).toContain(
      "DENIED: stranger may not reach web: GlobalNetworkPolicy default.deny-strangers denies",
    );
  });

  test("not to be told when some policies may not be read, which is complained about", async () => {
    const { code, out, complaints } = await run("shop/client to shop/web", { user: "narrow" });
    expect(code).toBe(2);
    expect(out).toContain("could not be read and might deny it");
    expect(complaints.join("\n")).toContain(
      "Not read: GlobalNetworkPolicies, HostEndpoints, Tiers: not allowed to list",
    );
    expect(complaints.join("\n")).toContain('resources: ["globalnetworkpolicies"]');
  });

  test("nobody of that name: a look-alike, and how to ask again", async () => {
    expect(await run("shop/client to shop/wbe")).toMatchObject({
      code: 64,
      complaints: [expect.stringContaining("Did you mean shop/web?")],
    });
  });
});

describe("the fix of a denied question", () => {
  test("is the smallest change, over the pods that were read", async () => {
    const { code, out } = await run("shop/client to shop/alone:8080");
    expect(code).toBe(1);
    expect(out).toMatch(/\nFix: Add .* NetworkPolicy shop\/.* nothing else among the \d+ pods read\./);
    expect(out).toContain("kubectl");
  });

  test("is as sure as what could be read", async () => {
    const { out } = await run("shop/client to shop/alone:8080", { user: "narrow" });
    expect(out).toMatch(/Caution: Checked against what could be read: .*GlobalNetworkPolicies/);
  });

  test("is none where a policy denies on purpose", async () => {
    expect((await run("shop/stranger to shop/web")).out).toContain(
      "Fix: none is proposed. GlobalNetworkPolicy",
    );
  });
});

test("as JSON: the worst verdict and every answer", async () => {
  const { out } = await run("shop/stranger to shop/web", { json: true });
  expect(JSON.parse(out)).toMatchObject({
    verdict: "deny",
    answers: [{ verdict: "deny" }, { verdict: "deny" }],
  });
});

test("the matrix of the namespaces named", async () => {
  const { code, out } = await run("matrix shop");
  expect(code).toBe(0);
  expect(out).toContain("shop/web");
});

test("of very many pairs some are asked about, and that is said", async () => {
  const many = Array.from({ length: 150 }, (_, index) => web(`big-${index}`, `10.244.2.${index}`));
  for (const { metadata, ...pod } of many)
    server.store.create({ ...pod, metadata: { ...metadata, labels: { app: "big" } } });
  const { code, complaints } = await run("shop/client to shop/big");
  expect([code, complaints]).toEqual([
    0,
    ["Asked about 100 of 150 pairs of pods: name one to ask about it."],
  ]);
});

test("what policies that may not be read could deny is not told as open in a matrix", async () => {
  const narrow = await run("matrix shop", { user: "narrow" });
  expect(narrow.complaints.join("\n")).toContain("Not read: GlobalNetworkPolicies");
  expect(narrow.out).not.toMatch(/everything → /);
  expect(narrow.out).toContain(
    "Policies about any pod could not be read: what they may deny cannot be told.",
  );
  const all = await run("matrix shop");
  expect(all.complaints).toEqual([]);
  expect(all.out).toMatch(/everything → /);
});

test("a server that does not answer is told, and is no verdict", async () => {
  const gone = await startLocalServer();
  const elsewhere = new Kubeconfigs(gone.url, "gone");
  await gone.stop();
  const complaints: string[] = [];
  const code = await policy(
    {
      words: ["a", "to", "b"],
      json: false,
      fix: true,
      csv: false,
      svg: false,
      cluster: () => ({ kubeconfig: elsewhere.pathFor("a", "t") }),
    },
    {
      colour: false,
      print: () => undefined,
      note: () => undefined,
      complain: (text) => complaints.push(text),
    },
  );
  elsewhere.close();
  expect(code).toBe(2);
  expect(complaints).toEqual([expect.stringContaining("I could not look")]);
});

test("a question that is stopped is no answer", async () => {
  const stopped = policy(
    {
      words: ["shop/client", "to", "shop/web"],
      json: false,
      fix: true,
      csv: false,
      svg: false,
      cluster: () => ({ kubeconfig: kubeconfigs.pathFor("admin", "admin-token") }),
      signal: AbortSignal.abort(),
    },
    { colour: false, print: () => undefined, note: () => undefined, complain: () => undefined },
  );
  await expect(stopped).rejects.toThrow("stopped");
});
