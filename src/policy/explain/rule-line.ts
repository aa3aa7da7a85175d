/** One rule in the walkthrough: whether it matches, and why not. */
import { describeRef } from "../../model/kubernetes.ts";
import { matchRule, type Asked } from "../verdict/decide.ts";
import { ruleMiss } from "./nearest-miss.ts";
import type { Peer, Rule, RuleSet } from "../normal-form.ts";
import { peerText, ruleText } from "./wording.ts";

export function ruleLine(ruleSet: RuleSet, rule: Rule, asked: Asked): string {
  const head = `${describeRef(ruleSet.object)} ${asked.direction} rule ${rule.index + 1} ${ruleText(rule)}`;
  switch (matchRule(rule, asked)) {
    case "yes":
      return `${head}: matches`;
    case "unknown":
      return `${head}: cannot be told, ${doubt(rule, asked)}`;
    case "no": {
      if (asked.to.mesh === "ambient" && rule.atZtunnel === "never")
        return `${head}: no, it speaks of requests, which ambient mode's ztunnel does not see`;
      const { misses } = ruleMiss(ruleSet, rule, asked);
      return `${head}: no, ${misses.map((miss) => miss.says).join(", and ") || "it names nobody"}`;
    }
  }
}

function peerDoubt(peer: Peer): string | undefined {
  switch (peer.type) {
    case "undecided":
      return peer.why;
    case "domain":
    case "cidr-group":
    case "entity":
      return `which addresses are ${peerText(peer)}, no object says`;
    case "source":
      return "the name of the mesh's trust domain was not read";
    case "all":
    case "any":
      return peer.of.map(peerDoubt).find((why) => why !== undefined);
    default:
      return undefined;
  }
}

/** Why it cannot be told whether the rule matches. */
export function doubt(rule: Rule, asked: Asked): string {
  const other = asked.direction === "ingress" ? asked.from : asked.to;
  if (rule.needs !== undefined) return `it is subject to ${rule.needs}`;
  if (asked.towards.protocol === "ICMP" && rule.ports && rule.icmp === undefined)
    return "what a rule with ports means for ICMP is left to the network plugin";
  const peers = (rule.peers ?? []).map(peerDoubt).filter((why) => why !== undefined);
  return peers[0] ?? `the labels of namespace ${other.namespace} were not read`;
}
