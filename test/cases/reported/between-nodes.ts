/** Faults of the tunnel, and of what lies between the nodes. As people reported them in public. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { servesOutside } from "../../scenarios/program.ts";
import { onNode, inPod, between, type Case } from "../case.ts";
import {
  hopOn,
  underlay,
  type Culprit,
  blocked,
  each,
  lostBetween,
  node,
  partial,
  podOf,
  reachable,
  type RightAnswer,
} from "../right-answer.ts";

/** details has an address of node3's block and runs on node2. */
const borrowedAddress: LabCluster = {
  ...healthyIncident,
  placement: { ...healthyIncident.placement, "test/details": [{ node: "node2", ip: "10.233.75.40" }] },
};

/** Lost between two nodes, and only packets of this port: nothing on either node is to blame. */
function lostOnTheWire(from: string, to: string): readonly RightAnswer[] {
  const place = new RegExp(
    `between ${from} and ${to}|${from} → ${to}|leave ${from} and (never|do not)|(never|not) arrive at ${to}`,
  );
  const tells = [/10250/, /ping|tunnel|VXLAN|other (packets|ports)/i];
  const culprit: Culprit = { says: [place] };
  return [
    blocked({ ...culprit, object: [node(from), node(to)] }, { tells, diesAt: underlay(from, to) }),
    blocked(culprit, { tells, diesAt: underlay(from, to) }),
    lostBetween(from, to, [place, ...tells]),
  ];
}

