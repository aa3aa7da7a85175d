/** What faults foretell, held against what was seen: how sure it makes netdiag, and what it tells for and against. */
import { expect, test } from "vitest";
import { causeOf, compare, type NameOf } from "../../src/judge/compare.ts";
import { nothingForetold } from "./foretold.ts";
import type { Because } from "../../src/model/finding.ts";
import type { HopKind } from "../../src/model/hop.ts";
import type { WeighedFinding, FlowReport } from "../../src/model/report.ts";
import type { Step } from "../../src/model/step.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { conclude, nameIn } from "../../src/judge/conclude.ts";
import { OwnFaults } from "../../src/model/own-faults.ts";

const agreeing: Because[] = [
  { source: "model", says: "the route is missing" },
  { source: "probe", says: "7 of 7 failed" },
  { source: "kernel", says: "7 seen on eth0, 0 on veth1" },
];
const moved: Because = { source: "kernel", says: "its counter moved by 7", token: true };
const unread: Step["outcomes"][number] = {
  result: "cannot-tell",
  code: "ND430",
  title: "A firewall rule stops the packets",
  reason: "nft was not there",
};

function found(because: Because[]): Step["outcomes"][number] {
  return { result: "found", code: "ND601", title: "ND601", finding: { says: "x", because } };
}

/** A flow whose packets all die at one hop, with what was found there. */
function flowOf(kind: HopKind, outcomes: Step["outcomes"]): FlowReport {
  const packet = {
    family: 4,
    protocol: "TCP",
    source: "10.0.0.1",
    destination: "10.0.1.1",
    port: 80,
  } as const;
  const end = { type: "external" as const, ips: [] };
  return {
    flow: {
      id: "f1",
      from: end,
      to: end,
      family: 4,
      sourceIP: packet.source,
      destinationIP: packet.destination,
      protocol: "TCP",
      port: 80,
    },
    reached: "no",
    grid: [],
    steps: [{ hop: { kind, name: kind, packet }, mark: "stopped", facts: [], outcomes }],
  };
}

function stopped(
  kind: HopKind,
  because: Because[],
  others: Step["outcomes"] = [],
): WeighedFinding | undefined {
  const flow = flowOf(kind, [found(because), ...others]);
  return compare([flow], () => ({ foretells: "stops", gate: "rules" }), nothingForetold)[0]?.weighed;
}

function told(flow: FlowReport, nameOf: NameOf): readonly (readonly string[])[] {
  return compare([flow], nameOf, nothingForetold).map(({ weighed }) => [weighed.code, weighed.confidence]);
}

const lost: Step["outcomes"][number] = {
  result: "found",
  code: "ND502",
  title: "ND502",
  finding: { says: "nothing gets through", because: agreeing },
};
const nameOf: NameOf = (code) =>
  code === "ND502" ? { foretells: "loses", gate: "between" } : { foretells: "stops", gate: "neighbour" };

test("a loss that nobody can see the reason of is told where nothing that was read explains it", () => {
  expect(told(flowOf("underlay", [lost]), nameOf)).toEqual([["ND502", "confirmed"]]);
});

test("a wrong entry at the same place explains it", () => {
  const wrongEntry = found(agreeing);
  expect(told(flowOf("underlay", [lost, wrongEntry]), nameOf)).toEqual([["ND601", "confirmed"]]);
});

test("silence at the names is explained by what stops the questions there", () => {
  expect(told(flowOf("asking", [lost, found(agreeing)]), nameOf)).toEqual([["ND601", "confirmed"]]);
});

test("and not by what stops other packets further on", () => {
  const [names] = flowOf("asking", [lost]).steps;
  const further = flowOf("node-in", [found(agreeing)]);
  if (!names) throw new Error("a flow has a step");
  expect(told({ ...further, steps: [names, ...further.steps] }, nameOf)).toEqual([
    ["ND502", "confirmed"],
    ["ND601", "confirmed"],
  ]);
});

test("what stands behind the place of the loss waits for the next packets, and hides no loss", () => {
  const border = flowOf("underlay", [lost]);
  const [behind] = flowOf("node-in", [found(agreeing)]).steps;
  if (!behind) throw new Error("a flow has a step");
  const flow = { ...border, steps: [...border.steps, { ...behind, mark: "not-reached" as const }] };
  expect(told(flow, nameOf)).toEqual([
    ["ND502", "confirmed"],
    ["ND601", "confirmed"],
  ]);
});

