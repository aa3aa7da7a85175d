import { expect, test } from "vitest";
import { endpointChoice, type Choosable } from "../../src/model/endpoint-choice.ts";

const here: Choosable = { ready: true, node: "node1", forZones: ["a"], forNodes: ["node1"] };
const near: Choosable = { ready: true, node: "node2", forZones: ["a"], forNodes: ["node2"] };
const far: Choosable = { ready: true, node: "node3", forZones: ["b"], forNodes: ["node3"] };
const zoned = (one: Choosable): Choosable => ({ ...one, forNodes: [] });
const inA = { name: "node1", zone: "a", local: false };

test("hints for zones keep a node's connections in its own", () => {
  expect(endpointChoice([here, near, far].map(zoned), inA)).toEqual({
    used: [here, near].map(zoned),
    near: "zone",
  });
});

test("hints for nodes go before those for zones", () => {
  expect(endpointChoice([here, near, far], inA)).toEqual({ used: [here], near: "node" });
});

test("where none is meant for the node, its zone counts", () => {
  expect(endpointChoice([near, far], inA)).toEqual({ used: [near], near: "zone" });
});

test.each<[string, readonly Choosable[], typeof inA]>([
  ["one ready endpoint without a hint", [zoned(here), { ready: true, node: "node3" }], inA],
  ["a zone that nobody is meant for", [zoned(here), zoned(far)], { ...inA, zone: "c" }],
])("%s makes all of them count", (_name, all, node) => {
  expect(endpointChoice(all, node)).toEqual({ used: all });
});

test("a node without a zone uses all", () => {
  const all = [zoned(here), zoned(far)];
  expect(endpointChoice(all, { name: "node1", local: false })).toEqual({ used: all });
});

test("an endpoint that is not ready is asked for no hint", () => {
  const gone: Choosable = { ready: false, node: "node3" };
  expect(endpointChoice([zoned(here), zoned(far), gone], inA)).toEqual({ used: [zoned(here)], near: "zone" });
});

test("with the policy Local only the node's own count, whatever the hints say", () => {
  expect(endpointChoice([here, near], { ...inA, local: true })).toEqual({ used: [here], near: "policy" });
  expect(endpointChoice([near], { ...inA, local: true })).toEqual({ used: [], near: "policy" });
});

test("without a ready one those that end still serve; with Local, those of the node", () => {
  const ending: Choosable = { ready: false, serving: true, node: "node1" };
  const elsewhere: Choosable = { ...ending, node: "node2" };
  expect(endpointChoice([ending, elsewhere], inA).used).toEqual([ending, elsewhere]);
  expect(endpointChoice([ending, elsewhere], { ...inA, local: true }).used).toEqual([ending]);
});
