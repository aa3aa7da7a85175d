/** Policies' rules as iptables takes them (felix/rules: ProtoRulesToIptablesRules). */
import type { Family } from "../ruleset.ts";
import type { Rule } from "./chain.ts";
import { clearMark, mark, marked, setMark, setMaskedMark, unmarked } from "./marks.ts";
import type { Entity, Icmp, PolicyRule } from "./policy-model.ts";
import { multiportLists } from "./ports.ts";
import type { RuleSets } from "./rule-sets.ts";

const { scratch0: allBlocks, scratch1: thisBlock } = mark;
const everything: Readonly<Record<Family, string>> = { 4: "0.0.0.0/0", 6: "::/0" };

interface Side {
  readonly net: "--source" | "--destination";
  readonly ports: "--source-ports" | "--destination-ports";
  readonly set: "src" | "dst";
}
const source: Side = { net: "--source", ports: "--source-ports", set: "src" };
const destination: Side = { net: "--destination", ports: "--destination-ports", set: "dst" };

/** One end of a rule in one family, with sets for selectors and names. */
interface KernelEntity {
  readonly side: Side;
  readonly nets: readonly string[];
  readonly notNets: readonly string[];
  readonly sets: readonly string[];
  readonly notSets: readonly string[];
  /** Of a Service's endpoints with their ports. */
  readonly servicePorts: readonly string[];
  readonly portLists: readonly string[];
  readonly portSets: readonly string[];
  readonly notPortLists: readonly string[];
  readonly notPortSets: readonly string[];
}

/** The chain's rules without its title; what ends in RETURN for nothing is left out. Throws SelectorError. */
export function policyChainRules(rules: readonly PolicyRule[], family: Family, sets: RuleSets): Rule[] {
  const lines = rules.flatMap((rule) => kernelRules(rule, family, sets));
  while (lines.at(-1)?.action === returns) lines.pop();
  return lines;
}

const returns = "--jump RETURN";

/** The rule has blocks and none is of this family, or leaves out everything: it is not written at all. */
function otherFamily(nets: readonly string[], notNets: readonly string[], family: Family): boolean {
  const own = (list: readonly string[]): readonly string[] =>
    list.filter((net) => net.includes(":") === (family === 6));
  return (
    (nets.length > 0 && own(nets).length === 0) ||
    (notNets.length > 0 && own(notNets).length === 0) ||
    notNets.includes(everything[family])
  );
}

function kernelRules(rule: PolicyRule, family: Family, sets: RuleSets): Rule[] {
  const { protocol, ipVersion } = rule;
  if (ipVersion !== undefined && ipVersion !== family) return [];
  if (protocol === (family === 4 ? "icmpv6" : "icmp")) return [];
  if ([rule.source, rule.destination].some(({ nets, notNets }) => otherFamily(nets, notNets, family)))
    return [];
  const ends = [
    entity(rule.source, source, protocol, family, sets),
    entity(rule.destination, destination, protocol, family, sets),
  ];
  const blocks = new Blocks();
  const left = ends
    .map((end) => blocks.ports(end, protocol))
    .map((end) => blocks.nets(end))
    .map((end) => blocks.notNets(end));
  const match = [
    protocol === undefined ? "" : `-p ${protocol}`,
    ...left.flatMap(positive),
    ...icmpMatch(rule.icmp, family, ""),
    rule.notProtocol === undefined ? "" : `! -p ${rule.notProtocol}`,
    ...left.flatMap(negative),
    ...icmpMatch(rule.notIcmp, family, "! "),
    blocks.rules.length > 0 ? marked(allBlocks) : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
  return [...blocks.rules, ...actions(rule.action, match)];
}

function actions(action: PolicyRule["action"], match: string): Rule[] {
  switch (action) {
    case "log":
      return [{ match, action: '--jump LOG --log-prefix "calico-packet: " --log-level 5' }];
    case "deny":
      return [
        { match, action: setMark(mark.drop) },
        { match: marked(mark.drop), action: "--jump DROP" },
      ];
    default: {
      const verdict = action === "allow" ? mark.accept : mark.pass;
      return [
        { match, action: setMark(verdict) },
        { match: marked(verdict), action: returns },
      ];
    }
  }
}

/**
 * Names of ports are looked for only among what the selector means, so that with names alone nothing else needs to ask for the
 * selector.
 */
function entity(
  of: Entity,
  side: Side,
  protocol: string | undefined,
  family: Family,
  sets: RuleSets,
): KernelEntity {
  const ofFamily = (nets: readonly string[]): readonly string[] =>
    nets.filter((net) => net.includes(":") === (family === 6));
  // Everything a positive selector leaves over is known, so the negative one can be part of it.
  const selector =
    of.selector !== "" && of.notSelector !== "" ? `(${of.selector}) && (!(${of.notSelector}))` : of.selector;
  const names = (list: readonly string[]): string[] =>
    list.map((name) => sets.namedPort(selector, protocolName(protocol), name));
  const named = of.portNames.length > 0 && of.ports.length === 0;
  const isSource = side.set === "src";
  return {
    side,
    nets: ofFamily(of.nets),
    notNets: ofFamily(of.notNets),
    sets: [
      ...(selector !== "" && !named ? [sets.addresses(selector)] : []),
      ...(of.service !== undefined && isSource ? [sets.service(of.service, false)] : []),
    ],
    notSets: of.selector === "" && of.notSelector !== "" ? [sets.addresses(of.notSelector)] : [],
    servicePorts: of.service !== undefined && !isSource ? [sets.service(of.service, true)] : [],
    portLists: multiportLists(of.ports),
    portSets: names(of.portNames),
    notPortLists: multiportLists(of.notPorts),
    notPortSets: names(of.notPortNames),
  };
}

/** Container ports know protocols by name. */
function protocolName(protocol: string | undefined): string | undefined {
  const names: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "132": "sctp" };
  return protocol === undefined ? undefined : (names[protocol] ?? protocol);
}

