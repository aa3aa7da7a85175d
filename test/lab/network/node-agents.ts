import { hostPortRules } from "./cni/host-ports.ts";
import { felixRules, type FelixView } from "./felix/felix.ts";
import type { ProxyNode } from "./kubeproxy/endpoint-choice.ts";
import { kubeProxyRules } from "./kubeproxy/kube-proxy.ts";
import type { ServicePortView } from "./kubeproxy/service-ports.ts";
import type { Agent, LabNodeSpec, LabPodSpec, NetworkPlan } from "./network.ts";
import { emptyRuleset, restoreText, setDelta } from "./rule-delta.ts";
import type { Family, IpSets, Ruleset } from "./ruleset.ts";
import { withInput } from "./shell.ts";

/** What the agents of every node see alike, computed once per sync. */
export interface ClusterView {
  readonly families: readonly {
    readonly family: Family;
    readonly podCIDR: string;
    readonly felix: FelixView;
    readonly services: readonly ServicePortView[];
  }[];
  readonly names: ClusterNames;
  /** Node name to zone. */
  readonly zones: ReadonlyMap<string, string>;
}

/** What cluster DNS is told. */
export interface ClusterNames {
  readonly hosts: string;
  readonly aliases: string;
}

interface FamilyState {
  readonly felix: Ruleset;
  readonly sets: IpSets;
  readonly kubeProxy: Ruleset;
  readonly hostPorts: Ruleset;
}

const nothing: FamilyState = {
  felix: emptyRuleset,
  sets: new Map(),
  kubeProxy: emptyRuleset,
  hostPorts: emptyRuleset,
};

/** A script that brings the node up to date, and what holds once it ran. */
export interface Update {
  /** Empty when the node is up to date already. */
  readonly script: string;
  readonly applied: () => void;
}

/** Felix and kube-proxy of one node, and the CNI plugin that opens its pods' hostPorts: remember what they wrote, and write only what changes. */
export class NodeAgents {
  private readonly paused = new Set<Agent>();
  private readonly states = new Map<Family, FamilyState>();

  constructor(
    private readonly node: LabNodeSpec,
    private readonly plan: NetworkPlan,
  ) {}

  pause(agent: Agent): void {
    this.paused.add(agent);
  }

  resume(agent: Agent): void {
    this.paused.delete(agent);
  }

  private proxyNode(view: ClusterView): ProxyNode {
    const { name, ip, ip6 } = this.node;
    return { name, ips: [ip, ...(ip6 === undefined ? [] : [ip6])], zone: view.zones.get(name) };
  }

  update(view: ClusterView, pods: readonly LabPodSpec[]): Update {
    const next = new Map<Family, FamilyState>();
    const parts = view.families.map(({ family, podCIDR, felix, services }) => {
      const before = this.states.get(family) ?? nothing;
      const wanted = this.paused.has("felix")
        ? { ruleset: before.felix, sets: before.sets }
        : felixRules(felix, this.node, this.plan);
      const kubeProxy = this.paused.has("kube-proxy")
        ? before.kubeProxy
        : kubeProxyRules(services, this.proxyNode(view), podCIDR, family);
      const hostPorts = hostPortRules(pods, family);
      next.set(family, { felix: wanted.ruleset, sets: wanted.sets, kubeProxy, hostPorts });
      const sets = setDelta(before.sets, wanted.sets);
      const rules = restoreText([
        { before: before.kubeProxy, after: kubeProxy },
        { before: before.hostPorts, after: hostPorts },
        { before: before.felix, after: wanted.ruleset },
      ]);
      const restore = family === 4 ? "iptables-restore" : "ip6tables-restore";
      return [
        sets.fill && withInput("ipset -exist restore", sets.fill),
        rules && withInput(`${restore} --wait --noflush`, rules),
        sets.destroy && withInput("ipset -exist restore", sets.destroy),
      ].join("");
    });
    const script = parts.join("");
    return {
      script: script && `set -e\n${script}`,
      applied: () => {
        for (const [family, state] of next) this.states.set(family, state);
      },
    };
  }
}
