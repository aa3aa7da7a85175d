import { expect, test } from "vitest";
import { crossingsAt } from "../../src/journey/packets/crossings.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** The run in which a policy stops seven packets on node3, whose tcpdump had printed nothing and ended with these counts. */
function crossingsWith(captured: number, received: number) {
  const run = loadEvidence("nd410-ingress-denied");
  const [flow] = run.flows;
  if (!flow) throw new Error("the run has no flow");
  const stderr = `listening on any\n${captured} packets captured\n${received} packets received by filter\n0 packets dropped by kernel\n`;
  const evidence = run.evidence.map((item) =>
    item.probe === "capture" && item.place.node === "node3" && item.output
      ? { ...item, output: { ...item.output, stdout: "", stderr } }
      : item,
  );
  return crossingsAt(new EvidenceIndex(evidence), "node3", flow);
}

test("a node whose capture was read to its end and holds none of the packets saw none", () => {
  expect(crossingsWith(0, 0)).toEqual({ seen: [] });
});

test("fewer unread packets than were sent cannot be all of them: it saw none", () => {
  expect(crossingsWith(0, 2)).toEqual({ seen: [] });
});

test("where as many as were sent were not read, nobody knows whether they came", () => {
  expect(crossingsWith(0, 40)).toMatchObject({
    notSeen: { why: "truncated", detail: "the capture on node3 is incomplete" },
  });
});
