import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Probe } from "../../src/model/probe.ts";
import { lookupRoute } from "../../src/netstack/kernel/route-lookup.ts";
import { linkByName } from "../../src/netstack/seen/links.ts";
import { addresses } from "../../src/probes/state/addresses.ts";
import { conntrackCounters } from "../../src/probes/counters/conntrack-counters.ts";
import { parseCounters } from "../../src/probes/counters/counter-lines.ts";
import { conntrack } from "../../src/probes/state/conntrack.ts";
import { fdb } from "../../src/probes/state/fdb.ts";
import { interfaceCounters } from "../../src/probes/counters/interface-counters.ts";
import { kernelCounters } from "../../src/probes/counters/kernel-counters.ts";
import { links } from "../../src/probes/state/links.ts";
import { neighbours } from "../../src/probes/state/neighbours.ts";
import { resolvConf } from "../../src/probes/state/resolv-conf.ts";
import { routeGet } from "../../src/probes/state/route-get.ts";
import { routes4, routes6 } from "../../src/probes/state/routes.ts";
import { routingRules4, routingRules6 } from "../../src/probes/state/routing-rules.ts";
import { listeners } from "../../src/probes/state/sockets.ts";
import { sysctls } from "../../src/probes/state/sysctls.ts";
import { vethPeer } from "../../src/probes/state/veth-peer.ts";
import { generations } from "./generations.ts";
import { cannotMakeNamespaces, openPair, type Namespace } from "./namespaces.ts";

const reason = cannotMakeNamespaces();
if (reason) process.stderr.write(`SKIPPED: reading a network namespace needs one: ${reason}\n`);

