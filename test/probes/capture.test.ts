import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusedBy, seenBy, unansweredQuestions, type Crossing } from "../../src/netstack/seen/captured.ts";
import { capture, captureReady } from "../../src/probes/capture/capture.ts";
import type { CaptureSubject } from "../../src/probes/capture/capture-filter.ts";
import { tcpConnect } from "../../src/probes/senders/tcp-connect.ts";
import { generations } from "./generations.ts";
import { cannotMakeNamespaces, openPair, type Namespace } from "./namespaces.ts";

const reason = cannotMakeNamespaces();
if (reason) process.stderr.write(`SKIPPED: the capture needs a network namespace: ${reason}\n`);

describe.skipIf(reason !== undefined).each(generations)(
  "the capture, with real packets through a VXLAN tunnel, with the tools %s",
  (_, root) => {
    let near: Namespace;
    let far: Namespace;
    let nextPort = 43_000;

    beforeAll(async () => {
      ({ near, far } = await openPair(root));
      for (const [namespace, device, own, other] of [
        [near, "near0", 1, 2],
        [far, "far0", 2, 1],
      ] as const) {
        const ends = [
          "local",
          `10.77.0.${own}`,
          "remote",
          `10.77.0.${other}`,
          "dev",
          device,
          "dstport",
          "4789",
        ];
        namespace.set("ip", "link", "add", "vx", "type", "vxlan", "id", "4096", ...ends);
        namespace.set("ip", "addr", "add", `10.88.0.${own}/24`, "dev", "vx");
        namespace.set("ip", "addr", "add", `fd88::${own}/64`, "dev", "vx", "nodad");
        namespace.set("ip", "link", "set", "vx", "up");
      }
      far.set("iptables-legacy", "-A", "INPUT", "-i", "vx", "-p", "tcp", "--dport", "7001", "-j", "DROP");
      far.set("iptables-legacy", "-A", "INPUT", "-i", "vx", "-p", "tcp", "--dport", "7002", "-j", "REJECT");
      await far.serve(
        "listening",
        "socat",
        "-d",
        "-d",
        "TCP6-LISTEN:9080,fork,reuseaddr,backlog=64,ipv6only=0",
        "PIPE",
      );
      near.set("ping", "-q", "-c", "3", "-i", "0.2", "-W", "2", "10.88.0.2");
      near.set("ping", "-q", "-c", "3", "-i", "0.2", "-W", "2", "fd88::2");
    });
    afterAll(async () => {
      await Promise.all([near.close(), far.close()]);
    });

    const observe = async (
      source: string,
      destination: string,
      port: number,
      subject?: Partial<CaptureSubject>,
    ) => {
      const sourcePorts = Array.from({ length: 7 }, () => nextPort++);
      const flow = { sources: [source], destinations: [destination], protocol: "TCP" as const, sourcePorts };
      const range = { from: sourcePorts[0] ?? 0, to: sourcePorts[6] ?? 0 };
      const command = capture.command({ pairs: [{ source, destination }], sourcePorts: range, ...subject });
      const stops = await Promise.all([near.watch(command, captureReady), far.watch(command, captureReady)]);
      const sent = await near.run(tcpConnect.command({ ip: destination, port, sourcePorts, waitMs: 250 }));
      const [nearSaw, farSaw] = await Promise.all(stops.map(async (stop) => capture.parse(await stop())));
      if (!nearSaw || !farSaw) throw new Error("a capture is missing");
      return { flow, nearSaw, farSaw, attempts: tcpConnect.parse(sent).attempts };
    };
    const brief = (crossings: readonly Crossing[]) =>
      crossings.map(({ device, direction, enveloped, probes, answers, resets, icmpErrors }) =>
        [
          device,
          direction,
          enveloped ? "enveloped" : "plain",
          probes,
          answers,
          resets,
          icmpErrors.length,
        ].join(" "),
      );

    /** Without resets: a busy server may end a connection with one that it had accepted. */
    const carried = (crossings: readonly Crossing[]) =>
      brief(crossings).map((line) => line.split(" ").slice(0, 5).join(" "));

    test("a working connection is seen on every interface, plain and in its envelope, both ways", async () => {
      const { flow, nearSaw, farSaw } = await observe("10.88.0.1", "10.88.0.2", 9080);
      expect(carried(seenBy(nearSaw.packets, flow)).sort()).toEqual([
        "near0 in enveloped 0 7",
        "near0 out enveloped 7 0",
        "vx in plain 0 7",
        "vx out plain 7 0",
      ]);
      expect(carried(seenBy(farSaw.packets, flow)).sort()).toEqual([
        "far0 in enveloped 7 0",
        "far0 out enveloped 0 7",
        "vx in plain 7 0",
        "vx out plain 0 7",
      ]);
      const [first] = nearSaw.packets.flatMap(({ outer }) => outer ?? []);
      expect(first).toEqual({
        encapsulation: "vxlan",
        source: "10.77.0.1",
        destination: "10.77.0.2",
        port: 4789,
        id: 4096,
      });
      expect(nearSaw.complete && farSaw.complete).toBe(true);
    });

    test("IPv6 inside the tunnel is seen just so", async () => {
      const { flow, farSaw } = await observe("fd88::1", "fd88::2", 9080);
      expect(brief(seenBy(farSaw.packets, flow)).sort()).toEqual([
        "far0 in enveloped 7 0 0 0",
        "far0 out enveloped 0 7 0 0",
        "vx in plain 7 0 0 0",
        "vx out plain 0 7 0 0",
      ]);
    });

    test("dropped packets are seen up to the tunnel's far end and nothing comes back", async () => {
      const { flow, farSaw, attempts } = await observe("10.88.0.1", "10.88.0.2", 7001);
      expect(attempts.every(({ outcome }) => outcome === "silent")).toBe(true);
      expect(brief(seenBy(farSaw.packets, flow)).sort()).toEqual([
        "far0 in enveloped 7 0 0 0",
        "vx in plain 7 0 0 0",
      ]);
    });

    test("a reset is attributed to its sender", async () => {
      const { flow, nearSaw } = await observe("10.88.0.1", "10.88.0.2", 9081);
      expect(refusedBy(nearSaw.packets, flow)).toMatchObject({
        ip: "10.88.0.2",
        packet: { kind: "tcp", flags: "R.", device: "near0", direction: "in" },
      });
    });

    test("an ICMP refusal is attributed to its sender, with what it is about", async () => {
      const { flow, farSaw } = await observe("10.88.0.1", "10.88.0.2", 7002);
      expect(refusedBy(farSaw.packets, flow)).toMatchObject({
        ip: "10.88.0.2",
        packet: {
          icmp: { type: "unreachable", about: "10.88.0.2", aboutPort: 7002 },
          device: "vx",
          direction: "out",
        },
      });
    });

    test("an ARP question nobody answers is seen", async () => {
      const { nearSaw } = await observe("10.88.0.1", "10.88.0.50", 80, { neighbours: ["10.88.0.50"] });
      expect(
        unansweredQuestions(nearSaw.packets).map(({ device, asksFor }) => [device, asksFor]),
      ).toContainEqual(["vx", "10.88.0.50"]);
    });

    test("other connections in the same tunnel are not captured", async () => {
      const command = capture.command({
        pairs: [{ source: "10.88.0.1", destination: "10.88.0.2" }],
        sourcePorts: { from: 1, to: 2 },
      });
      const stop = await near.watch(command, captureReady);
      await near.run(
        tcpConnect.command({ ip: "fd88::2", port: 9080, sourcePorts: [nextPort++], waitMs: 250 }),
      );
      const { packets } = capture.parse(await stop());
      expect(packets).toEqual([]);
    });
  },
);
