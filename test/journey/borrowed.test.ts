import { expect, test } from "vitest";
import { borrowedAddress } from "../../src/journey/way/borrowed.ts";
import { address, node, route, unseen, way } from "../gates/between-nodes.ts";

/** The pod's node: the pod behind its wire, and the block it borrowed from as everybody knows it. */
const podsNode = node({
  routes: [
    route("10.1.9.40/32", "cali1"),
    route("10.1.9.0/26", "vxlan.calico", "10.1.9.63"),
    route("0.0.0.0/0", "ens3", "192.168.0.1"),
  ],
});
/** node4 has the block: its tunnel's address is noted at its object. */
const nodes = [
  {
    kind: "Node" as const,
    metadata: { name: "node4", annotations: { "projectcalico.org/IPv4VXLANTunnelAddr": "10.1.9.63" } },
    status: { addresses: [{ type: "InternalIP", address: "192.168.0.14" }] },
  },
];
const block = route("10.1.9.0/26", "vxlan.calico", "10.1.9.63");

test("a sender with the block's route only does not know a borrowed address", () => {
  const found = borrowedAddress(way(node({ routes: [block] }), podsNode, "10.1.9.40"), nodes);
  expect(found?.followed?.destination).toBe("10.1.9.0/26");
  expect(found?.owner).toBe("node4");
});

test("the owner of the block refuses it with the block's own route", () => {
  const own = route("10.1.9.0/26", "lo", undefined, { type: "blackhole", nextHops: [] });
  expect(borrowedAddress(way(node({ routes: [own] }), podsNode, "10.1.9.40"), nodes)?.followed?.type).toBe(
    "blackhole",
  );
});

test("a sender that has a route for the address alone knows it", () => {
  const routes = [block, route("10.1.9.40/32", "vxlan.calico", "10.1.2.63")];
  expect(borrowedAddress(way(node({ routes }), podsNode, "10.1.9.40"), nodes)).toBeUndefined();
});

test("an address of the node's own block is not borrowed", () => {
  const owner = node({
    routes: [
      route("10.1.9.40/32", "cali1"),
      route("10.1.9.0/26", "lo", undefined, { type: "blackhole", nextHops: [] }),
    ],
  });
  expect(borrowedAddress(way(node({ routes: [block] }), owner, "10.1.9.40"), nodes)).toBeUndefined();
});

test("a node whose pods share one bridge borrows nothing", () => {
  const bridged = node({ routes: [route("10.1.9.0/24", "cni0"), route("0.0.0.0/0", "ens3", "192.168.0.1")] });
  expect(borrowedAddress(way(node({ routes: [block] }), bridged, "10.1.9.40"), nodes)).toBeUndefined();
});

test("where the pod's node was not read, nothing is claimed", () => {
  expect(borrowedAddress(way(node({ routes: [block] }), unseen, "10.1.9.40"), nodes)).toBeUndefined();
});

test("a wider route by an address of the node itself is Cilium's own, for the node's pods", () => {
  const cilium = node({
    addresses: [address("cilium_host", "10.0.1.100")],
    routes: [route("10.0.1.23/32", "lxc1"), route("10.0.1.0/24", "cilium_host", "10.0.1.100")],
  });
  const sender = node({ routes: [route("10.0.1.0/24", "cilium_host", "10.0.2.100")] });
  expect(borrowedAddress(way(sender, cilium, "10.0.1.23"), nodes)).toBeUndefined();
});

test("a wider route by a router that is no node says nothing of blocks", () => {
  const routed = node({
    routes: [route("10.1.9.40/32", "lxc1"), route("10.1.0.0/16", "ens3", "192.168.0.1")],
  });
  const sender = node({ routes: [route("10.1.0.0/16", "ens3", "192.168.0.1")] });
  expect(borrowedAddress(way(sender, routed, "10.1.9.40"), nodes)).toBeUndefined();
});
