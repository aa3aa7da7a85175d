/** What is sent from other places, as flows of their own, on their own ways. */
import { expect, test } from "vitest";
import type { GridView } from "../../src/journey/packets/grid.ts";
import { vantageFlow } from "../../src/journey/packets/vantage.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { withSources } from "../../src/journey/way/sources.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const bundle = loadEvidence("nd430-iptables-drop");
const evidence = new EvidenceIndex(bundle.evidence).atRest();

function from(view: GridView): { readonly sourceIP: string; readonly way: readonly string[] } | undefined {
  const [flow] = withSources(bundle.flows, evidence);
  const sent = flow && vantageFlow(flow, view, evidence);
  return (
    sent && {
      sourceIP: sent.sourceIP,
      way: walkPath(sent, evidence).map(({ kind, node }) => `${kind} ${node ?? ""}`),
    }
  );
}

test("the source's node sends with the address its routes choose, by the same tunnel, to the pod itself", () => {
  expect(from("source-node")).toEqual({
    sourceIP: "10.233.72.127",
    way: [
      "asking ",
      "source node2",
      "node-out node2",
      "tunnel node2",
      "underlay node2",
      "node-in node3",
      "pod-in node3",
      "socket node3",
      "reply node3",
      "reply node2",
    ],
  });
});

test("the target's node sends to its own pod, and no other machine is on the way", () => {
  expect(from("target-node")).toEqual({
    sourceIP: "192.168.0.13",
    way: ["asking ", "source node3", "node-out node3", "pod-in node3", "socket node3", "reply node3"],
  });
});

test("what a pod sends to an address of its own never leaves it", () => {
  expect(from("self")).toEqual({ sourceIP: "10.233.75.4", way: ["asking ", "socket node3"] });
  expect(from("loopback")).toEqual({ sourceIP: "127.0.0.1", way: ["asking ", "socket node3"] });
});

test("through the Service goes the client's own way, translated on its node", () => {
  expect(from("service")?.way).toContain("service node2");
});

test("more of the same are no other way", () => {
  expect(from("more")).toBeUndefined();
});

test("a node whose routes were not read sends with an address that nobody knows", () => {
  const [flow] = bundle.flows;
  const unread = new EvidenceIndex(bundle.evidence.filter(({ place }) => place.kind === "pod"));
  expect(flow && vantageFlow(flow, "source-node", unread)).toBeUndefined();
});

test("at rest is what was read before packets were sent, alone", () => {
  const counters = bundle.evidence.find(({ round }) => round === "window");
  if (!counters) throw new Error("a run has counters");
  const { probe, place, round, subject } = counters;
  expect(evidence.output({ name: probe }, place, round, subject)).toBeUndefined();
});
