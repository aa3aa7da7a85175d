import { walkHook } from "./hook-walk.ts";
import type { Context, PacketState } from "../rules/packet-state.ts";
import { virtualServerFor, type VirtualServer } from "../seen/ipvs.ts";
import type { Rule, Ruleset } from "../rules/rules.ts";
import type { Doubt } from "./worlds.ts";

/** A destination that this node's rules may choose for a packet. */
export interface Translation {
  readonly address: string;
  readonly port?: number;
  /** Of being chosen for a new connection; undefined when it depends on what cannot be told (session affinity). */
  readonly probability?: number;
  /** The packet after the translation, with the mark the rules gave it. */
  readonly packet: PacketState;
  readonly trail: readonly Rule[];
  readonly doubts: readonly Doubt[];
}

/** How IPVS of a node stands to an address and port. */
export interface ByIpvs {
  /** Its entry for them; undefined when it has none. */
  readonly server: VirtualServer | undefined;
  /** Whether the node takes the address for its own (on kube-ipvs0): IPVS sees no others of what comes in. */
  readonly bound: boolean;
}

export interface Translations {
  /** Each destination once, in the order of the rules. */
  readonly to: readonly Translation[];
  /** True when no rule translates the packet, for certain; undefined when that cannot be told. */
  readonly none: boolean | undefined;
  /** IPVS decided, after rules that left the packet as it was. */
  readonly ipvs?: ByIpvs;
  /** The rule that took the packet off connection tracking (NOTRACK), for certain: the kernel translates tracked packets only. */
  readonly untracked?: Rule;
  /** Rules that ended the packet's way before or instead of a translation. */
  readonly ended: readonly { readonly to: string; readonly rule?: Rule }[];
}

/**
 * Where DNAT on this node may send a new connection: found by walking the rules, whoever wrote them. `prerouting` for
 * packets that come from pods or outside, `output` for those of the node itself.
 */
export function translations(
  rulesets: readonly Ruleset[],
  packet: PacketState,
  context: Context,
  hook: "prerouting" | "output" = "prerouting",
): Translations {
  const walk = walkHook(rulesets, hook, { ...packet, state: "NEW" }, context);
  const accepted = walk.ways.filter((way) => way.to === "accept");
  const found = new Map<string, Translation>();
  for (const way of accepted.filter(({ packet: after }) => after.dnat === true)) {
    const { destination, destinationPort } = way.packet;
    const key = `${destination} ${destinationPort ?? ""}`;
    const same = found.get(key);
    const probability =
      same && (same.probability === undefined || way.probability === undefined)
        ? undefined
        : (same?.probability ?? 0) + (way.probability ?? 0);
    found.set(key, {
      address: destination,
      ...(destinationPort !== undefined && { port: destinationPort }),
      ...(probability !== undefined && way.probability !== undefined && { probability }),
      packet: way.packet,
      trail: same?.trail ?? way.trail,
      doubts: same ? [] : way.doubts,
    });
  }
  const untouched = accepted.some((way) => way.packet.dnat !== true);
  const loose = accepted.filter((way) => way.packet.state === "UNTRACKED");
  const sometimes = loose.length > 0 && loose.length < accepted.length;
  const unclear = sometimes || walk.unread.length > 0 || walk.ways.some((way) => way.to === "unknown");
  const untracked = unclear || loose.length === 0 ? undefined : loose[0]?.trail.findLast(takesOff);
  return {
    to: [...found.values()].sort(inRuleOrder),
    none: found.size > 0 ? false : unclear || !untouched ? undefined : true,
    ...(untracked && { untracked }),
    ended: walk.ways
      .filter((way) => way.to !== "accept")
      .map((way) => ({ to: way.to, ...(way.by && "rule" in way.by && { rule: way.by.rule }) })),
  };
}

/**
 * The same on a node where IPVS translates what no rule did: it takes what is delivered to the Service's address on the node
 * itself, tracked or not. A backend of weight 0 gets no new connections.
 */
export function withIpvs(
  found: Translations,
  servers: readonly VirtualServer[],
  packet: PacketState,
  bound: boolean,
): Translations {
  const { destination, destinationPort = 0, protocol } = packet;
  if (found.none !== true) return found;
  if (protocol !== "TCP" && protocol !== "UDP" && protocol !== "SCTP") return found;
  const server = virtualServerFor(servers, destination, destinationPort, protocol);
  const backends = bound ? (server?.backends.filter(({ weight }) => weight > 0) ?? []) : [];
  const weights = backends.reduce((sum, { weight }) => sum + weight, 0);
  // Round robin and its like give each its share; a client that is kept (persistent), or a hash, chooses otherwise.
  const shares = server?.persistentSeconds === undefined && /^w?rr$/.test(server?.scheduler ?? "");
  return {
    to: backends.map(({ ip, port, weight }) => ({
      address: ip,
      port,
      ...(shares && { probability: weight / weights }),
      packet: { ...packet, destination: ip, destinationPort: port, dnat: true },
      trail: [],
      doubts: [],
    })),
    none: backends.length === 0,
    ipvs: { server, bound },
    ended: found.ended,
  };
}

/** The same rules without those that take packets off connection tracking: what they would do with a tracked packet. */
export function asIfTracked(rulesets: readonly Ruleset[]): readonly Ruleset[] {
  return rulesets.map((ruleset) => ({
    ...ruleset,
    chains: ruleset.chains.map((chain) =>
      chain.rules.some(takesOff) ? { ...chain, rules: chain.rules.filter((rule) => !takesOff(rule)) } : chain,
    ),
  }));
}

/** Whether a rule takes the packets it matches off connection tracking (NOTRACK). */
export function takesOff({ statements }: Rule): boolean {
  return statements.some((statement) => statement.do === "notrack");
}

function inRuleOrder(one: Translation, other: Translation): number {
  const at = one.trail.findIndex((rule, index) => rule !== other.trail[index]);
  return (one.trail[at]?.position ?? 0) - (other.trail[at]?.position ?? 0);
}
