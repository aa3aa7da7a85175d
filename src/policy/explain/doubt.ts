/** Why it cannot be told what the policies say. */
import { describeRef } from "../../model/kubernetes.ts";
import { together } from "../bounded.ts";
import type { Asked, Decision } from "../verdict/decide.ts";
import type { Peer, Rule } from "../normal-form.ts";
import { isUnresolved, type End } from "../match/ends.ts";
import { matchPeer } from "../match/peers.ts";
import { servicesDoubt } from "../match/to-services.ts";
import { peerText } from "./wording.ts";

/** Why it cannot be told whether the peer is this end; undefined when it can. */
function peerDoubt(peer: Peer, end: End, subject: End): string | undefined {
  if (matchPeer(peer, end, subject) !== "unknown") return undefined;
  switch (peer.type) {
    case "undecided":
      return peer.why;
    case "domain":
      return `no object says which addresses ${peer.name} has`;
    case "cidr-group":
      return typeof peer.group === "string"
        ? `CiliumCIDRGroup ${peer.group} was not read`
        : "CiliumCIDRGroups were not read";
    case "entity":
      return peer.entity === "unmanaged"
        ? `whether Cilium manages ${end.name} its CiliumEndpoint says, which was not read`
        : `no object says which addresses are ${peerText(peer)}`;
    case "source":
      return subject.behindWaypoint
        ? `who comes through a waypoint before ${subject.name} comes with its identity`
        : end.mayBePlain !== undefined && end.mesh === "sidecar"
          ? end.mayBePlain
          : "the mesh's own trust domain is not known: no settings (ConfigMap istio) were read, or several that differ";
    case "outside-mesh":
      return end.mayBePlain;
    case "service":
      return `neither Service ${peer.namespace}/${peer.name} nor its EndpointSlices were read`;
    case "to-services":
      return servicesDoubt(peer, end);
    case "nodes":
      return `the labels of node ${end.nodeName ?? end.name} were not read`;
    case "expression":
      return end.namespaceLabels.complete
        ? `the labels of service account ${end.serviceAccount} were not read`
        : undefined;
    case "all":
    case "any":
      return peer.of.map((one) => peerDoubt(one, end, subject)).find((why) => why !== undefined);
    case "not":
      return peerDoubt(peer.peer, end, subject);
    default:
      return undefined;
  }
}

/** Why it cannot be told whether the rule matches. */
export function doubt(rule: Rule, asked: Asked): string {
  const [subject, other] = asked.direction === "ingress" ? [asked.to, asked.from] : [asked.from, asked.to];
  if (rule.needs !== undefined) return `it depends on ${rule.needs}`;
  if (asked.towards.protocol === "ICMP" && rule.ports && rule.icmp === undefined)
    return "what a rule with ports means for ICMP is left to the network plugin";
  if (isUnresolved(other)) return `the address of ${other.name} is not known`;
  const service = rule.ports?.flatMap((port) =>
    port.type === "traffic" && port.service ? [port.service] : [],
  )[0];
  const reasons = [
    ...(rule.peers ?? []).map((peer) => peerDoubt(peer, other, subject)),
    service && peerDoubt({ type: "service", ...service }, asked.to, subject),
    rule.subject && peerDoubt(rule.subject, subject, subject),
  ];
  return (
    reasons.find((why) => why !== undefined) ?? `the labels of namespace ${other.namespace} were not read`
  );
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
