/** The closed list: all that netdiag can ever run on a node. `netdiag probes` prints it. */
import type { Probe } from "../model/probe.ts";
import { addresses } from "./state/addresses.ts";
import { capture } from "./capture/capture.ts";
import { conntrackCounters } from "./counters/conntrack-counters.ts";
import { conntrack } from "./state/conntrack.ts";
import { fdb } from "./state/fdb.ts";
import { hostsFile } from "./state/hosts-file.ts";
import { httpRequest } from "./senders/http-request.ts";
import { icmpEcho, nodeRoundTrip } from "./senders/icmp-echo.ts";
import { interfaceCounters } from "./counters/interface-counters.ts";
import { ipsets } from "./rules/ipsets.ts";
import { ipvs } from "./state/ipvs.ts";
import { kernelCounters } from "./counters/kernel-counters.ts";
import { links } from "./state/links.ts";
import { nameLookup } from "./senders/name-lookup.ts";
import { neighbours } from "./state/neighbours.ts";
import { pathMtu } from "./senders/path-mtu.ts";
import { qdiscCounters } from "./counters/qdisc-counters.ts";
import { resolvConf } from "./state/resolv-conf.ts";
import { routeGet } from "./state/route-get.ts";
import { routes4, routes6 } from "./state/routes.ts";
import { routingRules4, routingRules6 } from "./state/routing-rules.ts";
import { iptablesLegacyCounters, iptablesNftCounters, nftCounters } from "./counters/rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "./rules/rules.ts";
import { listeners } from "./state/sockets.ts";
import { sysctls } from "./state/sysctls.ts";
import { traffic } from "./capture/traffic.ts";
import { tcpConnect } from "./senders/tcp-connect.ts";
import { udpExchange } from "./senders/udp-exchange.ts";
import { vethPeer } from "./state/veth-peer.ts";

/** A probe of any value and subject: enough to list it. */
export type AnyProbe = Probe<unknown, never>;

/** Reads of interfaces, routes, tables and settings. */
const standing: readonly AnyProbe[] = [
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
  resolvConf,
  hostsFile,
  ipvs,
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
  traffic,
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
  httpRequest,
  nameLookup,
];

export const catalogue: readonly AnyProbe[] = [...standing, ...rules, ...window, ...senders];
