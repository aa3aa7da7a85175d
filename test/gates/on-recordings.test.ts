/** Gates asked of recorded runs: a recording and a hop in, the deciding fact out. */
import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { HopKind } from "../../src/model/hop.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { withSources } from "../../src/journey/way/sources.ts";
import { answersKnown } from "../../src/gates/answer-tracking.ts";
import { connectionTableGate } from "../../src/gates/connection-table.ts";
import { dnsSilenceGate } from "../../src/gates/dns-silence.ts";
import { endpointsGate } from "../../src/gates/endpoints.ts";
import { forwardingGate } from "../../src/gates/forwarding.ts";
import type { Gate, Scene } from "../../src/gates/gate.ts";
import { everythingLost, packetsLost, tunnelPacketsLost } from "../../src/gates/lost-between.ts";
import { notMasqueradedGate } from "../../src/gates/masquerade.ts";
import { wrongMachineGate } from "../../src/gates/next-machine.ts";
import { nodeAwayGate } from "../../src/gates/node-away.ts";
import { socketGate } from "../../src/gates/open-port.ts";
import { packetSizeGate } from "../../src/gates/packet-size.ts";
import { podRouteGate } from "../../src/gates/pod-route.ts";
import { egressGate, ingressGate } from "../../src/gates/policy-denial.ts";
import { foreignRuleGate, policyRuleGate } from "../../src/gates/policy-rules.ts";
import { queueGate } from "../../src/gates/queue.ts";
import { reversePathGate } from "../../src/gates/reverse-path.ts";
import { serviceNameGate } from "../../src/gates/service-name.ts";
import { targetPortGate } from "../../src/gates/service-port.ts";
import { staleBackendsGate } from "../../src/gates/stale-backends.ts";
import { tunnelAddressGate } from "../../src/gates/tunnel-address.ts";
import { endsDifferGate, frameGate } from "../../src/gates/tunnel-ends.ts";
import { borrowedGate, wayToPodsGate } from "../../src/gates/way-to-pods.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** What a gate says at the hops of one kind of the flows of a recorded run: the first that is more than `passes`. */
function said<Stop>(name: string, kind: HopKind, gate: (scene: Scene) => Gate<Stop>): Gate<Stop> {
  const { flows: recorded, snapshot, evidence: looks } = loadEvidence(name);
  const evidence = new EvidenceIndex(looks);
  const answers = withSources(recorded, evidence).flatMap((flow) => {
    const path = walkPath(flow, evidence);
    return path
      .filter((hop) => hop.kind === kind)
      .map((hop) => gate({ flow, hop, path, snapshot, evidence }));
  });
  return answers.find(({ says }) => says !== "passes") ?? { says: "passes" };
}

const stop = { says: "stops" };
const stopSome = { says: "stops-some" };

