import { nodeOf, type PodEndpoint } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { Hop, Packet } from "../model/hop.ts";
import type { Place } from "../model/place.ts";
import { counterKey } from "../netstack/kernel/counter-changes.ts";
import { walkInput, walkOutput, type PathEnd } from "../netstack/kernel/netns-walk.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import { listenersFor, type Listener } from "../netstack/seen/sockets.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { listeners } from "../probes/state/sockets.ts";
import { attemptsOf, lostNone, type Attempts } from "../journey/packets/attempts.ts";
import { placeOf } from "../journey/machine/places.ts";
import { leftThePod, serviceAttempts } from "../journey/services/service-traffic.ts";
import { answerOf, contextOf, stateOf } from "../journey/rules/rule-packet.ts";
import { rulesAt, type RulesSeen } from "../journey/rules/rules-at.ts";
import { deviceOutOf, routeAt, stackAt, type Stack } from "../journey/machine/stack.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import { missedIn, passages, type Passage } from "../journey/hops/passage.ts";
import { wayOutGate } from "./own-route.ts";
import { notKnown, passes, stops, stopsSome, type Gate } from "./gate.ts";

/** Rules inside a pod's own network namespace end a packet's way: those of a mesh's sidecar, of a VPN, of somebody's script. */
export type StoppedInside = DroppedInside | RedirectedInside;

interface ByRule {
  readonly pod: PodEndpoint;
  readonly rule?: Rule;
  /** The rule as its tool prints it, or the chain's policy. */
  readonly text: string;
  /** How far the rule's counter moved with the packets; undefined when it was not counted. */
  readonly moved?: number;
}

export interface DroppedInside extends ByRule {
  readonly does: "drop" | "reject";
  /** Chance, or what nobody can tell here, decides whether the rule matches; its counter says that it did. */
  readonly byChance?: true;
  /** What it ends is what the target answers. */
  readonly answers?: true;
}

/** Redirected to a port of the pod's own, where nobody waits. */
export interface RedirectedInside extends ByRule {
  readonly does: "redirect";
  readonly port: number;
  readonly listening: readonly Listener[];
}

export const isDropped = (stop: StoppedInside): stop is DroppedInside => stop.does !== "redirect";
export const isRedirected = (stop: StoppedInside): stop is RedirectedInside => stop.does === "redirect";

/**
 * Whether the rules inside the pod let the packet of this hop pass: out of the source, in to the target's socket, or the answer
 * in to the source.
 */
export function ownRulesGate(
  hop: Hop,
  path: readonly Hop[],
  flow: Flow,
  evidence: EvidenceIndex,
): Gate<StoppedInside> {
  const gate = rulesInside(hop, flow, evidence);
  // A rule that matches by chance stopped none where every packet was answered, or was seen to leave the pod.
  if (gate.says === "stops-some" && lostNone(sentAt(hop, flow, evidence))) return passes;
  if (gate.says === "stops-some" && hop.kind === "service" && leftThePod(flow, evidence)) return passes;
  return asSeen(gate, hop, passages(flow, path, evidence)[path.indexOf(hop)]);
}

/** The packets that meet the rules here: those to the Service's own address where that is asked. */
function sentAt({ kind }: Pick<Hop, "kind">, flow: Flow, evidence: EvidenceIndex): Attempts | undefined {
  return (kind === "service" ? serviceAttempts(flow, evidence) : attemptsOf(evidence, flow)).seen;
}

/** The same, held against what was seen to go in and out of the pod. */
export function asSeen(
  gate: Gate<StoppedInside>,
  { kind }: Pick<Hop, "kind">,
  passage: Passage | undefined,
): Gate<StoppedInside> {
  // What nobody can tell of such rules matters wherever packets may have come.
  if (gate.says === "not-known")
    return passage?.mark === "not-reached" ? passes : notKnown(`the rules inside the pod: ${gate.why}`);
  // Answers that never came as far as the pod were stopped before.
  if (kind === "reply" && (passage?.out ?? 0) === 0) return passes;
  // What left the pod was not stopped in it, whatever else such a rule counted.
  return gate.says === "stops-some" && kind === "source" && missedIn(passage) === 0 ? passes : gate;
}

