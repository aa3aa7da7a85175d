/** The closed list: all that netdiag can ever run on a node. `netdiag probes` prints it. */
import type { Probe } from "../model/probe.ts";
import { addresses } from "./addresses.ts";
import { capture } from "./capture.ts";
import { conntrackCounters } from "./conntrack-counters.ts";
import { conntrack } from "./conntrack.ts";
import { fdb } from "./fdb.ts";
import { hostsFile } from "./hosts-file.ts";
import { httpRequest } from "./http-request.ts";
import { icmpEcho, nodeRoundTrip } from "./icmp-echo.ts";
import { interfaceCounters } from "./interface-counters.ts";
import { ipsets } from "./ipsets.ts";
import { ipvs, ipvsList } from "./ipvs.ts";
import { kernelCounters } from "./kernel-counters.ts";
import { links } from "./links.ts";
import { nameLookup } from "./name-lookup.ts";
import { neighbours } from "./neighbours.ts";
import { pathMtu } from "./path-mtu.ts";
import { qdiscCounters } from "./qdisc-counters.ts";
import { qdiscs } from "./qdiscs.ts";
import { resolvConf } from "./resolv-conf.ts";
import { routeGet } from "./route-get.ts";
import { routes4, routes6 } from "./routes.ts";
import { routingRules4, routingRules6 } from "./routing-rules.ts";
import { iptablesLegacyCounters, iptablesNftCounters, nftCounters } from "./rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "./rules.ts";
import { listeners } from "./sockets.ts";
import { sysctls } from "./sysctls.ts";
import { tcpConnect } from "./tcp-connect.ts";
import { tools } from "./tools.ts";
import { ttlProbe } from "./ttl-probe.ts";
import { udpExchange } from "./udp-exchange.ts";
import { vethPeer } from "./veth-peer.ts";

/** A probe of any value and subject: enough to list it. */
export type AnyProbe = Probe<unknown, never>;

/** Reads of interfaces, routes, tables and settings. */
const standing: readonly AnyProbe[] = [
  tools,
  links,
  vethPeer,
  addresses,
  routes4,
  routes6,
  routingRules4,
  routingRules6,
  routeGet,
  neighbours,
  fdb,
  conntrack,
  sysctls,
  listeners,
  qdiscs,
  resolvConf,
  hostsFile,
  ipvs,
  ipvsList,
];

/** Reads of firewall rules, sets and their counters. */
const rules: readonly AnyProbe[] = [
  iptablesLegacyRules,
  iptablesNftRules,
  nftRules,
  ipsets,
  iptablesLegacyCounters,
  iptablesNftCounters,
  nftCounters,
];

/** What is watched while the probe packets travel. */
const window: readonly AnyProbe[] = [
  capture,
  kernelCounters,
  interfaceCounters,
  conntrackCounters,
  qdiscCounters,
];

/** What sends packets. */
const senders: readonly AnyProbe[] = [
  tcpConnect,
  udpExchange,
  icmpEcho,
  nodeRoundTrip,
  pathMtu,
  ttlProbe,
  httpRequest,
  nameLookup,
];

export const catalogue: readonly AnyProbe[] = [...standing, ...rules, ...window, ...senders];
