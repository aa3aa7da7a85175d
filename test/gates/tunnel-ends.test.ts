import { expect, test } from "vitest";
import type { Link } from "../../src/netstack/seen/links.ts";
import { counterpartOf, tunnelEndsFit } from "../../src/gates/tunnel-ends.ts";
import { link, neighbour, node, route, unseen, vxlan, way } from "./between-nodes.ts";

const mac3 = "66:00:00:00:00:03";

/** node2 sends to node3's pods through its tunnel, with the given MAC address. */
const sender = (mac = mac3) =>
  node({
    links: [link("ens3", "02:00:00:00:00:12"), vxlan("66:00:00:00:00:02")],
    routes: [route("10.1.3.0/24", "vxlan.calico", "10.1.3.63"), route("192.168.0.0/24", "ens3")],
    neighbours: [neighbour("10.1.3.63", "vxlan.calico", mac, "PERMANENT")],
    fdb: [{ mac, device: "vxlan.calico", destination: "192.168.0.13", state: "permanent", flags: [] }],
  });
const to = (...links: readonly Link[]) => way(sender(), node({ links }), "10.1.3.4");

test("ends with one port, number and MAC address fit", () => {
  expect(tunnelEndsFit(to(vxlan(mac3)))).toEqual({ says: "passes" });
});

test.each([
  ["port", vxlan(mac3, { port: 4799 })],
  ["id", vxlan(mac3, { id: 4097 })],
  ["mac", vxlan("66:00:00:00:00:99")],
  ["down", { ...vxlan(mac3), up: false }],
] as const)("a receiver that differs in %s throws the packets away", (what, there) => {
  expect(tunnelEndsFit(to(there))).toMatchObject({ says: "stops", stop: { what } });
});

test("a receiver without such a tunnel has nobody to unwrap", () => {
  expect(tunnelEndsFit(to(link("ens3", "02:00:00:00:00:13")))).toMatchObject({ stop: { what: "missing" } });
});

test("MAC addresses are the same in capitals", () => {
  expect(tunnelEndsFit(to(vxlan(mac3.toUpperCase())))).toEqual({ says: "passes" });
});

test("a second tunnel with the right number takes the packets, whatever it is called", () => {
  const other = { ...vxlan(mac3), name: "flannel.1", index: 7 };
  expect(tunnelEndsFit(to(vxlan("66:00:00:00:00:98", { id: 7 }), other))).toEqual({ says: "passes" });
  expect(counterpartOf({ ...tunnelHere(), id: 7 }, [vxlan(mac3, { id: 7 }), other])?.id).toBe(7);
});

test("packets that go into no tunnel have no ends to fit", () => {
  const bare = node({
    routes: [route("10.1.3.0/24", "ens3", "192.168.0.13")],
    links: [link("ens3", "02::")],
  });
  expect(tunnelEndsFit(way(bare, node({}), "10.1.3.4"))).toEqual({ says: "passes" });
});

test("where the other end was not read, nothing is claimed", () => {
  expect(tunnelEndsFit(way(sender(), unseen, "10.1.3.4"))).toEqual({
    says: "not-known",
    why: "the node did not answer",
  });
});

function tunnelHere() {
  return {
    device: "vxlan.calico",
    encapsulation: "vxlan",
    mtu: 1450,
    id: 4096,
    port: 4789,
    external: false,
    overhead: 50,
  } as const;
}
