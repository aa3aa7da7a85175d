import type { Endpoint, PodEndpoint } from "../../model/endpoint.ts";
import type { RouteLookup } from "../../netstack/kernel/route-lookup.ts";
import { failedAttempts, diedHere } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import type { PodWire } from "../../journey/machine/wire.ts";
import { routeBack, routeHere, sourceWire, targetWire } from "../needs/stack.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { notOfTheAgent } from "../between/not-of-the-agent.ts";
import { defectOf } from "../../gates/pod-wire.ts";

const agentWrites =
  "let the CNI program the route again: recreate the pod, or restart the CNI agent on the node";

export const podRouteMissing = defineFault({
  code: "ND601",
  title: "A node has no route to its own pod",
  at: ["node-in", "node-out"],
  gate: "route",
  foretells: "diverts",
  needs: {
    route: routeHere,
    back: routeBack,
    target: ifSeen(targetWire),
    source: ifSeen(sourceWire),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ route, back, target, source, attempts, passage }, { hop, flow }) {
    // The source's own node needs a route to it as well: for the answers, and where sources are checked.
    const astray =
      lostPod(flow.from, hop.kind === "node-out" ? hop.node : undefined, back, source) ??
      lostPod(flow.to, hop.node, route, target);
    if (!astray || (attempts && attempts.sent > 0 && attempts.answered === attempts.sent)) return;
    const { pod, expected, where, quote } = astray;
    if (!(pod === flow.from ? source : target))
      return { cannotTell: `whether the interface of ${pod.name} is up was not seen` };
    const ip = pod === flow.from ? hop.packet.source : flow.destinationIP;
    const owned = notOfTheAgent(pod === flow.from ? back : route, ip, pod.node);
    return {
      says: `${pod.node} does not know the way to ${pod.name} (${ip}), which runs there: it ${where}.`,
      because: [
        {
          source: "model",
          says: `pod ${pod.namespace}/${pod.name} runs on ${pod.node}${expected === undefined ? "" : ` behind ${expected}`}; ${pod.node} ${where}`,
          quote,
        },
        ...(passage?.mark === "stopped"
          ? diedHere(hop, passage)
          : (passage?.in ?? 0) > 0 && pod === flow.to
            ? [
                {
                  source: "kernel" as const,
                  says: `${passage?.in ?? 0} packets entered ${pod.node}, none was seen on ${expected ?? "the pod's interface"}`,
                },
              ]
            : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: pod.namespace, name: pod.name },
      node: pod.node,
      ...(expected === undefined ? {} : { device: expected }),
      fix: {
        summary: owned?.summary ?? agentWrites,
        commands: [...(owned?.commands ?? [`kubectl -n ${pod.namespace} delete pod ${pod.name}`])],
        checked: false,
      },
    };
  },
});

interface LostPod {
  readonly pod: PodEndpoint;
  /** The node's end of its wire. */
  readonly expected: string | undefined;
  readonly where: string;
  readonly quote: string;
}

/** A pod whose own node does not route to its wire. */
function lostPod(
  pod: Endpoint,
  node: string | undefined,
  route: RouteLookup,
  wire: PodWire | undefined,
): LostPod | undefined {
  if (pod.type !== "pod" || pod.hostNetwork || node !== pod.node) return undefined;
  // The kernel takes the route away with the interface: then the interface is the fault.
  if (wire && (defectOf(wire) || wire.master?.up === false)) return undefined;
  const expected = wire?.nodeLink?.name;
  const used = route.result === "forward" ? route.nextHops[0]?.device : undefined;
  if (used !== undefined && (expected === undefined || used === expected || used === wire?.nodeLink?.master))
    return undefined;
  const refused = route.result === "refused" ? `${route.type} ` : "";
  return {
    pod,
    expected,
    where:
      used !== undefined
        ? `sends it to ${used} instead of ${expected ?? "the pod's interface"}`
        : route.result === "refused"
          ? `has only the ${route.type} route ${route.route?.destination ?? ""} for it`
          : route.result === "local"
            ? "takes the address for its own"
            : "has no route for it",
    quote:
      route.result === "no-route"
        ? "no matching route"
        : `${refused}${route.route?.destination ?? ""}${used === undefined ? "" : ` dev ${used}`}`,
  };
}
