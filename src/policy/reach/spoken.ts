/** What the policies of a model speak of at all: what they never mention tells no two ends apart. */
import { blockKey } from "../block-index.ts";
import { parseAddress, parseNet, singleAddressBlock, type Cidr } from "../cidr.ts";
import type { PolicyModel } from "../compile.ts";
import type { Surroundings } from "../objects/surroundings.ts";
import { servicesMeant } from "../match/to-services.ts";
import type { Peer, PortMatch, RuleSet } from "../normal-form.ts";
import { blocksOf } from "./blocks.ts";

export interface Spoken {
  /** Every text in a rule or in the selector of a Service that a rule names, label keys and port names among them. */
  readonly words: ReadonlySet<string>;
  /** Services that rules name, as `namespace/name`. */
  readonly services: readonly string[];
  /** Whether a rule speaks of requests, so that it matters which ports carry some. */
  readonly requests: boolean;
  /** Of rules, network sets, host endpoints and named Services; none twice, in the order of their text. */
  readonly blocks: readonly Cidr[];
}

function collect(value: unknown, words: Set<string>): void {
  if (typeof value === "string") words.add(value);
  else if (typeof value === "object" && value !== null)
    for (const one of Object.values(value)) collect(one, words);
}

/** Everyone the rules of a rule set speak of, its subject included. */
function peersOf({ rules, subject }: RuleSet): Peer[] {
  return [
    ...(subject.end ? [subject.end] : []),
    ...rules.flatMap(({ peers, subject: condition }) => [
      ...(peers ?? []),
      ...(condition ? [condition] : []),
    ]),
  ];
}

const nameOf = ({ namespace, name }: { readonly namespace: string; readonly name: string }): string =>
  `${namespace}/${name}`;

function servicesOfPeer(peer: Peer, around: Surroundings): string[] {
  if (peer.type === "service") return [nameOf(peer)];
  if (peer.type === "to-services")
    return servicesMeant(peer, around).map(({ metadata: { namespace = "default", name } }) =>
      nameOf({ namespace, name }),
    );
  if (peer.type === "all" || peer.type === "any")
    return peer.of.flatMap((one) => servicesOfPeer(one, around));
  return peer.type === "not" ? servicesOfPeer(peer.peer, around) : [];
}

function servicesOfPort(port: PortMatch): string[] {
  return port.type === "traffic" && port.service ? [nameOf(port.service)] : [];
}

function distinct(blocks: readonly Cidr[]): Cidr[] {
  const held = new Map<string, Cidr>();
  for (const block of blocks) if (!held.has(blockKey(block))) held.set(blockKey(block), block);
  return [...held.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
}

export function spokenIn(model: PolicyModel): Spoken {
  const { surroundings } = model.inventory;
  const { networkSets, cidrGroups, hostEndpoints, services: known, slices } = surroundings;
  const ruleSets = [...model.byNamespace.values()].flatMap(({ policies }) =>
    [...policies.values()].flatMap((policy) => policy.ruleSets),
  );
  const words = new Set<string>();
  for (const { rules, subject } of ruleSets) collect([rules, subject], words);
  const peers = ruleSets.flatMap(peersOf);
  const allRules = ruleSets.flatMap(({ rules }) => rules);
  const ports = allRules.flatMap((rule) => rule.ports ?? []);
  const services = [
    ...new Set([
      ...peers.flatMap((peer) => servicesOfPeer(peer, surroundings)),
      ...ports.flatMap(servicesOfPort),
    ]),
  ].sort();
  for (const service of services) {
    const spec = known.get(service)?.spec;
    collect([spec?.ports, Object.keys(spec?.selector ?? {})], words);
  }
  const addresses = [
    ...hostEndpoints.flatMap(({ ips }) => ips),
    ...services.flatMap((service) =>
      (slices.get(service) ?? []).flatMap(({ endpoints }) => endpoints.flatMap((one) => one.addresses)),
    ),
  ];
  const single = addresses.flatMap((ip) => {
    const address = parseAddress(ip);
    return address ? (parseNet(singleAddressBlock(address)) ?? []) : [];
  });
  return {
    words,
    services,
    requests: allRules.some(({ onTcpPort }) => onTcpPort !== undefined),
    blocks: distinct([
      ...peers.flatMap(blocksOf),
      ...[...networkSets, ...cidrGroups].flatMap((set) => set.blocks),
      ...single,
    ]),
  };
}

/** What the policies of either speak of. */
export function bothSpoken(one: Spoken, other: Spoken): Spoken {
  return {
    words: new Set([...one.words, ...other.words]),
    services: [...new Set([...one.services, ...other.services])],
    requests: one.requests || other.requests,
    blocks: distinct([...one.blocks, ...other.blocks]),
  };
}
