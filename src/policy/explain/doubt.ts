/** Why it cannot be told what the policies say. */
import { describeRef } from "../../model/kubernetes.ts";
import { together } from "../bounded.ts";
import type { Asked, Decision } from "../verdict/decide.ts";
import type { Peer, Rule } from "../normal-form.ts";
import { isUnresolved } from "../match/ends.ts";
import { peerText } from "./wording.ts";

function peerDoubt(peer: Peer): string | undefined {
  switch (peer.type) {
    case "undecided":
      return peer.why;
    case "domain":
      return `no object says which addresses ${peer.name} has`;
    case "cidr-group":
    case "entity":
      return `no object says which addresses are ${peerText(peer)}`;
    case "source":
      return "the name of the mesh's trust domain was not read";
    case "service":
      return `neither Service ${peer.namespace}/${peer.name} nor its EndpointSlices were read`;
    case "all":
    case "any":
      return peer.of.map(peerDoubt).find((why) => why !== undefined);
    case "not":
      return peerDoubt(peer.peer);
    default:
      return undefined;
  }
}

/** Why it cannot be told whether the rule matches. */
export function doubt(rule: Rule, asked: Asked): string {
  const other = asked.direction === "ingress" ? asked.from : asked.to;
  if (rule.needs !== undefined) return `it depends on ${rule.needs}`;
  if (asked.towards.protocol === "ICMP" && rule.ports && rule.icmp === undefined)
    return "what a rule with ports means for ICMP is left to the network plugin";
  if (isUnresolved(other)) return `the address of ${other.name} is not known`;
  const service = rule.ports?.flatMap((port) =>
    port.type === "traffic" && port.service ? [port.service] : [],
  )[0];
  const peers = [
    ...(rule.peers ?? []),
    ...(service ? [{ type: "service" as const, ...service }] : []),
    ...(rule.subject ? [rule.subject] : []),
  ].map(peerDoubt);
  return peers.find((why) => why !== undefined) ?? `the labels of namespace ${other.namespace} were not read`;
}

/** Each reason once, with the objects it is about. */
export function doubts({ unsure, asked }: Decision): string {
  const byReason = new Map<string, Set<string>>();
  for (const { ruleSet, rule, why } of unsure) {
    const reason = why ?? doubt(rule, asked);
    const objects = byReason.get(reason) ?? new Set();
    byReason.set(reason, objects.add(describeRef(ruleSet.object)));
  }
  return together(
    [...byReason].map(([reason, objects]) => `${reason} (${together([...objects])})`),
    3,
  );
}
