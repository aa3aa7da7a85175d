import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { debugRoot } from "./debug-root.ts";
import { clusterAliases, clusterHosts } from "./dns.ts";
import { felixView } from "./felix/felix.ts";
import { servicePorts } from "./kubeproxy/service-ports.ts";
import { routeRepair } from "./node-setup.ts";
import { dnsAliases, dnsHosts } from "./listeners.ts";
import type { Agent, ClusterObjects, LabPodSpec, Network, NetworkPlan, RunResult } from "./network.ts";
import { NodeAgents, type ClusterNames, type ClusterView, type Found, type Occasion } from "./node-agents.ts";
import { outsideRecords } from "./outside.ts";
import { podDirectory, podEndScript, podsScript } from "./pod-setup.ts";
import type { ProcessTree } from "./process-tree.ts";
import { finish, runScript, start } from "./run.ts";
import { withInput } from "./shell.ts";

const podKey = (namespace: string, name: string): string => `${namespace}/${name}`;

/** From the node into the pod whose directory is $1: the PID there is the node's, so this runs on the node. */
const intoPod = 'read -r pid <"$1/pid" || exit 126; shift; exec nsenter -t "$pid" -m -u -i -n -p -- "$@"';

/** A container runtime's part: root with a bounding set, out of which no program gets. */
function withOnly(capabilities: readonly string[]): readonly string[] {
  const kept = ["-all", ...capabilities.map((name) => `+${name.toLowerCase()}`)].join(",");
  return ["setpriv", "--inh-caps=-all", "--ambient-caps=-all", `--bounding-set=${kept}`, "--"];
}

const servesNames = (pod: LabPodSpec): boolean => pod.listeners.some(({ kind }) => kind === "dns");

/** The running lab. Changes queue up behind each other; commands run at once. */
export class LabNetwork implements Network {
  readonly backend;
  readonly rootless;
  private readonly agents: ReadonlyMap<string, NodeAgents>;
  private readonly pods: Map<string, LabPodSpec>;
  private queue: Promise<void> = Promise.resolve();
  private view: ClusterView | undefined;
  private names: ClusterNames = { hosts: "", aliases: "" };

  constructor(
    private readonly plan: NetworkPlan,
    private readonly tree: ProcessTree,
    private readonly pids: ReadonlyMap<string, number>,
  ) {
    this.backend = plan.backend;
    this.rootless = tree.rootless;
    this.agents = new Map(plan.nodes.map((node) => [node.name, new NodeAgents(node, plan)]));
    this.pods = new Map(plan.pods.map((pod) => [podKey(pod.namespace, pod.name), pod]));
  }

  sync(objects: ClusterObjects): Promise<void> {
    return this.inTurn(async () => {
      this.view = this.viewOf(objects);
      await this.program(this.view, [...this.agents.keys()]);
      await this.refreshNames(this.view.names);
    });
  }

  pause(node: string, agent: Agent): void {
    this.agentsOf(node).pause(agent);
  }

  resume(node: string, agent: Agent): Promise<void> {
    return this.inTurn(async () => {
      this.agentsOf(node).resume(agent);
      if (this.view) await this.program(this.view, [node]);
    });
  }

  restart(node: string, agent: Agent): Promise<void> {
    return this.inTurn(async () => {
      this.agentsOf(node).resume(agent);
      if (!this.view) return;
      await this.program(this.view, [node]);
      await this.repair(node, new Set([agent]), "at its start");
      if (agent === "felix") await this.repairRoutes(node);
    });
  }

  addPod(spec: LabPodSpec): Promise<void> {
    return this.inTurn(async () => {
      const key = podKey(spec.namespace, spec.name);
      if (this.pods.has(key)) throw new Error(`there is a pod ${key} already`);
      await this.onNode(
        spec.node,
        `set -e\n${podsScript([spec], this.plan.clusterDNS)}`,
        `adding pod ${key}`,
      );
      this.pods.set(key, spec);
      if (!this.view) return;
      if (spec.hostPorts) await this.program(this.view, [spec.node]);
      if (servesNames(spec)) await this.writeNames(this.view.names, [spec], this.view.names.aliases !== "");
    });
  }

  removePod(namespace: string, name: string): Promise<void> {
    return this.inTurn(async () => {
      const key = podKey(namespace, name);
      const spec = this.pods.get(key);
      if (!spec) return;
      this.pods.delete(key);
      await this.onNode(spec.node, podEndScript(namespace, name), `removing pod ${key}`);
      if (this.view && spec.hostPorts) await this.program(this.view, [spec.node]);
    });
  }

  spawnOnNode(node: string, argv: readonly string[]): ChildProcessWithoutNullStreams {
    return start(this.tree.enter(this.pidOf(node), "all", argv));
  }

  spawnInDebugPod(
    node: string,
    argv: readonly string[],
    capabilities?: readonly string[],
  ): ChildProcessWithoutNullStreams {
    const limited = capabilities === undefined ? argv : [...withOnly(capabilities), ...argv];
    return this.spawnOnNode(
      node,
      this.plan.debugRoot === undefined ? limited : ["chroot", debugRoot, ...limited],
    );
  }

  spawnInPod(namespace: string, pod: string, argv: readonly string[]): ChildProcessWithoutNullStreams {
    const spec = this.pods.get(podKey(namespace, pod));
    if (!spec) throw new Error(`there is no pod ${podKey(namespace, pod)}`);
    return this.spawnOnNode(spec.node, ["sh", "-c", intoPod, "sh", podDirectory(namespace, pod), ...argv]);
  }

