import { expect, test } from "vitest";
import type { Node, Service } from "../../src/model/kubernetes.ts";
import type { Question } from "../../src/model/question.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod, service, slice } from "./objects.ts";

function question(words: string): Question {
  const parsed = parseQuestion(words);
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return parsed.question;
}

function node(name: string, ip: string): Node {
  return {
    kind: "Node",
    metadata: { name },
    spec: {},
    status: { addresses: [{ type: "InternalIP", address: ip }] },
  };
}

const client = pod({ namespace: "shop", name: "client-1", labels: { app: "client" }, ip: "10.1.0.1" });
const web = pod({ namespace: "shop", name: "web-1", labels: { app: "web" }, ip: "10.1.1.2", node: "node2" });
const plain = service("shop", "web", { app: "web" }, [
  { name: "http", port: 80, targetPort: 8080, nodePort: 30080, protocol: "TCP" },
]);
const open: Service = {
  ...plain,
  spec: { ...plain.spec, externalIPs: ["203.0.113.7"] },
  status: { loadBalancer: { ingress: [{ ip: "203.0.113.8" }] } },
};
const endpoints = slice("shop", "web", 8080, [{ ip: "10.1.1.2", pod: "web-1" }], "http");
const shop = {
  Pod: [client, web],
  Service: [open],
  EndpointSlice: [endpoints],
  Node: [node("node1", "192.168.0.11"), node("node2", "192.168.0.12"), node("node3", "192.168.0.13")],
};

test.each(["node3:30080", "192.168.0.13:30080", "node/node3:30080"])(
  "%s is the NodePort of its Service: packets go to the node, and from there to the endpoint",
  async (asked) => {
    const { flows, snapshot, totalEndpoints } = await resolve(
      question(`shop/client-1 -> ${asked}`),
      memoryCluster(shop),
    );
    expect(totalEndpoints).toBe(1);
    expect(snapshot.services).toContainEqual(open);
    expect(flows).toMatchObject([
      {
        id: "f1",
        from: { name: "client-1" },
        to: { type: "node", name: "node3" },
        destinationIP: "192.168.0.13",
        port: 30080,
        service: { namespace: "shop", name: "web", port: 80, portName: "http" },
        asked: { address: { kind: "nodePort", ip: "192.168.0.13", port: 30080, node: "node3" } },
      },
      {
        id: "f1.1",
        behind: "f1",
        from: { type: "node", name: "node3" },
        to: { name: "web-1" },
        destinationIP: "10.1.1.2",
        port: 8080,
      },
    ]);
  },
);

test("behind the NodePort of the endpoint's own node the packets keep the client's address", async () => {
  const { flows } = await resolve(question("shop/client-1 -> node2:30080"), memoryCluster(shop));
  expect(flows[1]).toMatchObject({ behind: "f1", from: { name: "client-1" }, to: { name: "web-1" } });
});

test("a NodePort whose Service has no endpoint is asked at the node, and nothing is behind it", async () => {
  const { flows } = await resolve(
    question("shop/client-1 -> node3:30080"),
    memoryCluster({ ...shop, Pod: [client], EndpointSlice: [] }),
  );
  expect(flows).toMatchObject([{ to: { name: "node3" }, service: { name: "web" } }]);
});

test("a port of a node that no Service and no pod has is the node's own", async () => {
  const { flows } = await resolve(question("shop/client-1 -> node3:10250"), memoryCluster(shop));
  expect(flows).toHaveLength(1);
  expect(flows[0]).toMatchObject({ to: { name: "node3" }, port: 10250 });
  expect(flows[0]?.service).toBeUndefined();
});

test.each([
  ["203.0.113.7", "externalIP"],
  ["203.0.113.8", "loadBalancer"],
])("%s is the Service's, and the client's own node translates it", async (ip, kind) => {
  const { flows } = await resolve(question(`shop/client-1 -> ${ip}:80`), memoryCluster(shop));
  expect(flows).toMatchObject([
    {
      to: { name: "web-1" },
      port: 8080,
      service: { name: "web", port: 80 },
      asked: { address: { kind, ip, port: 80, node: "node1" } },
    },
  ]);
});

