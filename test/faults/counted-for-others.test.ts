/** A counter that moved for somebody else's packets accuses nobody: the question's own were seen to go on. */
import { expect, test } from "vitest";
import { connectionTableFull } from "../../src/faults/policies/nd432-connection-table-full.ts";
import { queueDrops } from "../../src/faults/between/nd558-queue-drops.ts";
import { ownRulesStop } from "../../src/faults/leaving/nd205-own-rules-stop.ts";
import type { Standpoint } from "../../src/faults/define-fault.ts";
import { asCounted } from "../../src/gates/connection-table.ts";
import { asSeen as asDropped } from "../../src/gates/queue.ts";
import { conclude } from "../../src/judge/conclude.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { HopKind } from "../../src/model/hop.ts";
import { notKnown, stopsSome } from "../../src/gates/gate.ts";
import { asSeen, type DroppedInside } from "../../src/gates/own-rules.ts";
import type { Passage } from "../../src/journey/hops/passage.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const attempts = { sent: 7, answered: 0, outcomes: { silent: 7 }, sourcePorts: [] };
const wentOn: Passage = { in: 7, out: 7, refused: 0, mark: "passed" };
const diedHere: Passage = { in: 7, out: 0, refused: 0, mark: "stopped" };
const neverCame: Passage = { in: 0, out: 0, refused: 0, mark: "not-reached" };
const unwatched: Passage = { in: undefined, out: undefined, refused: 0, mark: "unknown" };

/** A hop of a recorded run, as a place to judge at. */
function at(kind: HopKind): Standpoint {
  const bundle = loadEvidence("nd558-queue-drops");
  const [report] = conclude(bundle).flows;
  const path = report?.steps.map(({ hop }) => hop) ?? [];
  const hop = path.find((one) => one.kind === kind);
  if (!report || !hop) throw new Error(`the recorded run has no hop ${kind}`);
  return { flow: report.flow, hop, path, snapshot: bundle.snapshot };
}

function tokens({ because }: Finding): readonly unknown[] {
  return because.filter(({ token }) => token);
}

test("a bandwidth limit that dropped 40 packets of others stopped none that left by it (ND558)", () => {
  const limiter = { place: { kind: "node", node: "node3" }, device: "cali0", kind: "tbf" } as const;
  const drops = { limiter, dropped: 40 };
  const told = (gate: ReturnType<typeof asDropped>): readonly unknown[] =>
    gate.says === "stops-some" ? tokens(queueDrops.name(gate.stop, { attempts }, at("node-in"))) : ["none"];
  expect(asDropped(drops, wentOn).says).toBe("passes");
  expect(told(asDropped(drops, diedHere))).toHaveLength(1);
  expect(told(asDropped(drops, unwatched))).toEqual([]);
});

test("a full table of connections dropped none of those that crossed the node, and is not accused uncounted (ND432)", () => {
  const table = { node: "node3", count: 1000, most: 1000 };
  const moved = [{ key: "conntrack_drop", before: [0], after: [9] }];
  expect(asCounted(table, moved, wentOn).says).toBe("passes");
  expect(asCounted(table, undefined, diedHere).says).toBe("not-known");
  const gate = asCounted(table, moved, diedHere);
  if (gate.says !== "stops-some") throw new Error("a table that dropped 9 stops some");
  expect(tokens(connectionTableFull.name(gate.stop, { attempts }, at("node-in")))).toHaveLength(1);
});

test("a rule inside the pod that matches by chance stopped none of the packets that left the pod (ND205)", () => {
  const place = at("source");
  if (place.flow.from.type !== "pod") throw new Error("the recorded run asks from no pod");
  const stop: DroppedInside = {
    pod: place.flow.from,
    text: "-A OUTPUT -m statistic --mode random --probability 0.1 -j DROP",
    does: "drop",
    moved: 1,
    byChance: true,
  };
  expect(asSeen(stopsSome(stop), place.hop, wentOn).says).toBe("passes");
  expect(asSeen(stopsSome(stop), place.hop, diedHere).says).toBe("stops-some");
  const told = ownRulesStop.name(stop, { attempts, passage: neverCame }, at("socket"));
  expect(tokens(told)).toEqual([]);
});

test("a rule inside the pod that counted fewer than came to it counted others: a kubelet's probe, say (ND205)", () => {
  const place = at("socket");
  if (place.flow.from.type !== "pod") throw new Error("the recorded run asks from no pod");
  const stop: DroppedInside = { pod: place.flow.from, text: "-A INPUT -j DROP", does: "drop", moved: 1 };
  const told = (moved: number, passage: Passage | undefined): number =>
    tokens(ownRulesStop.name({ ...stop, moved }, { attempts, passage }, place)).length;
  const came: Passage = { in: 7, out: 0, refused: 0, mark: "stopped" };
  expect([told(1, came), told(7, came), told(7, undefined), told(7, neverCame)]).toEqual([0, 1, 0, 0]);
});

test("what nobody can tell of the rules inside a pod matters where packets died in it", () => {
  const unread = notKnown("iptables was not there");
  expect(asSeen(unread, at("socket").hop, neverCame).says).toBe("passes");
  expect(asSeen(unread, at("socket").hop, diedHere)).toEqual(
    notKnown("the rules inside the pod: iptables was not there"),
  );
});
