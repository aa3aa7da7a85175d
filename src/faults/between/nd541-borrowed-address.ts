import type { Endpoint } from "../../model/endpoint.ts";
import { borrowedGate } from "../../gates/way-to-pods.ts";
import type { Borrowed } from "../../journey/way/borrowed.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { whatGoes } from "./between.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { arrived, attempts, passage } from "../needs/traffic.ts";

export const borrowedAddressUnknown = defineStop({
  code: "ND541",
  title: "A node lacks the route to an address that a pod has from another node's block",
  at: ["node-out", "reply"],
  gate: "route",
  foretells: "diverts",
  stop: gateOf("route to a borrowed address", borrowedGate),
  tells: { arrived, attempts, passage },
  name(stop, { arrived, attempts, passage }, { snapshot }) {
    const { leg, pod: receiver, owner } = stop;
    const { sender, destination } = leg;
    const follows = whatItFollows(stop);
    const agent = agentOn({
      node: sender,
      snapshot,
      links: leg.atSender.links.seen ?? [],
      routes: leg.atSender.routes.seen ?? [],
    });
    const into = passage?.in ?? 0;
    return {
      says: `${sender} has no route of its own for ${destination} (${pod(receiver)}, on ${receiver.node}), an address of ${owner}'s block ${stop.block.destination}: it follows ${follows}.`,
      because: [
        {
          source: "model",
          says: `${receiver.node} has a route for ${destination} alone, and knows the block itself as ${owner}'s; ${sender} has only the block's`,
          quote: `${receiver.node}: ${stop.own.destination} dev ${stop.own.nextHops[0]?.device ?? "?"}; ${sender}: ${follows}`,
        },
        ...(arrived === false && into > 0
          ? [
              {
                source: "kernel" as const,
                says: `${into} ${whatGoes(leg)} entered ${sender}, none came to ${receiver.node}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Pod", namespace: receiver.namespace, name: receiver.name },
      node: sender,
      fix: {
        summary: `${agentName(sender, agent)} writes such routes, one for each borrowed address: see in its log why this one is missing, and let it start again`,
        commands: [`ip route get ${destination}   # on ${sender}`, ...findAgent(sender, agent)],
        checked: false,
      },
    };
  },
});

function pod(end: Extract<Endpoint, { type: "pod" }>): string {
  return `${end.namespace}/${end.name}`;
}

function whatItFollows({ followed }: Borrowed): string {
  if (!followed) return "no route at all";
  const [next] = followed.nextHops;
  if (!next) return `${followed.type} ${followed.destination}`;
  return `${followed.destination}${next.gateway === undefined ? "" : ` via ${next.gateway}`} dev ${next.device}`;
}
