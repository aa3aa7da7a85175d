/** What was seen of the same target from other places, held against what a finding foretells there. */
import { expect, test } from "vitest";
import type { Foresight, Prophecy } from "../../src/judge/elsewhere.ts";
import { vantages, type FoundOn, type Observed } from "../../src/judge/vantages.ts";
import { compare } from "../../src/judge/compare.ts";
import { gridViews, type GridView } from "../../src/journey/packets/grid.ts";
import type { Because, Finding } from "../../src/model/finding.ts";
import type { Hop, HopKind } from "../../src/model/hop.ts";
import type { FlowReport } from "../../src/model/report.ts";
import { foretold } from "./foretold.ts";

const packet = { family: 4, protocol: "TCP", source: "10.0.0.1", destination: "10.0.1.1", port: 80 } as const;
const finding: Finding = { says: "the route is missing", because: [] };

function seen(view: GridView, answered: number, protocol = "TCP"): FlowReport["grid"][number] {
  return { label: gridViews[view], from: "a", to: "b", protocol, port: 80, sent: 3, answered };
}

function on(
  grid: FlowReport["grid"],
  { to = "10.0.1.1", kind = "node-in", reached = "no" }: Where = {},
): FoundOn {
  const end = { type: "external" as const, ips: [] };
  const { family, protocol, source, port } = packet;
  const flow = { id: "f1", from: end, to: end, family, sourceIP: source, destinationIP: to, protocol, port };
  const hop: Hop = { kind, name: kind, packet };
  return { report: { flow, reached, grid, steps: [] }, hop };
}

interface Where {
  readonly to?: string;
  readonly kind?: HopKind;
  readonly reached?: FlowReport["reached"];
}

function held(at: readonly FoundOn[], foresight: Foresight): Observed {
  return vantages({ code: "ND601", foretells: "stops", finding }, at, foresight);
}

test("foretold to fail there, and it fails: that is explained", () => {
  expect(held([on([seen("source-node", 0)])], foretold({ "source-node": "stops" }))).toEqual({
    explains: ["it fails as well from the source's node (3 of 3)"],
    against: [],
  });
});

test("foretold to fail there, and it is answered: that speaks against it", () => {
  expect(held([on([seen("target-node", 3)])], foretold({ "target-node": "stops" }))).toEqual({
    explains: [],
    against: ["from the target's node 3 of 3 were answered, by the same way"],
  });
});

test.each<[Prophecy, string]>([
  ["avoided", "it is answered from the target's node, on a way that does not cross the place that is broken"],
  ["passes", "it is answered from the target's node, whose packets are not stopped by what is wrong here"],
])("foretold to pass there (%s), and it is answered: that is explained", (prophecy, line) => {
  expect(held([on([seen("target-node", 3)])], foretold({ "target-node": prophecy }))).toEqual({
    explains: [line],
    against: [],
  });
});

test("foretold to pass there, and it fails: other things may stop it, so nothing is said", () => {
  expect(held([on([seen("target-node", 0)])], foretold({ "target-node": "avoided" }))).toEqual({
    explains: [],
    against: [],
  });
});

test("foretold to pass there, and it fails of nothing that was read, where nothing was found: that is told", () => {
  const foresight = foretold({ "target-node": "avoided" }, { isUnexplained: () => true });
  expect(held([on([seen("target-node", 0)])], foresight).against).toEqual([
    "from the target's node 3 of 3 failed, and nothing that was read stops those packets",
  ]);
});

test("where it is not known what becomes of them, what became of them says nothing", () => {
  const grid = [seen("source-node", 0), seen("target-node", 3)];
  expect(held([on(grid)], foretold({}))).toEqual({ explains: [], against: [] });
});

test("refused there and lost here is not one thing: nothing is said", () => {
  const { report, hop } = on([{ ...seen("source-node", 0), failure: "Connection timed out" }]);
  const main = { ...seen("more", 0), failure: "Connection refused" };
  const refused = { report: { ...report, main }, hop };
  expect(held([refused], foretold({ "source-node": "stops" })).explains).toEqual([]);
});

test("a datagram that gets no answer has not failed", () => {
  expect(held([on([seen("source-node", 0, "UDP")])], foretold({ "source-node": "stops" }))).toEqual({
    explains: [],
    against: [],
  });
});

test("an answer to a datagram is an answer", () => {
  expect(held([on([seen("source-node", 3, "UDP")])], foretold({ "source-node": "stops" })).against).toEqual([
    "from the source's node 3 of 3 were answered, by the same way",
  ]);
});

