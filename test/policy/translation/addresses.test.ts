/** A Service asked by an address is what stands behind it, as by its name. */
import { describe, expect, test } from "vitest";
import { compile, evaluate, explain, suggest } from "../../../src/policy/index.ts";
import { Pod } from "../../../src/model/kubernetes.ts";
import { cluster, db, dbIngress, flow, node, other, pod, web, webEgress } from "../cluster.ts";
import { answer, asked, balancer, clusterIP, explainedTo, externalIP, service } from "./objects.ts";

const fromWeb = [{ podSelector: { matchLabels: { app: "web" } } }];
const onlyWeb = dbIngress([{ from: fromWeb, ports: [{ port: "sql" }] }]);
const addresses = [
  ["the cluster IP", clusterIP, 80],
  ["an external IP", externalIP, 80],
  ["a load balancer's address", balancer, 80],
  ["a node port", "192.168.0.1", 30080],
  ["a node port by the node's name", "node/node3", 30080],
] as const;

describe("is decided like the Service by its name", () => {
  test.each(addresses)("%s", (_, ip, port) => {
    const objects = [service(), onlyWeb];
    expect(answer(objects, `other/client to ${ip}:${port}`).verdict).toBe("deny");
    expect(answer(objects, "other/client to shop/data:80").verdict).toBe("deny");
    // Without the policy nothing stands in the way.
    expect(answer([service()], `other/client to ${ip}:${port}`).verdict).toBe("allow");
  });

  test.each(addresses.slice(0, 4))("%s, asked by a program that knows the address alone", (_, ip, port) => {
    const objects = [service(), onlyWeb];
    const model = compile([...cluster, ...objects]);
    const asked = flow(other, { ip }, port);
    expect(explain(model, asked)).toMatchObject({
      verdict: "deny",
      ingress: { isolatedBy: [{ name: "db" }] },
    });
    expect(evaluate(model, asked)).toBe("deny");
    expect(suggest(model, asked).result).not.toBe("not-needed");
    expect(explainedTo([service()], { pod: other }, ip, port).verdict).toBe("allow");
  });

  test("egress policies see the endpoint, not the address that was asked", () => {
    const toAddress = webEgress([{ to: [{ ipBlock: { cidr: `${clusterIP}/32` } }] }]);
    const toEndpoint = webEgress([{ to: [{ podSelector: { matchLabels: { app: "db" } } }] }]);
    expect(answer([service(), toAddress], `shop/web to ${clusterIP}:80`).verdict).toBe("deny");
    expect(answer([service(), toEndpoint], `shop/web to ${clusterIP}:80`).verdict).toBe("allow");
  });

  test("and the answer says what the address is", () => {
    expect(answer([service(), onlyWeb], `other/client to ${clusterIP}:80`).ingress.walkthrough[0]).toBe(
      "10.96.0.7 is the cluster IP of Service shop/data",
    );
  });
});

describe("a port", () => {
  test("that the Service does not have leads nowhere, and the ones it has are told", () => {
    expect(asked([service()], `shop/web to ${clusterIP}:5432`)).toEqual({
      unclear: "Service shop/data has no port 5432. It has 80. Say it like :8080 or :53/udp.",
    });
    expect(explainedTo([service()], { pod: web }, clusterIP, 5432)).toMatchObject({
      verdict: "undecidable",
      sentence: expect.stringContaining("Service shop/data has no port 5432") as string,
    });
  });

  test("that is the Service's only one need not be said", () => {
    expect(asked([service()], `shop/web to ${clusterIP}`)).toMatchObject({
      flows: [{ port: 5432, to: { pod: { metadata: { name: "db" } } }, throughService: true }],
    });
  });

  test("of a node that no Service has is the node's own", () => {
    expect(asked([service()], "shop/web to 192.168.0.3:22")).toMatchObject({
      flows: [{ port: 22, to: { ip: "192.168.0.3" }, throughService: false }],
    });
    expect(asked([service()], "shop/web to 192.168.0.3:30080/udp")).toMatchObject({
      flows: [{ port: 30080, to: { ip: "192.168.0.3" } }],
    });
  });

  test("pinged is translated nowhere", () => {
    expect(asked([service()], `shop/web to ${externalIP}/icmp`)).toMatchObject({
      flows: [{ to: { ip: externalIP } }],
    });
  });

  test("that two Services share an address with goes to the one that has it", () => {
    const second = service(
      { clusterIP: "10.96.0.8", clusterIPs: ["10.96.0.8"], selector: { app: "web" }, ports: [{ port: 443 }] },
      "shop/front",
    );
    expect(asked([service(), second], `other/client to ${balancer}:443`)).toMatchObject({
      flows: [{ to: { pod: { metadata: { name: "web" } } } }],
    });
    expect(asked([service(), second], `other/client to ${balancer}:80`)).toMatchObject({
      flows: [{ to: { pod: { metadata: { name: "db" } } } }],
    });
  });
});

