import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { nodeOf } from "../../model/endpoint.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { attemptsOf, type Attempts } from "../packets/attempts.ts";
import { answersAt, crossingsAt, probesAt, refusalsAt, type Checkpoint } from "../packets/crossings.ts";
import { hasOwnNetns } from "../machine/places.ts";
import { translationsOn } from "../services/service-rules.ts";

/** How many of the fresh packets were seen to enter and to leave a hop; undefined where nobody looked. */
export interface Counted {
  readonly in: number | undefined;
  readonly out: number | undefined;
  /** Behind a tunnel: how many were seen again without their envelope. */
  readonly unwrapped?: number;
  /** Resets the hop itself answered with: refused here, not lost. */
  readonly refused: number;
}

/** The packets at one hop, by the captures of its node: where each kind of hop is entered and left. */
export function countAt(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): Counted {
  const attempts = attemptsOf(evidence, flow).seen;
  const nothing: Counted = { in: undefined, out: undefined, refused: 0 };
  switch (hop.kind) {
    case "asking":
    case "service":
      return nothing;
    case "source": {
      const next = path.find(({ kind }) => kind === "node-out");
      return {
        in: attempts?.sent,
        out:
          next?.deviceIn === undefined
            ? sentByNode(flow, attempts)
            : probes(evidence, flow, hop.node, plain(next.deviceIn, "in")),
        refused: 0,
      };
    }
    case "node-out":
      return {
        in:
          hop.deviceIn === undefined
            ? sentByNode(flow, attempts)
            : probes(evidence, flow, hop.node, plain(hop.deviceIn, "in")),
        out:
          hop.deviceOut === undefined
            ? goesNowhere(hop, path)
            : probes(evidence, flow, hop.node, plain(hop.deviceOut, "out")),
        refused: 0,
      };
    case "tunnel": {
      const below = path.find(({ kind }) => kind === "underlay")?.deviceOut;
      return {
        in:
          hop.deviceIn === undefined
            ? undefined
            : probes(evidence, flow, hop.node, plain(hop.deviceIn, "out")),
        out: below === undefined ? undefined : probes(evidence, flow, hop.node, enveloped(below, "out")),
        refused: 0,
      };
    }
    case "underlay": {
      const wrap = path.some(({ kind }) => kind === "tunnel") ? enveloped : plain;
      const target = nodeOf(flow.to);
      return {
        in:
          hop.deviceOut === undefined
            ? undefined
            : probes(evidence, flow, hop.node, wrap(hop.deviceOut, "out")),
        out:
          hop.deviceIn === undefined || target === undefined
            ? undefined
            : probes(evidence, flow, target, wrap(hop.deviceIn, "in")),
        refused: 0,
      };
    }
    case "node-in":
      return intoTheNode(hop, path, flow, evidence);
    case "pod-in":
    case "socket":
      return atThePod(hop, path, flow, evidence);
    case "reply":
      return comingBack(hop, path, flow, evidence);
  }
}

/** A packet made by the node itself has no interface to come in by; one of a pod has, known or not. */
function sentByNode(flow: Flow, attempts: Attempts | undefined): number | undefined {
  return hasOwnNetns(flow.from) ? undefined : attempts?.sent;
}

/** A tunnelled packet enters the node with its envelope on the lower interface, and loses it there. */
function intoTheNode(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): Counted {
  const plainIn =
    hop.deviceIn === undefined ? undefined : probes(evidence, flow, hop.node, plain(hop.deviceIn, "in"));
  const out =
    hop.deviceOut === undefined
      ? (ownReaction(hop, path, flow, evidence) ?? goesNowhere(hop, path))
      : probes(evidence, flow, hop.node, plain(hop.deviceOut, "out"));
  const lower = path.find(({ kind }) => kind === "underlay")?.deviceIn;
  if (!path.some(({ kind }) => kind === "tunnel") || lower === undefined)
    return { in: plainIn, out, refused: 0 };
  const wrapped = probes(evidence, flow, hop.node, enveloped(lower, "in"));
  return {
    in: wrapped,
    out,
    refused: 0,
    ...(plainIn === undefined ? {} : { unwrapped: plainIn }),
  };
}

/**
 * Between a node's interface and a socket of its own nobody can watch: that the packets got past its rules is told by an
 * answer or a refusal. UDP owes none.
 */
