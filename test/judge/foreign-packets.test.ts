/** Packets of others between the same two ends are none of the question's. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { seenBy, type CapturedPacket } from "../../src/netstack/seen/captured.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

test("a connection of somebody else to another port of the pod does not hide the cause", () => {
  const bundle = loadEvidence("nd417-source-rewritten");
  const foreign =
    "1795831054.999999 cali62954f4181b Out IP 10.233.72.99.55555 > 10.233.75.4.8080: Flags [S], seq 1, win 64860, options [mss 1410], length 0\n";
  const evidence = bundle.evidence.map((one) =>
    one.probe === "capture" && one.place.node === "node3" && one.output
      ? { ...one, output: { ...one.output, stdout: one.output.stdout.replace(/\n*$/, "\n") + foreign } }
      : one,
  );
  expect(conclude({ ...bundle, evidence }).cause).toMatchObject({ code: "ND417", confidence: "confirmed" });
});

const syn: CapturedPacket = {
  at: 1,
  device: "eth0",
  direction: "in",
  source: "10.0.0.1",
  destination: "10.0.0.2",
  sourcePort: 40000,
  destinationPort: 9080,
  kind: "tcp",
  flags: "S",
};
const answer: CapturedPacket = {
  ...syn,
  source: "10.0.0.2",
  destination: "10.0.0.1",
  sourcePort: 9080,
  destinationPort: 40000,
  flags: "S.",
};

test("where the port they go to is known, packets to others and answers from others are not counted", () => {
  const flow = { sources: ["10.0.0.1"], destinations: ["10.0.0.2"], protocol: "TCP" } as const;
  const counts = (destinationPorts: readonly number[]): unknown =>
    seenBy([syn, answer], { ...flow, destinationPorts }).map(({ probes, answers }) => ({ probes, answers }));
  expect(counts([9080])).toEqual([{ probes: 1, answers: 1 }]);
  expect(counts([8080, 9080])).toEqual([{ probes: 1, answers: 1 }]);
  expect(counts([8080])).toEqual([]);
});
