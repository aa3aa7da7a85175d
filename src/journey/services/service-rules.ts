import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import type { Packet } from "../../model/hop.ts";
import { familyOf, type Protocol } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import {
  asIfTracked,
  type ByIpvs,
  translations,
  type Translation,
  type Translations,
  withIpvs,
} from "../../netstack/kernel/translations.ts";
import type { Ruleset } from "../../netstack/rules/rules.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { chosenEndpoints, comesUnderLocal } from "./chosen-endpoints.ts";
import { declaredService, type Backend } from "./declared.ts";
import { contextOf, stateOf } from "../rules/rule-packet.ts";
import { walkPath } from "../way/path.ts";
import { hasOwnNetns, nodePlace } from "../machine/places.ts";
import { arrivingAddress } from "../way/sources.ts";
import { rulesAt } from "../rules/rules-at.ts";
import { ipvsOf } from "../machine/ipvs.ts";
import { routeAt, stackAt } from "../machine/stack.ts";

/** What a client connects to. */
interface Address {
  readonly ip: string;
  readonly port: number;
  readonly protocol: Protocol;
}

function addressOf(flow: Flow): Address | undefined {
  const asked = askedAddress(flow);
  return asked && { ip: asked.ip, port: asked.port, protocol: flow.protocol };
}

/**
 * Where the rules of the source's node send a connection to the flow's Service. `undefined` when the flow asks no
 * Service address. What no rule translates IPVS may, where the node has it; eBPF translates unseen.
 */
export function serviceRules(
  flow: Flow,
  evidence: EvidenceIndex,
  address: Address | undefined = addressOf(flow),
): Sight<Translations | undefined> {
  return translationsOn(askedAddress(flow)?.node ?? nodeOf(flow.from), flow, evidence, address);
}

/** The same by the rules of any node: another one's are asked as for a packet that comes in there. */
export function translationsOn(
  node: string | undefined,
  flow: Flow,
  evidence: EvidenceIndex,
  address: Address | undefined = addressOf(flow),
): Sight<Translations | undefined> {
  return walked(node, flow, evidence, address, (rulesets) => rulesets);
}

/** What a node's rules would do with the packet, were none of them to take it off connection tracking. */
export function translationsIfTracked(
  node: string,
  flow: Flow,
  evidence: EvidenceIndex,
): Sight<Translations | undefined> {
  return walked(node, flow, evidence, addressOf(flow), asIfTracked);
}

function walked(
  node: string | undefined,
  flow: Flow,
  evidence: EvidenceIndex,
  address: Address | undefined,
  through: (rulesets: readonly Ruleset[]) => readonly Ruleset[],
): Sight<Translations | undefined> {
  if (node === undefined || !address) return { seen: undefined };
  const asked: Packet = {
    family: flow.family,
    protocol: address.protocol,
    source: node === nodeOf(flow.from) ? flow.sourceIP : arrivingAt(flow, address.ip),
    destination: address.ip,
    port: address.port,
  };
  const rules = rulesAt(evidence, nodePlace(node), flow.family);
  if (rules.notSeen) return { notSeen: rules.notSeen };
  const own = node === nodeOf(flow.from);
  const comesIn = hasOwnNetns(flow.from) || !own;
  const nodeOut =
    comesIn && own ? walkPath(flow, evidence).find(({ kind }) => kind === "node-out") : undefined;
  const packet = stateOf(asked, nodeOut?.deviceIn, undefined);
  const context = contextOf(rules.seen, stackAt(evidence, nodePlace(node), flow.family), packet);
  const found = translations(
    through(rules.seen.rulesets),
    packet,
    context,
    comesIn ? "prerouting" : "output",
  );
  // Rules that could not be read may translate what those that were read do not.
  if (found.none !== true || rules.seen.unread.length > 0)
    return { seen: found.none === true ? { ...found, none: undefined } : found };
  const servers = ipvsOf(evidence, nodePlace(node));
  if (servers.notSeen) return { notSeen: servers.notSeen };
  if (!servers.seen) return { seen: found };
  const route = routeAt(stackAt(evidence, nodePlace(node), flow.family), { destination: address.ip });
  const bound = !comesIn || route.seen === undefined || route.seen.result === "local";
  return { seen: withIpvs(found, servers.seen, packet, bound) };
}

/** The source address that packets have on another node, which may not be the pod's own any more. */
function arrivingAt(flow: Flow, ip: string): string {
  return ip === flow.destinationIP ? arrivingAddress(flow) : flow.sourceIP;
}

/** What a node's rules, or its IPVS, send connections to, held against what the EndpointSlices list. */
export interface Programmed {
  readonly all: readonly Translation[];
  /** Sent to, but no endpoint that may be sent to. */
  readonly stale: readonly Translation[];
  readonly declared: readonly string[];
  /** Declared, but not sent to. */
  readonly missing: readonly string[];
  /** It is IPVS that sends, not rules. */
  readonly ipvs?: ByIpvs;
}

/**
 * `undefined` when there are no rules to compare. With rules for other Services and none for this one, `all` is empty
 * and every endpoint is missing.
 */
export function programmedBackends(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Sight<Programmed | undefined> {
  const service = declaredService(flow, snapshot);
  if (!service) return { seen: undefined };
  const rules = serviceRules(flow, evidence);
  if (rules.notSeen) return { notSeen: rules.notSeen };
  if (!rules.seen) return { seen: undefined };
  const all = rules.seen.to;
  if (all.length === 0 && !(rules.seen.none === true && translatesOthers(flow, snapshot, evidence)))
    return { seen: undefined };
  // With no ready endpoint left, proxies go on sending to those that end but still serve.
  const usable = service.ready.length > 0 ? service.ready : service.notReady.filter(({ serving }) => serving);
  // Whether near endpoints are preferred is the proxy's own choice: fewer than these are no wrong ones.
  const local = comesUnderLocal(flow, snapshot)?.sure === true ? chosenEndpoints(flow, snapshot) : undefined;
  const declared = (local?.used ?? usable).filter(({ port }) => port !== undefined).map(wordsOf);
  const programmed = new Set(all.map(wordsOf));
  // An endpoint that is ready, and far where the policy is Local, is none that is gone.
  const known = new Set([...declared, ...usable.map(wordsOf)]);
  return {
    seen: {
      all,
      stale: all.filter((one) => !known.has(wordsOf(one))),
      declared,
      missing: declared.filter((one) => !programmed.has(one)),
      ...(rules.seen.ipvs && { ipvs: rules.seen.ipvs }),
    },
  };
}

/** Whether this node's rules translate another Service that was read: then one they do not translate is left out. */
export function translatesOthers(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): boolean {
  return snapshot.services.some(({ spec }) =>
    (spec.clusterIPs ?? [spec.clusterIP ?? ""])
      .filter((ip) => ip !== askedAddress(flow)?.ip && /[.:]/.test(ip) && familyOf(ip) === flow.family)
      .some((ip) =>
        (spec.ports ?? []).some(({ port, protocol }) => {
          const address = { ip, port, protocol: protocol === "UDP" ? "UDP" : "TCP" } as const;
          return (serviceRules(flow, evidence, address).seen?.to.length ?? 0) > 0;
        }),
      ),
  );
}

/** `10.233.75.9:9080`. */
export function wordsOf(backend: Pick<Backend, "ip" | "port"> | Translation): string {
  const ip = "ip" in backend ? backend.ip : backend.address;
  return `${ip}:${backend.port ?? ""}`;
}
