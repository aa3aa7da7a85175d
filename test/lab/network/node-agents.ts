import { hostPortRules } from "./cni/host-ports.ts";
import { felixRules, type FelixView } from "./felix/felix.ts";
import type { ProxyNode } from "./kubeproxy/endpoint-choice.ts";
import { kubeProxyRules } from "./kubeproxy/kube-proxy.ts";
import type { ServicePortView } from "./kubeproxy/service-ports.ts";
import type { Agent, LabNodeSpec, LabPodSpec, NetworkPlan } from "./network.ts";
import { felixRepair, kubeProxyRepair, readSave, setRepair, sharedChains } from "./repair.ts";
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
  /** Who had something to write, and so looks after the rest of its own as well. */
  readonly wrote: ReadonlySet<Agent>;
}

/** What the node's programs print of one family: rules, and sets. */
export interface Found {
  readonly family: Family;
  readonly rules: string;
  readonly sets: string;
}

/** When agents look at what others may have changed of their own. */
export type Occasion = "after a change" | "by the clock" | "at its start";

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
    const wrote = new Set<Agent>();
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
      // The first time there is nothing yet that somebody could have changed.
      if (this.states.has(family)) {
        const differs = (old: Ruleset, now: Ruleset): boolean =>
          restoreText([{ before: old, after: now }]) !== "";
        if (sets.fill || sets.destroy || differs(before.felix, wanted.ruleset)) wrote.add("felix");
        if (differs(before.kubeProxy, kubeProxy)) wrote.add("kube-proxy");
      }
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
      wrote,
      applied: () => {
        for (const [family, state] of next) this.states.set(family, state);
      },
    };
  }

  /** A script that puts right what others changed of what these agents wrote; empty when nothing has to be. */
  repair(found: readonly Found[], agents: ReadonlySet<Agent>, when: Occasion): string {
    const parts = found.map(({ family, rules, sets }) => {
      const state = this.states.get(family);
      if (!state) return "";
      const saved = readSave(rules);
      const looks = (agent: Agent): boolean => agents.has(agent) && !this.paused.has(agent);
      const felix = looks("felix") ? felixRepair(saved, state.felix) : "";
      const proxy = looks("kube-proxy")
        ? kubeProxyRepair(saved, state.kubeProxy, when === "at its start")
        : "";
      const shared =
        looks("kube-proxy") && when === "after a change" && !proxy ? sharedChains(state.kubeProxy) : "";
      const members = looks("felix") ? setRepair(sets, state.sets, family) : "";
      const restore = `${family === 4 ? "iptables" : "ip6tables"}-restore --wait --noflush`;
      return [
        members && withInput("ipset -exist restore", members),
        ...[proxy, shared, felix].map((text) => text && withInput(restore, text)),
      ].join("");
    });
    const script = parts.join("");
    return script && `set -e\n${script}`;
  }

  /** Felix is not held, so it keeps routes and tunnel entries as well. */
  get keepsRoutes(): boolean {
    return !this.paused.has("felix");
  }
}
