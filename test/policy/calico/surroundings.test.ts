import { describe, expect, test } from "vitest";
import { compile, explain, whatIf, type KubernetesObject } from "../../../src/policy/index.ts";
import { cluster, db, flow, namespace, outside, pod, verdict, web } from "../cluster.ts";
import { check } from "./cases.ts";
import { allow, calico, calicoObject, deny, from, networkSet, toDb } from "./objects.ts";

test("a network set that holds a pod's address does not lend the pod its labels as a policy's subject", () => {
  const everywhere = networkSet("shop/all", { app: "guarded" }, ["0.0.0.0/0"]);
  const guarded = calico("g", { selector: "app == 'guarded'", types: ["Ingress"] });
  const peers = calico("p", { selector: "app == 'db'", ingress: from({ selector: "app == 'guarded'" }) });
  expect(verdict([everywhere, guarded], web, db)).toBe("allow");
  expect(verdict([everywhere, peers], web, db)).toBe("allow");
});

test.each([
  [
    "a network set that fits is enough, though the pod of the address does not",
    { selector: "has(feed)" },
    "allow",
  ],
  ["no label of either that fits", { selector: "has(nothing)" }, "deny"],
  ["alone a notSelector speaks of the address, whose pod it leaves out", {}, "deny"],
])("a notSelector: %s", (_says, fields, expected) => {
  const near = networkSet("near", { feed: "near" }, ["10.0.0.0/24"]);
  const policy = calico("g", {
    selector: "app == 'db'",
    types: ["Ingress"],
    ingress: from({ ...fields, notSelector: "app == 'web'" }),
  });
  expect(verdict([near, policy], web, db)).toBe(expected);
});

test.each([
  ["a pod", {}, "allow"],
  ["a hostNetwork pod, which is no workload", { hostNetwork: true }, "deny"],
])("a port's name is looked for on %s", (_says, fields, expected) => {
  const agent = pod("shop/agent", {
    ip: "192.168.0.3",
    node: "node3",
    ports: [{ name: "http", containerPort: 8080 }],
    ...fields,
  });
  const policy = calico("g", {
    selector: "app == 'web'",
    types: ["Egress"],
    egress: [
      {
        action: "Allow",
        protocol: "TCP",
        destination: { nets: ["192.168.0.0/24"], ports: ["http"] },
      },
    ],
  });
  expect(verdict([agent, policy], web, agent, 8080)).toBe(expected);
});

describe("network sets", () => {
  const bad = networkSet("bad", { feed: "bad" }, ["203.0.113.0/24"]);
  const local = networkSet("shop/partners", { feed: "good" }, ["203.0.113.5/32"]);
  const foreign = networkSet("other/partners", { feed: "good" }, ["203.0.113.5/32"]);
  const global = (source: object) =>
    calico("g", { selector: "app == 'db'", types: ["Ingress"], ingress: from(source) });
  check([
    ["by its labels", [bad, global({ selector: "feed == 'bad'" })], outside, "allow"],
    [
      "an address outside the set",
      [bad, global({ selector: "feed == 'bad'" })],
      { ip: "203.0.114.1" },
      "deny",
    ],
    [
      "a global set is not in a namespaced policy's reach",
      [bad, toDb(from({ selector: "feed == 'bad'" }))],
      outside,
      "deny",
    ],
    [
      "unless by global()",
      [bad, toDb(from({ selector: "feed == 'bad'", namespaceSelector: "global()" }))],
      outside,
      "allow",
    ],
    ["a set of its own namespace is", [local, toDb(from({ selector: "feed == 'good'" }))], outside, "allow"],
    [
      "a set of another namespace is not",
      [foreign, toDb(from({ selector: "feed == 'good'" }))],
      outside,
      "deny",
    ],
    [
      "unless by namespaceSelector",
      [foreign, toDb(from({ selector: "feed == 'good'", namespaceSelector: "team == 'b'" }))],
      outside,
      "allow",
    ],
    ["notSelector leaves the set out", [bad, global({ notSelector: "feed == 'bad'" })], outside, "deny"],
    [
      "a pod's address may be in a set",
      [networkSet("n", { n: "1" }, ["10.0.0.1/32"]), global({ selector: "n == '1'" })],
      web,
      "allow",
    ],
  ]);
});

