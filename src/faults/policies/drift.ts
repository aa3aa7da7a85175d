/** What the faults share that hold a node's policy rules against the policies they were made of. */
import type { Fix } from "../../model/finding.ts";
import { describeRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { quoted, shellWord } from "../../model/shell-words.ts";
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import { refOf } from "../../journey/policies/policies-meant.ts";
import type { MemberAsked } from "../../journey/policies/set-changes.ts";

/** `NetworkPolicy test/web`. */
export function describePolicy(name: PolicyName, snapshot: ClusterSnapshot): string {
  return describeRef(refOf(name, snapshot));
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
