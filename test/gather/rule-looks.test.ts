import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ruleLooks } from "../../src/gather/rule-looks.ts";
import type { Flow } from "../../src/model/flow.ts";
import { Node } from "../../src/model/kubernetes.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

const recorded = Node.parse(
  JSON.parse(
    readFileSync(
      join(import.meta.dirname, "..", "fixtures", "kubernetes", "node2-kubelet-dead.json"),
      "utf8",
    ),
  ),
);

const pod = { type: "pod" as const, namespace: "a", hostNetwork: false, ready: true, containerIds: [] };
const flow: Flow = {
  id: "f1",
  from: { ...pod, name: "x", ips: ["10.244.0.7"], node: "node1" },
  to: { ...pod, name: "y", ips: ["10.244.8.9"], node: "node2" },
  family: 4,
  sourceIP: "10.244.0.7",
  destinationIP: "10.244.8.9",
  protocol: "TCP",
  port: 80,
};

/** The words of the command that reads the sets: a script, its name, then addresses. */
function addressesAsked(node: Node): readonly string[] {
  const snapshot: ClusterSnapshot = {
    ...emptySnapshot,
    nodes: [node],
  };
  const looks = ruleLooks({ kind: "node", node: "node2" }, [flow], snapshot);
  const command = looks.find(({ probe }) => probe === "ipsets")?.command;
  return command && "argv" in command ? command.argv.filter((word) => /^[\d.]+$/.test(word)) : [];
}

test("a node's rules are read for its addresses, its tunnel's and those its range gives to devices", () => {
  expect(addressesAsked(recorded)).toEqual([
    "10.244.0.7",
    "10.244.8.9",
    "172.30.0.12",
    "10.244.255.2",
    "10.244.8.0",
    "10.244.8.1",
  ]);
});

test("an annotation that holds no address is not asked for, whatever it looks like", () => {
  const node: Node = {
    ...recorded,
    metadata: {
      name: "node2",
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "csi.volume.kubernetes.io/nodeid": '{"disk":"10.0.0.1"}',
        "example.com/version": "1.2.3.4",
        "flannel.alpha.coreos.com/public-ip": "198.51.100.7",
        "k3s.io/internal-ip": "172.30.0.12,fd00::12",
        "projectcalico.org/IPv4IPIPTunnelAddr": "",
        "projectcalico.org/IPv4VXLANTunnelAddr": "10.1",
      },
    },
    spec: {},
  };
  expect(addressesAsked(node)).toEqual(["10.244.0.7", "10.244.8.9", "172.30.0.12", "198.51.100.7"]);
});
