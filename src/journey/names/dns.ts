import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { familyOf } from "../../model/protocol.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { hostsFile } from "../../probes/state/hosts-file.ts";
import { nameLookup, type NameAnswer, type NameLookup } from "../../probes/senders/name-lookup.ts";
import { resolvConf, type ResolvConf } from "../../probes/state/resolv-conf.ts";
import { udpExchange, type UdpAttempt } from "../../probes/senders/udp-exchange.ts";
import { hasOwnNetns, placeOf } from "../machine/places.ts";
import { clusterDomain, namesTried, usualDomain } from "./resolver.ts";

/** The `subject` of the datagrams that ask for the name beside the main packets. */
export const lookupSubject = "name lookup";

/** The DNS server the source would ask first, of the flow's family when it has one. */
export function nameserverOf(flow: Flow, evidence: EvidenceIndex): string | undefined {
  const servers = resolvConfOf(flow, evidence)?.nameservers ?? [];
  return servers.find((ip) => familyOf(ip) === flow.family) ?? servers[0];
}

/** How the source looks names up; undefined where that was not seen. */
export function resolvConfOf(flow: Flow, evidence: EvidenceIndex): ResolvConf | undefined {
  const place = placeOf(flow.from);
  return place && evidence.see(resolvConf, place).seen;
}

/** A name as the client says it, and what its resolver asks for. */
export interface Sought {
  readonly text: string;
  /** The person typed it as a host; otherwise it is the name a client uses for the object that was named. */
  readonly typed: boolean;
  /** The words may as well have named the object: its complete name is asked for at last. */
  readonly perhaps?: true;
  /** Complete names, in the order in which they are tried. */
  readonly names: readonly string[];
  /** Under which the cluster's DNS has the flow's Service; undefined where the flow goes through none. */
  readonly expected?: string;
}

/**
 * What the client looks up for this flow; undefined when it was given an address. Nodes do not ask the cluster's DNS: there
 * only a host that was typed is looked up, and not one of the form `NAME.NAMESPACE.svc`, by which the API server calls webhooks
 * without asking anybody.
 */
export function soughtName(flow: Flow, evidence: EvidenceIndex): Sought | undefined {
  const name = askedName(flow);
  if (!name) return undefined;
  if (flow.from.type === "node" && flow.service && (!name.typed || name.text.endsWith(".svc")))
    return undefined;
  // Who shares a node's network has the node's resolver: asked about an object, not by a name, its name is not in the way.
  if (!name.typed && !name.perhaps && !hasOwnNetns(flow.from)) return undefined;
  const conf = resolvConfOf(flow, evidence);
  const search = conf?.search ?? [];
  const told = clusterDomain(search);
  const domain = told ?? usualDomain;
  const expected = expectedName(flow, name.text, told);
  const tried = name.typed
    ? namesTried(name.text, { search, ndots: conf?.ndots ?? 1 })
    : [`${name.text}.${domain}`];
  return {
    text: name.text,
    typed: name.typed,
    ...(name.perhaps ? { perhaps: true } : {}),
    names: name.perhaps && expected !== undefined ? [...new Set([...tried, expected])] : tried,
    ...(expected === undefined ? {} : { expected }),
  };
}

function askedName({ asked, service, to }: Flow): NonNullable<Flow["asked"]>["name"] {
  if (asked) return asked.name;
  if (service) return { text: `${service.name}.${service.namespace}.svc`, typed: false };
  return to.type === "external" && to.host !== undefined ? { text: to.host, typed: true } : undefined;
}

/**
 * Also of a pod behind a headless Service: `db-0.db.shop.svc.cluster.local`. A name that is complete says its domain itself;
 * one in another domain than the search list tells (`details.test.svc.clusterset.local`) is not the Service's.
 */
