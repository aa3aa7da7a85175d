import { expect, test } from "vitest";
import { nextMachine } from "../../src/gates/next-machine.ts";
import { address, link, neighbour, node, route, unseen, way, type NodeParts } from "./between-nodes.ts";

const node3 = "02:00:00:00:00:13";
const node2 = "02:00:00:00:00:12";
const stranger = "02:00:00:00:00:99";

const sender = (neighbours: NodeParts["neighbours"]) =>
  node({
    links: [link("ens3", node2)],
    addresses: [address("ens3", "192.168.0.12")],
    routes: [route("192.168.0.0/24", "ens3"), route("0.0.0.0/0", "ens3", "192.168.0.1")],
    neighbours: neighbours ?? [],
  });
const receiver = (neighbours: NodeParts["neighbours"] = []) =>
  node({ links: [link("ens3", node3)], addresses: [address("ens3", "192.168.0.13")], neighbours });

test("an entry with the other node's real card passes", () => {
  const leg = way(sender([neighbour("192.168.0.13", "ens3", node3)]), receiver(), "192.168.0.13");
  expect(nextMachine(leg)).toEqual({ says: "passes" });
});

test("an entry with a stranger's card stops, and tells the real one", () => {
  const entry = neighbour("192.168.0.13", "ens3", stranger, "PERMANENT");
  expect(nextMachine(way(sender([entry]), receiver(), "192.168.0.13"))).toEqual({
    says: "stops",
    stop: { entry, card: { device: "ens3", mac: node3 }, sameWire: false },
  });
});

test("that the other node has the sender's real card proves that both are on one wire", () => {
  const there = receiver([neighbour("192.168.0.12", "ens3", node2)]);
  const leg = way(sender([neighbour("192.168.0.13", "ens3", stranger)]), there, "192.168.0.13");
  expect(nextMachine(leg)).toMatchObject({ says: "stops", stop: { sameWire: true } });
});

test("a network that answers for all its machines itself is no stranger", () => {
  const entries = ["192.168.0.13", "192.168.0.11"].map((ip) => neighbour(ip, "ens3", stranger));
  expect(nextMachine(way(sender(entries), receiver(), "192.168.0.13"))).toEqual({ says: "passes" });
});

test("the stranger's own IPv6 address does not make it a router", () => {
  const entries = [
    neighbour("192.168.0.13", "ens3", stranger),
    neighbour("fe80::ff:fe00:99", "ens3", stranger),
  ];
  expect(nextMachine(way(sender(entries), receiver(), "192.168.0.13"))).toMatchObject({ says: "stops" });
});

test("Linux answers for its addresses on any of its cards", () => {
  const there = node({
    links: [link("ens3", node3), link("ens4", "02:00:00:00:01:13")],
    addresses: [address("ens4", "192.168.0.13")],
  });
  const leg = way(sender([neighbour("192.168.0.13", "ens3", node3)]), there, "192.168.0.13");
  expect(nextMachine(leg)).toEqual({ says: "passes" });
});

test("a router's own entry is not held against the other node's card", () => {
  const leg = way(sender([neighbour("192.168.0.1", "ens3", stranger)]), receiver(), "10.1.0.13");
  expect(nextMachine(leg)).toEqual({ says: "passes" });
});

test("nobody answered: there is no card to compare", () => {
  const leg = way(
    sender([neighbour("192.168.0.13", "ens3", undefined, "FAILED")]),
    receiver(),
    "192.168.0.13",
  );
  expect(nextMachine(leg)).toMatchObject({ says: "stops", stop: { sameWire: false } });
  expect(nextMachine(leg)).not.toHaveProperty("stop.card");
});

test("where the other node was not read, nothing is claimed", () => {
  const leg = way(sender([neighbour("192.168.0.13", "ens3", stranger)]), unseen, "192.168.0.13");
  expect(nextMachine(leg)).toEqual({ says: "not-known", why: "the node did not answer" });
});
