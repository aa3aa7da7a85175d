import { expect, test } from "vitest";
import { lossRound } from "../../src/gather/loss-round.ts";
import { SourcePorts } from "../../src/gather/senders.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function planned(name: string) {
  const { flows, evidence } = loadEvidence(name);
  return lossRound(flows, new EvidenceIndex(evidence), 300, new SourcePorts(new Date(0)));
}

test("where everything came through, nothing more is sent", () => {
  expect(planned("healthy").looks).toEqual([]);
});

test("where a rule stops the packets on a node, nothing more is sent", () => {
  expect(planned("nd430-iptables-drop").looks).toEqual([]);
});

test("where some came through between the nodes, both watch while connections and pings are sent", () => {
  const { windows, looks } = planned("nd505-tunnel-loses-part");
  expect([...windows.keys()]).toEqual(["node2", "node3"]);
  expect(looks.map(({ probe, subject }) => `${probe} ${subject}`)).toEqual([
    "tcp-connect f1 more",
    "icmp-echo f1 more in the tunnel",
    "icmp-echo f1 more beside it",
    "icmp-echo f1 more big",
  ]);
});

test("where all of them died between the nodes, more tell whether one in a hundred passes", () => {
  expect(planned("nd510-tunnel-dropped").looks).not.toEqual([]);
});