  async runOnNode(node: string, argv: readonly string[], input?: string): Promise<RunResult> {
    return finish(this.spawnOnNode(node, argv), input);
  }

  async runInPod(
    namespace: string,
    pod: string,
    argv: readonly string[],
    input?: string,
  ): Promise<RunResult> {
    return finish(this.spawnInPod(namespace, pod, argv), input);
  }

  async runOnUnderlay(argv: readonly string[], input?: string): Promise<RunResult> {
    return finish(start(this.tree.enter(this.tree.labPid, "all", argv)), input);
  }

  async stop(): Promise<void> {
    await this.queue;
    await this.tree.end();
  }

  /** After what was asked before, whether that went well or not. */
  private inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.queue.then(change);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private viewOf(objects: ClusterObjects): ClusterView {
    const { podCIDR, podCIDR6 } = this.plan;
    const view = (family: 4 | 6, cidr: string): ClusterView["families"][number] => ({
      family,
      podCIDR: cidr,
      felix: felixView(objects, family),
      services: servicePorts(objects, family),
    });
    return {
      families: [view(4, podCIDR), ...(podCIDR6 === undefined ? [] : [view(6, podCIDR6)])],
      names: { hosts: clusterHosts(objects), aliases: clusterAliases(objects) },
      zones: new Map(
        (objects.nodes ?? []).flatMap(({ metadata }) => {
          const zone = metadata.labels?.["topology.kubernetes.io/zone"];
          return zone === undefined ? [] : [[metadata.name, zone] as const];
        }),
      ),
    };
  }

  private async program(view: ClusterView, nodes: readonly string[]): Promise<void> {
    await Promise.all(
      nodes.map(async (node) => {
        const pods = [...this.pods.values()].filter((pod) => pod.node === node);
        const update = this.agentsOf(node).update(view, pods);
        if (update.script) await this.onNode(node, update.script, `programming ${node}`);
        update.applied();
        if (update.wrote.size > 0) await this.repair(node, update.wrote, "after a change");
      }),
    );
  }

  /** Reads what the node has, and puts right what others changed of it. */
  private async repair(node: string, agents: ReadonlySet<Agent>, when: Occasion): Promise<void> {
    const families = this.view?.families.map(({ family }) => family) ?? [];
    const found = await Promise.all(
      families.map(async (family): Promise<Found> => {
        const save = family === 4 ? "iptables-save" : "ip6tables-save";
        const [rules, sets] = await Promise.all([
          this.runOnNode(node, [save]),
          this.runOnNode(node, ["ipset", "save"]),
        ]);
        return { family, rules: rules.stdout, sets: sets.stdout };
      }),
    );
    const script = this.agentsOf(node).repair(found, agents, when);
    if (script) await this.onNode(node, script, `repairing ${node}`);
  }

  resync(): Promise<void> {
    return this.inTurn(async () => {
      if (!this.view) return;
      await Promise.all(
        this.plan.nodes.map(async ({ name }) => {
          await this.repair(name, new Set<Agent>(["felix", "kube-proxy"]), "by the clock");
          if (this.agentsOf(name).keepsRoutes) await this.repairRoutes(name);
        }),
      );
    });
  }

  private async repairRoutes(name: string): Promise<void> {
    const node = this.plan.nodes.find((one) => one.name === name);
    if (!node) throw new Error(`there is no node ${name}`);
    const own = [...this.pods.values()].filter((pod) => pod.node === name);
    await this.onNode(name, routeRepair(node, this.plan, own), `repairing routes of ${name}`);
  }

  private async refreshNames(names: ClusterNames): Promise<void> {
    const aliasesChanged = names.aliases !== this.names.aliases;
    if (names.hosts === this.names.hosts && !aliasesChanged) return;
    await this.writeNames(names, [...this.pods.values()].filter(servesNames), aliasesChanged);
    this.names = names;
  }

  /**
   * Hands the names to the pods' nodes and has each dnsmasq read them again, for which one with other aliases has to start
   * again. One that does not run is no failure.
   */
  private async writeNames(
    { hosts, aliases }: ClusterNames,
    servers: readonly LabPodSpec[],
    again: boolean,
  ): Promise<void> {
    await Promise.all(
      servers.map((pod) => {
        const directory = podDirectory(pod.namespace, pod.name);
        const enter = `nsenter -t "$pid" -m -u -i -n -p --`;
        const reload = again ? `sh ${directory}/dns-restart` : 'kill -HUP "$dns"';
        const script = [
          // In one piece: two DNS pods of a node share the files, and one may read while they are written for the other.
          withInput(`cat >${dnsHosts}.$$`, hosts),
          withInput(`cat >${dnsAliases}.$$`, outsideRecords(this.plan) + aliases),
          `mv ${dnsHosts}.$$ ${dnsHosts} && mv ${dnsAliases}.$$ ${dnsAliases}\n`,
          `read -r pid <${directory}/pid && read -r dns <${directory}/dns.pid && ${enter} ${reload} || true\n`,
        ];
        return this.onNode(pod.node, script.join(""), "refreshing names");
      }),
    );
  }

  private agentsOf(node: string): NodeAgents {
    const agents = this.agents.get(node);
    if (!agents) throw new Error(`there is no node ${node}`);
    return agents;
  }

  private pidOf(node: string): number {
    const pid = this.pids.get(node);
    if (pid === undefined) throw new Error(`there is no node ${node}`);
    return pid;
  }

  private async onNode(node: string, script: string, what: string): Promise<void> {
    await runScript(this.tree.enter(this.pidOf(node), "all", ["sh", "-s"]), script, what);
  }
}