describe.skipIf(reason !== undefined).each(generations)(
  "the reads, run for real with the tools %s",
  (_, root) => {
    let near: Namespace;
    let far: Namespace;
    const read = async <Value>(probe: Probe<Value>) => probe.parse(await near.run(probe.command()));

    beforeAll(async () => {
      ({ near, far } = await openPair(root));
      near.set(
        "ip",
        "route",
        "add",
        "10.90.0.0/16",
        "nexthop",
        "via",
        "10.77.0.2",
        "nexthop",
        "via",
        "10.77.0.3",
      );
      near.set("ip", "route", "add", "blackhole", "10.91.0.0/24");
      near.set("ip", "route", "add", "10.92.0.0/16", "via", "10.77.0.2", "table", "100");
      near.set(
        "ip",
        "rule",
        "add",
        "from",
        "10.77.0.1",
        "to",
        "10.92.0.0/16",
        "lookup",
        "100",
        "priority",
        "50",
      );
      near.set("ip", "rule", "add", "to", "10.93.0.0/16", "prohibit", "priority", "60");
      near.set(
        "tc",
        "qdisc",
        "add",
        "dev",
        "near0",
        "root",
        "tbf",
        "rate",
        "1mbit",
        "burst",
        "5kb",
        "latency",
        "50ms",
      );
      await near.serve("listening", "socat", "-d", "-d", "TCP6-LISTEN:8443,ipv6only=1", "PIPE");
      await near.serve("listening", "socat", "-d", "-d", "TCP4-LISTEN:8082,bind=127.0.0.1", "PIPE");
    });
    afterAll(async () => {
      await Promise.all([near.close(), far.close()]);
    });

    test("links, their peers and addresses", async () => {
      const near0 = linkByName(await read(links), "near0");
      expect(near0).toMatchObject({ kind: "veth", up: true, carrier: true, mtu: 1500 });
      expect(vethPeer.parse(await near.run(vethPeer.command({ device: "near0" })))).toBe(near0?.peerIndex);
      expect(vethPeer.parse(await near.run(vethPeer.command({ device: "lo" })))).toBeUndefined();
      expect(await read(addresses)).toContainEqual(
        expect.objectContaining({ device: "near0", ip: "10.77.0.1", prefixLength: 24, family: 4 }),
      );
    });

    test("the route lookup says what the kernel says", async () => {
      const [routes, rules] = await Promise.all([read(routes4), read(routingRules4)]);
      for (const destination of [
        "10.77.0.2",
        "10.77.0.1",
        "127.0.0.1",
        "10.77.0.255",
        "10.90.1.1",
        "10.91.0.1",
        "10.92.0.1",
        "10.93.0.1",
        "10.94.0.1",
      ]) {
        const source = "10.77.0.1";
        const kernel = routeGet.parse(await near.run(routeGet.command({ destination, source })));
        const ours = lookupRoute(routes, rules, { destination, source });
        switch (kernel.result) {
          case "refused":
            expect([destination, ours.result]).toEqual([
              destination,
              kernel.errno === "ENETUNREACH" ? "no-route" : "refused",
            ]);
            break;
          case "route": {
            expect([destination, ours.result]).toEqual([
              destination,
              kernel.type === "unicast" ? "forward" : kernel.type,
            ]);
            if (ours.result === "forward")
              expect(ours.nextHops.map(({ gateway }) => gateway)).toContain(kernel.gateway);
          }
        }
      }
    });

    test("IPv6 routes and rules", async () => {
      const [routes, rules] = await Promise.all([read(routes6), read(routingRules6)]);
      expect(lookupRoute(routes, rules, { destination: "fd77::2" })).toMatchObject({
        result: "forward",
        nextHops: [{ device: "near0" }],
      });
      expect(lookupRoute(routes, rules, { destination: "fd77::1" }).result).toBe("local");
      expect(lookupRoute(routes, rules, { destination: "fd99::1" }).result).toBe("no-route");
    });

    test("neighbours, fdb, queues", async () => {
      expect(await read(neighbours)).toContainEqual(
        expect.objectContaining({ ip: "10.77.0.2", device: "near0" }),
      );
      expect((await read(fdb)).every(({ device }) => device === "near0")).toBe(true);
      expect(linkByName(await read(links), "near0")).toMatchObject({ qdisc: "tbf" });
    });

    test("listeners: IPv6 only, and loopback only", async () => {
      const all = await read(listeners);
      expect(all).toContainEqual(expect.objectContaining({ protocol: "TCP", ip: "::", port: 8443 }));
      expect(all).toContainEqual(expect.objectContaining({ protocol: "TCP", ip: "127.0.0.1", port: 8082 }));
    });

    test("settings are those of the namespace, not the machine's", async () => {
      near.set("sysctl", "-q", "-w", "net.ipv4.conf.near0.rp_filter=2", "net.ipv4.conf.near0.proxy_arp=1");
      const settings = await read(sysctls);
      expect([...settings.devices.keys()].sort()).toEqual(["all", "default", "lo", "near0"]);
      expect(settings.devices.get("near0")).toMatchObject({ rpFilter: 2, proxyArp: true });
      near.set("sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
      const { forwarding4, localPorts, conntrackMax = 0 } = await read(sysctls);
      expect(forwarding4).toBe(true);
      // Every digit: some shells read only the first of these files.
      expect(localPorts?.from).toBeGreaterThan(1_000);
      expect(conntrackMax).toBeGreaterThan(1_000);
    });

    test("connections of two addresses", async () => {
      near.set("iptables-legacy", "-A", "OUTPUT", "-m", "conntrack", "--ctstate", "NEW", "-j", "ACCEPT");
      near.set("ping", "-q", "-c", "1", "-W", "1", "10.77.0.2");
      const command = conntrack.command({ source: "10.77.0.1", destination: "10.77.0.2", protocol: "ICMP" });
      expect(conntrack.parse(await near.run(command))).toEqual([
        expect.objectContaining({ protocol: "icmp", unreplied: false }),
      ]);
    });

    test("counters: the kernel's, the interfaces', the connection table's, one number or several per key", async () => {
      const kernel = parseCounters(await near.run(kernelCounters.command()));
      expect(kernel.get("TcpExtListenOverflows")).toEqual([0]);
      expect(kernel.get("IpOutRequests")?.[0]).toBeGreaterThan(0);
      expect(kernel.get("Ip6OutRequests")?.[0]).toBeGreaterThan(0);
      const interfaces = parseCounters(await near.run(interfaceCounters.command()));
      expect(interfaces.get("near0")?.[0]).toBeGreaterThan(0);
      expect(interfaces.get("near0")).toHaveLength(6);
      expect(parseCounters(await near.run(conntrackCounters.command())).get("conntrack_drop")).toEqual([0]);
    });

    test("a moved counter is read as the window brings it", async () => {
      const before = await near.run(interfaceCounters.command());
      near.set("ping", "-q", "-c", "5", "-i", "0.01", "-W", "1", "10.77.0.2");
      const after = parseCounters(await near.run(interfaceCounters.command()));
      const moved = [...parseCounters(before)]
        .map(([key, values]) => `${values.join(" ")}\t${after.get(key)?.join(" ") ?? "-"}\t${key}`)
        .join("\n");
      const near0 = interfaceCounters
        .parse({ ...before, stdout: moved })
        .find(({ device }) => device === "near0");
      expect(near0?.sent).toBeGreaterThanOrEqual(5);
      expect(near0?.received).toBeGreaterThanOrEqual(5);
    });

    test("resolv.conf is read through the pod's process", async () => {
      const output = await near.run(resolvConf.command(), { NETDIAG_PID: String(near.pid) });
      expect(output.stdout).toBe(readFileSync("/etc/resolv.conf", "utf8"));
      expect(resolvConf.parse(output)).toBeDefined();
    });
  },
);