describe("a port of a node that leads to a pod (hostPort)", () => {
  const onPort = (more: object) =>
    Pod.parse({
      ...pod("shop/agent", { ip: "10.0.2.9", node: "node2", labels: { app: "agent" } }),
      spec: {
        nodeName: "node2",
        containers: [{ name: "c", ports: [{ containerPort: 9100, hostPort: 9200, ...more }] }],
      },
    });

  test("is that pod's own port", () => {
    expect(asked([onPort({})], "shop/web to 192.168.0.2:9200")).toMatchObject({
      flows: [{ port: 9100, to: { pod: { metadata: { name: "agent" } } }, throughService: false }],
    });
  });

  test.each([
    ["another node's", {}, "192.168.0.3"],
    ["another address'", { hostIP: "127.0.0.1" }, "192.168.0.2"],
    ["another protocol's", { protocol: "UDP" }, "192.168.0.2"],
  ])("%s is not", (_, more, ip) => {
    expect(asked([onPort(more)], `shop/web to ${ip}:9200`)).toMatchObject({
      flows: [{ port: 9200, to: { ip } }],
    });
  });

  test("of a pod on its node's network is the node's", () => {
    const onHost = pod("shop/exporter", { ip: "192.168.0.2", node: "node2", hostNetwork: true });
    expect(asked([onHost], "shop/web to 192.168.0.2:9200")).toMatchObject({
      flows: [{ to: { ip: "192.168.0.2" } }],
    });
  });
});

describe("of several readings", () => {
  test("an address of a pod is the pod's, whatever Service has it as external IP", () => {
    expect(asked([service({ externalIPs: ["10.0.0.1"] })], "other/client to 10.0.0.1:80")).toMatchObject({
      flows: [{ to: { ip: "10.0.0.1" }, throughService: false }],
    });
  });

  test("an external IP that a node has is the node's on every other port", () => {
    const objects = [service({ externalIPs: ["192.168.0.3"] })];
    expect(asked(objects, "other/client to 192.168.0.3:80")).toMatchObject({
      flows: [{ throughService: true }],
    });
    expect(asked(objects, "other/client to 192.168.0.3:22")).toMatchObject({
      flows: [{ throughService: false }],
    });
  });

  test("a load balancer that nodes do not translate (ipMode Proxy) cannot be followed", () => {
    const proxied = service({}, "shop/data", {
      loadBalancer: { ingress: [{ ip: balancer, ipMode: "Proxy" }] },
    });
    expect(asked([proxied], `shop/web to ${balancer}:80`)).toMatchObject({
      unclear: expect.stringContaining("ipMode Proxy") as string,
    });
    expect(explainedTo([proxied, onlyWeb], { pod: other }, balancer, 80).verdict).toBe("undecidable");
  });

  test("from a cluster IP no packet comes", () => {
    expect(asked([service()], `${clusterIP} to shop/web:80`)).toEqual({
      unclear: "10.96.0.7 is the cluster IP of Service shop/data: no packet comes from it. Name who sends.",
    });
  });

  test("where not one node is among the objects, a node port's number says that the address is a node's", () => {
    const objects = [web, db, other, service(), onlyWeb];
    const asked = flow(other, { ip: "172.16.0.9" }, 30080);
    expect(explain(objects, asked).verdict).toBe("deny");
    expect(explain([...objects, node("node1", "192.168.0.1")], asked).verdict).toBe("allow");
  });

  test("over IPv6 it is the pods' own addresses of IPv6", () => {
    const both = pod("shop/both", { ips: ["10.0.0.9", "fd00::9"], labels: { app: "both" }, node: "node2" });
    const dual = service({
      clusterIPs: ["10.96.0.7", "fd00:96::7"],
      selector: { app: "both" },
      ports: [{ port: 80, targetPort: 8080 }],
    });
    expect(asked([both, dual], "fd00:1::5 to [fd00:96::7]:80")).toMatchObject({
      flows: [{ to: { ip: "fd00::9" } }],
    });
  });
});

