/** Where packets died, a look that failed is told as such, whoever else came through. */
import { expect, test } from "vitest";
import { clientPortsGate } from "../../src/gates/client-ports.ts";
import type { Gate, Scene } from "../../src/gates/gate.ts";
import { partLostGate } from "../../src/gates/losses.ts";
import { queueGate } from "../../src/gates/queue.ts";
import { sourcePortsGate } from "../../src/gates/source-ports.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { withSources } from "../../src/journey/way/sources.ts";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import type { HopKind } from "../../src/model/hop.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const refused = { why: "forbidden" as const, detail: "exec was refused", next: "look by hand" };
const isRules = (probe: string): boolean => /iptables|nft|ipsets|legacy/.test(probe) && !/kernel/.test(probe);

test("7 came to a node and 4 left it, and its rules were not read: no rule there is absent", () => {
  expect(rulesUnread("node-in")).toEqual(["cannot-tell", "cannot-tell", "cannot-tell"]);
});

test("7 came to a node and 7 left it: of its rules, which were not read, nothing is told", () => {
  expect(rulesUnread("node-out")).toEqual(["absent", "absent", "absent"]);
});

test("every packet was answered, and the rules of the nodes were not read: nothing is told of them", () => {
  const bundle = unread("healthy", ({ probe, place }) => place.kind === "node" && isRules(probe));
  const report = conclude(bundle);
  expect(report.verdict).toBe("reachable");
  expect(report.notChecked.map(({ what }) => what).join("\n")).not.toContain("ND430");
});

test("what was not read does not pass", () => {
  const sysctls = ({ probe }: Evidence): boolean => probe === "sysctls";
  const links = ({ probe }: Evidence): boolean => probe === "links";
  const capture = ({ probe }: Evidence): boolean => probe === "capture";
  expect(at("source", unread("nd207-few-source-ports", sysctls), sourcePortsGate).says).toBe("not-known");
  expect(at("underlay", unread("nd505-port-loses-part", capture), partLostGate).says).toBe("not-known");
  expect(at("node-in", unread("nd558-queue-drops", links), queueGate).says).toBe("not-known");
  for (const kind of ["node-out", "node-in"] as const)
    expect(at(kind, unread("nd433-client-ports", sysctls), clientPortsGate).says).not.toBe("stops-some");
});

/** What is said of ND430, ND411, and ND416 at a hop where a rule drops some by chance, and no node's rules were read. */
function rulesUnread(kind: HopKind): readonly unknown[] {
  const bundle = unread("nd430-random-drop", ({ probe, place }) => place.kind === "node" && isRules(probe));
  const outcomes = conclude(bundle).flows[0]?.steps.find(({ hop }) => hop.kind === kind)?.outcomes ?? [];
  return ["ND430", "ND411", "ND416"].map((code) => outcomes.find((one) => one.code === code)?.result);
}

function unread(name: string, isUnread: (item: Evidence) => boolean): Bundle {
  const bundle = loadEvidence(name);
  const evidence = bundle.evidence.map((item): Evidence => {
    if (!isUnread(item)) return item;
    const { round, place, probe, subject } = item;
    return { round, place, probe, subject, notSeen: refused };
  });
  return { ...bundle, evidence };
}

function at(kind: HopKind, bundle: Bundle, gate: (scene: Scene) => Gate<unknown>): Gate<unknown> {
  const evidence = new EvidenceIndex(bundle.evidence);
  const [flow] = withSources(bundle.flows, evidence);
  const path = flow ? walkPath(flow, evidence) : [];
  const hop = path.find((one) => one.kind === kind);
  if (!flow || !hop) throw new Error(`the recorded run has no hop ${kind}`);
  return gate({ flow, hop, path, snapshot: bundle.snapshot, evidence });
}