test("the first gates of the target's node are not why packets died that its card never saw", () => {
  const lostBefore = flowOf("underlay", []);
  const [behind] = flowOf("node-in", [found(agreeing)]).steps;
  if (!behind) throw new Error("a flow has a step");
  const flow = { ...lostBefore, steps: [...lostBefore.steps, { ...behind, mark: "not-reached" as const }] };
  expect(causeOf(compare([flow], nameOf, nothingForetold))).toBeUndefined();
});

test("what should stop every packet where every packet passes is not told: they contradict it", () => {
  const flow = flowOf("node-in", [found(agreeing)]);
  const passed = { ...flow, steps: flow.steps.map((step) => ({ ...step, mark: "passed" as const })) };
  expect(told(passed, nameOf)).toEqual([]);
});

test("it is a suspicion as long as something that sends packets elsewhere was not looked at", () => {
  expect(told(flowOf("underlay", [lost, unread]), nameOf)).toEqual([["ND502", "suspected"]]);
});

test("what was read, sent and counted agrees, and all else there was looked at: confirmed", () => {
  expect(stopped("node-in", agreeing)).toMatchObject({ confidence: "confirmed", rivals: [] });
});

test("something else may stop packets at the same place and was not looked at: likely, and the rival is told", () => {
  expect(stopped("node-in", agreeing, [unread])).toMatchObject({
    confidence: "likely",
    rivals: ["ND430 (A firewall rule stops the packets): nft was not there"],
  });
});

test("several rivals that one look would have told of are one line", () => {
  const another = { ...unread, code: "ND550" as const, title: "The node does not forward packets" };
  expect(stopped("node-in", agreeing, [unread, another])?.rivals).toEqual([
    "ND430 (A firewall rule stops the packets) and 1 more: nft was not there",
  ]);
});

test("a counter that only this cause moves needs no elimination of others", () => {
  expect(stopped("node-in", [...agreeing, moved], [unread])).toMatchObject({
    confidence: "confirmed",
    rivals: [],
  });
});

test("that packets fail, alone, makes nothing sure", () => {
  expect(stopped("node-in", [{ source: "probe", says: "7 of 7 failed" }])?.confidence).toBe("suspected");
});

test("a fix is told once, with the cause, and not again at the hop", () => {
  const { cause, flows } = conclude(loadEvidence("nd410-ingress-denied"));
  const found = flows
    .flatMap(({ steps }) => steps.flatMap(({ outcomes }) => outcomes))
    .filter(({ result }) => result === "found");
  expect(cause?.finding.fix).toBeDefined();
  expect(found.map((outcome) => outcome.result === "found" && outcome.finding.fix)).toEqual([
    undefined,
    undefined,
  ]);
});

test("what stops all packets of one flow and some of another is weighed the same, whichever flow comes first", () => {
  const [whole, some] = [flowOf("node-in", [found(agreeing)]), flowOf("node-in", [])];
  const part = { ...found(agreeing), some: true as const };
  const other: FlowReport = {
    ...some,
    flow: { ...some.flow, id: "f2" },
    reached: "some",
    steps: some.steps.map((step) => ({ ...step, mark: "passed" as const, outcomes: [part] })),
  };
  const weighed = (flows: readonly FlowReport[]): unknown =>
    compare(flows, nameOf, nothingForetold).map(({ foretells, weighed: { flowIds } }) => [
      foretells,
      flowIds,
    ]);
  expect(weighed([whole, other])).toEqual([
    ["stops", ["f1"]],
    ["stops-some", ["f2"]],
  ]);
  expect(weighed([other, whole])).toEqual(weighed([whole, other]));
});

test("a code that the catalogue does not have is told as netdiag's own fault", () => {
  const own = new OwnFaults();
  expect(nameIn(own)("ND410")).toMatchObject({ foretells: "stops", gate: "rules" });
  expect(own.lines).toEqual([]);
  expect(nameIn(own)("ND999").foretells).toBe("hides");
  expect(own.lines.map(({ reason }) => reason)).toEqual([
    "netdiag could not weigh ND999: the catalogue has no such fault",
  ]);
});
