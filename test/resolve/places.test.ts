/** Ends that people name by where they are: pods of a node or namespace, the node of a pod, the API server, a name that is looked up. */
import { expect, test } from "vitest";
import type { Flow } from "../../src/model/flow.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod, service, slice } from "./objects.ts";

const node = (name: string, ip: string, labels: Record<string, string> = {}) => ({
  apiVersion: "v1",
  kind: "Node" as const,
  metadata: { name, labels },
  status: { addresses: [{ type: "InternalIP", address: ip }] },
});
const ports = [{ containerPort: 8080 }];
const web = pod({ namespace: "shop", name: "web-1", labels: { app: "web" }, ip: "10.1.0.2", ports });
const db = pod({
  namespace: "data",
  name: "db-0",
  labels: { app: "db" },
  ip: "10.1.1.2",
  node: "node2",
  ports,
});
const dbService = service("data", "db", { app: "db" }, [
  { name: "sql", port: 5432, targetPort: 8080 },
  { name: "metrics", port: 9187, targetPort: 8080 },
]);
const objects = {
  Pod: [web, db],
  Service: [dbService],
  EndpointSlice: [slice("data", "db", 8080, [{ ip: "10.1.1.2", pod: "db-0" }], "sql")],
  Node: [
    node("node1", "192.168.0.11", { "node-role.kubernetes.io/control-plane": "" }),
    node("node2", "192.168.0.12"),
  ],
};

async function flowsOf(
  words: string,
  more: Parameters<typeof memoryCluster>[0] = {},
): Promise<readonly Flow[]> {
  const read = parseQuestion(words);
  if (read.kind !== "question") throw new Error(read.refusal.sentence);
  return (await resolve(read.question, memoryCluster({ ...objects, ...more }))).flows;
}

test("pods on one node and pods on another are asked about in pairs, with a ping, since they share no port", async () => {
  const flows = await flowsOf("pods on node1 can't reach pods on node2");
  expect(flows).toMatchObject([{ from: { name: "web-1" }, to: { name: "db-0" }, protocol: "ICMP", port: 0 }]);
});

test("pods of a namespace are asked on the port that was named", async () => {
  const flows = await flowsOf("web -> pods in data port 8080");
  expect(flows).toMatchObject([{ to: { name: "db-0" }, protocol: "TCP", port: 8080 }]);
});

test("a place where nothing runs is told", async () => {
  await expect(flowsOf("pods in empty -> web")).rejects.toThrow("There are no pods in empty");
});

test("a probe comes from the pod's own node", async () => {
  const flows = await flowsOf(
    'Readiness probe failed: Get "http://10.1.1.2:8080/health": context deadline exceeded',
  );
  expect(flows).toMatchObject([{ from: { type: "node", name: "node2" }, to: { name: "db-0" }, port: 8080 }]);
});

test("the API server calls from its pods, or from the node of which it is a part", async () => {
  const said =
    "Error from server: error dialing backend: dial tcp 192.168.0.12:10250: connect: no route to host";
  expect(await flowsOf(said)).toMatchObject([
    { from: { type: "node", name: "node1" }, destinationIP: "192.168.0.12" },
  ]);
  const own = pod({
    namespace: "kube-system",
    name: "kube-apiserver-node1",
    labels: { component: "kube-apiserver" },
    ip: "192.168.0.11",
  });
  expect(await flowsOf(said, { Pod: [web, db, own] })).toMatchObject([
    { from: { name: "kube-apiserver-node1" } },
  ]);
});

test("an API server that runs on no node of the cluster cannot be stood on, and that is said", async () => {
  const said = "error dialing backend: dial tcp 192.168.0.12:10250: connect: no route to host";
  await expect(flowsOf(said, { Node: [node("node2", "192.168.0.12")] })).rejects.toThrow(
    "somebody else manages it",
  );
});

test("the API server is called by its Service", async () => {
  const kubernetes = service("default", "kubernetes", {}, [{ name: "https", port: 443, targetPort: 6443 }]);
  const flows = await flowsOf("web can't reach the api server", { Service: [dbService, kubernetes] });
  expect(flows).toMatchObject([{ service: { name: "kubernetes", port: 443 } }]);
});

test("a name that cannot be resolved is looked up as for a connection, whichever port its Service has", async () => {
  const flows = await flowsOf("web can't resolve db.data");
  expect(flows).toMatchObject([
    { asked: { name: { text: "db.data", typed: true } }, service: { name: "db" } },
  ]);
});
