import { expect, test } from "vitest";
import type { Evidence } from "../../src/model/evidence.ts";
import type { Flow } from "../../src/model/flow.ts";
import { waitingTime } from "../../src/gather/waiting-time.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";

function flowTo(node: string): Flow {
  const pod = { type: "pod" as const, namespace: "a", hostNetwork: false, ready: true, containerIds: [] };
  return {
    id: "f1",
    from: { ...pod, name: "x", ips: ["10.0.0.1"], node: "node1" },
    to: { ...pod, name: "y", ips: ["10.0.1.1"], node },
    family: 4,
    sourceIP: "10.0.0.1",
    destinationIP: "10.0.1.1",
    protocol: "TCP",
    port: 80,
  };
}

function pinged(milliseconds: readonly number[]): EvidenceIndex {
  const lines = milliseconds.map(
    (time, at) => `64 bytes from 192.168.0.2: icmp_seq=${at + 1} ttl=64 time=${time} ms`,
  );
  const stdout = [
    "PING 192.168.0.2 (192.168.0.2) 56(84) bytes of data.",
    ...lines,
    "",
    "--- 192.168.0.2 ping statistics ---",
    `3 packets transmitted, ${milliseconds.length} received, 0% packet loss, time 20ms`,
  ].join("\n");
  const evidence: Evidence = {
    round: "standing",
    place: { kind: "node", node: "node1" },
    probe: "node-round-trip",
    subject: "node2",
    output: {
      argv: ["ping"],
      stdout,
      stderr: "",
      exitCode: milliseconds.length > 0 ? 0 : 1,
      timedOut: false,
      truncated: false,
      durationMs: 20,
    },
  };
  return new EvidenceIndex([evidence]);
}

test("a near node is not waited for as long as a far one", () => {
  const near = waitingTime([flowTo("node2")], pinged([0.2, 0.3, 0.2]));
  const far = waitingTime([flowTo("node2")], pinged([80, 82, 81]));
  expect(far - near).toBeGreaterThan(300);
});

test("it stays below the second after which Linux repeats a SYN", () => {
  expect(waitingTime([flowTo("node2")], pinged([200, 300, 400]))).toBeLessThan(1000);
});

test("a way that takes as long is waited for longer", () => {
  expect(waitingTime([flowTo("node2")], pinged([700, 800, 900]))).toBeGreaterThan(1000);
});

test("without a measured round trip it is half a second", () => {
  expect(waitingTime([flowTo("node2")], pinged([]))).toBe(500);
});

test("on one node there is no way to wait for", () => {
  expect(waitingTime([flowTo("node1")], new EvidenceIndex([]))).toBeLessThanOrEqual(
    waitingTime([flowTo("node2")], pinged([0.2])),
  );
});
