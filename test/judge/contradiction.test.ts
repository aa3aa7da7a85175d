/** Packets that were seen to do otherwise than a stop foretells. */
import { expect, test } from "vitest";
import { contradicts } from "../../src/judge/contradiction.ts";
import { defineStop, gateOf } from "../../src/faults/define-fault.ts";
import { judge } from "../../src/judge/judge.ts";
import { notKnown, passes, stops, stopsSome, type Gate, type Scene } from "../../src/gates/gate.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { withSources } from "../../src/journey/way/sources.ts";
import type { HopKind } from "../../src/model/hop.ts";
import { OwnFaults } from "../../src/model/own-faults.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** A hop of a recorded run. */
function at(name: string, kind: HopKind): Scene {
  const { flows, snapshot, evidence: looks } = loadEvidence(name);
  const evidence = new EvidenceIndex(looks);
  const [flow] = withSources(flows, evidence);
  const path = flow && walkPath(flow, evidence);
  const hop = path?.find((one) => one.kind === kind);
  if (!flow || !path || !hop) throw new Error(`${name} has no hop ${kind}`);
  return { flow, hop, path, snapshot, evidence };
}

const healthy = at("healthy", "node-in");
/** Here node3 forwards nothing: all packets come in, and none leaves. */
const died = at("nd550-forwarding-off", "node-in");
const before = at("nd550-forwarding-off", "node-out");

test("what stops all packets of a hop is denied by packets that were answered, or that went on", () => {
  expect(contradicts("stops", "rules", healthy)).toBe(true);
  expect(contradicts("stops", "rules", before)).toBe(true);
  expect(contradicts("stops", "rules", died)).toBe(false);
});

test("what sends packets astray is not denied by packets that leave the hop, but by answers to all of them", () => {
  expect(contradicts("diverts", "route", before)).toBe(false);
  expect(contradicts("diverts", "route", healthy)).toBe(true);
});

test("which packets a stop of some takes, its gate accounts for", () => {
  expect(contradicts("stops-some", "queue", healthy)).toBe(false);
});

test("connections that are answered say nothing of a name that was looked up", () => {
  expect(contradicts("stops", "name", at("healthy", "asking"))).toBe(false);
});

/** What is told of a gate that says this, at the hop where the packets died. */
function told(gate: Gate<string>, scene: Scene): unknown {
  const fault = defineStop({
    code: "ND999",
    title: "A stop",
    at: ["node-in"],
    gate: "forwarding",
    foretells: "stops",
    stop: gateOf("a gate", () => gate),
    tells: {},
    name: (stop) => ({ says: stop, because: [] }),
  });
  return judge(fault, scene, new OwnFaults());
}

test("a fault that names a stop is there where its gate stops, and tells what the gate does not know", () => {
  expect(told(stops("off"), died)).toMatchObject({ result: "found", finding: { says: "off" } });
  expect(told(passes, died)).toEqual({ result: "absent", code: "ND999", why: "read" });
  expect(told(notKnown("unread"), died)).toMatchObject({ result: "cannot-tell", reason: "unread" });
  expect(told(stopsSome("some"), healthy)).toMatchObject({ result: "found", some: true });
});

test("where packets do otherwise neither a stop is told nor a doubt", () => {
  expect(told(stops("off"), healthy)).toEqual({ result: "absent", code: "ND999", why: "contradicted" });
  expect(told(notKnown("unread"), healthy)).toEqual({ result: "absent", code: "ND999", why: "nothing-lost" });
});
