import { nodeOf } from "../model/endpoint.ts";
import type { Because } from "../model/finding.ts";
import type { Hop } from "../model/hop.ts";
import { isRunning } from "../netstack/links.ts";
import type { Echoes } from "../probes/icmp-echo.ts";
import type { Attempts } from "../walk/attempts.ts";
import type { Passage } from "../walk/passage.ts";
import { diedHere, failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import {
  addressesOfNode,
  nodeObject,
  nodePing,
  silentNextHop,
  uplinks,
  type Uplink,
} from "./needs/between.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const nodeUnreachable = defineFault({
  code: "ND501",
  title: "One of the nodes is down or cut off",
  at: ["underlay"],
  stops: "all",
  needs: {
    ping: nodePing,
    uplinks,
    silent: ifSeen(silentNextHop),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ ping, uplinks, silent, attempts, passage }, { hop, flow, snapshot }) {
    const target = nodeOf(flow.to);
    // A ping alone may be filtered: packets that were seen to arrive prove the node is there.
    if (!ping || target === undefined || ping.received > 0 || passage?.mark === "passed") return;
    const object = nodeObject(flow.to, snapshot);
    const ready = object?.status?.conditions?.find(({ type }) => type === "Ready");
    const notReady = ready !== undefined && ready.status !== "True";
    const cut = uplinks.find(({ link }) => !isRunning(link));
    // What keeps the packets from leaving the source's node keeps the pings from it as well.
    if (passage?.in === 0 && !notReady && !cut && !silent)
      return { cannotTell: "no packet got as far as the network between the nodes" };
    const from = nodeOf(flow.from) ?? "the source's node";
    const goesTo = hop.packet.destination;
    const model: readonly Because[] = [
      ...(notReady
        ? [
            {
              source: "model" as const,
              says: `Node ${target} Ready=${ready.status}${ready.message === undefined ? "" : `: ${ready.message}`}`,
            },
          ]
        : []),
      ...(addressesOfNode(object).includes(goesTo)
        ? [{ source: "model" as const, says: `the packets are sent to ${goesTo}, the address of ${target}` }]
        : []),
    ];
    return {
      says: cut
        ? `${cut.node} is cut off: its ${cut.link.name} ${cut.link.up ? "has no carrier" : "is down"}, so ${from} and ${target} do not reach each other.`
        : `${target} ${notReady ? `is not ready (${ready.reason ?? ready.status}) and ` : ""}does not answer ${from}: nothing gets through between the nodes.`,
      because: [
        { source: "probe", says: `0 of ${ping.sent} pings from node to node answered: ${lossOf(ping)}` },
        ...model,
        ...(cut ? [linkState(cut)] : []),
        ...(silent
          ? [{ source: "kernel" as const, says: `${from}: ${silent.ip} does not answer on ${silent.device}` }]
          : []),
        ...diedHere(hop, passage),
        ...nothingBack(hop, passage, attempts),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: cut?.node ?? target },
      node: cut?.node ?? target,
      ...(cut ? { device: cut.link.name } : {}),
      fix: {
        summary: cut
          ? `bring ${cut.link.name} of ${cut.node} up again: its cable, its switch port, or somebody set it down`
          : `bring ${target} back, or move its pods: see whether the machine, its network link or its kubelet is down`,
        commands: [
          ...(cut ? [`ip -d link show ${cut.link.name}   # on ${cut.node}`] : []),
          `kubectl describe node ${cut?.node ?? target}`,
          `kubectl drain ${cut?.node ?? target} --ignore-daemonsets`,
        ],
        checked: false,
      },
    };
  },
});

function lossOf(ping: Echoes): string {
  return ping.notSent?.says ?? ping.errors[0]?.says ?? "no answer";
}

/** Where the other node cannot be looked at, the capture on this side still tells that nothing came back. */
function nothingBack(
  hop: Hop,
  passage: Passage | undefined,
  attempts: Attempts | undefined,
): readonly Because[] {
  if (!passage || (passage.in ?? 0) === 0 || passage.out !== undefined || attempts?.answered !== 0) return [];
  return [
    {
      source: "kernel",
      says: `${passage.in ?? 0} packets left ${hop.node ?? "the node"} by ${hop.deviceOut ?? "its network card"}, nothing came back`,
    },
  ];
}

function linkState({ node, link }: Uplink): Because {
  return {
    source: "kernel",
    says: `${node}: ${link.name} is ${link.up ? "up, without carrier" : "down"}`,
    quote: `${link.name}: <${link.flags.join(",")}> state ${link.operstate}`,
  };
}