function rulesInside(hop: Hop, flow: Flow, evidence: EvidenceIndex): Gate<StoppedInside> {
  const pod = hop.kind === "socket" ? flow.to : flow.from;
  // Answers are at the source's node before they are in the pod.
  if (hop.kind === "reply" && hop.node !== nodeOf(pod)) return passes;
  const place = placeOf(pod);
  if (pod.type !== "pod" || pod.hostNetwork || !place) return passes;
  // What has no way out is never sent: no rule is asked.
  if (hop.kind === "source" && wayOutGate(hop, flow, evidence).says === "stops") return passes;
  const rules = rulesAt(evidence, place, flow.family);
  if (rules.notSeen) return notKnown(rules.notSeen.detail);
  if (rules.seen.rulesets.every(({ chains }) => chains.length === 0)) return passes;
  const ways = waysInside(hop, flow, place, rules.seen, evidence);
  // The way that takes the fewest doubtful rules for matching: whose program it is, say, no rule tells here.
  const [likely] = [...ways].sort((one, other) => assumed(one) - assumed(other));
  if (!likely) return passes;
  const counted = stopsFor(likely)
    ? undefined
    : ways.find((way) => stopsFor(way) && (movedBy(ruleOf(way), rules.seen) ?? 0) > 0);
  const main = counted ?? likely;
  if (main.to === "unknown") return notKnown(main.why ?? "a rule inside the pod cannot be told");
  const by = ruleOf(main);
  if (main.to !== "accept") {
    const policyOf = main.by && "policyOf" in main.by ? main.by.policyOf : undefined;
    const text = by?.text ?? `policy of ${policyOf?.table ?? ""} ${policyOf?.name ?? "a chain"}`;
    const moved = movedBy(by, rules.seen);
    const stop: DroppedInside = {
      pod,
      text,
      does: main.to,
      ...(by && { rule: by }),
      ...(hop.kind === "socket" && main.packet.direction === "reply" && { answers: true as const }),
      ...(moved === undefined ? {} : { moved }),
    };
    return counted ? stopsSome({ ...stop, byChance: true }) : stops(stop);
  }
  return redirectGate(main, pod, place, flow, evidence);
}

function redirectGate(
  { packet, trail }: PathEnd,
  pod: PodEndpoint,
  place: Place,
  { protocol }: Flow,
  evidence: EvidenceIndex,
): Gate<StoppedInside> {
  const port = packet.destinationPort;
  const rule = trail.find(redirects);
  if (packet.dnat !== true || !rule || port === undefined) return passes;
  if (protocol !== "TCP" && protocol !== "UDP") return passes;
  const sockets = evidence.see(listeners, place);
  if (sockets.notSeen) return notKnown(sockets.notSeen.detail);
  if (listenersFor(sockets.seen, packet.destination, port, protocol).serving.length > 0) return passes;
  const listening = sockets.seen.filter((one) => one.protocol === protocol);
  return stops({ pod, rule, text: rule.text, does: "redirect", port, listening });
}