function expectedName({ service }: Flow, text: string, told: string | undefined): string | undefined {
  if (!service) return undefined;
  const own = `${service.name}.${service.namespace}.svc`;
  const short = shortEndpoint(text, service);
  if (short !== undefined) return `${short}.${own}.${told ?? usualDomain}`;
  const [, host, said] = /^(?:([^.]+)\.)??([^.]+\.[^.]+\.svc(?:\..+)?)$/.exec(text.replace(/\.$/, "")) ?? [];
  const domain = said?.startsWith(`${own}.`) === true ? said.slice(own.length + 1) : undefined;
  if (domain !== undefined && told !== undefined && domain !== told) return undefined;
  const endpoint = host !== undefined && (said === own || domain !== undefined) ? `${host}.` : "";
  return `${endpoint}${own}.${domain ?? told ?? usualDomain}`;
}

/** `db-0` of `db-0.db.shop` and `db-0.db`: an endpoint's name without what the search list adds. */
function shortEndpoint(text: string, { name, namespace }: NonNullable<Flow["service"]>): string | undefined {
  const [host, ...rest] = text.split(".");
  const behind = rest.join(".");
  return behind === `${name}.${namespace}` || (behind === name && name !== namespace) ? host : undefined;
}

/** The complete name that decides whether the client finds the flow's target; undefined when it was given an address. */
export function lookedUpName(flow: Flow, evidence: EvidenceIndex): string | undefined {
  const sought = soughtName(flow, evidence);
  return sought && (sought.names.find((name) => name === sought.expected) ?? sought.names[0]);
}

/** Whether the flow has no address before its name was looked up. */
export function needsAddress({ to, destinationIP, service }: Flow): boolean {
  return to.type === "external" && to.host !== undefined && service === undefined && destinationIP === "";
}

/** What the client gets for the name. */
export interface Found {
  readonly sought: Sought;
  /** Empty: nothing to connect to. */
  readonly addresses: readonly string[];
  /** The pod knows the name from its own hosts file, and asks nobody. */
  readonly fromHosts: boolean;
  /** The questions to DNS; empty where the hosts file has the name. */
  readonly tried: readonly NameAnswer[];
  readonly beside: readonly NameAnswer[];
  /** The answer that settled it: the one with addresses; else the one about the expected name, or the last one. */
  readonly settled?: NameAnswer;
}

/** `undefined` where no name is looked up; not seen where nobody looked. */
export function foundFor(flow: Flow, evidence: EvidenceIndex): Sight<Found | undefined> {
  const sought = soughtName(flow, evidence);
  const place = placeOf(flow.from);
  if (!sought || !place) return { seen: undefined };
  const own = hostsEntry(flow, sought, evidence);
  if (own.length > 0) return { seen: { sought, addresses: own, fromHosts: true, tried: [], beside: [] } };
  const early = evidence.see(nameLookup, place, "standing", sought.text);
  const sight = early.notSeen ? evidence.see(nameLookup, place, "window", sought.text) : early;
  return sight.notSeen ? { notSeen: sight.notSeen } : { seen: settle(sought, sight.seen, flow.from.ips) };
}

/** Addresses that the pod's hosts file gives for the name as it is said. */
export function hostsEntry(
  flow: Flow,
  { text }: Pick<Sought, "text">,
  evidence: EvidenceIndex,
): readonly string[] {
  const place = placeOf(flow.from);
  const entries = (place && evidence.see(hostsFile, place).seen) ?? [];
  return entries.flatMap(({ ip, names }) =>
    names.includes(text.replace(/\.$/, "")) && familyOf(ip) === flow.family ? [ip] : [],
  );
}

/** The resolver asks for both families at once; one that the source has no address of is of no use to it. */
function settle(sought: Sought, lookup: NameLookup, own: readonly string[]): Found {
  const { tried, beside } = lookup;
  const good = tried.find(hasAddresses) ?? otherFamily(lookup, own);
  const last =
    tried.findLast(({ name }) => name === sought.expected) ?? tried.find(existsWithout) ?? tried.at(-1);
  const settled = good ?? last;
  return {
    sought,
    addresses: good ? addressesIn(good) : [],
    fromHosts: false,
    tried,
    beside,
    ...(settled ? { settled } : {}),
  };
}

