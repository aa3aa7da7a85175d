import { expect, test } from "vitest";
import type { Route } from "../../src/netstack/seen/routes.ts";
import { untakenTunnel } from "../../src/gates/untaken-tunnel.ts";
import { address, link, node, route, vxlan, way } from "./between-nodes.ts";

const mac3 = "66:00:00:00:00:03";
const lead = {
  mac: mac3,
  device: "vxlan.calico",
  destination: "192.168.0.13",
  state: "permanent",
  flags: [],
};
const byDefault = route("0.0.0.0/0", "ens3", "192.168.0.1");

/** node2's way to a pod of node3. */
const sent = (routes: readonly Route[], fdb = [lead]) =>
  way(
    node({
      links: [link("ens3", "02:00:00:00:00:12"), vxlan("66:00:00:00:00:02")],
      routes: [route("192.168.0.0/24", "ens3"), ...routes],
      fdb,
    }),
    node({ addresses: [address("ens3", "192.168.0.13"), address("vxlan.calico", "10.1.3.63")] }),
    "10.1.3.4",
  );

test("packets that take the default route miss the tunnel that leads to the other node", () => {
  expect(untakenTunnel(sent([byDefault]))?.device).toBe("vxlan.calico");
});

test("packets in the tunnel miss nothing", () => {
  expect(untakenTunnel(sent([byDefault, route("10.1.3.0/24", "vxlan.calico", "10.1.3.63")]))).toBeUndefined();
});

test("beside a tunnel, packets handed to the other node itself are routed plainly", () => {
  expect(untakenTunnel(sent([byDefault, route("10.1.3.0/24", "ens3", "192.168.0.13")]))).toBeUndefined();
});

test("where no tunnel leads to the other node, the router may know its pods", () => {
  expect(untakenTunnel(sent([byDefault], []))).toBeUndefined();
});