describe("a Service that stands for no pods", () => {
  const apiServer = service(
    {
      clusterIP: "10.96.0.1",
      clusterIPs: ["10.96.0.1"],
      externalIPs: [],
      selector: {},
      ports: [{ name: "https", port: 443, targetPort: 6443 }],
    },
    "default/kubernetes",
    { loadBalancer: {} },
  );
  const endpoints = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      namespace: "default",
      name: "kubernetes",
      labels: { "kubernetes.io/service-name": "kubernetes" },
    },
    addressType: "IPv4",
    endpoints: [{ addresses: ["192.168.0.1"] }],
    ports: [{ name: "https", port: 6443, protocol: "TCP" }],
  };
  const onHost = ["proxy", "exporter", "apiserver"].map((name) =>
    pod(`kube-system/${name}`, { ip: "192.168.0.1", node: "node1", hostNetwork: true }),
  );

  test("is its endpoints: the API server is one address, not every pod on that node's network", () => {
    for (const to of ["default/kubernetes", "10.96.0.1"])
      expect(asked([apiServer, endpoints, ...onHost], `other/client to ${to}:443`)).toMatchObject({
        flows: [{ to: { ip: "192.168.0.1" }, port: 6443 }],
      });
  });

  test("an alias is followed where it leads to a Service, and named where it leads outside", () => {
    const alias = (externalName: string) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { namespace: "other", name: "alias" },
      spec: { type: "ExternalName", externalName },
    });
    expect(
      asked([service(), alias("data.shop.svc.cluster.local")], "other/client to other/alias:80"),
    ).toMatchObject({
      flows: [{ port: 5432, to: { pod: { metadata: { name: "db" } } } }],
    });
    expect(asked([alias("db.example.com")], "other/client to other/alias:80")).toEqual({
      unclear:
        "Service other/alias is an alias of db.example.com. Policies see addresses, not names: give the address of db.example.com.",
    });
    expect(asked([alias("alias.other.svc")], "other/client to other/alias:80")).toMatchObject({
      unclear: expect.stringContaining("is an alias of alias.other.svc") as string,
    });
  });
});

describe("a pod that lacks the port its Service names", () => {
  const lame = pod("shop/db-2", { ip: "10.0.0.12", labels: { app: "db" }, node: "node3" });

  test("is no endpoint, which is told; the others are asked", () => {
    expect(asked([service(), lame], "other/client to shop/data:80")).toMatchObject({
      flows: [{ to: { pod: { metadata: { name: "db" } } } }],
      leftOut: ["Pod shop/db-2 has no TCP port called sql, so it is no endpoint of Service shop/data on 80"],
    });
  });

  test("when no pod has it, that is the answer", () => {
    const named = service({ ports: [{ port: 80, targetPort: "http" }] });
    expect(asked([named], "other/client to shop/data:80")).toEqual({
      unclear: "Pod shop/db has no TCP port called http, so it is no endpoint of Service shop/data on 80.",
    });
  });
});

test("a headless Service translates no port: what is asked for comes to the pod as it is", () => {
  const headless = service({ type: "ClusterIP", clusterIP: "None", clusterIPs: ["None"] });
  expect(asked([headless], "other/client to shop/data:80")).toMatchObject({ flows: [{ port: 80 }] });
  expect(asked([headless], "other/client to shop/data:5432")).toMatchObject({ flows: [{ port: 5432 }] });
});

describe("a load balancer's address that is open to some", () => {
  const ranges = { loadBalancerSourceRanges: ["10.9.0.0/16", "fd00::/8"] };
  const by = (words: string, spec: object = ranges) => answer([service(spec)], words);

  test("is not to others: nodes drop what they send, whatever policies say", () => {
    const { verdict, sentence, ingress } = by(`198.51.100.99 to ${balancer}:80`);
    expect(verdict).toBe("deny");
    expect(sentence).toBe(
      "nodes drop what 198.51.100.99 sends to the load balancer's address of Service shop/data, which is open to 10.9.0.0/16 alone (loadBalancerSourceRanges)",
    );
    expect(ingress.isolatedBy).toEqual([]);
    const found = asked([service(ranges)], `198.51.100.99 to ${balancer}:80`);
    const [flow] = "flows" in found ? found.flows : [];
    if (!flow) throw new Error("no flow");
    expect(evaluate([...cluster, service(ranges)], flow)).toBe("deny");
    expect(suggest([...cluster, service(ranges)], flow)).toMatchObject({ result: "refused" });
  });

  test.each([
    ["who is in one of the ranges", `10.9.3.4 to ${balancer}:80`, ranges],
    ["another of its addresses", `198.51.100.99 to ${externalIP}:80`, ranges],
    [
      "a range of the other family alone",
      `198.51.100.99 to ${balancer}:80`,
      { loadBalancerSourceRanges: ["fd00::/8"] },
    ],
    ["no range at all", `198.51.100.99 to ${balancer}:80`, { loadBalancerSourceRanges: [] }],
  ])("is to %s", (_, words, spec) => {
    expect(by(words, spec).verdict).toBe("allow");
  });
});
