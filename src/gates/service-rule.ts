import { nodeOf } from "../model/endpoint.ts";
import { askedAddress } from "../model/flow.ts";
import { policiesBehind } from "../netstack/enforcers/policy-names.ts";
import { isStopped, walkForward } from "../netstack/kernel/netns-walk.ts";
import { protocolOf, type PacketState } from "../netstack/rules/packet-state.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import { movedBy } from "../journey/hops/drop.ts";
import { hasOwnNetns, nodePlace } from "../journey/machine/places.ts";
import { deviceOutOf, routeAt, stackAt, type Stack } from "../journey/machine/stack.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { serviceAttempts } from "../journey/services/service-traffic.ts";
import { contextOf, stateOf } from "../journey/rules/rule-packet.ts";
import { rulesAt } from "../journey/rules/rules-at.ts";
import { checksReversePath } from "./reverse-path.ts";
import { droppingRule } from "./dropping-rule.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";

/** A rule of the source's node stops what is sent to a Service's address, before or after it is translated. */
export interface ServiceRule {
  readonly node: string;
  readonly address: string;
  readonly rule: Rule;
  /** How far its counter moved with the packets; undefined where it was not counted. */
  readonly moved: number | undefined;
}

/**
 * Whether the rules of the source's node let connections to the Service's address pass that go straight to its endpoints without harm:
 * a rule may name the Service's address, or a mark or an original destination that only those packets have.
 */
export function serviceRuleGate(scene: Scene): Gate<ServiceRule> {
  const { hop, path, flow, evidence } = scene;
  const node = nodeOf(flow.from);
  const address = askedAddress(flow);
  const out = path.find(({ kind }) => kind === "node-out");
  if (!out || node === undefined || address?.kind !== "clusterIP" || !hasOwnNetns(flow.from)) return passes;
  const rules = rulesAt(evidence, nodePlace(node), flow.family);
  if (rules.notSeen) return notKnown(rules.notSeen.detail);
  // What stops the packets straight to the endpoint as well is told of those.
  if (attemptsOf(evidence, flow).seen?.answered === 0) return passes;
  if (droppingRule({ ...scene, hop: out }).seen) return passes;
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const { deviceIn } = out;
  const [sourcePort] = serviceAttempts(flow, evidence).seen?.sourcePorts ?? [];
  const state = stateOf(hop.packet, deviceIn, undefined, sourcePort);
  const context = contextOf(rules.seen, stack, state);
  const walk = walkForward(rules.seen.rulesets, state, context, (after) => onward(after, stack));
  const { by } = walk;
  if (!isStopped(walk) || !by || !("rule" in by) || checksReversePath(by.rule)) return passes;
  // A proxy refuses for want of endpoints, and policies by their own rules: both are told of the objects.
  if (isProxys(by.rule) || policiesBehind(by, walk.trail, rules.seen.rulesets).because !== "none")
    return passes;
  return stops({
    node,
    address: `${address.ip}:${address.port}`,
    rule: by.rule,
    moved: movedBy(by, rules.seen.changes),
  });
}

function onward(packet: PacketState, stack: Stack) {
  const lookup = routeAt(stack, {
    destination: packet.destination,
    source: packet.source,
    mark: packet.mark ?? "unknown",
    protocol: protocolOf(packet),
    ...(packet.iif === undefined ? {} : { deviceIn: packet.iif }),
    ...(packet.destinationPort === undefined ? {} : { destinationPort: packet.destinationPort }),
    ...(packet.sourcePort === undefined ? {} : { sourcePort: packet.sourcePort }),
  });
  if (lookup.seen?.result === "local") return { local: true } as const;
  const oif = deviceOutOf(lookup);
  return oif === undefined ? undefined : { oif };
}

function isProxys({ table, chain }: Rule): boolean {
  return /^KUBE-|^KUBE_/.test(chain) || table === "kube-proxy";
}
