import { askedAddress, type Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { familyOf } from "../model/protocol.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { ipsets } from "../probes/rules/ipsets.ts";
import {
  iptablesLegacyCounters,
  iptablesNftCounters,
  nftCounters,
  tablesWithCounters,
} from "../probes/counters/rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "../probes/rules/rules.ts";
import { parseAddress } from "../netstack/numbers/cidr.ts";
import { combineRulesets } from "../netstack/rules/rulesets.ts";
import { nodeAddresses } from "../journey/machine/node-addresses.ts";
import { look, type Look } from "./look.ts";

/** Ports tunnels are known to use; rules about them decide over packets between nodes. */
const tunnelPorts = [4789, 8472, 6081, 51820];
const dnsPort = 53;

/** The rules of a node, limited on the node to what can concern these flows. */
export function ruleLooks(place: Place, flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Look[] {
  const family = flows[0]?.family ?? 4;
  const addresses = concerned(flows, snapshot).filter((ip) => familyOf(ip) === family);
  const ports = flows.some(({ port }) => port === 0) ? [] : concernedPorts(flows);
  const asked = { family, addresses, ports };
  return [
    look(place, iptablesLegacyRules, asked),
    look(place, iptablesNftRules, asked),
    look(place, nftRules, asked),
    look(place, ipsets, addresses),
  ];
}

/** Every address a packet of these flows, its answer, its tunnel or its name lookup may carry. */
function concerned(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly string[] {
  const ends = flows.flatMap((flow) => [
    flow.sourceIP,
    flow.destinationIP,
    askedAddress(flow)?.ip ?? flow.destinationIP,
  ]);
  const nodes = snapshot.nodes.flatMap(nodeAddresses);
  const services = snapshot.services.flatMap(({ spec }) => spec.clusterIPs ?? [spec.clusterIP ?? ""]);
  const backends = snapshot.endpointSlices.flatMap(({ endpoints }) =>
    endpoints.flatMap((endpoint) => endpoint.addresses),
  );
  const isAddress = (text: string): boolean => parseAddress(text) !== undefined;
  return [...new Set([...ends, ...nodes, ...services, ...backends].filter(isAddress))].slice(
    0,
    mostAddresses,
  );
}

/** A Service of hundreds of endpoints must not make a command line of hundreds of arguments. */
const mostAddresses = 120;

function concernedPorts(flows: readonly Flow[]): readonly number[] {
  const own = flows.flatMap((flow) => [flow.port, askedAddress(flow)?.port ?? flow.port]);
  return [...new Set([...own, dnsPort, ...tunnelPorts])];
}

/** The counters to take around the packets: of the tools and tables that were seen to have rules. */
export function counterLooks(place: Place, flows: readonly Flow[], evidence: EvidenceIndex): readonly Look[] {
  const family = flows[0]?.family ?? 4;
  const looks: Look[] = [];
  const legacy = evidence.see(iptablesLegacyRules, place).seen;
  const nft = evidence.see(iptablesNftRules, place).seen;
  const native = evidence.see(nftRules, place).seen;
  if (legacy && legacy.chains.length > 0)
    looks.push(look(place, iptablesLegacyCounters, { family, nat: false }));
  if (nft && nft.chains.length > 0) looks.push(look(place, iptablesNftCounters, { family, nat: false }));
  const others = combineRulesets([...(nft ? [nft] : []), ...(native ? [native] : [])]).filter(
    ({ backend }) => backend === "nft",
  );
  const tables = others.flatMap(tablesWithCounters);
  if (tables.length > 0) looks.push(look(place, nftCounters, tables));
  return looks;
}
