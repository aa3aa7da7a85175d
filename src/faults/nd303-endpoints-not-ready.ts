import type { Pod } from "../model/kubernetes.ts";
import { defineFault } from "./define-fault.ts";
import { service } from "./needs/declared.ts";
import { serviceFate } from "./needs/service-fate.ts";

export const endpointsNotReady = defineFault({
  code: "ND303",
  title: "No pod behind the Service is ready",
  at: ["service"],
  stops: "all",
  needs: { service, fate: serviceFate },
  check({ service, fate }) {
    if (!service || service.ready.length > 0) return;
    const waiting = service.selected.filter((pod) => !isReady(pod));
    if (waiting.length === 0 && service.notReady.length === 0) return;
    // Serving while terminating, or published before ready: kube-proxy may still use them.
    if (service.service.spec["publishNotReadyAddresses"] === true) return;
    const { namespace = "default", name } = service.service.metadata;
    const [first] = waiting;
    const count = Math.max(waiting.length, service.notReady.length);
    return {
      says: `Service ${namespace}/${name} sends to nobody: ${count === 1 ? "its only pod is not" : `none of its ${count} pods is`} ready.`,
      because: [
        ...waiting.slice(0, 3).map((pod) => ({
          source: "model" as const,
          says: `pod ${pod.metadata.name}: ${whyNotReady(pod)}`,
        })),
        { source: "model", says: `EndpointSlices list ${service.notReady.length} addresses, all not ready` },
        ...fate,
      ],
      object: first
        ? { kind: "Pod", namespace, name: first.metadata.name }
        : { kind: "Service", namespace, name },
      fix: {
        summary: "make the pods ready: see what their readiness probe says",
        commands: [
          `kubectl -n ${namespace} describe pod ${first?.metadata.name ?? `-l ${selectorOf(service.service.spec.selector)}`}`,
        ],
        checked: false,
      },
    };
  },
});

function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}

function whyNotReady(pod: Pod): string {
  const ready = pod.status?.conditions?.find(({ type }) => type === "Ready");
  const words = [pod.status?.phase, ready?.reason, ready?.message].filter((word) => word !== undefined);
  return words.length === 0 ? "not ready" : words.join(", ");
}

function selectorOf(selector: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
