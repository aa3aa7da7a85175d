import { z } from "zod";
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
    const pending = waiting.length > 0 && waiting.every(({ status }) => !status?.podIP);
    const count = Math.max(waiting.length, service.notReady.length);
    const addresses = service.notReady.length;
    const listed =
      addresses === 0
        ? "EndpointSlices list no address for it"
        : addresses === 1
          ? "EndpointSlices list 1 address, and it is not ready"
          : `EndpointSlices list ${addresses} addresses, none of them ready`;
    return {
      ...(pending ? { title: "No pod behind the Service runs" } : {}),
      says:
        pending && first
          ? `Service ${namespace}/${name} sends to nobody: ${count === 1 ? `its only pod ${first.metadata.name}` : `of its ${count} pods none runs; ${first.metadata.name}`} is ${whyNotReady(first)}.`
          : `Service ${namespace}/${name} sends to nobody: ${count === 1 ? "its only pod is not" : `none of its ${count} pods is`} ready${first ? ` (${first.metadata.name}: ${whyNotReady(first)})` : ""}.`,
      because: [
        ...waiting.slice(0, 3).map((pod) => ({
          source: "model" as const,
          says: `pod ${pod.metadata.name}: ${whyNotReady(pod)}`,
        })),
        { source: "model", says: listed },
        ...fate,
      ],
      object: first
        ? { kind: "Pod", namespace, name: first.metadata.name }
        : { kind: "Service", namespace, name },
      fix: {
        summary: pending
          ? "see why the pod does not start: the scheduler's reason, the image, the network plugin"
          : "make the pods ready: see what their readiness probe says",
        commands: [
          `kubectl -n ${namespace} describe pod ${first?.metadata.name ?? `-l ${selectorOf(service.service.spec.selector)}`}`,
        ],
        checked: false,
      },
    };
  },
});

/** Why a container does not run: `ImagePullBackOff`, `CrashLoopBackOff`. */
const Waiting = z.looseObject({
  waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }).optional(),
});

function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}

function whyNotReady(pod: Pod): string {
  const { phase, conditions = [], containerStatuses = [] } = pod.status ?? {};
  const unscheduled = conditions.find(({ type, status }) => type === "PodScheduled" && status === "False");
  const ready = unscheduled ?? conditions.find(({ type }) => type === "Ready");
  const waiting = containerStatuses.flatMap(({ name, state }) => {
    const { reason, message } = Waiting.safeParse(state).data?.waiting ?? {};
    return reason === undefined
      ? []
      : [`container ${name}: ${reason}${message === undefined ? "" : `, ${message}`}`];
  });
  const words = [
    pod.metadata.deletionTimestamp === undefined ? phase : "Terminating",
    ready?.reason,
    ready?.message,
    ...waiting.slice(0, 2),
  ].filter((word) => word !== undefined);
  return words.length === 0 ? "not ready" : words.join(", ").replace(/\.$/, "");
}

function selectorOf(selector: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
