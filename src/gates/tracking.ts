import type { AskedAddress, Flow } from "../model/flow.ts";
import { askedAddress } from "../model/flow.ts";
import { nodeOf } from "../model/endpoint.ts";
import { counterKey } from "../netstack/kernel/counter-changes.ts";
import type { Rule } from "../netstack/rules/rules.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { rulesAt } from "../journey/rules/rules-at.ts";
import { firewallAt } from "../journey/hops/firewall.ts";
import { walkPath } from "../journey/way/path.ts";
import { takesOff } from "../netstack/kernel/translations.ts";
import { serviceRules, translationsIfTracked, wordsOf } from "../journey/services/service-rules.ts";
import { routeAt, stackAt } from "../journey/machine/stack.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** A rule takes the packets to a Service off connection tracking before they can be translated. */
export interface OffTracking {
  readonly node: string;
  readonly asked: AskedAddress;
  /** The rule with NOTRACK, of the raw table or of an nft chain before priority -200. */
  readonly rule: Rule;
  /** Where the node would send them otherwise: `10.233.75.9:9080`. */
  readonly otherwise: readonly string[];
  /** It is the answers that are not tracked: the packets are translated, and what comes back is not. */
  readonly answers: boolean;
  /** How far the rule's counter moved with the packets; undefined where it was not counted. */
  readonly moved: number | undefined;
}

/** Whether the packets to the Service's address are tracked where the node would translate them, as translation needs. */
export function trackingGate(flow: Flow, evidence: EvidenceIndex): Gate<OffTracking> {
  const asked = askedAddress(flow);
  const node = asked?.node ?? nodeOf(flow.from);
  if (asked === undefined || node === undefined || node === "") return passes;
  const rules = serviceRules(flow, evidence);
  if (rules.notSeen) return notKnown(rules.notSeen.detail);
  if (!rules.seen) return passes;
  const stop = (rule: Rule, otherwise: readonly string[], answers: boolean): Gate<OffTracking> => {
    const changes = rulesAt(evidence, nodePlace(node), flow.family).seen?.changes;
    const change = changes?.find(({ key, rewritten }) => key === counterKey(rule) && !rewritten);
    return stops({ node, asked, rule, otherwise, answers, moved: change?.packets });
  };
  // IPVS keeps connections of its own.
  if (rules.seen.ipvs) return passes;
  const { untracked, to } = rules.seen;
  if (!untracked) {
    const answer = to.length === 0 ? undefined : takesAnswersOff(node, flow, evidence);
    return answer ? stop(answer, to.map(wordsOf), true) : passes;
  }
  // A node-local DNS listens on the Service's own address, and takes it off tracking on purpose.
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  if (asked.kind === "clusterIP" && routeAt(stack, { destination: asked.ip }).seen?.result === "local")
    return passes;
  const otherwise = (translationsIfTracked(node, flow, evidence).seen?.to ?? []).map(wordsOf);
  return otherwise.length === 0 ? passes : stop(untracked, otherwise, false);
}

/** The rule that takes what a pod behind the Service answers off connection tracking, on the node that is to translate it back. */
function takesAnswersOff(node: string, flow: Flow, evidence: EvidenceIndex): Rule | undefined {
  const path = walkPath(flow, evidence);
  const back = path.findLast((hop) => hop.kind === "reply" && hop.node === node);
  const view = back && firewallAt(back, path, flow, evidence).seen;
  const ways = (view?.ways ?? []).filter(({ packet }) => packet === "reply").map(({ walk }) => walk);
  const certain = ways.every((walk) => walk.ways.every(({ packet }) => packet.state === "UNTRACKED"));
  return certain ? ways.flatMap(({ trail }) => trail).findLast(takesOff) : undefined;
}

/** Whether the node's rules would translate the packet, if none of them took it off tracking. */
export function wouldTranslate(node: string, flow: Flow, evidence: EvidenceIndex): boolean {
  return (translationsIfTracked(node, flow, evidence).seen?.to.length ?? 0) > 0;
}