function ownReaction(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): number | undefined {
  if (path.some(({ kind }) => kind === "pod-in") || hop.deviceIn === undefined || hop.node === undefined)
    return undefined;
  // Sent on to other machines, as for a NodePort whose Service is not known: none of its own sockets is asked.
  const address = { ip: flow.destinationIP, port: flow.port, protocol: flow.protocol };
  const sentOn = translationsOn(hop.node, flow, evidence, address).seen?.to ?? [];
  if (!entersAtNode(flow) && sentOn.length > 0) return undefined;
  const seen = crossingsAt(evidence, hop.node, flow).seen;
  if (!seen) return undefined;
  const back = plain(hop.deviceIn, "out");
  const reacted = answersAt(seen, back) + refusalsAt(seen, back, flow);
  return reacted === 0 && flow.protocol === "UDP" ? undefined : reacted;
}

/** Without a way out a packet for elsewhere ends here; one for the node itself is delivered. */
function goesNowhere(hop: Hop, path: readonly Hop[]): number | undefined {
  const delivered = hop.decision === "delivered here" || !path.some(({ kind }) => kind === "pod-in");
  return delivered ? undefined : 0;
}

function atThePod(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): Counted {
  const podIn = path.find(({ kind }) => kind === "pod-in");
  const arrival = podIn?.deviceIn;
  // A pod whose interface is not known cannot be watched; a socket of the node itself is reached by the node's.
  const device = podIn ? arrival : path.find(({ kind }) => kind === "node-in")?.deviceIn;
  if (device === undefined) return { in: undefined, out: undefined, refused: 0 };
  const towardsPod = plain(device, arrival === undefined ? "in" : "out");
  const back = plain(device, arrival === undefined ? "out" : "in");
  const arrived = probes(evidence, flow, hop.node, towardsPod);
  const seen = hop.node === undefined ? undefined : crossingsAt(evidence, hop.node, flow).seen;
  const answers = seen && answersAt(seen, back);
  const refused = seen ? refusalsAt(seen, back, flow) : 0;
  if (!podIn && answers === 0 && refused === 0) return { in: undefined, out: undefined, refused: 0 };
  // A refusal comes from the pod's own kernel: the packet got in, and was refused at the socket.
  const out = hop.kind === "pod-in" && refused > 0 ? refused : answers;
  // UDP owes no answer: silence behind the pod's interface says nothing.
  const silent = flow.protocol === "UDP" && out === 0 ? undefined : out;
  return { in: arrived, out: silent, refused: hop.kind === "socket" ? refused : 0 };
}

/** An answer that goes back through the tunnel leaves the target's node in an envelope, and comes in one. */
function comingBack(hop: Hop, path: readonly Hop[], flow: Flow, evidence: EvidenceIndex): Counted {
  const seen = hop.node === undefined ? undefined : crossingsAt(evidence, hop.node, flow).seen;
  if (!seen) return { in: undefined, out: undefined, refused: 0 };
  const count = (at: Checkpoint | undefined): number | undefined => at && answersAt(seen, at);
  const deviceIn = hop.deviceIn ?? path.find(({ kind }) => kind === "pod-in")?.deviceIn;
  const bareIn = count(deviceIn === undefined ? undefined : plain(deviceIn, "in"));
  const bareOut = count(hop.deviceOut === undefined ? undefined : plain(hop.deviceOut, "out"));
  const underlay = path.find(({ kind }) => kind === "underlay");
  if (!underlay || !wrapsAnswers(path)) return { in: bareIn, out: bareOut, refused: 0 };
  if (hop.node !== underlay.node)
    return {
      in: bareIn,
      out: count(underlay.deviceIn === undefined ? undefined : enveloped(underlay.deviceIn, "out")),
      refused: 0,
    };
  return {
    in: count(underlay.deviceOut === undefined ? undefined : enveloped(underlay.deviceOut, "in")),
    out: bareOut,
    refused: 0,
    ...(bareIn === undefined ? {} : { unwrapped: bareIn }),
  };
}

/** Whether the answers go back through the tunnel that brought the packets: the interface they came out of. */
export function wrapsAnswers(path: readonly Hop[]): boolean {
  if (!path.some(({ kind }) => kind === "tunnel")) return false;
  const arrival = path.find(({ kind }) => kind === "node-in");
  const leaving = path.find(({ kind, node }) => kind === "reply" && node === arrival?.node);
  return arrival?.deviceIn !== undefined && arrival.deviceIn === leaving?.deviceOut;
}

function probes(
  evidence: EvidenceIndex,
  flow: Flow,
  node: string | undefined,
  at: Checkpoint,
): number | undefined {
  if (node === undefined) return undefined;
  const sight = crossingsAt(evidence, node, flow);
  return sight.notSeen ? undefined : probesAt(sight.seen, at);
}

function plain(device: string, direction: "in" | "out"): Checkpoint {
  return { device, direction, enveloped: false };
}

function enveloped(device: string, direction: "in" | "out"): Checkpoint {
  return { device, direction, enveloped: true };
}
