/** Who enforces policies on a node, by the traces each leaves in the rules and among the interfaces. */
import type { Rule, Ruleset } from "../rules/rules.ts";

export interface Enforcer {
  readonly name: string;
  /**
   * `rules`: its verdicts are rules that can be read. `queue`: a program is asked by NFQUEUE; rules tell only that it is. `elsewhere`:
   * in eBPF or Open vSwitch, of which netfilter knows nothing.
   */
  readonly decides: "rules" | "queue" | "elsewhere";
}

interface Trace extends Enforcer {
  readonly chain?: RegExp;
  readonly table?: RegExp;
  readonly link?: RegExp;
}

const traces: readonly Trace[] = [
  // Its eBPF dataplane has interfaces of its own and keeps some of the chains.
  { name: "Calico (eBPF)", decides: "elsewhere", link: /^bpf(in|out)\.cali$/ },
  { name: "Calico", decides: "rules", chain: /(^|-)cali-(to|from)-wl-dispatch/ },
  { name: "kube-router", decides: "rules", chain: /^KUBE-(POD-FW|NWPLCY)-/ },
  { name: "weave-npc", decides: "rules", chain: /^WEAVE-NPC/ },
  { name: "Azure NPM", decides: "rules", chain: /^AZURE-NPM(-|$)/ },
  { name: "kube-network-policies", decides: "queue", table: /(^|-)network-policies$/ },
  { name: "Cilium", decides: "elsewhere", link: /^cilium_(host|net)$/, chain: /^CILIUM_/ },
  { name: "Antrea", decides: "elsewhere", link: /^antrea-gw\d/, chain: /^ANTREA-FORWARD$/ },
  { name: "OVN-Kubernetes", decides: "elsewhere", link: /^ovn-k8s-mp\d/ },
];

/** Every enforcer that left a trace here; links by name, as far as they were seen. */
export function enforcersOf(rulesets: readonly Ruleset[], links: readonly string[]): readonly Enforcer[] {
  const chains = rulesets.flatMap((ruleset) => ruleset.chains);
  return traces
    .filter(
      ({ chain, table, link }) =>
        chains.some((one) => chain?.test(one.name) === true || table?.test(one.table) === true) ||
        links.some((name) => link?.test(name) === true),
    )
    .map(({ name, decides }) => ({ name, decides }));
}

/** The enforcer whose chain or table a rule stands in. */
export function enforcerOf(rule: Rule): Enforcer | undefined {
  const found = traces.find(
    ({ chain, table }) => chain?.test(rule.chain) === true || table?.test(rule.table) === true,
  );
  return found && { name: found.name, decides: found.decides };
}
