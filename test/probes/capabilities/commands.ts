/** Every probe's command as a question on the lab would ask it, with a place where it has something to read. */
import type { Command } from "../../../src/model/probe.ts";
import { capture } from "../../../src/probes/capture/capture.ts";
import { traffic } from "../../../src/probes/capture/traffic.ts";
import { conntrackCounters } from "../../../src/probes/counters/conntrack-counters.ts";
import { interfaceCounters } from "../../../src/probes/counters/interface-counters.ts";
import { kernelCounters } from "../../../src/probes/counters/kernel-counters.ts";
import { qdiscCounters } from "../../../src/probes/counters/qdisc-counters.ts";
import {
  iptablesLegacyCounters,
  iptablesNftCounters,
  nftCounters,
} from "../../../src/probes/counters/rule-counters.ts";
import { ipsets } from "../../../src/probes/rules/ipsets.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "../../../src/probes/rules/rules.ts";
import { httpRequest } from "../../../src/probes/senders/http-request.ts";
import { icmpEcho, nodeRoundTrip } from "../../../src/probes/senders/icmp-echo.ts";
import { nameLookup } from "../../../src/probes/senders/name-lookup.ts";
import { pathMtu } from "../../../src/probes/senders/path-mtu.ts";
import { tcpConnect } from "../../../src/probes/senders/tcp-connect.ts";
import { udpExchange } from "../../../src/probes/senders/udp-exchange.ts";
import { addresses } from "../../../src/probes/state/addresses.ts";
import { conntrack } from "../../../src/probes/state/conntrack.ts";
import { fdb } from "../../../src/probes/state/fdb.ts";
import { hostsFile } from "../../../src/probes/state/hosts-file.ts";
import { ipvs } from "../../../src/probes/state/ipvs.ts";
import { links } from "../../../src/probes/state/links.ts";
import { neighbours } from "../../../src/probes/state/neighbours.ts";
import { resolvConf } from "../../../src/probes/state/resolv-conf.ts";
import { routeGet } from "../../../src/probes/state/route-get.ts";
import { routes4, routes6 } from "../../../src/probes/state/routes.ts";
import { routingRules4, routingRules6 } from "../../../src/probes/state/routing-rules.ts";
import { listeners } from "../../../src/probes/state/sockets.ts";
import { sysctls } from "../../../src/probes/state/sysctls.ts";
import { vethPeer } from "../../../src/probes/state/veth-peer.ts";

/** Addresses of the lab the commands are about. */
export interface Around {
  readonly pod: string;
  readonly node: string;
  readonly otherNode: string;
  readonly dns: string;
}

export function commandsOf({ pod, node, otherNode, dns }: Around): Readonly<Record<string, Command>> {
  const asked = { family: 4, addresses: [pod, node], ports: [9080] } as const;
  const ports = [40_001, 40_002];
  const echo = { count: 2, intervalMs: 50, waitMs: 500 };
  const tcp = { ip: pod, port: 9080, sourcePorts: ports, waitMs: 900 };
  return {
    links: links.command(),
    "veth-peer": vethPeer.command({ device: "eth0" }),
    addresses: addresses.command(),
    "routes-v4": routes4.command(),
    "routes-v6": routes6.command(),
    "routing-rules-v4": routingRules4.command(),
    "routing-rules-v6": routingRules6.command(),
    "route-get": routeGet.command({ destination: pod }),
    neighbours: neighbours.command(),
    fdb: fdb.command(),
    conntrack: conntrack.command({ destination: pod }),
    sysctls: sysctls.command(),
    listeners: listeners.command(),
    "resolv-conf": resolvConf.command(),
    "hosts-file": hostsFile.command(),
    ipvs: ipvs.command(),
    "iptables-legacy-rules": iptablesLegacyRules.command(asked),
    "iptables-nft-rules": iptablesNftRules.command(asked),
    "nft-rules": nftRules.command(asked),
    ipsets: ipsets.command([pod]),
    "iptables-legacy-counters": iptablesLegacyCounters.command({ family: 4, nat: true }),
    "iptables-nft-counters": iptablesNftCounters.command({ family: 4, nat: true }),
    "nft-counters": nftCounters.command([{ family: "ip", table: "filter" }]),
    capture: capture.command({ pairs: [{ source: node, destination: otherNode }] }),
    traffic: traffic.command({ pairs: [{ source: node, destination: otherNode }], seconds: 1 }),
    "kernel-counters": kernelCounters.command(),
    "interface-counters": interfaceCounters.command(),
    "conntrack-counters": conntrackCounters.command(),
    "qdisc-counters": qdiscCounters.command(),
    "tcp-connect": tcpConnect.command(tcp),
    "udp-exchange": udpExchange.command({
      ip: dns,
      port: 53,
      sourcePorts: ports,
      waitMs: 500,
      dns: { name: "kubernetes.default.svc.cluster.local.", type: "A" },
    }),
    "icmp-echo": icmpEcho.command({ ...echo, ip: otherNode }),
    "node-round-trip": nodeRoundTrip.command({ ...echo, ip: otherNode }),
    "path-mtu": pathMtu.command({ ip: otherNode, smallest: 576, largest: 1500, waitMs: 500 }),
    "http-request": httpRequest.command({ ip: pod, port: 9080, scheme: "http", waitMs: 900 }),
    "name-lookup": nameLookup.command({
      names: ["kubernetes.default.svc.cluster.local."],
      servers: [dns],
      type: "A",
      decisive: "kubernetes.default.svc.cluster.local.",
      others: [],
    }),
  };
}
