import type { NodeEndpoint, PodEndpoint } from "../model/endpoint.ts";
import type { Node, Pod, Workload } from "../model/kubernetes.ts";
import { isReady, podIPs } from "../model/pod-status.ts";

/** A pod as the end of a flow. Container ids lose their `containerd://` scheme. */
export function podEndpoint(pod: Pod): PodEndpoint {
  return {
    type: "pod",
    namespace: pod.metadata.namespace ?? "default",
    name: pod.metadata.name,
    ips: [...podIPs(pod)],
    node: pod.spec.nodeName ?? "",
    hostNetwork: pod.spec.hostNetwork ?? false,
    ready: isReady(pod),
    containerIds: (pod.status?.containerStatuses ?? []).flatMap(({ containerID }) =>
      containerID === undefined ? [] : [containerID.replace(/^[a-z0-9.-]+:\/\//, "")],
    ),
  };
}

/** A node as the end of a flow, with its internal addresses first. */
export function nodeEndpoint(node: Node): NodeEndpoint {
  const addresses = (node.status?.addresses ?? []).filter(({ type }) => type.endsWith("IP"));
  const internalFirst = [
    ...addresses.filter(({ type }) => type === "InternalIP"),
    ...addresses.filter(({ type }) => type !== "InternalIP"),
  ];
  return { type: "node", name: node.metadata.name, ips: internalFirst.map(({ address }) => address) };
}

/** A pod that was to run and has no address: it waits for a node, an image, a volume, the network. */
export function isWaiting(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase !== "Succeeded" && phase !== "Failed" && podIPs(pod).length === 0;
}

/** Why none of a workload's pods can be asked about: `is scaled to zero`, `has ended (Completed)`. */
export function whyNoPod(pods: readonly Pod[], workloads: readonly Workload[]): string {
  if (workloads.some(({ spec }) => spec.replicas === 0)) return "is scaled to zero";
  const ended = pods.find(({ status }) => status?.phase === "Succeeded" || status?.phase === "Failed");
  if (ended)
    return `has no pod that runs: ${ended.metadata.name} has ended (${ended.status?.reason ?? ended.status?.phase ?? ""})`;
  return `has no running pod (${pods.length} found)`;
}

/** A pod that has an address and has not ended: packets can leave from or arrive at it. */
export function isLive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase !== "Succeeded" && phase !== "Failed" && podIPs(pod).length > 0;
}
