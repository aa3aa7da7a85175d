import { podRouteGate, type LostPod } from "../../gates/pod-route.ts";
import { failedAttempts, diedHere } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { notOfTheAgent } from "../between/not-of-the-agent.ts";

const agentWrites =
  "let the CNI program the route again: recreate the pod, or restart the CNI agent on the node";

export const podRouteMissing = defineStop({
  code: "ND601",
  title: "A node has no route to its own pod",
  at: ["node-in", "node-out"],
  gate: "route",
  foretells: "diverts",
  stop: gateOf("route to the node's own pod", podRouteGate),
  tells: { attempts, passage },
  name(stop, { attempts, passage }, { hop }) {
    const { pod, ip, isTarget, expected } = stop;
    const { where, quote } = wordsOf(stop);
    const owned = notOfTheAgent(stop.route, ip, pod.node);
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
          : (passage?.in ?? 0) > 0 && isTarget
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

/** Where the node sends what is for the pod, in words, and the route as it stands. */
function wordsOf({ route, expected }: LostPod): { readonly where: string; readonly quote: string } {
  const destination = route.result === "no-route" ? "" : (route.route?.destination ?? "");
  switch (route.result) {
    case "no-route":
      return { where: "has no route for it", quote: "no matching route" };
    case "refused":
      return {
        where: route.route
          ? `has only the ${route.type} route ${destination} for it`
          : `has a routing rule that refuses it (${route.type})`,
        quote: `${route.type} ${destination}`.trimEnd(),
      };
    case "local":
      return { where: "takes the address for its own", quote: destination };
    case "broadcast":
      return { where: "has no route for it", quote: destination };
    case "forward": {
      const used = route.nextHops[0]?.device;
      return used === undefined
        ? { where: "has no route for it", quote: destination }
        : {
            where: `sends it to ${used} instead of ${expected ?? "the pod's interface"}`,
            quote: `${destination} dev ${used}`,
          };
    }
  }
}
