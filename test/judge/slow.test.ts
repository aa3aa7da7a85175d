import { expect, test } from "vitest";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import type { FlowReport } from "../../src/model/report.ts";
import { slowness } from "../../src/judge/slow.ts";

function took(medianMs: number, node = "node3"): FlowReport {
  const pod = { type: "pod" as const, namespace: "a", hostNetwork: false, ready: true, containerIds: [] };
  return {
    flow: {
      id: "f1",
      from: { ...pod, name: "x", ips: ["10.1.2.4"], node: "node2" },
      to: { ...pod, name: "y", ips: ["10.1.3.4"], node },
      family: 4,
      sourceIP: "10.1.2.4",
      destinationIP: "10.1.3.4",
      protocol: "TCP",
      port: 80,
    },
    reached: "yes",
    main: { from: "a/x", to: "a/y", protocol: "TCP", port: 80, sent: 7, answered: 7, medianMs },
    grid: [],
    steps: [],
  };
}

function pinged(ms: number): EvidenceIndex {
  const stdout = `64 bytes from 192.168.0.13: icmp_seq=1 ttl=64 time=${ms} ms\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\n`;
  const output = {
    argv: ["ping"],
    stdout,
    stderr: "",
    exitCode: 0,
    timedOut: false,
    truncated: false,
    durationMs: 5,
  };
  const ping: Evidence = {
    round: "standing",
    place: { kind: "node", node: "node2" },
    probe: "node-round-trip",
    subject: "node3",
    output,
  };
  return new EvidenceIndex([ping]);
}

test("what is answered at once is not slow", () => {
  expect(slowness(took(3), pinged(0.2))).toBeUndefined();
});

test("where pings between the nodes take as long, the time goes there", () => {
  expect(slowness(took(4010), pinged(4001))).toBe(
    "slow: from a/x to a/y one round trip takes 4.0 s; pings from node2 to node3 take 4.0 s as well: the time goes between the nodes",
  );
});

test("where pings between the nodes are quick, it goes in the pods, on their wires, or in a tunnel that pings do not take", () => {
  expect(slowness(took(301), pinged(0.2))).toMatch(
    /take 0\.2 ms: the time goes elsewhere: .* or in a tunnel/,
  );
});

test("on one node there is nothing between the pods but their wires", () => {
  expect(slowness(took(301, "node2"), pinged(0.2))).toMatch(/both are on node2/);
});
