/** Told of pods, of addresses written by hand, and of an end of the way that does not run: each has its own words. */
import { describeEndpoint } from "../../model/endpoint.ts";
import type { Because, Finding } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import type { DeclaredService } from "../../journey/services/declared.ts";
import {
  endpointsGate,
  endsGate,
  type EndWaits,
  type NobodyBehind,
  type NotReady,
} from "../../gates/endpoints.ts";
import type { Gate, Scene } from "../../gates/gate.ts";
import { defineStop, gateOf, only, type Standpoint } from "../define-fault.ts";
import { serviceFate } from "../needs/service-fate.ts";
import { keepsEnding, whyNotReady } from "./why-not-ready.ts";

export const endpointsNotReady = defineStop({
  code: "ND303",
  title: "No pod behind the Service is ready",
  at: ["asking", "service"],
  gate: "endpoints",
  foretells: "stops",
  stop: only(
    gateOf("readiness of the pods", (scene: Scene): Gate<NobodyBehind | EndWaits> =>
      scene.hop.kind === "asking" ? endsGate(scene) : endpointsGate(scene),
    ),
    isNotReady,
  ),
  tells: { fate: serviceFate },
  name(stop, { fate = [] }, { flow, snapshot }) {
    if (stop.is === "end waits") return endThatWaits(stop, flow, snapshot);
    const { service, waiting } = stop;
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
    if (Object.keys(service.service.spec.selector ?? {}).length === 0)
      return listedNotReady(service, `${namespace}/${name}`, listed, fate);
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
          : first && keepsEnding(first)
            ? "see why the container keeps ending: its last run's log, its exit code"
            : "make the pods ready: see what their readiness probe says",
        commands: [
          ...(first && keepsEnding(first)
            ? [`kubectl -n ${namespace} logs ${first.metadata.name} --previous`]
            : []),
          `kubectl -n ${namespace} describe pod ${first?.metadata.name ?? `-l ${selectorOf(service.service.spec.selector)}`}`,
        ],
        checked: false,
      },
    };
  },
});

/** Without a selector the conditions are what somebody, or another controller, wrote. */
function listedNotReady(
  { service, slices }: DeclaredService,
  name: string,
  listed: string,
  fate: readonly Because[],
): Finding {
  const { namespace = "default" } = service.metadata;
  const [slice] = slices.filter(({ endpoints }) => endpoints.length > 0);
  const object = slice
    ? { kind: "EndpointSlice", namespace, name: slice.metadata.name }
    : { kind: "Service", namespace, name: service.metadata.name };
  return {
    title: "No endpoint of the Service is ready",
    says: `Service ${name} has no selector, and its EndpointSlice${slice ? ` ${slice.metadata.name}` : ""} lists no endpoint that is ready.`,
    because: [{ source: "model", says: listed }, ...fate],
    object,
    fix: {
      summary: `see who writes the EndpointSlice, and whether the endpoint serves; then conditions.ready has to be true, or absent`,
      commands: [`kubectl -n ${namespace} get ${object.kind.toLowerCase()} ${object.name} -o yaml`],
      checked: false,
    },
  };
}

function isNotReady(stop: NobodyBehind | EndWaits): stop is NotReady | EndWaits {
  return stop.is === "not ready" || stop.is === "end waits";
}

/** One of the two ends is a pod that does not run. */
function endThatWaits({ end }: EndWaits, flow: Flow, { pods }: Standpoint["snapshot"]): Finding {
  const { namespace, name, node } = end;
  const pod = pods.find(
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? "default") === namespace,
  );
  const why = pod ? whyNotReady(pod) : "without an address";
  return {
    title: "The pod does not run",
    says: `${describeEndpoint(end)} has no address${end === flow.from ? ", so nothing can be sent from it" : ""}: it is ${why}.`,
    because: [{ source: "model", says: `pod ${namespace}/${name}: ${why}` }],
    object: { kind: "Pod", namespace, name },
    ...(node === "" ? {} : { node }),
    fix: {
      summary: "see why the pod does not start: the scheduler's reason, the image, the network plugin",
      commands: [`kubectl -n ${namespace} describe pod ${name}`],
      checked: false,
    },
  };
}

function selectorOf(selector: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