describe("service accounts and Services", () => {
  const robot = {
    ...pod("shop/robot", { ip: "10.0.0.7" }),
    spec: { serviceAccountName: "robot", containers: [{ name: "c" }] },
  };
  const account = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { namespace: "shop", name: "robot", labels: { role: "batch" } },
  };
  const accounts = (serviceAccounts: object) => [robot, account, toDb(from({ serviceAccounts }))];
  check([
    ["by name", accounts({ names: ["robot"] }), robot, "allow"],
    ["another name", accounts({ names: ["robot"] }), web, "deny"],
    ["by label", accounts({ selector: "role == 'batch'" }), robot, "allow"],
    ["another label", accounts({ selector: "role == 'x'" }), robot, "deny"],
    ["labels of an account that was not read", accounts({ selector: "role == 'batch'" }), web, "undecidable"],
    [
      "the policy's own serviceAccountSelector, where the account was not read",
      [robot, account, calico("shop/p", { serviceAccountSelector: "role == 'batch'" })],
      robot,
      "undecidable",
    ],
  ]);

  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { namespace: "shop", name: "db" },
    spec: { selector: { app: "db" }, ports: [{ port: 80, targetPort: "sql" }] },
  };
  const slice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { namespace: "shop", name: "db-x", labels: { "kubernetes.io/service-name": "db" } },
    addressType: "IPv4",
    endpoints: [{ addresses: ["10.0.0.9"] }],
    ports: [{ port: 5432, protocol: "TCP" }],
  };
  const egress = calico("shop/e", {
    selector: "app == 'web'",
    egress: [{ ...allow, destination: { services: { name: "db" } } }],
  });
  check([
    ["the endpoints of a Service on their ports", [service, egress], web, "allow"],
    ["not on others", [service, egress], web, "deny", 5433],
    ["EndpointSlices decide where they are given", [service, slice, egress], web, "deny"],
    ["a Service that was not read", [egress], web, "undecidable"],
    [
      "a Service that is not among those of its namespace",
      [{ ...service, metadata: { namespace: "shop", name: "cache" } }, egress],
      web,
      "deny",
    ],
    [
      "nor does another namespace's Service tell of it",
      [{ ...service, metadata: { namespace: "other", name: "db" } }, egress],
      web,
      "undecidable",
    ],
    [
      "a Service that is there and cannot be read",
      [{ ...service, metadata: { namespace: "shop", name: "cache" } }, { ...service, spec: "odd" }, egress],
      web,
      "undecidable",
    ],
  ]);

  test.each([
    ["was looked for", [{ kind: "Service", namespace: "shop", name: "db" }], "deny"],
    ["was not looked for", [], "undecidable"],
  ])("of objects that were read one by one, a Service that %s", (_says, absent, expected) => {
    const others = { ...service, metadata: { namespace: "shop", name: "cache" } };
    const model = compile([...cluster, others, egress], absent);
    const answer = explain(model, flow(web, db));
    expect(answer.verdict).toBe(expected);
    if (expected === "deny") expect(answer.sentence).toContain("there is no Service shop/db");
  });

  test("a Service that was looked for is there once it is applied", () => {
    const before = compile([...cluster, egress], [{ kind: "Service", namespace: "shop", name: "db" }]);
    expect(explain(before, flow(web, db)).sentence).toContain("there is no Service shop/db");
    const selectsNobody = { ...service, spec: { ports: [{ port: 80, targetPort: 5432 }] } };
    const after = explain(whatIf(before, [selectsNobody]), flow(web, db));
    expect(after).toMatchObject({
      verdict: "deny",
      sentence: expect.not.stringContaining("there is no Service") as string,
    });
  });

  test("a name whose address is not known may be an endpoint", () => {
    const external = { ...slice, endpoints: [{ addresses: ["203.0.113.7"] }] };
    expect(verdict([service, external, egress], web, { name: "api.example.com" })).toBe("undecidable");
    expect(verdict([service, external, egress], web, { ip: "203.0.113.7" })).toBe("allow");
    expect(verdict([service, external, egress], web, { ip: "203.0.113.8" })).toBe("deny");
  });

  test("the slice says which pod an endpoint is, whatever address it has by now", () => {
    const targetRef = { kind: "Pod", namespace: "shop", name: "db" };
    const of = (target: object) => ({
      ...slice,
      endpoints: [{ addresses: ["10.0.0.9"], targetRef: { ...targetRef, ...target } }],
    });
    expect(verdict([service, of({}), egress], web, db)).toBe("allow");
    const elsewhere = {
      ...slice,
      endpoints: [{ addresses: ["10.0.0.2"], targetRef: { ...targetRef, name: "old" } }],
    };
    expect(verdict([service, elsewhere, egress], web, db)).toBe("deny");
  });
});

