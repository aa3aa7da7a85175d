import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { unexplained } from "../../src/judge/unexplained.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** What is said of the packets of a recorded run, as if no fault explained them. */
function saidOf(name: string): readonly string[] {
  const bundle = loadEvidence(name);
  return unexplained(conclude(bundle).flows, new EvidenceIndex(bundle.evidence));
}

test("the rule that counted exactly the lost packets is named, with the place and the next step by hand", () => {
  const [counters, next] = saidOf("nd506-tunnel-sends-broken");
  expect(counters).toMatch(
    /^on node3 between vxlan\.calico and cali\w+, these counters moved by the 7 lost packets or more: node3: filter: .*INVALID -j DROP$/,
  );
  expect(next).toContain("on node3");
});

test("where no rule stopped them, the last rules that counted exactly as many are named", () => {
  const [counters, met] = saidOf("nd201-target-interface-down");
  expect(counters).toContain("no counter that was read there tells why");
  expect(met).toMatch(/^the last rules that counted exactly 7 packets there: mangle: -A cali-POSTROUTING/);
});

test("where nothing counted them, that is said", () => {
  expect(saidOf("nd504-port-dropped-between")[0]).toMatch(
    /^between node2 and node1, no counter that was read there tells why/,
  );
});

test("nothing is said of a path that works", () => {
  expect(saidOf("healthy")).toEqual([]);
});
