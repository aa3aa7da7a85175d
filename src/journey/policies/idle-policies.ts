/** Policies that nobody enforces: those of an API that one program alone reads, where another one enforces policies. */
import type { Flow } from "../../model/flow.ts";
import type { PolicyObject } from "../../model/kubernetes.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { enforcersOf, type Enforcer } from "../../netstack/enforcers/traces.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodePlace, nodesOf } from "../machine/places.ts";
import { stackAt } from "../machine/stack.ts";
import { rulesAt } from "../rules/rules-at.ts";

/** APIs by their group, and the names that their own program has among those that leave traces on a node. */
const readers: readonly (readonly [group: RegExp, enforcer: RegExp])[] = [
  [/^cilium\.io$/, /^Cilium/],
  [/^(crd\.)?projectcalico\.org$/, /^Calico/],
  [/^crd\.antrea\.io$/, /^Antrea/],
  [/^k8s\.ovn\.org$/, /^OVN/],
];

export interface Idle {
  readonly policies: readonly PolicyObject[];
  /** Who enforces policies there: `Calico`. */
  readonly instead: readonly string[];
}

export const noneIdle: Idle = { policies: [], instead: [] };

/**
 * The definitions of a network plugin outlive it, and so do its policies. Told only where on every node of the question
 * somebody else's traces were found, and all was read that could show those of the policies' own program.
 */
export function idlePolicies(
  flows: readonly Flow[],
  { policies }: ClusterSnapshot,
  evidence: EvidenceIndex,
): Idle {
  const perNode = flows.flatMap((flow) => nodesOf(flow).map((node) => enforcersAt(node, flow, evidence)));
  if (perNode.length === 0 || perNode.some((found) => found === undefined || found.length === 0))
    return noneIdle;
  const names = [...new Set(perNode.flatMap((found) => (found ?? []).map(({ name }) => name)))];
  const idle = policies.filter(({ apiVersion }) => {
    const group = apiVersion.split("/")[0] ?? "";
    const own = readers.find(([one]) => one.test(group))?.[1];
    return own !== undefined && !names.some((name) => own.test(name));
  });
  return idle.length === 0 ? noneIdle : { policies: idle, instead: names };
}

/** Undefined where something was not read that may show one. */
function enforcersAt(
  node: string,
  { family }: Flow,
  evidence: EvidenceIndex,
): readonly Enforcer[] | undefined {
  const place = nodePlace(node);
  const rules = rulesAt(evidence, place, family);
  const { links } = stackAt(evidence, place, family);
  if (rules.notSeen || rules.seen.unread.length > 0 || links.notSeen) return undefined;
  return enforcersOf(
    rules.seen.rulesets,
    links.seen.map(({ name }) => name),
  );
}
