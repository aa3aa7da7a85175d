import { nodeOf } from "../../model/endpoint.ts";
import type { Because } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";
import { isRunning } from "../../netstack/seen/links.ts";
import type { Echoes } from "../../probes/senders/icmp-echo.ts";
import type { Attempts } from "../../journey/packets/attempts.ts";
import type { Passage } from "../../journey/hops/passage.ts";
import { diedHere, failedAttempts } from "../because.ts";
import { pinged } from "./between.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { nodePing, silentNextHop, targetLookedAt, uplinks } from "../needs/between.ts";
import { nodeObject, type Uplink } from "../../journey/machine/uplinks.ts";
import { pings } from "../needs/leg.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const nodeUnreachable = defineFault({
  code: "ND501",
  title: "One of the nodes is down or cut off",
  at: ["underlay"],
  gate: "between",
  foretells: "stops",
  needs: {
    ping: nodePing,
    pings,
    uplinks,
    lookedAt: targetLookedAt,
    silent: ifSeen(silentNextHop),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ ping, pings, uplinks, lookedAt, silent, attempts, passage }, { hop, flow, snapshot }) {
    const target = nodeOf(flow.to);
    // A ping alone may be filtered: packets that were seen to arrive prove the node is there.
    if (!ping || target === undefined || ping.received > 0 || passage?.mark === "passed") return;
    const object = nodeObject(flow.to, snapshot);
    const ready = object?.status?.conditions?.find(({ type }) => type === "Ready");
    const notReady = ready !== undefined && ready.status !== "True";
    const cut = uplinks.find(({ link }) => !isRunning(link));
    // A node that could be looked at, with its card up, is neither down nor cut off by itself: ND502, ND503.
    if (!cut && lookedAt) return;
    // Others reach it: whatever it is, it is not the node.
    const { third } = pings;
    if (!cut && (third?.receiver?.received ?? 0) > 0) return;
    // A network that drops pings, and nobody to ask on the node: that alone is no node that is down.
    if (!cut && !notReady && !silent)
      return {
        cannotTell: `pings to ${target} are not answered, which a filter may be the reason of, and it could not be looked at`,
      };
    // What keeps the packets from leaving the source's node keeps the pings from it as well.
    if (passage?.in === 0 && !notReady && !cut && !silent)
      return { cannotTell: "no packet got as far as the network between the nodes" };
    const from = nodeOf(flow.from) ?? "the source's node";
    return {
      says: cut
        ? `${cut.node} is cut off: its ${cut.link.name} ${cut.link.up ? "has no carrier" : "is down"}, so ${from} and ${target} do not reach each other.`
        : `${target} ${notReady ? `is not ready (${ready.reason ?? ready.status}) and ` : ""}does not answer ${from}, and could not be looked at.`,
      because: [
        { source: "probe", says: `0 of ${ping.sent} pings from node to node answered: ${lossOf(ping)}` },
        ...(third ? fromAThird(pinged(third.node, target, third.receiver), notReady) : []),
        ...(notReady
          ? [
              {
                source: "model" as const,
                says: `Node ${target} Ready=${ready.status}${ready.message === undefined ? "" : `: ${ready.message}`}`,
              },
            ]
          : []),
        ...(cut ? [linkState(cut)] : []),
        ...(silent
          ? [{ source: "kernel" as const, says: `${from}: ${silent.ip} does not answer on ${silent.device}` }]
          : []),
        // That nothing comes back says the same of whatever lies between.
        ...(cut ? diedHere(hop, passage) : notReady ? nothingBack(hop, passage, attempts) : []),
        ...(cut
          ? [
              {
                source: "model" as const,
                says: `the address the cluster has for ${cut.node} is on ${cut.link.name}`,
              },
            ]
          : []),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Node", name: cut?.node ?? target },
      node: cut?.node ?? target,
      ...(cut ? { device: cut.link.name } : {}),
      fix: {
        summary: cut
          ? `bring ${cut.link.name} of ${cut.node} up again: its cable, its switch port, or somebody set it down; the node's routes went with it, so see that its default route comes back`
          : `see whether ${target} runs: the machine, its network link, its kubelet`,
        commands: [
          ...(cut ? [`ip -d link show ${cut.link.name}   # on ${cut.node}`] : []),
          `kubectl describe node ${cut?.node ?? target}`,
          `kubectl -n kube-node-lease get lease ${cut?.node ?? target} -o yaml`,
        ],
        checked: false,
      },
    };
  },
});

/** A node that its own kubelet has left, and that nobody reaches from two sides: no network between two of them does that. */
function fromAThird(reasons: readonly Because[], notReady: boolean): readonly Because[] {
  return notReady ? reasons.map((reason) => ({ ...reason, token: true as const })) : reasons;
}

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