function positive(end: KernelEntity): string[] {
  const { side } = end;
  return [
    ...end.nets.map((net) => `${side.net} ${net}`),
    ...end.sets.map((set) => `-m set --match-set ${set} ${side.set}`),
    ...end.servicePorts.map((set) => `-m set --match-set ${set} ${side.set},${side.set}`),
    ...end.portLists.map((list) => `-m multiport ${side.ports} ${list}`),
    ...end.portSets.map((set) => `-m set --match-set ${set} ${side.set},${side.set}`),
  ];
}

function negative(end: KernelEntity): string[] {
  const { side } = end;
  return [
    ...end.notNets.map((net) => `! ${side.net} ${net}`),
    ...end.notSets.map((set) => `-m set ! --match-set ${set} ${side.set}`),
    ...end.notPortLists.map((list) => `-m multiport ! ${side.ports} ${list}`),
    ...end.notPortSets.map((set) => `-m set ! --match-set ${set} ${side.set},${side.set}`),
  ];
}

function icmpMatch(icmp: Icmp | undefined, family: Family, not: string): string[] {
  if (icmp?.type === undefined) return [];
  const value = icmp.code === undefined ? `${icmp.type}` : `${icmp.type}/${icmp.code}`;
  return [family === 4 ? `-m icmp ${not}--icmp-type ${value}` : `-m icmp6 ${not}--icmpv6-type ${value}`];
}

/**
 * What no single rule can hold: lists of which any may match. Each block's rules set a mark, and the rule itself asks for the mark
 * of them all; what must not match clears it.
 */
class Blocks {
  readonly rules: Rule[] = [];
  private positives = 0;

  ports(end: KernelEntity, protocol: string | undefined): KernelEntity {
    const { side, portLists, portSets } = end;
    if (portLists.length + portSets.length <= 1) return end;
    const of = protocol === undefined ? "" : `-p ${protocol} `;
    this.anyOf([
      ...portLists.map((list) => `${of}-m multiport ${side.ports} ${list}`),
      ...portSets.map((set) => `-m set --match-set ${set} ${side.set},${side.set}`),
    ]);
    return { ...end, portLists: [], portSets: [] };
  }

  nets(end: KernelEntity): KernelEntity {
    if (end.nets.length <= 1) return end;
    this.anyOf(end.nets.map((net) => `${end.side.net} ${net}`));
    return { ...end, nets: [] };
  }

  notNets(end: KernelEntity): KernelEntity {
    if (end.nets.length + end.notNets.length <= 1 || end.notNets.length === 0) return end;
    this.begin(allBlocks);
    for (const net of end.notNets)
      this.rules.push({ match: `${end.side.net} ${net}`, action: clearMark(allBlocks) });
    return { ...end, notNets: [] };
  }

  private anyOf(matches: readonly string[]): void {
    this.begin(0);
    const own = this.positives > 0 ? thisBlock : allBlocks;
    for (const match of matches) this.rules.push({ match, action: setMark(own) });
    if (this.positives > 0) this.rules.push({ match: unmarked(thisBlock), action: clearMark(allBlocks) });
    this.positives += 1;
  }

  private begin(bits: number): void {
    if (this.rules.length === 0) this.rules.push({ action: setMaskedMark(bits, allBlocks | thisBlock) });
  }
}
