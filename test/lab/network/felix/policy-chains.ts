import type { Rule } from "./chain.ts";
import { clearMark, mark, marked, setMark, setMaskedMark } from "./marks.ts";
import type { Direction } from "./workload.ts";

/** One allow rule as the kernel can check it: every given part must match. */
export interface KernelRule {
  /** As iptables spells it. */
  readonly protocol?: string;
  readonly net?: string;
  /** Parts of `net` that do not match. */
  readonly except: readonly string[];
  /** Set of addresses the far end must be in. */
  readonly peerSet?: string;
  /** Lists for multiport, any of which may match, and ip,port sets, any of which may match. */
  readonly portLists: readonly string[];
  readonly portSets: readonly string[];
}

const { scratch0: allBlocks } = mark;

/** Ports that no single match can hold: each possibility sets the mark the last rule asks for. */
function portBlock(protocol: string, lists: readonly string[], sets: readonly string[]): Rule[] {
  return [
    ...lists.map((list) => ({
      match: `${protocol} -m multiport --destination-ports ${list}`,
      action: setMark(allBlocks),
    })),
    ...sets.map((set) => ({
      match: `${protocol} -m set --match-set ${set} dst,dst`,
      action: setMark(allBlocks),
    })),
  ];
}

/** Felix's rules for one allow rule, up to its RETURN (felix/rules: ProtoRuleToIptablesRules). */
function allowRules(rule: KernelRule, direction: Direction): Rule[] {
  const [netFlag, setSide] = direction === "ingress" ? ["--source", "src"] : ["--destination", "dst"];
  const protocol = rule.protocol ? `-p ${rule.protocol}` : "";
  const manyPorts = rule.portLists.length + rule.portSets.length > 1;
  const blocks: Rule[] = [];
  if (manyPorts) {
    blocks.push({ action: setMaskedMark(0, mark.scratch0 | mark.scratch1) });
    blocks.push(...portBlock(protocol, rule.portLists, rule.portSets));
  }
  if (rule.except.length > 0) {
    if (!manyPorts) blocks.push({ action: setMaskedMark(allBlocks, mark.scratch0 | mark.scratch1) });
    blocks.push(
      ...rule.except.map((cidr) => ({ match: `${netFlag} ${cidr}`, action: clearMark(allBlocks) })),
    );
  }
  const match = [
    protocol,
    rule.net ? `${netFlag} ${rule.net}` : "",
    rule.peerSet ? `-m set --match-set ${rule.peerSet} ${setSide}` : "",
    ...(manyPorts ? [] : rule.portLists.map((list) => `-m multiport --destination-ports ${list}`)),
    ...(manyPorts ? [] : rule.portSets.map((set) => `-m set --match-set ${set} dst,dst`)),
    blocks.length > 0 ? marked(allBlocks) : "",
  ];
  return [...blocks, { match: match.filter((part) => part !== "").join(" "), action: setMark(mark.accept) }];
}

/**
 * The rules of a policy's chain for one direction. The policy's name stands in the first rule's comment only, on a rule that does
 * nothing else when the policy allows nothing; the last RETURN is left out because the chain ends there anyway.
 */
export function policyChainRules(
  policy: { readonly namespace: string; readonly name: string },
  direction: Direction,
  rules: readonly KernelRule[],
): Rule[] {
  const returnIfAccepted: Rule = { match: marked(mark.accept), action: "--jump RETURN" };
  const [first = {}, ...others] = rules
    .flatMap((rule) => [...allowRules(rule, direction), returnIfAccepted])
    .slice(0, -1);
  const title = `KubernetesNetworkPolicy ${policy.namespace}/${policy.name} ${direction}`;
  return [{ ...first, comments: [title] }, ...others];
}
