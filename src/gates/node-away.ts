import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import { unansweredQuestions } from "../netstack/seen/captured.ts";
import { isRunning } from "../netstack/seen/links.ts";
import { isUnresolved, neighbourFor } from "../netstack/seen/neighbours.ts";
import { capture } from "../probes/capture/capture.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { nodeRoundTrip, type Echoes } from "../probes/senders/icmp-echo.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { links } from "../probes/state/links.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { stackAt } from "../journey/machine/stack.ts";
import { nodeObject, uplinksOf, type Uplink } from "../journey/machine/uplinks.ts";
import { pingsBetween, type NodePings } from "../journey/packets/node-pings.ts";
import { nextHopTo, type NextHop } from "../journey/way/next-hops.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** `net.ipv4.conf.….arp_ignore`: no question for any local address is answered. */
const answersNobody = 8;

/** One of the two nodes is not on the network. */
export interface NodeAway {
  readonly from: string;
  readonly target: string;
  readonly ping: Echoes;
  readonly pings: NodePings;
  /** The machine that the source's node asked for in vain. */
  readonly silent: NextHop | undefined;
  readonly by:
    /** The card that has the address the cluster knows the node by is down, or has no carrier. */
    | { readonly what: "card"; readonly uplink: Uplink }
    /** It runs, and is set to leave questions for its address unanswered: nobody on its network learns where it is. */
    | { readonly what: "deaf"; readonly uplink: Uplink; readonly because: Deaf }
    /** It answers nobody and could not be looked at. */
    | {
        readonly what: "silence";
        /** What the cluster says of it where it does not call it ready. */
        readonly notReady:
          | {
              readonly status: string;
              readonly reason?: string | undefined;
              readonly message?: string | undefined;
            }
          | undefined;
      };
}

/** Why a card that runs answers nobody who asks for its address: ARP is off on it (NOARP), or arp_ignore is 8. */
export type Deaf = "arp-off" | "arp-ignore";

/** Whether both nodes are there: their cards run, and the target's answers pings or lets itself be looked at. */
export function nodeAwayGate({ flow, snapshot, evidence }: Scene): Gate<NodeAway> {
  const from = nodeOf(flow.from);
  const target = nodeOf(flow.to);
  if (from === undefined || target === undefined || from === target) return passes;
  const ping = evidence.see(nodeRoundTrip, nodePlace(from), "standing", target);
  if (ping.notSeen) return notKnown(ping.notSeen.detail);
  if (ping.seen.received > 0) return passes;
  const pings = pingsBetween({ sender: from, receiver: target }, flow, snapshot, evidence);
  const silent = silentNextHop(flow, evidence);
  const seen = { from, target, ping: ping.seen, pings, silent };
  const uplinks = uplinksOf(flow, snapshot, evidence);
  const uplink = uplinks.find(({ link }) => !isRunning(link));
  if (uplink) return stops({ ...seen, by: { what: "card", uplink } });
  for (const one of uplinks) {
    const because = deafness(one, flow, evidence);
    if (because && !uplinks.every((each) => hasWrittenEntries(each, evidence)))
      return stops({ ...seen, by: { what: "deaf", uplink: one, because } });
  }
  // A node that could be looked at, with its card up, is there; so is one that others reach.
  if (evidence.see(links, nodePlace(target)).seen || (pings.third?.receiver?.received ?? 0) > 0)
    return passes;
  const ready = nodeObject(flow.to, snapshot)?.status?.conditions?.find(({ type }) => type === "Ready");
  if (ready !== undefined && ready.status !== "True")
    return stops({ ...seen, by: { what: "silence", notReady: ready } });
  // A network that drops pings, and nobody to ask on the node: that alone is no node that is down.
  if (!silent)
    return notKnown(
      `pings to ${target} are not answered, which a filter may be the reason of, and it could not be looked at`,
    );
  return stops({ ...seen, by: { what: "silence", notReady: undefined } });
}

/** Interfaces that have no ARP by their nature (tunnels, point to point) are no broadcast ones. */
function deafness({ node, link }: Uplink, { family }: Flow, evidence: EvidenceIndex): Deaf | undefined {
  if (link.flags.includes("BROADCAST") && link.flags.includes("NOARP")) return "arp-off";
  if (family === 6) return undefined;
  const devices = evidence.see(sysctls, nodePlace(node)).seen?.devices;
  return [link.name, "all"].some((name) => devices?.get(name)?.arpIgnore === answersNobody)
    ? "arp-ignore"
    : undefined;
}

/**
 * Who runs a network without ARP writes the entries of all its nodes (PERMANENT): nobody has to ask then. One that was learned says
 * nothing, it stays for a while after the last answer.
 */
function hasWrittenEntries({ node, link }: Uplink, evidence: EvidenceIndex): boolean {
  return (evidence.see(neighbours, nodePlace(node)).seen ?? []).some(
    ({ device, state }) => device === link.name && state.includes("PERMANENT"),
  );
}

/** The machine the source's node hands the packets to, when it did not answer ARP or NDP; `undefined` when it did. */
export function silentNextHop(flow: Flow, evidence: EvidenceIndex): NextHop | undefined {
  const node = nodeOf(flow.from);
  const next = node === undefined ? undefined : nextHopTo(flow.destinationIP, node, flow, evidence);
  if (node === undefined || !next) return undefined;
  const packets = evidence.see(capture, nodePlace(node), "window").seen?.packets ?? [];
  const asked = unansweredQuestions(packets).some(
    ({ asksFor, device }) => device === next.device && asksFor === next.ip,
  );
  const { neighbours } = stackAt(evidence, nodePlace(node), flow.family);
  const entry = neighbourFor(neighbours.seen ?? [], next.device, next.ip);
  return asked || (entry && isUnresolved(entry)) ? next : undefined;
}
