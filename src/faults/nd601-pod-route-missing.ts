import { failedAttempts, diedHere } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { routeHere, targetWire } from "./needs/stack.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { brokenWire } from "./nd201-pod-wire-broken.ts";

export const podRouteMissing = defineFault({
  code: "ND601",
  title: "The target's node has no route to its own pod",
  at: ["node-in", "node-out"],
  stops: "all",
  needs: { route: routeHere, wire: ifSeen(targetWire), attempts: ifSeen(attempts), passage: ifSeen(passage) },
  check({ route, wire, attempts, passage }, { hop, flow }) {
    const pod = flow.to;
    if (pod.type !== "pod" || pod.hostNetwork || hop.node !== pod.node) return;
    // The kernel takes the route away with the interface: then the interface is the fault.
    if (wire && brokenWire(wire)) return;
    const expected = wire?.nodeLink?.name;
    const used = route.result === "forward" ? route.nextHops[0]?.device : undefined;
    const ownBridge = wire?.nodeLink?.master;
    if (used !== undefined && (expected === undefined || used === expected || used === ownBridge)) return;
    const where =
      used !== undefined
        ? `sends it to ${used} instead of ${expected ?? "the pod's interface"}`
        : route.result === "refused"
          ? `has only the ${route.type} route ${route.route?.destination ?? ""} for it`
          : route.result === "local"
            ? "takes the address for its own"
            : "has no route for it";
    return {
      says: `${pod.node} does not know the way to ${pod.name} (${flow.destinationIP}), which runs there: it ${where}.`,
      because: [
        {
          source: "model",
          says: `pod ${pod.namespace}/${pod.name} runs on ${pod.node}${expected === undefined ? "" : ` behind ${expected}`}; ${pod.node} ${where}`,
          quote:
            route.result === "no-route"
              ? "no matching route"
              : `${route.result === "refused" ? `${route.type} ` : ""}${route.route?.destination ?? ""}${used === undefined ? "" : ` dev ${used}`}`,
        },
        ...diedHere(hop, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: pod.namespace, name: pod.name },
      node: pod.node,
      ...(expected === undefined ? {} : { device: expected }),
      fix: {
        summary:
          "let the CNI program the route again: recreate the pod, or restart the CNI agent on the node",
        commands: [
          `kubectl -n ${pod.namespace} delete pod ${pod.name}`,
          ...(expected === undefined
            ? []
            : [
                `ip route add ${flow.destinationIP} dev ${expected} scope link   # on ${pod.node}, until the agent does it`,
              ]),
        ],
        checked: false,
      },
    };
  },
});
