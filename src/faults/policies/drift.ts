/** What the faults share that hold a node's policy rules against the policies they were made of. */
import { nodeOf } from "../../model/endpoint.ts";
import type { Fix } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { describeRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { quoted, shellWord } from "../../model/shell-words.ts";
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import { isKnown, refOf } from "../../journey/policies/policies-meant.ts";
import type { MemberAsked } from "../../journey/policies/set-changes.ts";

/** `NetworkPolicy test/web`. */
export function describePolicy(name: PolicyName, snapshot: ClusterSnapshot): string {
  return describeRef(refOf(name, snapshot));
}

/** Whether policies are asked about an end of the flow at this hop: of the sender where it leaves, of the receiver where it is. */
export function directionsAt(hop: Hop, flow: Flow): readonly DirectionName[] {
  const egress = hop.kind === "node-out" && flow.from.type === "pod";
  const ingress = hop.node !== undefined && hop.node === nodeOf(flow.to) && flow.to.type === "pod";
  return [...(egress ? (["egress"] as const) : []), ...(ingress ? (["ingress"] as const) : [])];
}

/**
 * The direction whose policies a drop belongs to: as its rules say; else the one at this hop that the policies it names
 * decide about; else the last one asked here.
 */
export function directionOf(drop: Drop, policy: Explanation, hop: Hop, flow: Flow): DirectionName {
  const told = drop.behind.policies.find(({ direction }) => direction !== undefined)?.direction;
  if (told) return told;
  const here = directionsAt(hop, flow);
  const named = here.find((direction) =>
    policy[direction].isolatedBy.some(({ namespace, name }) =>
      drop.behind.policies.some((one) => one.name === name && one.namespace === namespace),
    ),
  );
  return named ?? here.at(-1) ?? "ingress";
}

/** Whether of every policy that stops a packet it is known what it says, or that it is gone: then they are judged, not only named. */
export function areKnown(drop: Drop, snapshot: ClusterSnapshot): boolean {
  return drop.behind.policies.every((name) => isKnown(name, snapshot));
}

/** Packets passed that the rules as read would stop. */
export function askAgain(node: string): Fix {
  return {
    summary: `ask again: by then the rules of ${node} may be those that the policies make`,
    checked: false,
  };
}

/** The agent that writes a node's policy rules, to be found and restarted by a person. */
export function restartAgent(node: string | undefined, first: readonly string[]): Fix {
  const where = node ?? "NODE";
  return {
    summary: `the network plugin's agent on ${where} did not bring the node's rules up to date: read its log, then restart it`,
    commands: [
      ...first,
      `kubectl get pods -A -o wide --field-selector spec.nodeName=${where}   # find the CNI's agent`,
    ],
    checked: false,
  };
}

/** How to look at one set by hand, on the node. */
export function showSet({ rule, set, member }: MemberAsked): string {
  if (rule.backend !== "nft") return `ipset test ${shellWord(set.name)} ${shellWord(member)}`;
  return `nft get element ${rule.family} ${shellWord(rule.table)} ${shellWord(set.name)} ${quoted(`{ ${member} }`)}`;
}

/** How to look at one chain by hand, on the node. */
export function showChain(
  rule: Pick<MemberAsked["rule"], "backend" | "family" | "table">,
  chain: string,
): string {
  if (rule.backend === "nft")
    return `nft list chain ${rule.family} ${shellWord(rule.table)} ${shellWord(chain)}`;
  const tool = `${rule.family === "ip6" ? "ip6tables" : "iptables"}${rule.backend === "iptables-legacy" ? "-legacy" : "-nft"}`;
  return `${tool} -t ${rule.table} -S ${shellWord(chain)}`;
}