function waysInside(
  hop: Hop,
  flow: Flow,
  place: Place,
  rules: RulesSeen,
  evidence: EvidenceIndex,
): readonly PathEnd[] {
  const stack = stackAt(evidence, place, flow.family);
  const [sourcePort] = sentAt(hop, flow, evidence)?.sourcePorts ?? [];
  const inwards = hop.kind !== "source" && hop.kind !== "service";
  const packet: Packet =
    hop.kind === "source" ? { ...hop.packet, destination: flow.destinationIP, port: flow.port } : hop.packet;
  const side = hop.kind === "socket" ? "to" : "from";
  if (hop.kind === "socket" && hop.deviceIn === "lo") return waysToItself(packet, stack, rules, sourcePort);
  const deviceIn = inwards ? podWireAt(side, flow, evidence).seen?.podLink?.name : undefined;
  const deviceOut = inwards ? undefined : deviceOutOf(routeAt(stack, { destination: packet.destination }));
  const state =
    hop.kind === "reply"
      ? answerOf(packet, flow, deviceIn, sourcePort)
      : stateOf(packet, deviceIn, deviceOut, sourcePort);
  const context = contextOf(rules, stack, state);
  const { ways } = inwards
    ? walkInput(rules.rulesets, state, context)
    : walkOutput(rules.rulesets, state, context, (after) =>
        after.dnat === true ? { local: true } : deviceOut === undefined ? undefined : { oif: deviceOut },
      );
  // What comes in to the target's socket is answered from there, through its rules for what is sent.
  const comesIn = hop.kind === "socket" && ways.length > 0 && ways.every(({ to }) => to === "accept");
  return comesIn ? waysOfAnswer(packet, flow, ways, stack, rules, sourcePort) : ways;
}

/** Out of the target: where its rules let every answer out, or rewrote what came in, those that the packet takes in are told. */
function waysOfAnswer(
  packet: Packet,
  flow: Flow,
  inwards: readonly PathEnd[],
  stack: Stack,
  rules: RulesSeen,
  sourcePort: number | undefined,
): readonly PathEnd[] {
  if (inwards.some(({ packet: after }) => after.dnat === true)) return inwards;
  const { source, destination } = packet;
  const answer = answerOf(
    { ...packet, source: destination, destination: source },
    flow,
    undefined,
    sourcePort,
  );
  const deviceOut = deviceOutOf(routeAt(stack, { destination: answer.destination }));
  if (deviceOut === undefined) return inwards;
  const context = contextOf(rules, stack, answer);
  const { ways } = walkOutput(rules.rulesets, { ...answer, oif: deviceOut }, context, () => ({
    oif: deviceOut,
  }));
  return ways.some(stopsFor) ? ways : inwards;
}

/**
 * Out and in again by the loopback interface. Translation is settled on the way out: of the packet that comes in again the kernel still
 * knows the connection (`nf_nat_initialized`), and does not ask PREROUTING.
 */
function waysToItself(
  packet: Packet,
  stack: Stack,
  rules: RulesSeen,
  sourcePort: number | undefined,
): readonly PathEnd[] {
  const sent = stateOf(packet, undefined, "lo", sourcePort);
  const { ways } = walkOutput(rules.rulesets, sent, contextOf(rules, stack, sent), () => ({ oif: "lo" }));
  if (ways.some(({ to, packet: after }) => to !== "accept" || after.dnat === true)) return ways;
  const comes = stateOf(packet, "lo", undefined, sourcePort);
  const filters = rules.rulesets.map((ruleset) => ({
    ...ruleset,
    chains: ruleset.chains.filter(({ hook, type }) => hook === undefined || type !== "nat"),
  }));
  return walkInput(filters, comes, contextOf(rules, stack, comes)).ways;
}

function ruleOf({ by }: PathEnd): Rule | undefined {
  return by && "rule" in by ? by.rule : undefined;
}

function stopsFor({ to }: PathEnd): boolean {
  return to === "drop" || to === "reject";
}

function redirects({ statements }: Rule): boolean {
  return statements.some((statement) => statement.do === "nat" && statement.nat.type === "redirect");
}

function assumed({ doubts }: PathEnd): number {
  return doubts.filter((doubt) => doubt.assumed).length;
}

function movedBy(rule: Rule | undefined, { changes }: RulesSeen): number | undefined {
  if (!rule || !changes) return undefined;
  return changes.find(({ key, rewritten }) => key === counterKey(rule) && !rewritten)?.packets;
}
