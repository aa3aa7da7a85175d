import type { Family, IpSet } from "../ruleset.ts";
import { ofFamily, podsIn, selectPeer, type PolicyPod, type Selection } from "./inventory.ts";
import { chainName, namedPortSetName, selectorSetName } from "./names.ts";
import type { AllowRule, NetworkPolicy, Peer } from "./network-policy.ts";
import { policyChainRules, type KernelRule } from "./policy-chains.ts";
import { byProtocol, multiportLists, type ProtocolPorts } from "./ports.ts";
import { chain } from "./chain.ts";
import { podSelectorText } from "./selector.ts";
import type { AppliedPolicy, Direction } from "./workload.ts";

/** A policy in one family: chains by direction, with the sets they ask. */
export interface CompiledPolicy {
  readonly selects: (pod: PolicyPod) => boolean;
  readonly applied: Readonly<Partial<Record<Direction, AppliedPolicy>>>;
  readonly chains: readonly [string, string[]][];
  /** Of each direction's chain; a node holds only those its chains ask. */
  readonly sets: Readonly<Record<Direction, ReadonlyMap<string, IpSet>>>;
}

/** A port name means what the far end calls so; without a selector, any pod that has the name. */
const anyPod: Omit<Selection, "pods"> = { text: "all()" };

class RuleCompiler {
  readonly sets = new Map<string, IpSet>();

  constructor(
    private readonly pods: readonly PolicyPod[],
    private readonly policy: NetworkPolicy,
    private readonly direction: Direction,
    private readonly family: Family,
  ) {}

  compile(rule: AllowRule): KernelRule[] {
    const ports: (ProtocolPorts | undefined)[] = rule.ports.length > 0 ? byProtocol(rule.ports) : [undefined];
    const peers: (Peer | undefined)[] = rule.peers.length > 0 ? [...rule.peers] : [undefined];
    return ports.flatMap((port) => peers.flatMap((peer) => this.one(peer, port)));
  }

  /** Nothing when the peer is a block of the other family. */
  private one(peer: Peer | undefined, ports: ProtocolPorts | undefined): KernelRule[] {
    const block = peer?.ipBlock;
    if (block && block.cidr.includes(":") !== (this.family === 6)) return [];
    const selection = peer && !block ? selectPeer(this.pods, this.policy.namespace, peer) : undefined;
    const onFarEnd = this.direction === "egress" ? selection : undefined;
    const portSets = (ports?.names ?? []).map((name) =>
      this.portSet(onFarEnd ?? { ...anyPod, pods: this.pods }, ports?.protocol ?? "TCP", name),
    );
    const portLists = multiportLists(ports?.ranges ?? []);
    // A set of the peer's named ports already says who the peer is.
    const peerInPorts = onFarEnd !== undefined && portSets.length > 0 && portLists.length === 0;
    return [
      {
        ...(ports ? { protocol: ports.protocol.toLowerCase() } : {}),
        ...(block ? { net: block.cidr } : {}),
        except: block?.except ?? [],
        ...(selection && !peerInPorts ? { peerSet: this.addressSet(selection) } : {}),
        portLists,
        portSets,
      },
    ];
  }

  private addressSet(selection: Selection): string {
    const members = selection.pods.flatMap((pod) => ofFamily(pod.ips, this.family));
    return this.keep(selectorSetName(this.family, selection.text), "hash:net", members);
  }

  private portSet(selection: Selection, protocol: string, name: string): string {
    const kernelProtocol = protocol.toLowerCase();
    const members = selection.pods.flatMap((pod) =>
      pod.ports
        .filter((port) => port.name === name && port.protocol === protocol)
        .flatMap(({ port }) => ofFamily(pod.ips, this.family).map((ip) => `${ip},${kernelProtocol}:${port}`)),
    );
    return this.keep(
      namedPortSetName(this.family, selection.text, kernelProtocol, name),
      "hash:ip,port",
      members,
    );
  }

  private keep(name: string, type: IpSet["type"], members: readonly string[]): string {
    this.sets.set(name, { type, family: this.family, members: new Set(members) });
    return name;
  }
}

export function compilePolicy(
  policy: NetworkPolicy,
  pods: readonly PolicyPod[],
  family: Family,
): CompiledPolicy {
  const selected = new Set(podsIn(pods, policy.namespace, policy.podSelector));
  const name = `knp/${policy.namespace}/${policy.name}`;
  const selector = `${policy.namespace} ${podSelectorText(policy.podSelector)}`;
  const applied: Partial<Record<Direction, AppliedPolicy>> = {};
  const sets: Record<Direction, ReadonlyMap<string, IpSet>> = { ingress: new Map(), egress: new Map() };
  const chains = (["ingress", "egress"] as const).flatMap((direction): [string, string[]][] => {
    const rules = policy.rules[direction];
    if (!rules) return [];
    const compiler = new RuleCompiler(pods, policy, direction, family);
    const kernelRules = rules.flatMap((rule) => compiler.compile(rule));
    const own = chainName(direction === "ingress" ? "cali-pi-" : "cali-po-", name);
    applied[direction] = { chain: own, selector };
    sets[direction] = compiler.sets;
    return [chain(own, policyChainRules(policy, direction, kernelRules))];
  });
  return { selects: (pod) => selected.has(pod), applied, chains, sets };
}
