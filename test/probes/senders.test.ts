import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpRequest } from "../../src/probes/senders/http-request.ts";
import { icmpEcho } from "../../src/probes/senders/icmp-echo.ts";
import { pathMtu } from "../../src/probes/senders/path-mtu.ts";
import { tcpConnect } from "../../src/probes/senders/tcp-connect.ts";
import { udpExchange } from "../../src/probes/senders/udp-exchange.ts";
import { generations } from "./generations.ts";
import { cannotMakeNamespaces, openPair, type Namespace } from "./namespaces.ts";

const reason = cannotMakeNamespaces();
if (reason) process.stderr.write(`SKIPPED: the senders need a network namespace: ${reason}\n`);

describe.skipIf(reason !== undefined).each(generations)(
  "the senders, with real packets between two namespaces, with the tools %s",
  (_, root) => {
    let near: Namespace;
    let far: Namespace;
    let nextPort = 41_000;
    const ports = (count = 7) => Array.from({ length: count }, () => nextPort++);
    // An answer ends the waiting, so that patience costs nothing where one comes, however busy the machine is.
    const patient = 10_000;
    const connect = async (ip: string, port: number, more: { waitMs?: number; sourceIp?: string } = {}) => {
      const output = await near.run(
        tcpConnect.command({ ip, port, sourcePorts: ports(), waitMs: patient, ...more }),
      );
      return { output, ...tcpConnect.parse(output) };
    };
    const outcomes = (attempts: readonly { readonly outcome: string }[]) => [
      ...new Set(attempts.map(({ outcome }) => outcome)),
    ];

    beforeAll(async () => {
      ({ near, far } = await openPair(root));
      far.set("iptables-legacy", "-A", "INPUT", "-p", "tcp", "--dport", "7001", "-j", "DROP");
      far.set("iptables-legacy", "-A", "INPUT", "-p", "udp", "--dport", "7001", "-j", "DROP");
      far.set("iptables-legacy", "-A", "INPUT", "-p", "tcp", "--dport", "7002", "-j", "REJECT");
      near.set("ip", "route", "add", "unreachable", "10.78.0.1");
      near.set("ip", "route", "add", "prohibit", "10.78.0.2");
      near.set("ip", "route", "add", "blackhole", "10.78.0.3");
      await Promise.all([
        far.serve(
          "listening",
          "socat",
          "-d",
          "-d",
          "TCP6-LISTEN:9080,fork,reuseaddr,backlog=64,ipv6only=0",
          "PIPE",
        ),
        far.serve(
          "listening",
          "socat",
          "-d",
          "-d",
          "TCP4-LISTEN:8080,fork,reuseaddr",
          "SYSTEM:read line; echo HTTP/1.1 404 Not Found; cat >/dev/null",
        ),
        far.serve("receiving", "socat", "-d", "-d", "UDP4-RECVFROM:5300,fork", "PIPE"),
        far.serve(
          "started",
          "dnsmasq",
          "--keep-in-foreground",
          "--user=root",
          "--no-resolv",
          "--no-hosts",
          "--pid-file=",
          "--log-facility=-",
          "--local=/cluster.local/",
          "--address=/web.demo.svc.cluster.local/10.96.0.7",
          "--port=53",
        ),
      ]);
    });
    afterAll(async () => {
      await Promise.all([near.close(), far.close()]);
    });

    test("seven connections are made, each from its own port, with times to the microsecond", async () => {
      const { attempts, sender } = await connect("10.77.0.2", 9080);
      expect(sender).toBe("socat");
      expect(outcomes(attempts)).toEqual(["connected"]);
      expect(new Set(attempts.map(({ sourcePort }) => sourcePort)).size).toBe(7);
      for (const { milliseconds = -1 } of attempts) {
        expect(milliseconds).toBeGreaterThan(0);
        expect(milliseconds).toBeLessThan(patient);
      }
    });

    test("IPv6 connections are made as well", async () => {
      expect(outcomes((await connect("fd77::2", 9080)).attempts)).toEqual(["connected"]);
    });

    test("a connection can be bound to one of several addresses", async () => {
      expect(outcomes((await connect("10.77.0.2", 9080, { sourceIp: "10.77.0.1" })).attempts)).toEqual([
        "connected",
      ]);
      const wrong = await connect("10.77.0.2", 9080, { sourceIp: "10.77.0.99" });
      expect(outcomes(wrong.attempts)).toEqual(["not-sent"]);
    });

    test("a port nobody listens on refuses", async () => {
      const { attempts } = await connect("10.77.0.2", 9081);
      expect(outcomes(attempts)).toEqual(["refused"]);
      expect(attempts[0]?.said).toBe("Connection refused");
    });

    test("dropped connections are silent, and are waited for all at once", async () => {
      const waitMs = 1000;
      const { attempts, output } = await connect("10.77.0.2", 7001, { waitMs });
      expect(outcomes(attempts)).toEqual(["silent"]);
      expect(output.durationMs).toBeGreaterThanOrEqual(waitMs);
      expect(output.durationMs).toBeLessThan(attempts.length * waitMs);
    });

    test("below one second each connection sends exactly one SYN", async () => {
      far.set("iptables-legacy", "-Z", "INPUT");
      await connect("10.77.0.2", 7001, { waitMs: 900 });
      const counters = await far.run({
        argv: ["iptables-legacy", "-nvxL", "INPUT"],
        timeoutMs: 2_000,
        maxBytes: 10_000,
      });
      expect(/^\s*(\d+)\s+\d+\s+DROP\s+(?:tcp|6)\b.*dpt:7001/m.exec(counters.stdout)?.[1]).toBe("7");
    });

    test.each([
      ["an ICMP error from a firewall", "10.77.0.2", 7002, "refused", patient],
      ["an unreachable route of the sender", "10.78.0.1", 80, "unreachable", patient],
      ["a prohibit route of the sender", "10.78.0.2", 80, "denied", patient],
      ["a blackhole route of the sender", "10.78.0.3", 80, "unreachable", patient],
      ["no route at all", "10.79.0.1", 80, "unreachable", patient],
      // The kernel itself gives up after about three seconds and says so; netdiag does not wait that long.
      ["an address nobody answers ARP for", "10.77.0.50", 80, "silent", 250],
    ])("%s is told apart", async (_, ip, port, outcome, waitMs) => {
      expect(outcomes((await connect(ip, port, { waitMs })).attempts)).toEqual([outcome]);
    });

    test("UDP: a program answers, a closed port refuses, a dropped datagram stays silent", async () => {
      const send = async (port: number, waitMs: number) => {
        const command = udpExchange.command({ ip: "10.77.0.2", port, sourcePorts: ports(), waitMs });
        return outcomes(udpExchange.parse(await near.run(command)));
      };
      expect(await send(5300, patient)).toEqual(["answered"]);
      expect(await send(5301, patient)).toEqual(["refused"]);
      expect(await send(7001, 250)).toEqual(["silent"]);
    });

    test("a DNS server's answer is read: known names, unknown names", async () => {
      const ask = async (name: string) => {
        const dns = { name, type: "A" as const };
        const subject = { ip: "10.77.0.2", port: 53, sourcePorts: ports(2), waitMs: patient, dns };
        return udpExchange.parse(await near.run(udpExchange.command(subject)));
      };
      for (const attempt of await ask("web.demo.svc.cluster.local"))
        expect(attempt.dns).toEqual({ status: "NOERROR", answers: 1, truncated: false });
      for (const attempt of await ask("nosuch.demo.svc.cluster.local"))
        expect(attempt.dns).toEqual({ status: "NXDOMAIN", answers: 0, truncated: false });
    });

    test("pings are counted and timed, and a silent address is no answer", async () => {
      const ping = async (ip: string, waitMs = 200) =>
        icmpEcho.parse(await near.run(icmpEcho.command({ ip, count: 3, intervalMs: 10, waitMs })));
      const answered = await ping("fd77::2", patient);
      expect(answered).toMatchObject({ sent: 3, received: 3, errors: [] });
      expect(answered.roundTrips).toHaveLength(3);
      expect(await ping("10.77.0.50")).toMatchObject({ sent: 3, received: 0 });
      expect((await ping("10.79.0.1")).notSent?.outcome).toBe("unreachable");
    });

    test("the path MTU is found where packets too big vanish without a word", async () => {
      const command = pathMtu.command({ ip: "10.77.0.2", smallest: 576, largest: 1500, waitMs: 200 });
      const tooBig = ["INPUT", "-p", "icmp", "-m", "length", "--length", "1401:65535", "-j", "DROP"];
      far.set("iptables-legacy", "-A", ...tooBig);
      try {
        const output = await near.run(command);
        expect(pathMtu.parse(output)).toEqual({ passes: 1400, fails: 1401, told: [], silent: true });
      } finally {
        far.set("iptables-legacy", "-D", ...tooBig);
      }
    });

    test("a cable whose far end takes less refuses big packets at once, and that is told", async () => {
      far.set("ip", "link", "set", "far0", "mtu", "1400");
      try {
        const echo = icmpEcho.command({
          ip: "10.77.0.2",
          count: 1,
          intervalMs: 10,
          waitMs: 200,
          size: 1472,
          whole: true,
        });
        const { received, errors } = icmpEcho.parse(await near.run(echo));
        expect(received).toBe(0);
        // Kernels differ: newer ones hand the drop back to the sender.
        for (const { says } of errors) expect(says).toBe("sendmsg: No buffer space available");
      } finally {
        far.set("ip", "link", "set", "far0", "mtu", "1500");
      }
    });

    test("the path MTU search ends at once when the largest packet passes", async () => {
      const command = pathMtu.command({ ip: "fd77::2", smallest: 1280, largest: 1500, waitMs: 200 });
      const output = await near.run(command);
      expect(pathMtu.parse(output)).toEqual({ passes: 1500, told: [], silent: false });
    });

    test("the sender's own MTU is told by the sender", async () => {
      const command = pathMtu.command({ ip: "10.77.0.2", smallest: 576, largest: 1600, waitMs: 200 });
      expect(pathMtu.parse(await near.run(command))).toEqual({
        passes: 1500,
        fails: 1501,
        told: [1500],
        silent: false,
      });
    });

    test("a request tells an answer from other bytes and from a closed port", async () => {
      const ask = async (port: number, waitMs = patient) => {
        const command = httpRequest.command({
          ip: "10.77.0.2",
          port,
          host: "web.demo",
          scheme: "http",
          waitMs,
        });
        return httpRequest.parse(await near.run(command))[0];
      };
      expect(await ask(8080)).toMatchObject({ end: "answered", status: 404 });
      // The echo server sends our own request back, and never ends.
      expect(await ask(9080, 1000)).toMatchObject({ end: "other" });
      expect(await ask(9081)).toMatchObject({ end: "not-connected" });
    });
  },
);
