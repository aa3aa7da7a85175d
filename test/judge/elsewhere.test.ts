/** What the cause of a recorded run foretells of packets to the same target from other places. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { foresight, type Prophecy } from "../../src/judge/elsewhere.ts";
import type { GridView } from "../../src/journey/packets/grid.ts";
import { OwnFaults } from "../../src/model/own-faults.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

type Foretold = Partial<Record<GridView, Prophecy>>;

function ofCause(name: string, views: readonly string[]): Readonly<Record<string, Prophecy>> {
  const bundle = loadEvidence(name);
  const { cause, flows } = conclude(bundle);
  const report = flows.find(({ flow }) => cause?.flowIds.includes(flow.id));
  const step = report?.steps.find(({ hop }) => hop.kind === cause?.hopKind && hop.name === cause.at);
  if (!cause || !report || !step) throw new Error(`${name} has no cause on its way`);
  const foretold = foresight(bundle.snapshot, new EvidenceIndex(bundle.evidence), new OwnFaults());
  const found = { code: cause.code, finding: cause.finding, flow: report.flow, hop: step.hop };
  return Object.fromEntries(views.map((view) => [view, foretold.of(found, view as GridView)]));
}

test.each<[string, string, Foretold]>([
  [
    "a rule for forwarded packets on the target's node stops the source's node too, and not what the target's node sends itself",
    "nd430-iptables-drop",
    { service: "stops", "source-node": "stops", "target-node": "avoided", self: "avoided" },
  ],
  [
    "a rule for forwarded answers does not stop those to the node itself, though they meet that node's rules",
    "nd430-answers-dropped",
    { "source-node": "stops", "target-node": "passes", self: "avoided" },
  ],
  [
    "a rule for the packets of one source does not match those of its node",
    "nd413-denied-by-stale-member",
    { "source-node": "passes" },
  ],
  [
    "a policy that admits nobody stops the source's node as well; the target's own node it may not stop",
    "nd410-default-deny",
    { "source-node": "stops", "target-node": "avoided" },
  ],
  [
    "a rule inside the target for what comes in by any interface stops the pod's own connections",
    "nd205-own-input-drops",
    { "source-node": "stops", "target-node": "stops", self: "stops", loopback: "stops" },
  ],
  [
    "what is redirected as it comes into the pod is not, where the pod sends it to itself",
    "nd206-target-sidecar-gone",
    { "target-node": "stops", self: "passes", loopback: "passes" },
  ],
  [
    "where nobody listens, nobody is answered",
    "nd620-nobody-listens",
    { "source-node": "stops", "target-node": "stops", self: "stops", loopback: "stops" },
  ],
  [
    "a program that listens on 127.0.0.1 alone is reached there",
    "nd621-listens-on-loopback",
    { "target-node": "stops", self: "stops", loopback: "passes" },
  ],
  [
    "a missing tunnel entry stops all that its node sends that way",
    "nd511-missing-entry",
    { "source-node": "stops", "target-node": "avoided" },
  ],
  [
    "a wire of the target that is down is not needed inside the pod",
    "nd201-target-interface-down",
    { "source-node": "stops", "target-node": "stops", self: "avoided" },
  ],
  [
    "a gateway that does not answer the target stops answers to whoever is outside of its pod",
    "nd203-target-gateway-silent",
    { "source-node": "stops", "target-node": "stops", self: "passes" },
  ],
])("%s", (_, name, expected) => {
  expect(ofCause(name, Object.keys(expected))).toEqual(expected);
});

test("what only counters of the client's own packets told foretells nothing of others", () => {
  expect(ofCause("nd506-answers-broken", ["source-node"])).toEqual({ "source-node": "not-known" });
});

test("where the rules were not read, nothing is foretold of those who meet them", () => {
  expect(ofCause("nd430-seen-without-iptables", ["source-node"])).toEqual({ "source-node": "not-known" });
});
