/** What the policies say of a client that comes by an address which nodes translate, and may mask. */
import { expect, test } from "vitest";
import type { ArrivesAs, AskedAddress, Flow } from "../../src/model/flow.ts";
import type { Node, Pod, PolicyObject, Service } from "../../src/model/kubernetes.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { explainFlow } from "../../src/journey/policies/policy-view.ts";
import { pod } from "../resolve/objects.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

const client = pod({
  namespace: "shop",
  name: "client",
  labels: { app: "client" },
  ip: "10.1.0.1",
  node: "node1",
});
const web = pod({ namespace: "shop", name: "web", labels: { app: "web" }, ip: "10.1.1.2", node: "node2" });

const nodes: Node[] = ["node1", "node2", "node3"].map((name, index) => ({
  kind: "Node",
  metadata: { name },
  status: { addresses: [{ type: "InternalIP", address: `192.168.0.1${index + 1}` }] },
}));

const admitting = (peer: object): PolicyObject => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "web", namespace: "shop" },
  spec: { podSelector: { matchLabels: { app: "web" } }, ingress: [{ from: [peer] }] },
});
const clients = admitting({ podSelector: { matchLabels: { app: "client" } } });
const outside = admitting({ ipBlock: { cidr: "203.0.113.0/24" } });

const end = ({ metadata, spec, status }: Pod): Flow["from"] => ({
  type: "pod",
  namespace: metadata.namespace ?? "",
  name: metadata.name,
  node: spec.nodeName ?? "",
  ips: [status?.podIP ?? ""],
  hostNetwork: false,
  ready: true,
  containerIds: [],
});
const person: Flow["from"] = { type: "external", ips: ["203.0.113.9"] };

function said(
  from: Flow["from"],
  address: AskedAddress,
  policy: PolicyObject,
  externalTrafficPolicy = "Cluster",
) {
  const service: Service = {
    kind: "Service",
    metadata: { namespace: "shop", name: "web" },
    spec: { type: "NodePort", externalTrafficPolicy, ports: [{ port: 80, nodePort: 30080 }] },
  };
  const snapshot: ClusterSnapshot = {
    ...emptySnapshot,
    pods: [client, web],
    services: [service],
    nodes,
    policies: [policy],
  };
  const flow: Flow = {
    id: "f1",
    from,
    to: end(web),
    family: 4,
    sourceIP: from.ips[0] ?? "",
    destinationIP: "10.1.1.2",
    protocol: "TCP",
    port: 8080,
    service: { namespace: "shop", name: "web", port: 80 },
    asked: { address },
  };
  return explainFlow(flow, snapshot);
}

const nodePort = (node: string, arrivesAs?: ArrivesAs): AskedAddress => ({
  kind: "nodePort",
  ip: "192.168.0.13",
  port: 30080,
  node,
  ...(arrivesAs ? { arrivesAs } : {}),
});
const masked: ArrivesAs = { ip: "192.168.0.13", masqueradedBy: { node: "node3" } };

test("a node port of another node may mask the client: whether it is admitted cannot be told, and why is", () => {
  const { verdict, sentence } = said(end(client), nodePort("node3"), clients);
  expect(verdict).toBe("undecidable");
  expect(sentence).toContain("node3 (192.168.0.13), which is not");
});

test("a client outside may arrive as a node, which the block that admits it does not hold", () => {
  expect(said(person, nodePort("node3"), outside).verdict).toBe("undecidable");
  expect(
    said(person, { kind: "loadBalancer", ip: "198.51.100.7", port: 80, node: "node3" }, outside).verdict,
  ).toBe("undecidable");
  expect(said(person, { kind: "externalIP", ip: "198.51.100.7", port: 80 }, outside).verdict).toBe(
    "undecidable",
  );
});

test("with externalTrafficPolicy Local a client outside keeps its address", () => {
  expect(said(person, nodePort("node2"), outside, "Local").verdict).toBe("allow");
});

test("on the target's own node nobody's address is judged but the client's", () => {
  expect(said(end(client), nodePort("node2"), clients).verdict).toBe("allow");
});

test("what the nodes' rules were seen to do is what is judged", () => {
  expect(said(end(client), nodePort("node3", masked), clients).verdict).toBe("deny");
  expect(said(end(client), nodePort("node3", { ip: "10.1.0.1" }), clients).verdict).toBe("allow");
});

test("a cluster IP masks nobody", () => {
  const address: AskedAddress = { kind: "clusterIP", ip: "10.96.0.20", port: 80, node: "node1" };
  expect(said(end(client), address, clients).verdict).toBe("allow");
});
