import { shellWord } from "../../model/shell-words.ts";
import { links } from "../../probes/state/links.ts";
import { wayToPodsGate } from "../../gates/way-to-pods.ts";
import { agentName, agentOn, findAgent, startAgain } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { inFront, notOfTheAgent } from "./not-of-the-agent.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { onNode } from "../needs/here.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const routeMissesTunnel = defineStop({
  code: "ND540",
  title: "A node's route to the other node's pods is missing or wrong",
  at: ["node-out", "reply"],
  gate: "route",
  foretells: "diverts",
  stop: gateOf("route to the other node's pods", wayToPodsGate),
  tells: { links: onNode(links), attempts, passage },
  name(
    { node, target, destination, route, routes, tunnel: meant },
    { links = [], attempts, passage },
    { hop, snapshot },
  ) {
    const refused = route.result === "refused" || route.result === "no-route";
    const tunnel = meant?.device;
    const device = route.result === "forward" ? route.nextHops[0]?.device : undefined;
    const matched =
      route.result === "no-route" ? "no route" : (route.route?.destination ?? "in the routing rules");
    const why = meant?.down === true ? `; ${meant.device} is down there, which took its routes away` : "";
    const kind = route.result === "refused" ? `${route.type} ` : "";
    const agent = agentOn({
      node,
      snapshot,
      links,
      ...(tunnel === undefined ? {} : { device: tunnel }),
    });
    const owned =
      why === ""
        ? (notOfTheAgent(route, destination, node) ?? inFront(routes, tunnel, destination, node))
        : undefined;
    return {
      says: refused
        ? `${node} has no way to ${destination}: ${route.result === "refused" ? `a ${kind}route ${matched}` : "no route"}${why}.`
        : route.result === "local"
          ? `${node} takes packets for ${destination} for its own: it has that address, which is a pod's of ${target}.`
          : `${node} sends packets for ${destination} out of ${device ?? "?"} by ${matched}, not into ${tunnel ?? "a tunnel"}${why}.`,
      because: [
        {
          source: "model",
          says: refused
            ? `the only match for ${destination} is ${kind}${matched}`
            : `only ${matched} matches ${destination}; ${meant?.knownBy === "forwarding entries" ? `the forwarding entries of ${meant.device} lead to ${target}` : `${target} sends through ${tunnel ?? "a tunnel"}`}`,
          ...(device === undefined ? {} : { quote: `${matched} dev ${device}` }),
        },
        ...(passage && (passage.in ?? 0) > 0
          ? [
              {
                source: "kernel" as const,
                says: `${passage.in ?? 0} packets ${hop.deviceIn === undefined ? "were sent by" : "entered"} ${node}, ${device === undefined ? "none left" : `${passage.out ?? 0} left by ${device} without an envelope`}; none arrived at ${target}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: node },
      node,
      ...(device === undefined ? {} : { device }),
      fix: {
        summary: owned
          ? owned.summary
          : why === ""
            ? `${agentName(node, agent)} writes the route to ${target}'s pods: see in its log why it did not, and let it start again`
            : `set ${tunnel ?? "the tunnel"} up on ${node}, then restart ${agentName(node, agent)}: it writes the routes again that went with the interface`,
        commands: [
          `ip route get ${destination}   # on ${node}`,
          ...(owned?.commands ?? []),
          ...(why === "" || tunnel === undefined
            ? []
            : [`ip link set ${shellWord(tunnel)} up   # on ${node}`]),
          ...(owned ? [] : findAgent(node, agent)),
          ...(why === "" ? [] : startAgain(node, agent)),
        ],
        checked: false,
      },
    };
  },
});
