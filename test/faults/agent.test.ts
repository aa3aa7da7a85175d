/** Whose work a device or a rule is, by what a node shows of its network plugin. */
import { expect, test } from "vitest";
import { agentName, agentOn, findAgent, serviceProxy } from "../../src/faults/agent.ts";
import type { Node } from "../../src/model/kubernetes.ts";
import type { Link } from "../../src/netstack/seen/links.ts";

const link = (name: string): Link => ({
  index: 1,
  name,
  up: true,
  carrier: true,
  operstate: "UP",
  mtu: 1450,
  flags: [],
});
const links = (...names: readonly string[]): readonly Link[] => names.map(link);
const snapshot = (kubeletVersion?: string): { nodes: Node[] } => ({
  nodes: [{ kind: "Node", metadata: { name: "node1" }, status: { nodeInfo: { kubeletVersion } } }],
});
const vanilla = { node: "node1", snapshot: snapshot("v1.33.1") };

test.each([
  ["Calico", ["cali0123456789a", "vxlan.calico"], "vxlan.calico", "calico-node", "k8s-app=calico-node"],
  ["flannel", ["cni0", "flannel.1"], "flannel.1", "kube-flannel", "app=flannel"],
  ["Canal, the tunnel", ["cali0123456789a", "flannel.1"], "flannel.1", "kube-flannel", "k8s-app=canal"],
  ["Canal, a pod's end", ["flannel.1", "cali0123456789a"], "cali0123456789a", "calico-node", "k8s-app=canal"],
])("%s: the agent is the one that makes the interface in question", (_name, names, device, name, label) => {
  expect(agentOn({ ...vanilla, links: links(...names), device })).toMatchObject({ name, label });
});

test("on Canal one pod has both agents: the container is named", () => {
  const agent = agentOn({ ...vanilla, links: links("cali0123456789a", "flannel.1"), device: "flannel.1" });
  expect(findAgent("node1", agent)).toContain(
    "kubectl -n kube-system logs -l k8s-app=canal -c kube-flannel --prefix --tail=20   # of the pod on node1",
  );
});

test("on k3s flannel is no pod: the log is that of the node's own service", () => {
  const k3s = { node: "node1", snapshot: snapshot("v1.33.1+k3s1") };
  const agent = agentOn({ ...k3s, links: links("cni0", "flannel.1"), device: "flannel.1" });
  expect(agentName("node1", agent)).toBe("k3s (flannel runs within it) on node1");
  expect(findAgent("node1", agent)).toEqual(["journalctl -u k3s -u k3s-agent --since -1h   # on node1"]);
  // Calico is installed on k3s as anywhere else.
  expect(agentOn({ ...k3s, links: links("cali0123456789a") })).toMatchObject({ name: "calico-node" });
});

test.each([
  ["v1.33.1", "kube-proxy on node1", "k8s-app=kube-proxy"],
  ["v1.33.1+rke2r1", "kube-proxy on node1", "component=kube-proxy"],
  ["v1.33.1+k3s1", "k3s on node1 (kube-proxy runs within it)", "journalctl"],
])("the Service proxy of a node of %s is %s", (version, name, find) => {
  const proxy = serviceProxy("node1", snapshot(version));
  expect(proxy.name).toBe(name);
  expect(proxy.find.join()).toContain(find);
});
