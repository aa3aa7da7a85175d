/** Where the node sends the packets instead, in words, and who is to mend the route. */
import type { Fix } from "../../model/finding.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { Link } from "../../netstack/seen/links.ts";
import { routeText, type Route } from "../../netstack/seen/routes.ts";
import { links } from "../../probes/state/links.ts";
import { podRouteGate, type LostPod } from "../../gates/pod-route.ts";
import { agentName, agentOn, findAgent, startAgain, type Agent } from "../agent.ts";
import { failedAttempts, diedHere } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { madeAgain } from "../made-again.ts";
import { onNode } from "../needs/here.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { inFront, notOfTheAgent } from "../between/not-of-the-agent.ts";

export const podRouteMissing = defineStop({
  code: "ND601",
  title: "A node has no route to its own pod",
  at: ["node-in", "node-out"],
  gate: "route",
  foretells: "diverts",
  stop: gateOf("route to the node's own pod", podRouteGate),
  tells: { links: onNode(links), attempts, passage },
  name(stop, { links = [], attempts, passage }, { hop, snapshot }) {
    const { pod, ip, isTarget, expected } = stop;
    const { where, quote } = wordsOf(stop);
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
      fix: fixFor(stop, links, snapshot),
    };
  },
});

/**
 * Of some plugins an agent writes the routes to pods, and writes them again when it starts; of others the plugin does, once, when the
 * pod is made.
 */
function fixFor(
  { pod, ip, expected, route, routes }: LostPod,
  seen: readonly Link[],
  snapshot: ClusterSnapshot,
): Fix {
  const { node } = pod;
  const owned = notOfTheAgent(route, ip, node) ?? inFront(routes, expected, ip, node);
  if (owned) return { summary: owned.summary, commands: [...owned.commands], checked: false };
  const agent = agentOn({
    node,
    snapshot,
    links: seen,
    ...(expected === undefined ? {} : { device: expected }),
  });
  const [taken] = routes;
  if (taken && isForPod(taken) && !isOf(agent, taken, node, snapshot))
    return {
      summary: `the route ${routeText(taken)} on ${node} is for this pod alone and leads elsewhere: find who wrote it, and take it away there; ${agentName(node, agent)} is to write its own again`,
      commands: [`ip route show to match ${ip}   # on ${node}`, ...findAgent(node, agent)],
      checked: false,
    };
  if (agent?.keepsPodRoutes !== true)
    return madeAgain(pod, snapshot, `so that the CNI writes ${node}'s route to it again`);
  return {
    summary: `${agentName(node, agent)} writes this route, and writes it again when it starts: see in its log why it did not, and restart it there`,
    commands: [`ip route get ${ip}   # on ${node}`, ...findAgent(node, agent), ...startAgain(node, agent)],
    checked: false,
  };
}

const isForPod = ({ destination }: Route): boolean => /\/(32|128)$/.test(destination);

/** Whether the agent wrote the route: it leads to one of the interfaces that it makes. */
function isOf(
  agent: Agent | undefined,
  { nextHops }: Route,
  node: string,
  snapshot: ClusterSnapshot,
): boolean {
  return (
    agent !== undefined &&
    nextHops.some(({ device }) => agentOn({ node, snapshot, links: [], device })?.name === agent.name)
  );
}

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
