import { expect, test } from "vitest";
import { cameLate, foundMeanwhile, mayBeLate } from "../../src/gather/patience.ts";
import type { CommandOutput, Evidence } from "../../src/model/evidence.ts";
import type { Flow } from "../../src/model/flow.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";

const pod = { type: "pod" as const, namespace: "a", hostNetwork: false, ready: true };
const flow: Flow = {
  id: "f1",
  from: { ...pod, name: "x", ips: ["10.1.2.4"], node: "node2", containerIds: ["c1"] },
  to: { ...pod, name: "y", ips: ["10.1.3.4"], node: "node3", containerIds: ["c2"] },
  family: 4,
  sourceIP: "10.1.2.4",
  destinationIP: "10.1.3.4",
  protocol: "ICMP",
  port: 0,
};

/** What came of four pings that were given 4.5 s. */
function answered(...milliseconds: readonly number[]): EvidenceIndex {
  return new EvidenceIndex([pings(milliseconds)]);
}

function pings(milliseconds: readonly number[]): Evidence {
  const lines = milliseconds.map(
    (ms, at) => `64 bytes from 10.1.3.4: icmp_seq=${at + 1} ttl=62 time=${ms} ms`,
  );
  const stdout = `${lines.join("\n")}\n4 packets transmitted, ${milliseconds.length} received, 0% packet loss, time 30ms\n`;
  return { round: "window", place: inSource, probe: "icmp-echo", subject: "f1", output: said(stdout) };
}

const inSource: Evidence["place"] = {
  kind: "pod",
  node: "node2",
  namespace: "a",
  pod: "x",
  containerId: "c1",
};

function said(stdout: string): CommandOutput {
  return {
    argv: ["ping"],
    stdout,
    stderr: "",
    exitCode: 0,
    timedOut: false,
    truncated: false,
    durationMs: 4500,
  };
}

/** What the source's pod knew of its gateway before the pings. */
function gateway(state: string): Evidence {
  const table = [{ dst: "169.254.1.1", dev: "eth0", state: [state] }];
  return {
    round: "standing",
    place: inSource,
    probe: "neighbours",
    subject: "",
    output: said(JSON.stringify(table)),
  };
}

test("answers that all take longer than was waited before were late", () => {
  expect(cameLate([flow], answered(4001, 4003, 4002, 4010), 500)).toBe(true);
});

test("answers at once, and others when they are sent again, say that packets are lost", () => {
  expect(cameLate([flow], answered(1.2, 1001, 1003, 3002), 500)).toBe(false);
  expect(cameLate([flow], answered(1001, 1003, 3002, 3004), 500)).toBe(false);
});

test("where some are not answered at all, packets are lost", () => {
  expect(cameLate([flow], answered(4001, 4003), 500)).toBe(false);
});

test("pings that got no answer while the pod was asking for its gateway's MAC address may only be late", () => {
  const some = pings([1.2, 1.3]);
  expect(mayBeLate([flow], new EvidenceIndex([gateway("INCOMPLETE"), some]))).toBe(true);
  expect(mayBeLate([flow], new EvidenceIndex([gateway("REACHABLE"), some]))).toBe(false);
});

test("answered at once when they are sent again, they had been waiting for that address and nothing else", () => {
  const all = pings([1.2, 1.3, 1.1, 1.4]);
  expect(foundMeanwhile([flow], new EvidenceIndex([gateway("INCOMPLETE"), all]))).toBe(true);
  expect(foundMeanwhile([flow], new EvidenceIndex([gateway("INCOMPLETE"), pings([1.2])]))).toBe(false);
  expect(foundMeanwhile([flow], new EvidenceIndex([gateway("REACHABLE"), all]))).toBe(false);
});
