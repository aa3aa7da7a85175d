/** Faults that NetOpsBench injects into links, routes and devices. */
import { between, onNode, type Case } from "../case.ts";
import {
  blocked,
  each,
  lostBetween,
  node,
  partial,
  reachable,
  underlay,
  type RightAnswer,
} from "../right-answer.ts";
import { badWire, wireHealed } from "./wire.ts";

const onTheWire =
  /between node2 and node3|node2 → node3|leave node2 and (never|do not)|(never|not) arrive at node3/;

/** Lost on the wire: neither node is at fault, and neither must be told to be down. */
const lost: readonly RightAnswer[] = [
  blocked({ object: [node("node2"), node("node3")], says: [onTheWire] }, { never: [/\bdown\b/, /drain/] }),
  blocked({ says: [onTheWire] }, { diesAt: underlay("node2", "node3") }),
  lostBetween("node2", "node3", [/ping|nothing gets through|no packet|every/i]),
];

const damaged = /checksum|corrupt|damage|bad packets/i;

export const netopsbench: readonly Case[] = [
  {
    id: "netops-acl",
    says: "an access list between the nodes drops everything from node2 to node3",
    break: [
      between(
        "nft 'add table bridge acl; add chain bridge acl c { type filter hook forward priority 0; }; add rule bridge acl c ip saddr 192.168.0.12 ip daddr 192.168.0.13 drop'",
      ),
    ],
    asked: [
      { ask: "test/reviews -> test/ratings", right: lost },
      { ask: "demo/client -> 10.233.75.9:9080", right: [reachable()] },
    ],
    heal: [between("nft delete table bridge acl")],
  },
  {
    id: "netops-mtu-mismatch",
    says: "the wire to node3 takes 1400 bytes, the nodes think 1500",
    break: [between("ip link set v-node3 mtu 1400")],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ says: [/MTU|big packets|bytes/i] }, { never: [/\b0 of \d+ .*no further/] }),
          reachable({ beside: [{ says: [/MTU|big packets/i] }], tells: [/MTU|big packets/i] }),
        ],
      },
    ],
    heal: [between("ip link set v-node3 mtu 1500")],
  },
  {
    id: "netops-loss",
    says: "a quarter of all packets between node2 and node3 is lost",
    break: [
      between(
        "nft 'add table bridge l; add chain bridge l c { type filter hook forward priority 0; }; add rule bridge l c ip saddr { 192.168.0.12, 192.168.0.13 } ip daddr { 192.168.0.12, 192.168.0.13 } numgen random mod 4 < 1 drop'",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ object: [node("node2"), node("node3")], says: [/lost|loses|loss/i, onTheWire] }),
          partial({ says: [/lost|loses|loss/i, onTheWire] }),
          { verdict: "partial", tells: [/lost|loses|loss/i, onTheWire] },
        ],
      },
      { ask: "ingress-nginx -> 10.233.75.9:9080", right: [reachable()] },
    ],
    heal: [between("nft delete table bridge l")],
  },
  {
    id: "netops-corruption",
    says: "every bigger packet of node3 is damaged on the wire: its checksum is wrong where it arrives",
    break: [...badWire("node3", { corrupted: 100 })],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked({ says: [damaged] }),
          partial({ says: [damaged] }),
          { verdict: "blocked", tells: [damaged] },
          { verdict: "partial", tells: [damaged] },
        ],
      },
    ],
    heal: [...wireHealed("node3")],
  },
  {
    id: "netops-latency",
    says: "node3 is 150 ms away, each way: it works, slowly",
    break: [...badWire("node3", { delayMs: 150 })],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [reachable({ tells: [/slow|latency|delay|takes long|3\d\d(\.\d)? ms/i] })],
      },
    ],
    heal: [...wireHealed("node3")],
  },
  {
    id: "netops-link-down",
    says: "the switch's port to node3 is down",
    break: [between("ip link set v-node3 down")],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked(
            { object: [node("node3")], says: [/node3/] },
            { diesAt: underlay("node2", "node3"), never: [/drain/] },
          ),
          lostBetween("node2", "node3", [/node3/]),
        ],
      },
      { ask: "test/client -> 10.233.72.70:9080", right: [reachable()] },
    ],
    heal: [between("ip link set v-node3 up")],
  },
  {
    id: "netops-blackhole-route",
    says: "a blackhole route on node2 for node3's block",
    break: [
      onNode("node2", "ip route show 10.233.75.0/26 >/run/lost; ip route replace blackhole 10.233.75.0/26"),
    ],
    asked: each(
      ["test/reviews -> test/ratings", "node/node2 -> 10.233.75.9:9080"],
      [blocked({ object: [node("node2")], node: ["node2"], says: [/blackhole/, /10\.233\.75\.0\/26/] })],
    ),
    heal: [onNode("node2", "ip route replace $(cat /run/lost)")],
  },
  {
    id: "netops-wrong-static-route",
    says: "a static route sends the packets for one pod to the router, which knows no pods",
    break: [onNode("node2", "ip route add 10.233.75.4/32 via 192.168.0.1 dev ens3")],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked({
            object: [node("node2")],
            node: ["node2"],
            says: [/10\.233\.75\.4/, /route|192\.168\.0\.1|ens3/],
          }),
        ],
      },
      { ask: "test/client -> 10.233.75.9:9080", right: [reachable()] },
    ],
    heal: [onNode("node2", "ip route del 10.233.75.4/32 via 192.168.0.1")],
  },
  {
    id: "netops-device-down",
    says: "node2's tunnel device is down, and its routes went with it",
    break: [
      onNode(
        "node2",
        "ip route show dev vxlan.calico >/run/lost; ip neigh show dev vxlan.calico >/run/neighbours; ip link set vxlan.calico down",
      ),
    ],
    asked: each(
      ["test/reviews -> test/ratings", "node/node2 -> 10.233.75.9:9080"],
      [blocked({ object: [node("node2")], node: ["node2"], says: [/vxlan\.calico/, /down/i] })],
    ),
    heal: [
      onNode(
        "node2",
        "ip link set vxlan.calico up; while read -r ip _ mac _; do ip neigh replace $ip lladdr $mac dev vxlan.calico nud permanent; done </run/neighbours; while read -r route; do ip route add $route dev vxlan.calico || true; done </run/lost",
      ),
    ],
  },
];
