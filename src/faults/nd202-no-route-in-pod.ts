import type { RouteLookup } from "../netstack/route-lookup.ts";
import { failedAttempts, neverLeft } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { routeHere, routeToPod, sourceWire } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { brokenWire } from "./nd201-pod-wire-broken.ts";

export const noRouteInPod = defineFault({
  code: "ND202",
  title: "The source has no route to the destination",
  at: ["source"],
  stops: "all",
  needs: {
    route: routeHere,
    direct: routeToPod,
    wire: ifSeen(sourceWire),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ route: asked, direct, wire, attempts, passage }, { hop, flow }) {
    const works = ({ result }: RouteLookup): boolean => result === "forward" || result === "local";
    // Through a Service both addresses matter: the one it is asked by, and the pod's own, which netdiag asks too.
    const route = works(asked) ? direct : asked;
    if (works(route)) return;
    const destination = route === asked ? hop.packet.destination : flow.destinationIP;
    // Routes vanish with the interface they leave by: then the interface is the fault.
    if (wire && brokenWire(wire)) return;
    const why =
      route.result === "refused"
        ? `its ${route.type} ${route.route ? `route ${route.route.destination}` : "rule"} refuses it`
        : "no route matches, not even a default route";
    const pod = flow.from.type === "pod" ? flow.from : undefined;
    return {
      says: `${hop.name} cannot send to ${destination}: ${why}.`,
      because: [
        { source: "model", says: `routes of ${hop.name}: ${why}` },
        ...neverLeft(hop, passage),
        ...failedAttempts(attempts),
      ],
      ...(pod ? { object: { kind: "Pod", namespace: pod.namespace, name: pod.name }, node: pod.node } : {}),
      fix: {
        summary: pod
          ? "recreate the pod, so that the CNI sets its routes again"
          : "add the route on the node",
        commands: pod
          ? [`kubectl -n ${pod.namespace} delete pod ${pod.name}`]
          : [`ip route get ${destination}`],
        checked: false,
      },
    };
  },
});
