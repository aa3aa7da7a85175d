/** Whether an Istio proxy guards a pod. */
import type { Namespace, Pod } from "../../model/kubernetes.ts";
import { runningContainers } from "./containers.ts";

/** `plain`: in the mesh, and talking plain text on this connection. */
export type Mesh = "sidecar" | "ambient" | "plain" | "none";

function hasProxy(pod: Pod): boolean {
  return (
    runningContainers(pod).some(({ name }) => name === "istio-proxy") ||
    pod.metadata.annotations?.["sidecar.istio.io/status"] !== undefined
  );
}

/** Injection happens when a pod is created: a pod that runs without a proxy stays without. */
function willHaveProxy(pod: Pod, namespace: Namespace | undefined): boolean {
  if (pod.status?.podIP !== undefined) return false;
  const wish =
    pod.metadata.labels?.["sidecar.istio.io/inject"] ?? pod.metadata.annotations?.["sidecar.istio.io/inject"];
  if (wish !== undefined) return wish === "true";
  const labels = namespace?.metadata.labels ?? {};
  return labels["istio-injection"] === "enabled" || labels["istio.io/rev"] !== undefined;
}

/** In ambient mode: a waypoint may stand before the pod, and connections then come with its identity. */
export function hasWaypoint(pod: Pod, namespace: Namespace | undefined): boolean {
  const label = "istio.io/use-waypoint";
  const wish = pod.metadata.labels?.[label] ?? namespace?.metadata.labels?.[label];
  return wish !== undefined && wish !== "none" && meshOf(pod, namespace) === "ambient";
}

/** Of a pod; hostNetwork pods are never in the mesh. */
export function meshOf(pod: Pod, namespace: Namespace | undefined): Mesh {
  if (pod.spec.hostNetwork === true) return "none";
  if (hasProxy(pod) || willHaveProxy(pod, namespace)) return "sidecar";
  const mode =
    pod.metadata.labels?.["istio.io/dataplane-mode"] ??
    namespace?.metadata.labels?.["istio.io/dataplane-mode"];
  return mode === "ambient" || pod.metadata.annotations?.["ambient.istio.io/redirection"] === "enabled"
    ? "ambient"
    : "none";
}

const outbound = ["excludeOutboundPorts", "excludeOutboundIPRanges", "includeOutboundIPRanges"];

/**
 * Whether what a pod sends may go past its sidecar. Which ports and addresses these are is asked before a Service's own are
 * translated, so that it is not known here what a connection met.
 */
export function leavesSomeOut({ metadata: { annotations } }: Pod): boolean {
  return outbound.some((name) => {
    const text = annotations?.[`traffic.sidecar.istio.io/${name}`]?.trim();
    return name.startsWith("include")
      ? text !== undefined && text !== "*"
      : text !== undefined && text !== "";
  });
}