test("a host port leads to its pod", async () => {
  const held = pod({
    namespace: "shop",
    name: "web-2",
    ip: "10.1.2.9",
    node: "node3",
    ports: [Object.assign({ containerPort: 8080 }, { hostPort: 9000 })],
  });
  const { flows } = await resolve(
    question("shop/client-1 -> node3:9000"),
    memoryCluster({ ...shop, Pod: [client, web, held] }),
  );
  expect(flows).toMatchObject([
    { to: { name: "node3" }, asked: { address: { kind: "hostPort", port: 9000, node: "node3" } } },
    { behind: "f1", to: { name: "web-2" }, port: 8080 },
  ]);
});

test("an endpoint that is a node is that node, not an address outside", async () => {
  const api: Service = {
    kind: "Service",
    metadata: { namespace: "default", name: "kubernetes" },
    spec: { clusterIP: "10.96.0.1", ports: [{ name: "https", port: 443, targetPort: 6443 }] },
  };
  const { flows, snapshot } = await resolve(
    question("shop/client-1 -> svc/default/kubernetes:443"),
    memoryCluster({
      ...shop,
      Service: [api],
      EndpointSlice: [slice("default", "kubernetes", 6443, [{ ip: "192.168.0.11" }], "https")],
    }),
  );
  expect(flows).toMatchObject([
    { to: { type: "node", name: "node1" }, destinationIP: "192.168.0.11", port: 6443 },
  ]);
  expect(snapshot.nodes.map(({ metadata }) => metadata.name)).toContain("node1");
});

test("a Service of both families is found by its second address as well, and asked in that family", async () => {
  const both: Service = {
    ...plain,
    spec: { ...plain.spec, clusterIP: "10.96.0.9", clusterIPs: ["10.96.0.9", "fd00::9"] },
  };
  const dual = pod({ namespace: "shop", name: "client-1", labels: { app: "client" }, ip: "10.1.0.1" });
  const withSix = { ...dual, status: { ...dual.status, podIPs: [{ ip: "10.1.0.1" }, { ip: "fd00:1::1" }] } };
  const target = { ...web, status: { ...web.status, podIPs: [{ ip: "10.1.1.2" }, { ip: "fd00:1::2" }] } };
  const { flows } = await resolve(
    question("shop/client-1 -> [fd00:0::9]:80"),
    memoryCluster({ ...shop, Pod: [withSix, target], Service: [both] }),
  );
  expect(flows).toMatchObject([
    {
      family: 6,
      sourceIP: "fd00:1::1",
      destinationIP: "fd00:1::2",
      service: { name: "web", clusterIP: "fd00::9" },
    },
  ]);
});

test("a pod of both families is found by its second address as well", async () => {
  const target = { ...web, status: { ...web.status, podIPs: [{ ip: "10.1.1.2" }, { ip: "fd00:1::2" }] } };
  const { flows } = await resolve(
    question("shop/client-1 -> [fd00:1::2]:8080"),
    memoryCluster({ ...shop, Pod: [client, target] }),
  );
  expect(flows).toMatchObject([
    { family: 6, to: { type: "pod", name: "web-1" }, destinationIP: "fd00:1::2" },
  ]);
});

test("an address that was typed is asked in its own family, also where the client has none", async () => {
  const both: Service = { ...plain, spec: { ...plain.spec, clusterIPs: ["10.96.0.9", "fd00::9"] } };
  const { flows } = await resolve(
    question("shop/client-1 -> [fd00::9]:80"),
    memoryCluster({ ...shop, Service: [both] }),
  );
  expect(flows).toMatchObject([{ family: 6, sourceIP: "", service: { clusterIP: "fd00::9" } }]);
});

test.each(["127.0.0.1:80", "[::1]:80", "localhost:80"])("%s is nobody in particular", async (asked) => {
  await expect(resolve(question(`shop/client-1 -> ${asked}`), memoryCluster(shop))).rejects.toThrow(
    /loopback: what a client sends there never leaves it/,
  );
});

const waiting: typeof web = { ...web, status: { phase: "Pending", conditions: [] } };

test("a pod that waits is asked about all the same, from it and to it: it has no address", async () => {
  const cluster = memoryCluster({ ...shop, Pod: [client, waiting] });
  const to = await resolve(question("shop/client-1 -> pod/shop/web-1:80"), cluster);
  expect(to.flows).toMatchObject([{ to: { name: "web-1", ips: [] }, destinationIP: "", port: 80 }]);
  const from = await resolve(question("pod/shop/web-1 -> 10.1.0.1:80"), cluster);
  expect(from.flows).toMatchObject([{ from: { name: "web-1", ips: [] }, sourceIP: "" }]);
});
