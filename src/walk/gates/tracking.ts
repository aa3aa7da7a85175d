import type { AskedAddress, Flow } from "../../model/flow.ts";
import { askedAddress } from "../../model/flow.ts";
import { nodeOf } from "../../model/endpoint.ts";
import { counterKey } from "../../netstack/counter-changes.ts";
import type { Rule } from "../../netstack/rules.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodePlace } from "../places.ts";
import { rulesAt } from "../rules-at.ts";
import { serviceRules, translationsIfTracked, wordsOf } from "../service-rules.ts";
import { routeAt, stackAt } from "../stack.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** A rule takes the packets to a Service off connection tracking before they can be translated. */
export interface OffTracking {
  readonly node: string;
  readonly asked: AskedAddress;
  /** The rule with NOTRACK, of the raw table or of an nft chain before priority -200. */
  readonly rule: Rule;
  /** Where the node would send them otherwise: `10.233.75.9:9080`. */
  readonly otherwise: readonly string[];
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
  const rule = rules.seen?.untracked;
  if (!rule) return passes;
  // A node-local DNS listens on the Service's own address, and takes it off tracking on purpose.
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  if (asked.kind === "clusterIP" && routeAt(stack, { destination: asked.ip }).seen?.result === "local")
    return passes;
  const otherwise = (translationsIfTracked(node, flow, evidence).seen?.to ?? []).map(wordsOf);
  if (otherwise.length === 0) return passes;
  const changes = rulesAt(evidence, nodePlace(node), flow.family).seen?.changes;
  const change = changes?.find(({ key, rewritten }) => key === counterKey(rule) && !rewritten);
  const moved = rule.packets === undefined && change === undefined ? undefined : change?.packets;
  return stops({ node, asked, rule, otherwise, moved });
}

/** Whether the node's rules would translate the packet, if none of them took it off tracking. */
export function wouldTranslate(node: string, flow: Flow, evidence: EvidenceIndex): boolean {
  return (translationsIfTracked(node, flow, evidence).seen?.to.length ?? 0) > 0;
}
