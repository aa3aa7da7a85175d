import { expect, test } from "vitest";
import { cameLate } from "../../src/gather/patience.ts";
import type { Evidence } from "../../src/model/evidence.ts";
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
  const lines = milliseconds.map(
    (ms, at) => `64 bytes from 10.1.3.4: icmp_seq=${at + 1} ttl=62 time=${ms} ms`,
  );
  const stdout = `${lines.join("\n")}\n4 packets transmitted, ${milliseconds.length} received, 0% packet loss, time 30ms\n`;
  const ping: Evidence = {
    round: "window",
    place: { kind: "pod", node: "node2", namespace: "a", pod: "x", containerId: "c1" },
    probe: "icmp-echo",
    subject: "f1",
    output: {
      argv: ["ping"],
      stdout,
      stderr: "",
      exitCode: 0,
      timedOut: false,
      truncated: false,
      durationMs: 4500,
    },
  };
  return new EvidenceIndex([ping]);
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