export const betweenNodes: readonly Case[] = [
  {
    id: "B03",
    says: "flannel#1795, rancher#21169: node2 keeps the VTEP MAC that node3 had before its restart (neighbour and fdb agree, node3 has another)",
    break: [
      onNode(
        "node2",
        String.raw`ip neigh show 10.233.75.63 dev vxlan.calico | sed 's/.*lladdr \([^ ]*\).*/\1/' >/run/mac; bridge fdb append 66:00:de:ad:be:ef dev vxlan.calico dst 192.168.0.13 self permanent; ip neigh replace 10.233.75.63 lladdr 66:00:de:ad:be:ef dev vxlan.calico nud permanent`,
      ),
    ],
    proof: [
      { node: "node2", script: "ip neigh show dev vxlan.calico; bridge fdb show dev vxlan.calico" },
      { node: "node3", script: "cat /sys/class/net/vxlan.calico/address" },
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked(
            {
              object: [node("node2"), node("node3")],
              node: ["node2", "node3"],
              says: [/66:00:de:ad:be:ef/i, /MAC|address of node3|node3's/i],
            },
            { diesAt: hopOn("node3") },
          ),
        ],
      },
    ],
    heal: [
      onNode(
        "node2",
        "ip neigh replace 10.233.75.63 lladdr $(cat /run/mac) dev vxlan.calico nud permanent; bridge fdb del 66:00:de:ad:be:ef dev vxlan.calico dst 192.168.0.13 self",
      ),
    ],
  },
  {
    id: "B04",
    says: "calico#3246/#2612: a pod has an address of another node's block and the other nodes lack its /32",
    cluster: borrowedAddress,
    break: [
      onNode("node1", "ip route del 10.233.75.40 || true"),
      onNode("node3", "ip route del 10.233.75.40 || true"),
    ],
    proof: [
      { node: "node3", script: "ip route | grep 10.233.75" },
      { node: "node1", script: "ip route | grep 10.233.75" },
    ],
    asked: [
      {
        ask: "demo/client -> test/details",
        healthy: "healed",
        right: [
          blocked({
            object: [podOf("test", "details"), node("node1")],
            node: ["node1", "node3"],
            says: [/10\.233\.75\.40/, /route|\/32/],
          }),
        ],
      },
      {
        ask: "monitoring/prometheus -> test/details:9080",
        healthy: "healed",
        right: [
          blocked({
            object: [podOf("test", "details"), node("node3")],
            node: ["node3"],
            says: [/10\.233\.75\.40/, /route|\/32/],
          }),
        ],
      },
      { ask: "test/client -> test/details", healthy: "healed", right: [reachable()] },
    ],
    heal: [
      onNode("node1", "ip route add 10.233.75.40 via 10.233.72.127 dev vxlan.calico onlink"),
      onNode("node3", "ip route add 10.233.75.40 via 10.233.72.127 dev vxlan.calico onlink"),
    ],
  },
  {
    id: "B08",
    says: "kops#1821, capi-aws#825: a security group between nodes drops TCP 10250",
    break: [
      between(
        "nft 'add table bridge sg; add chain bridge sg c { type filter hook forward priority 0; }; add rule bridge sg c tcp dport 10250 drop'",
      ),
    ],
    asked: [
      { ask: "monitoring/prometheus -> node/node1:10250", right: lostOnTheWire("node3", "node1") },
      { ask: "node/node2 -> node/node1:10250", right: lostOnTheWire("node2", "node1") },
    ],
    heal: [between("nft delete table bridge sg")],
  },
  {
    id: "B16b",
    says: "calico#3145/#9433: bad TCP checksums in one node's tunnel packets (checksum offload bug)",
    break: [
      inPod("test/reviews", "ethtool -K eth0 tx off >/dev/null 2>&1; true"),
      onNode(
        "node2",
        `nft 'add table netdev cs; add chain netdev cs c { type filter hook egress device "vxlan.calico" priority 0; }; add rule netdev cs c ip protocol tcp @th,128,16 set 0xdead'`,
      ),
    ],
    proof: [
      {
        pod: "test/reviews",
        script: "ethtool -k eth0 | grep -i tx-check | head -3; nc -zvw2 10.96.11.11 9080 2>&1",
      },
      { node: "node3", script: "nstat -az 2>/dev/null | grep -i csum; iptables-save -c | grep INVALID" },
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked(
            { object: [node("node2")], node: ["node2", "node3"], says: [/checksum/i] },
            { diesAt: hopOn("node3") },
          ),
        ],
      },
    ],
    heal: [
      onNode("node2", "nft delete table netdev cs"),
      inPod("test/reviews", "ethtool -K eth0 tx on >/dev/null 2>&1; true"),
    ],
  },
  {
    id: "B17",
    says: "calico#9433: VXLAN port changed on one node only (4789 here, 4799 there)",
    break: [
      onNode(
        "node3",
        "ip -d link show vxlan.calico >/run/vx; ip route show dev vxlan.calico >/run/vxr; ip neigh show dev vxlan.calico >/run/vxn; bridge fdb show dev vxlan.calico >/run/vxf; M=$(cat /sys/class/net/vxlan.calico/address); A=$(ip -o -4 addr show vxlan.calico | awk '{print $4}'); L=192.168.0.13; ip link del vxlan.calico; ip link add vxlan.calico address $M mtu 1450 type vxlan id 4096 local $L dev ens3 dstport 4799 nolearning; ip addr add $A dev vxlan.calico; ip link set vxlan.calico up; while read -r ip x mac rest; do ip neigh replace $ip lladdr $mac dev vxlan.calico nud permanent; done </run/vxn; while read -r r; do ip route add $r dev vxlan.calico || true; done </run/vxr; grep dst /run/vxf | while read -r mac d dst rest; do bridge fdb append $mac dev vxlan.calico dst $dst self permanent; done",
      ),
    ],
    proof: [
      {
        node: "node3",
        script:
          "ip route show dev vxlan.calico; bridge fdb show dev vxlan.calico; ip neigh show dev vxlan.calico; cat /run/vxn /run/vxf",
      },
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked(
            {
              object: [node("node2"), node("node3")],
              node: ["node2", "node3"],
              says: [/4789/, /4799/],
            },
            { diesAt: hopOn("node3") },
          ),
        ],
      },
    ],
    heal: [],
  },
  {
    id: "B28",
    says: "moby#20178, arc#393: path to the outside carries less than the pod's MTU, too-big messages lost",
    break: [between("ip link set v-node2 mtu 1300"), servesOutside(8443)],
    proof: [
      {
        node: "node2",
        script:
          "ping -c1 -W1 -M do -s 1272 192.168.0.1 | tail -2; ping -c1 -W1 -M do -s 1350 192.168.0.1 | tail -2",
      },
    ],
    asked: [
      {
        ask: "test/client -> 192.168.0.1:8443",
        healthy: "never",
        right: [
          {
            verdict: "partial",
            cause: [{ says: [/MTU|big packets|bytes/i] }],
            never: [/\b0 of \d+ .*no further/],
          },
          {
            verdict: "blocked",
            cause: [{ says: [/MTU|big packets|bytes/i] }],
            never: [/\b0 of \d+ .*no further/],
          },
        ],
      },
    ],
    heal: [between("ip link set v-node2 mtu 1500")],
  },
  {
    id: "B29b",
    says: "packet loss: the network between the nodes loses 4 of 10 tunnel packets",
    break: [
      between(
        "nft 'add table bridge l; add chain bridge l c { type filter hook forward priority 0; }; add rule bridge l c udp dport 4789 numgen random mod 10 < 4 drop'",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ object: [node("node2"), node("node3")], says: [/lost|loses|loss/i, /node2/, /node3/] }),
          partial({ says: [/lost|loses|loss/i, /between node2 and node3/] }),
          {
            verdict: "partial",
            tells: [/lost|loses|loss/i, /between node2 and node3|node2 → node3|between the nodes/],
          },
        ],
      },
    ],
    heal: [between("nft delete table bridge l")],
  },
  {
    id: "B30",
    says: "another machine has node3's address: node2's neighbour entry for it is of a stranger",
    break: [
      between(
        "ip link add dup type veth peer name dup0; ip link set dup master br0 up; ip link set dup0 address 02:00:00:00:00:99 up; bridge fdb replace 02:00:00:00:00:99 dev dup master static 2>/dev/null || true",
      ),
      onNode("node2", "ip neigh replace 192.168.0.13 lladdr 02:00:00:00:00:99 dev ens3 nud permanent"),
    ],
    proof: [{ node: "node2", script: "ip neigh show dev ens3" }],
    asked: each(
      ["test/reviews -> test/ratings", "node/node2 -> node/node3:10250"],
      [
        blocked(
          { object: [node("node2")], node: ["node2"], says: [/02:00:00:00:00:99/] },
          { diesAt: underlay("node2", "node3") },
        ),
      ],
    ),
    heal: [onNode("node2", "ip neigh del 192.168.0.13 dev ens3"), between("ip link del dup")],
  },
];
