import type { KubeObject } from "../api/object.ts";
import { nodeTunnelIP } from "../network/addressing.ts";
import { tunnelIPOf, type LabNodeSpec } from "../network/network.ts";

/** The Node a kubelet and Calico would have registered. */
export function nodeObject(node: LabNodeSpec, createdAt: string): KubeObject {
  const addresses = [
    { type: "InternalIP", address: node.ip },
    ...(node.ip6 === undefined ? [] : [{ type: "InternalIP", address: node.ip6 }]),
    { type: "Hostname", address: node.name },
  ];
  const podCIDRs = [node.podBlock, ...(node.podBlock6 === undefined ? [] : [node.podBlock6])];
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: node.name,
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": node.name,
        "kubernetes.io/os": "linux",
      },
      annotations: {
        "projectcalico.org/IPv4Address": `${node.ip}/24`,
        "projectcalico.org/IPv4VXLANTunnelAddr": nodeTunnelIP(node),
        ...(node.ip6 === undefined ? {} : { "projectcalico.org/IPv6Address": `${node.ip6}/64` }),
        ...(node.podBlock6 === undefined
          ? {}
          : { "projectcalico.org/IPv6VXLANTunnelAddr": tunnelIPOf(node.podBlock6) }),
      },
    },
    spec: { podCIDR: node.podBlock, podCIDRs },
    status: {
      addresses,
      capacity: { cpu: "2", memory: "24684092Ki", pods: "110" },
      allocatable: { cpu: "2", memory: "24581692Ki", pods: "110" },
      conditions: [
        condition("MemoryPressure", "False", "KubeletHasSufficientMemory", createdAt),
        condition("DiskPressure", "False", "KubeletHasNoDiskPressure", createdAt),
        condition("PIDPressure", "False", "KubeletHasSufficientPID", createdAt),
        condition("NetworkUnavailable", "False", "CalicoIsUp", createdAt),
        condition("Ready", "True", "KubeletReady", createdAt),
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        architecture: "amd64",
        operatingSystem: "linux",
        osImage: "Debian GNU/Linux 12 (bookworm)",
        containerRuntimeVersion: "containerd://2.1.9",
        kubeletVersion: "v1.36.2",
        kubeProxyVersion: "",
      },
    },
  };
}

function condition(type: string, status: string, reason: string, time: string): unknown {
  return { type, status, reason, message: reason, lastHeartbeatTime: time, lastTransitionTime: time };
}

/** A kubelet that has been silent for long: what the node controller writes on its Node. As a merge patch of `status`. */
export function notReady(node: KubeObject, since: Date): unknown {
  const time = since.toISOString().replace(/\.\d+Z$/, "Z");
  return {
    ...(typeof node["status"] === "object" ? node["status"] : {}),
    conditions: ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"].map((type) => ({
      type,
      status: "Unknown",
      reason: "NodeStatusUnknown",
      message: "Kubelet stopped posting node status.",
      lastHeartbeatTime: time,
      lastTransitionTime: time,
    })),
  };
}