describe("what is reported and not enforced", () => {
  test.each(["StagedNetworkPolicy", "StagedGlobalNetworkPolicy", "StagedKubernetesNetworkPolicy"])(
    "%s",
    (kind) => {
      const model = compile([...cluster, { ...calico("shop/s", { ingress: [deny] }), kind }]);
      expect(explain(model, flow(web, db)).verdict).toBe("allow");
      expect(model.problems).toMatchObject([{ object: { kind, name: "s" }, effect: "not-enforced" }]);
    },
  );

  test.each(["doNotTrack", "preDNAT"])("%s decides nothing about pods", (field) => {
    const model = compile([
      ...cluster,
      calico("g", { [field]: true, applyOnForward: true, ingress: [deny] }),
    ]);
    expect(explain(model, flow(web, db)).verdict).toBe("allow");
    expect(model.problems).toMatchObject([{ field: `spec.${field}`, effect: "not-decided" }]);
  });
});

describe("host endpoints", () => {
  const host = calicoObject(
    "HostEndpoint",
    "node2-auto",
    { node: "node2", interfaceName: "*", expectedIPs: ["192.168.0.2"] },
    { role: "node" },
  );
  const forward = (selector: string) => calico("f", { selector, applyOnForward: true, ingress: [deny] });
  const remoteNode = { ip: "192.168.0.2" };
  const onWebsNode = calicoObject(
    "HostEndpoint",
    "own",
    { node: "node1", interfaceName: "*" },
    { role: "node" },
  );
  check([
    ["leave forwarded traffic alone", [host], web, "allow"],
    [
      "unless a policy applies on forward, which is not decided",
      [host, forward("role == 'node'")],
      web,
      "undecidable",
    ],
    ["a forward policy for other hosts", [host, forward("role == 'x'")], web, "allow"],
  ]);
  test("a node's own traffic through one is not decided", () => {
    expect(verdict([host], web, remoteNode)).toBe("undecidable");
    expect(verdict([], web, remoteNode)).toBe("allow");
  });
  test("a node is known by the address at which its tunnel begins, too", () => {
    const node = {
      kind: "Node",
      metadata: { name: "node2", annotations: { "projectcalico.org/IPv4VXLANTunnelAddr": "10.0.2.63" } },
      status: { addresses: [{ type: "InternalIP", address: "192.168.0.2" }] },
    };
    const fromTunnel = flow({ ip: "10.0.2.63" }, web);
    expect(explain(compile([...cluster, node, host]), fromTunnel).verdict).toBe("undecidable");
    expect(explain(compile([...cluster, node]), fromTunnel).verdict).toBe("allow");
  });
  test("a pod's call to itself through a Service is forwarded as well", () => {
    const itself = { ...flow(web, web), throughService: true };
    const asked = (...more: readonly KubernetesObject[]) =>
      explain(compile([...cluster, onWebsNode, ...more]), itself);
    expect(asked().verdict).toBe("allow");
    expect(asked(forward("role == 'x'")).verdict).toBe("allow");
    const open = asked(forward("role == 'node'"));
    expect(open.verdict).toBe("undecidable");
    expect(open.sentence).toContain("GlobalNetworkPolicy f may select it and is not decided here");
  });
  test("a host endpoint's labels are those of its address", () => {
    const policies = [
      host,
      calico("g", {
        selector: "app == 'db'",
        types: ["Ingress"],
        ingress: from({ selector: "role == 'node'" }),
      }),
    ];
    expect(
      explain(
        compile([...cluster, ...policies]),
        flow({ ip: "192.168.0.2" }, pod("shop/db2", { ip: "10.0.0.8", labels: { app: "db" } })),
      ).ingress.verdict,
    ).toBe("allow");
  });
});

test("host endpoints and namespaces of another policy never select hostNetwork pods", () => {
  const onHost = pod("shop/agent", { ip: "192.168.0.3", hostNetwork: true, node: "node3" });
  expect(
    verdict([calico("g", { types: ["Ingress", "Egress"] }), onHost, namespace("x")], onHost, {
      ip: "198.51.100.1",
    }),
  ).toBe("allow");
});
