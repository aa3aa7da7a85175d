import type { KubeObject } from "../api/object.ts";
import { hexFor, uidFor } from "../controllers/identity.ts";
import { deviceOf, nodeTunnelIP } from "../network/addressing.ts";
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
      uid: uidFor(`node:${node.name}`),
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": node.name,
        "kubernetes.io/os": "linux",
      },
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
        "projectcalico.org/Interfaces": JSON.stringify([{ name: deviceOf(node), addresses: [node.ip] }]),
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
      capacity: { ...resources, "ephemeral-storage": "264212084Ki", memory: "24684092Ki" },
      allocatable: { ...resources, "ephemeral-storage": "267847642337", memory: "24581692Ki" },
      conditions: [
        condition("NetworkUnavailable", "False", "CalicoIsUp", "Calico is running on this node", createdAt),
        condition("MemoryPressure", "False", "KubeletHasSufficientMemory", sufficient("memory"), createdAt),
        condition(
          "DiskPressure",
          "False",
          "KubeletHasNoDiskPressure",
          "kubelet has no disk pressure",
          createdAt,
        ),
        condition("PIDPressure", "False", "KubeletHasSufficientPID", sufficient("PID"), createdAt),
        condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", createdAt),
      ],
      declaredFeatures: ["ExtendWebSocketsToKubelet", "InPlacePodVerticalScalingInitContainers"],
      features: { supplementalGroupsPolicy: true },
      images: [
        { names: ["registry.k8s.io/pause:3.10"], sizeBytes: 320_368 },
        { names: null, sizeBytes: 220_355_303 },
      ],
      runtimeHandlers: [
        { name: "", features: { recursiveReadOnlyMounts: true, userNamespaces: false } },
        { name: "runc", features: { recursiveReadOnlyMounts: true, userNamespaces: false } },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        architecture: "amd64",
        operatingSystem: "linux",
        osImage: "Debian GNU/Linux 12 (bookworm)",
        containerRuntimeVersion: "containerd://2.1.9",
        kubeletVersion: "v1.36.2",
        kubeProxyVersion: "",
        kernelVersion: "6.18.44",
        bootID: uidFor(`boot:${node.name}`),
        machineID: hexFor(`machine:${node.name}`).slice(0, 32),
        systemUUID: uidFor(`system:${node.name}`),
      },
    },
  };
}

const resources = { cpu: "2", "hugepages-1Gi": "0", "hugepages-2Mi": "0", pods: "110" };

const sufficient = (what: string): string => `kubelet has sufficient ${what} available`;

function condition(type: string, status: string, reason: string, message: string, time: string): unknown {
  return { type, status, reason, message, lastHeartbeatTime: time, lastTransitionTime: time };
}

/** How a kubelet says that it lives. */
export function leaseOf(node: KubeObject, createdAt: string): KubeObject {
  const { name, uid } = node.metadata;
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: {
      name,
      namespace: "kube-node-lease",
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name, uid: uid ?? "" }],
    },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: 40,
      renewTime: createdAt.replace(/(\.\d+)?Z$/, ".000000Z"),
    },
  };
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