describe.each<[string, HopKind, (scene: Scene) => Gate<unknown>, object]>([
  ["nd103-dns-does-not-answer", "asking", dnsSilenceGate, { ...stop, stop: { refused: true } }],
  ["nd104-name-of-another-namespace", "asking", serviceNameGate, { ...stop, stop: { is: "wrong name" } }],
  ["nd105-watch-lost", "asking", serviceNameGate, { ...stop, stop: { is: "unknown to DNS" } }],
  ["nd106-node-asks-elsewhere", "asking", serviceNameGate, { ...stop, stop: { is: "asks amiss" } }],
  ["nd301-service-selects-nothing", "service", endpointsGate, { ...stop, stop: { is: "selects nothing" } }],
  ["nd302-service-without-endpoints", "service", endpointsGate, { ...stop, stop: { is: "not listed" } }],
  ["nd303-endpoints-not-ready", "service", endpointsGate, { ...stop, stop: { is: "not ready" } }],
  ["nd305-target-port-closed", "socket", targetPortGate, { ...stop, stop: { is: "closed" } }],
  ["nd305-target-port-unnamed", "service", targetPortGate, { ...stop, stop: { is: "unnamed" } }],
  ["nd410-ingress-denied", "node-in", ingressGate, { ...stop, stop: { by: "policy" } }],
  ["nd417-source-rewritten", "node-in", ingressGate, { ...stop, stop: { by: "rewriting" } }],
  ["nd101-egress-default-deny", "node-out", egressGate, { ...stop, stop: { by: "policy" } }],
  ["nd432-connection-table-full", "node-in", connectionTableGate, stopSome],
  ["nd430-random-drop", "node-in", foreignRuleGate, { ...stopSome, stop: { walked: false } }],
  ["nd501-interface-down", "underlay", nodeAwayGate, { ...stop, stop: { by: { what: "card" } } }],
  ["nd501-node-not-ready", "underlay", nodeAwayGate, { ...stop, stop: { by: { what: "silence" } } }],
  ["nd502-vlan-between", "underlay", everythingLost, stop],
  ["nd503-neighbour-of-a-stranger", "underlay", wrongMachineGate, { ...stop, stop: { sameWire: true } }],
  [
    "nd504-port-dropped-between",
    "underlay",
    packetsLost,
    { ...stop, stop: { pings: { there: { sent: 3 } } } },
  ],
  ["nd508-answers-not-tracked", "reply", answersKnown, { ...stop, stop: { node: "node3" } }],
  ["nd510-tunnel-dropped", "underlay", tunnelPacketsLost, { ...stop, stop: { remote: "192.168.0.13" } }],
  ["nd511-wrong-entry", "tunnel", tunnelAddressGate, stop],
  ["nd512-tunnel-port-differs", "node-in", endsDifferGate, { ...stop, stop: { by: { what: "port" } } }],
  ["nd514-stale-tunnel-mac", "tunnel", frameGate, { ...stop, stop: { what: "mac" } }],
  ["nd520-underlay-too-small", "underlay", packetSizeGate, stopSome],
  [
    "nd530-strict-on-tunnel",
    "node-in",
    reversePathGate,
    { ...stop, stop: { by: { what: "setting", strictness: 1 } } },
  ],
  ["nd540-tunnel-down", "node-out", wayToPodsGate, { ...stop, stop: { tunnel: { down: true } } }],
  ["nd541-borrowed-address", "node-out", borrowedGate, stop],
  ["nd550-forwarding-off", "node-in", forwardingGate, { ...stop, stop: { setting: "net.ipv4.ip_forward" } }],
  ["nd556-accepted-before", "underlay", notMasqueradedGate, { ...stop, stop: { node: "node2" } }],
  ["nd558-queue-drops", "node-in", queueGate, stopSome],
  ["nd601-pod-route-missing", "node-in", podRouteGate, { ...stop, stop: { isTarget: true } }],
  ["nd620-nobody-listens", "socket", socketGate, { ...stop, stop: { is: "closed", chosenBy: "client" } }],
  ["nd621-listens-on-loopback", "socket", socketGate, { ...stop, stop: { is: "bound-elsewhere" } }],
  ["nd310-stale-backends", "service", staleBackendsGate, stopSome],
  ["nd411-rule-deleted-by-hand", "node-in", policyRuleGate, { ...stop, stop: { is: "out of step" } }],
])("%s at %s", (name, kind, gate, expected) => {
  test("stops, with the deciding fact", () => {
    expect(said(name, kind, gate)).toMatchObject(expected);
  });

  test("stops nothing on the healthy run", () => {
    expect(["passes", "not-known"]).toContain(said("healthy", kind, gate).says);
  });
});

test("a hop that was not looked at is not known, and never passes", () => {
  const bundle = loadEvidence("nd550-forwarding-off");
  const evidence = new EvidenceIndex(bundle.evidence.filter(({ probe }) => probe !== "sysctls"));
  const [flow] = bundle.flows;
  const hop = flow && walkPath(flow, evidence).find(({ kind }) => kind === "node-in");
  if (!hop) throw new Error("the recorded run has a target's node");
  expect(forwardingGate({ hop, evidence }).says).toBe("not-known");
});

test("what a gate says decides what is told", () => {
  expect(conclude(loadEvidence("nd550-forwarding-off")).cause?.code).toBe("ND550");
});
