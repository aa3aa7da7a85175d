import { failedAttempts, neverLeft } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { routeHere, sourceWire } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { brokenWire } from "./nd201-pod-wire-broken.ts";

export const noRouteInPod = defineFault({
  code: "ND202",
  title: "The source has no route to the destination",
  at: ["source"],
  stops: "all",
  needs: {
    route: routeHere,
    wire: ifSeen(sourceWire),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ route, wire, attempts, passage }, { hop, flow }) {
    if (route.result === "forward" || route.result === "local") return;
    // Routes vanish with the interface they leave by: then the interface is the fault.
    if (wire && brokenWire(wire)) return;
    const why =
      route.result === "refused"
        ? `its ${route.type} route ${route.route?.destination ?? ""} refuses it`
        : "no route matches, not even a default route";
    const pod = flow.from.type === "pod" ? flow.from : undefined;
    return {
      says: `${hop.name} cannot send to ${hop.packet.destination}: ${why}.`,
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
          : [`ip route get ${hop.packet.destination}`],
        checked: false,
      },
    };
  },
});
