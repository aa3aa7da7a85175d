import type { NotSeen, Sight } from "../../model/evidence.ts";
import { entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import { familyOf } from "../../model/protocol.ts";
import type { Context, PacketState } from "../../netstack/rules/packet-state.ts";
import { walkForward, walkInput, walkOutput, type NetnsWalk } from "../../netstack/kernel/netns-walk.ts";
import type { RuleWorld } from "../../netstack/kernel/set-members.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { attemptsOf } from "../packets/attempts.ts";
import { hasOwnNetns, nodePlace } from "../machine/places.ts";
import { wrapsAnswers } from "./counted.ts";
import { rulesAt, type RulesSeen } from "../rules/rules-at.ts";
import { contextOf, answerOf, stateOf } from "../rules/rule-packet.ts";
import { deviceOutOf, linkAt, routeAt, stackAt, type Stack } from "../machine/stack.ts";

/** What this node's rules do with one packet on one way through its hooks. */
export interface RuleWay {
  /** `wrapped`: the tunnel's own packet; `inner`: the flow's; `reply`: its answer. */
  readonly packet: "inner" | "wrapped" | "reply";
  readonly walk: NetnsWalk;
  /** What the rules were asked about. */
  readonly state: PacketState;
  readonly context: Context;
  /** The node is asked at one of its own addresses to send on: that it translates the packet is meant. */
  readonly sendsOn: boolean;
  /** The same way for a connection of another port of the client's; undefined: of any. */
  readonly ofPort: (port: number | undefined) => NetnsWalk;
  /** The same packet, the same way, through other rules. */
  readonly again: (world: RuleWorld) => NetnsWalk;
}

export interface FirewallView {
  readonly node: string;
  readonly rules: RulesSeen;
  /** In the order the packet meets them. */
  readonly ways: readonly RuleWay[];
}

/** The rules of a hop's node, walked as the kernel walks them for the packets that cross this hop. */
export function firewallAt(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
  connection: "NEW" | "ESTABLISHED" | "INVALID" = "NEW",
): Sight<FirewallView> {
  const key = `${flow.id} ${hop.kind} ${hop.node ?? ""} ${hop.packet.protocol} ${hop.packet.destination} ${path.length} ${connection}`;
  return evidence.derive(firewallAt, key, () => walkRules(hop, path, flow, evidence, connection));
}

function walkRules(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
  connection: "NEW" | "ESTABLISHED" | "INVALID",
): Sight<FirewallView> {
  if (hop.node === undefined) return { notSeen: notHere(hop) };
  const sight = rulesAt(evidence, nodePlace(hop.node), flow.family);
  if (sight.notSeen) return { notSeen: sight.notSeen };
  const stack = stackAt(evidence, nodePlace(hop.node), flow.family);
  const rules = sight.seen;
  // Nothing comes in by an interface that is down: no rule ever sees it.
  if (linkAt(stack, hop.deviceIn)?.up === false) return { seen: { node: hop.node, rules, ways: [] } };
  const [sourcePort] = attemptsOf(evidence, flow).seen?.sourcePorts ?? [];
  const sendsOn = entersAtNode(flow) && hop.node === nodeNameOf(flow, "to") && hop.kind !== "reply";
  const walks = waysThrough(hop, path, flow, sourcePort).map(({ packet, state, through: straight }) => {
    const through =
      sendsOn && packet === "inner" && straight === walkInput ? translating(stack, flow.family) : straight;
    const asked = connection === "NEW" ? state : { ...state, state: connection };
    const context = contextOf(rules, stack, asked);
    const again = (world: RuleWorld): NetnsWalk => through(world.rulesets, asked, world.context);
    return {
      packet,
      state: asked,
      context,
      sendsOn,
      again,
      ofPort: (port: number | undefined) => through(rules.rulesets, withClientPort(asked, port), context),
      walk: again({ rulesets: rules.rulesets, context }),
    };
  });
  return { seen: { node: hop.node, rules, ways: walks } };
}

/** The client's port is where its packets come from, and where answers go. */
function withClientPort(state: PacketState, port: number | undefined): PacketState {
  const { sourcePort, destinationPort, ...rest } = state;
  const [towards, from] =
    state.direction === "reply" ? ([port, sourcePort] as const) : ([destinationPort, port] as const);
  return {
    ...rest,
    ...(towards === undefined ? {} : { destinationPort: towards }),
    ...(from === undefined ? {} : { sourcePort: from }),
  };
}

/** Of a node that translates: where the packet goes once it has another destination, its routes tell. */
function translating(stack: Stack, family: Flow["family"]): Way["through"] {
  return (rulesets, packet, context) =>
    walkForward(rulesets, packet, context, ({ destination }) => {
      const lookup = routeAt(stack, { destination });
      if (lookup.seen?.result === "local") return { local: true };
      const oif = deviceOutOf(lookup);
      return oif === undefined || familyOf(destination) !== family ? undefined : { oif };
    });
}

interface Way {
  readonly packet: RuleWay["packet"];
  readonly state: PacketState;
  readonly through: (rulesets: RulesSeen["rulesets"], packet: PacketState, context: Context) => NetnsWalk;
}

function waysThrough(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  sourcePort: number | undefined,
): readonly Way[] {
  const inner = stateOf(hop.packet, hop.deviceIn, hop.deviceOut, sourcePort);
  const underlay = path.find(({ kind }) => kind === "underlay");
  const tunnelled = path.some(({ kind }) => kind === "tunnel");
  const delivered = !hasOwnNetns(flow.to);
  switch (hop.kind) {
    case "node-out":
      if (!hasOwnNetns(flow.from)) return [{ packet: "inner", state: inner, through: walkOutput }];
      return [
        {
          packet: "inner",
          state: inner,
          through: endsHere(hop, path, flow) ? walkInput : walkForward,
        },
      ];
    case "tunnel":
      return underlay
        ? [
            {
              packet: "wrapped",
              state: stateOf(underlay.packet, undefined, underlay.deviceOut),
              through: walkOutput,
            },
          ]
        : [];
    case "node-in": {
      const arrives: Way = { packet: "inner", state: inner, through: delivered ? walkInput : walkForward };
      if (!tunnelled || !underlay) return [arrives];
      return [
        {
          packet: "wrapped",
          state: stateOf(underlay.packet, underlay.deviceIn, undefined),
          through: walkInput,
        },
        arrives,
      ];
    }
    case "reply":
      return waysBack(hop, path, flow, sourcePort);
    default:
      return [];
  }
}

/** The answer's way through a node: bare, and in its envelope where it goes into a tunnel or comes out of one. */
function waysBack(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  sourcePort: number | undefined,
): readonly Way[] {
  const answer: PacketState = {
    ...answerOf(hop.packet, flow, hop.deviceIn, sourcePort),
    ...(hop.deviceOut === undefined ? {} : { oif: hop.deviceOut }),
  };
  const atTarget = hop.node === nodeNameOf(flow, "to");
  const fromHost = atTarget && !hasOwnNetns(flow.to);
  const toHost = hop.node === nodeNameOf(flow, "from") && !hasOwnNetns(flow.from);
  const bare: Way = {
    packet: "reply",
    state: answer,
    through: fromHost ? walkOutput : toHost ? walkInput : walkForward,
  };
  const envelope = envelopeBack(hop, path);
  if (!envelope) return [bare];
  const wrapped: Way = { packet: "wrapped", state: envelope, through: atTarget ? walkOutput : walkInput };
  return atTarget ? [bare, wrapped] : [wrapped, bare];
}

/** The tunnel's own packet with the answer in it: the mirror of the one that brought the question. */
function envelopeBack(hop: Hop, path: readonly Hop[]): PacketState | undefined {
  const underlay = path.find(({ kind }) => kind === "underlay");
  if (!underlay || !wrapsAnswers(path)) return undefined;
  const { packet, deviceIn, deviceOut } = underlay;
  const back: Packet = { ...packet, source: packet.destination, destination: packet.source };
  return hop.node === underlay.node
    ? stateOf(back, deviceOut, undefined)
    : stateOf(back, undefined, deviceIn);
}

/** Whether a pod's packet is for its own node: as the node routes it; where that is not known, as declared. */
function endsHere(hop: Hop, path: readonly Hop[], flow: Flow): boolean {
  if (hop.decision !== undefined) return hop.decision === "delivered here";
  return flow.to.type !== "external" && !hasOwnNetns(flow.to) && path.every(({ kind }) => kind !== "node-in");
}

function nodeNameOf(flow: Flow, side: "from" | "to"): string | undefined {
  const end = flow[side];
  return end.type === "pod" ? end.node : end.type === "node" ? end.name : undefined;
}

function notHere(hop: Hop): NotSeen {
  return { why: "no-pod", detail: `there is no node to stand on at ${hop.name}`, next: "look there by hand" };
}
