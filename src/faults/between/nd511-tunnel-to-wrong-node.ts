import { nodeOf } from "../../model/endpoint.ts";
import type { Because } from "../../model/finding.ts";
import { shellWord } from "../../model/shell-words.ts";
import { leadsToReceiver } from "../../gates/tunnel-ends.ts";
import { agentName, agentOn, findAgent } from "../agent.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { addressesOfNode, nodeObject } from "../../journey/machine/uplinks.ts";
import { addressesThere } from "../../journey/way/leg.ts";
import { endsAt, leavesForAnotherNode } from "../../journey/way/direction.ts";
import { leg } from "../needs/leg.ts";
import { tunnelEnd } from "../needs/stack.ts";
import { arrived, attempts, passage, passageBefore } from "../needs/traffic.ts";

export const tunnelToWrongNode = defineFault({
  code: "ND511",
  title: "The tunnel sends the packets to the wrong node, or to none",
  at: ["tunnel", "reply"],
  gate: "tunnel-end",
  foretells: "diverts",
  needs: {
    leg,
    tunnel: tunnelEnd,
    arrived: ifSeen(arrived),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
    before: ifSeen(passageBefore),
  },
  check({ leg, tunnel, arrived, attempts, passage, before }, { hop, flow, snapshot }) {
    const { receiver } = endsAt(hop, flow);
    const target = nodeOf(receiver);
    if (!tunnel || target === undefined || arrived || !leavesForAnotherNode(hop, flow)) return;
    const own = addressesOfNode(nodeObject(receiver, snapshot));
    const there = leg ? addressesThere(leg, snapshot) : own;
    if (own.length === 0) return { cannotTell: `the addresses of node ${target} were not read` };
    const { remote, why, nextHop } = tunnel;
    // The entry is that of another node, to which the route itself leads: the route is what to look at.
    if (remote !== undefined && nextHop !== undefined && leg && leadsToReceiver(nextHop, leg) === false)
      return;
    // Some devices take the far end per packet: then there is no table to be wrong.
    if (remote === undefined && tunnel.tunnel.external) return;
    if (remote !== undefined && there.includes(remote)) return;
    // The entry may be that of a route which another block has rightly: ND541.
    if (remote !== undefined && leg?.atReceiver.routes.notSeen)
      return { cannotTell: `the routes of ${target} were not read` };
    if (remote !== undefined && leg?.atReceiver.addresses.notSeen)
      return { cannotTell: `the addresses of ${target} were not read` };
    const node = hop.node ?? "The sender's node";
    const what = hop.kind === "reply" ? "answers" : "packets";
    const { device } = tunnel.tunnel;
    const agent = agentOn({
      node,
      snapshot,
      links: leg?.atSender.links.seen ?? [],
      routes: leg?.atSender.routes.seen ?? [],
      device,
    });
    const into = Math.max(passage?.in ?? 0, before?.in ?? 0);
    const kernel: Because[] =
      into === 0 || arrived === undefined
        ? []
        : [
            {
              source: "kernel",
              says: `${into} ${what} for ${device} entered ${node}; none arrived at ${target}`,
            },
          ];
    return {
      says:
        remote === undefined
          ? `${node} does not know where to send ${what} for ${target}: ${why ?? "no entry"}.`
          : `${node} sends the ${what} for ${target} to ${remote}, but ${target} is ${own[0] ?? "elsewhere"}.`,
      because: [
        {
          source: "model",
          says: `${tunnel.from ?? why ?? "no entry"}; Node ${target} has ${own.join(", ")}`,
        },
        ...kernel,
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: target },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      device,
      fix: {
        summary: `${agentName(node, agent)} writes the entry: see in its log why it did not, and let it start again`,
        commands: [
          `bridge fdb show dev ${shellWord(device)}   # on ${node}`,
          `ip neigh show dev ${shellWord(device)}   # on ${node}`,
          ...findAgent(node, agent),
        ],
        checked: false,
      },
    };
  },
});