const addressesIn = ({ said }: NameAnswer): readonly string[] =>
  said.result === "answered" ? said.addresses : [];
const hasAddresses = (answer: NameAnswer): boolean => addressesIn(answer).length > 0;

/** The name is there, and has no address of the family that was asked for: no further name gives another end to the search. */
const existsWithout = ({ said }: NameAnswer): boolean =>
  said.result === "answered" && said.status === "NOERROR" && said.addresses.length === 0;

function otherFamily({ tried, beside }: NameLookup, own: readonly string[]): NameAnswer | undefined {
  return beside.find(
    (answer) =>
      hasAddresses(answer) &&
      tried.some(({ name, type }) => name === answer.name && type !== answer.type) &&
      own.some((ip) => familyOf(ip) === (answer.type === "AAAA" ? 6 : 4)),
  );
}

/** Addresses that a name has of the other family than the one asked for, where it has none of that. */
export function otherAddresses({ addresses, settled, beside }: Found): readonly string[] {
  if (addresses.length > 0 || !settled) return [];
  return beside
    .filter(({ name, type }) => name === settled.name && type !== settled.type)
    .flatMap(addressesIn);
}

/** What became of the datagrams that asked for the name; not seen when none was sent. */
export function lookupOf(flow: Flow, evidence: EvidenceIndex): Sight<readonly UdpAttempt[]> {
  const place = placeOf(flow.from);
  if (!place)
    return { notSeen: { why: "no-pod", detail: "the source is no place to stand on", next: "none" } };
  return evidence.see(udpExchange, place, "window", lookupSubject);
}

/** How many questions for the name got no answer, where none got one; 0 where one did, or where nobody asked. */
export function unansweredLookups(flow: Flow, evidence: EvidenceIndex): number {
  const found = foundFor(flow, evidence).seen;
  if (found?.fromHosts) return 0;
  const tried = found?.tried ?? [];
  if (tried.length > 0) return tried.some(({ said }) => said.result === "answered") ? 0 : tried.length;
  const sent = soughtName(flow, evidence) ? (lookupOf(flow, evidence).seen ?? []) : [];
  return sent.some(({ outcome }) => outcome === "answered") ? 0 : sent.length;
}

/** The lookups' own flows: from the source to each pod behind the nameserver's address, on the pod's port. */
export function lookupFlows(flow: Flow, nameserver: string, snapshot: ClusterSnapshot): readonly Flow[] {
  const service = snapshot.services.find(({ spec }) =>
    [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(nameserver),
  );
  if (!service) return [];
  const name = service.metadata.name;
  const namespace = service.metadata.namespace ?? "default";
  const slices = snapshot.endpointSlices.filter(
    ({ metadata }) =>
      metadata.labels?.["kubernetes.io/service-name"] === name &&
      (metadata.namespace ?? "default") === namespace,
  );
  return slices.flatMap((slice) => {
    const { port = 53, name: portName } = slice.ports.find(({ protocol }) => protocol === "UDP") ?? {};
    return slice.endpoints
      .filter(({ conditions }) => conditions?.ready !== false)
      .flatMap(({ addresses, nodeName, targetRef }): Flow[] =>
        addresses.slice(0, 1).map((ip, index) => ({
          id: `${flow.id}-dns-${index}`,
          from: flow.from,
          to: {
            type: "pod",
            namespace: targetRef?.namespace ?? namespace,
            name: targetRef?.name ?? ip,
            ips: [...addresses],
            node: nodeName ?? "",
            hostNetwork: false,
            ready: true,
            containerIds: [],
          },
          family: familyOf(ip),
          sourceIP: flow.sourceIP,
          destinationIP: ip,
          protocol: "UDP",
          port,
          service: {
            namespace,
            name,
            clusterIP: nameserver,
            port: 53,
            ...(portName === undefined ? {} : { portName }),
          },
        })),
      );
  });
}