test("where some of the client's own come through, some of others' say nothing against it", () => {
  const some = on([seen("source-node", 1)], { reached: "some" });
  expect(held([some], foretold({ "source-node": "stops" })).against).toEqual([]);
});

test("that a program answers itself within its pod says nothing of a way outside", () => {
  expect(held([on([seen("loopback", 3)])], foretold({ loopback: "avoided" })).explains).toEqual([]);
});

test("of several pairs, what all of them show is explained, and what one shows speaks against it", () => {
  const pairs = [
    on([seen("source-node", 0), seen("target-node", 3)]),
    on([seen("source-node", 0), seen("target-node", 0)], { to: "10.0.1.2" }),
  ];
  expect(held(pairs, foretold({ "source-node": "stops", "target-node": "stops" }))).toEqual({
    explains: ["it fails as well from the source's node (3 of 3)"],
    against: ["from the target's node 3 of 3 were answered, by the same way"],
  });
});

test("the Service's address fails as well where every endpoint it may lead to is behind the finding", () => {
  const pairs = [on([seen("service", 0)]), on([], { to: "10.0.1.2" })];
  const both = foretold({ service: "stops" }, { endpoints: () => ["10.0.1.1", "10.0.1.2"] });
  expect(held(pairs, both).explains).toEqual(["it fails as well through the Service (3 of 3)"]);
});

test("another endpoint that nothing was found of may have got them: then the Service says nothing", () => {
  const both = foretold({ service: "stops" }, { endpoints: () => ["10.0.1.1", "10.0.1.2"] });
  expect(held([on([seen("service", 0)])], both).explains).toEqual([]);
});

test("where the Service leads one of two to nobody, the other's answers do not speak against it", () => {
  const nobody = on([seen("service", 1)], { to: "10.0.1.2", kind: "service" });
  const both = foretold({ service: "stops" }, { endpoints: () => ["10.0.1.1", "10.0.1.2"] });
  expect(held([nobody], both)).toEqual({ explains: [], against: [] });
});

test("what stands before an endpoint is chosen concerns all of them", () => {
  const pairs = [on([seen("service", 0)], { kind: "source" })];
  const both = foretold({ service: "stops" }, { endpoints: () => ["10.0.1.1", "10.0.1.2"] });
  expect(held(pairs, both).explains).toEqual(["it fails as well through the Service (3 of 3)"]);
});

test("what stops some packets explains those who do not meet it, and nothing of those who do", () => {
  const at = [on([seen("source-node", 0), seen("target-node", 3)], { reached: "some" })];
  const foresight = foretold({ "source-node": "stops", "target-node": "avoided" });
  expect(vantages({ code: "ND430", foretells: "stops-some", finding }, at, foresight)).toEqual({
    explains: [
      "it is answered from the target's node, on a way that does not cross the place that is broken",
    ],
    against: [],
  });
});

test.each(["loses", "spoils", "hides"] as const)(
  "what %s foretells no packet's end, so other places say nothing of it",
  (foretells) => {
    const at = [on([seen("source-node", 0)])];
    expect(vantages({ code: "ND502", foretells, finding }, at, foretold({ "source-node": "stops" }))).toEqual(
      {
        explains: [],
        against: [],
      },
    );
  },
);

const agreeing: Because[] = [
  { source: "model", says: "the route is missing" },
  { source: "probe", says: "7 of 7 failed" },
  { source: "kernel", says: "7 seen on eth0, 0 on veth1" },
];
const counted: Because = { source: "kernel", says: "its counter moved by 7", token: true };

test.each([
  ["makes what was only read likely", agreeing, "likely"],
  [
    "is told, and leaves what the kernel itself counted as sure as it is",
    [...agreeing, counted],
    "confirmed",
  ],
] as const)("what speaks against a finding %s", (_, because, confidence) => {
  const { report, hop } = on([seen("target-node", 3)]);
  const found = {
    result: "found" as const,
    code: "ND601" as const,
    title: "ND601",
    finding: { says: "x", because: [...because] },
  };
  const flow = { ...report, steps: [{ hop, mark: "stopped" as const, facts: [], outcomes: [found] }] };
  const foresight = foretold({ "target-node": "stops" });
  const [first] = compare([flow], () => ({ foretells: "stops", gate: "rules" }), foresight);
  expect(first?.weighed).toMatchObject({
    confidence,
    against: ["from the target's node 3 of 3 were answered, by the same way"],
  });
});
