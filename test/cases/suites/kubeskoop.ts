/** Faults of KubeSkoop's end-to-end tests, as far as they exist with Calico's wiring, and its healthy paths. */
import { networkPolicy } from "../../lab/clusters/objects.ts";
import { inPod, onNode, onNodeOf, type Case } from "../case.ts";
import { blocked, each, node, podOf, reachable, service, type Culprit } from "../right-answer.ts";
import { patchService } from "./acts.ts";

const podRoutes = "ip route flush dev eth0";
const podRoutesBack =
  "ip link set eth0 up; ip route flush dev lo; ip route replace 169.254.1.1 dev eth0 scope link; ip route replace default via 169.254.1.1 dev eth0";
const toNode3 = "10.233.75.0/26";

function wrongWay(...says: readonly RegExp[]): Culprit {
  return { object: [node("node2")], node: ["node2"], says: [/route|10\.233\.75\./i, ...says] };
}

/** The route to node3's block on node2 becomes another one. */
function blockRoute(script: string): Pick<Case, "break" | "heal"> {
  return {
    break: [onNode("node2", `ip route show ${toNode3} >/run/lost; ${script}`)],
    heal: [onNode("node2", "ip route replace $(cat /run/lost)")],
  };
}

export const kubeskoop: readonly Case[] = [
  {
    id: "kubeskoop-eth0-down",
    says: "the pod's own interface is down",
    break: [inPod("test/client", "ip link set eth0 down")],
    asked: each(
      ["test/client -> test/details", "node/node1 -> 10.233.72.68:8080"],
      [blocked({ object: [podOf("test", "client")], node: ["node2"], says: [/eth0/, /down/i] })],
    ).slice(0, 1),
    heal: [inPod("test/client", podRoutesBack)],
  },
  {
    id: "kubeskoop-pod-routes-flushed",
    says: "the pod has no routes",
    break: [inPod("test/client", podRoutes)],
    asked: each(
      ["test/client -> test/details", "test/client -> 10.233.72.70:9080"],
      [blocked({ object: [podOf("test", "client")], node: ["node2"], says: [/route/i] })],
    ),
    heal: [inPod("test/client", podRoutesBack)],
  },
  {
    id: "kubeskoop-default-via-lo",
    says: "the pod's default route goes to its loopback",
    break: [inPod("test/client", `${podRoutes}; ip route add default dev lo`)],
    asked: each(
      ["test/client -> test/details"],
      [blocked({ object: [podOf("test", "client")], node: ["node2"], says: [/route/i, /\blo\b|loopback/] })],
    ),
    heal: [inPod("test/client", podRoutesBack)],
  },
  {
    id: "kubeskoop-pod-input-drop",
    says: "a rule in the target pod's own INPUT drops the port",
    break: [inPod("test/ratings", "iptables-nft -A INPUT -p tcp --dport 9080 -j DROP")],
    asked: each(
      ["test/reviews -> test/ratings", "node/node3 -> 10.233.75.4:9080"],
      [blocked({ object: [podOf("test", "ratings")], node: ["node3"], says: [/INPUT/, /DROP|drop/] })],
    ),
    heal: [inPod("test/ratings", "iptables-nft -D INPUT -p tcp --dport 9080 -j DROP")],
  },
  {
    id: "kubeskoop-no-endpoint",
    says: "nothing is behind the Service, asked from a pod and from a node",
    break: [patchService("test", "details", { selector: { app: "nobody" } })],
    asked: each(
      ["test/client -> svc/test/details", "node/node2 -> svc/test/details", "node/node1 -> 10.96.11.12:9080"],
      [blocked({ object: [service("test", "details")], says: [/app=nobody/] })],
    ),
    heal: [patchService("test", "details", { selector: { app: "details" } })],
  },
  {
    id: "kubeskoop-pod-mtu-1400",
    says: "MTU 1400 on both ends of the pod's wire: it works",
    break: [
      onNodeOf("test/client", "ip link set $IFACE mtu 1400"),
      inPod("test/client", "ip link set eth0 mtu 1400"),
    ],
    asked: each(["test/client -> test/details", "test/client -> 10.233.75.9:9080"], [reachable()]),
    heal: [
      onNodeOf("test/client", "ip link set $IFACE mtu 1450"),
      inPod("test/client", "ip link set eth0 mtu 1450"),
    ],
  },
  {
    id: "kubeskoop-block-route-deleted",
    says: "node2 has no route to node3's pods any more",
    ...blockRoute(`ip route del ${toNode3}`),
    asked: each(
      ["test/reviews -> test/ratings", "node/node2 -> 10.233.75.9:9080"],
      [blocked(wrongWay(/no route|missing|default|ens3|not into/i))],
    ),
  },
  {
    id: "kubeskoop-block-route-to-itself",
    says: "node2's route to node3's pods leads back into node2",
    ...blockRoute(`ip route replace ${toNode3} dev lo`),
    asked: each(["test/reviews -> test/ratings"], [blocked(wrongWay(/\blo\b|loopback|itself/))]),
  },
  {
    id: "kubeskoop-block-route-onto-the-wire",
    says: "node2 looks for node3's pods on the wire itself, where nobody answers for them",
    ...blockRoute(`ip route replace ${toNode3} dev ens3`),
    asked: each(
      ["test/reviews -> test/ratings", "node/node2 -> 10.233.75.9:9080"],
      [blocked(wrongWay(/ens3/))],
    ),
  },
  {
    id: "kubeskoop-host-veth-down",
    says: "the node's end of the target pod's wire is down",
    break: [onNodeOf("test/ratings", "ip link set $IFACE down")],
    asked: each(
      ["test/reviews -> test/ratings"],
      [blocked({ object: [podOf("test", "ratings"), node("node3")], node: ["node3"], says: [/down|cali/i] })],
    ),
    heal: [
      onNodeOf(
        "test/ratings",
        "ip link set $IFACE up; ip route replace $IP dev $IFACE scope link metric 1024",
      ),
    ],
  },
  {
    id: "kubeskoop-pod-route-deleted",
    says: "the target's node has no route to the pod",
    break: [onNodeOf("test/ratings", "ip route del $IP")],
    asked: each(
      ["test/reviews -> test/ratings", "node/node3 -> 10.233.75.4:9080"],
      [
        blocked({
          object: [podOf("test", "ratings"), node("node3")],
          node: ["node3"],
          says: [/route/i, /10\.233\.75\.4/],
        }),
      ],
    ),
    heal: [onNodeOf("test/ratings", "ip route replace $IP dev $IFACE scope link metric 1024")],
  },
  {
    id: "kubeskoop-pod-route-to-another-pod",
    says: "the target's node has the pod's route on another pod's wire",
    break: [
      onNodeOf(
        "test/ratings",
        "other=$(ip -o link show | sed -n 's/^[0-9]*: \\(cali[^@:]*\\).*/\\1/p' | grep -v $IFACE | head -1); ip route del $IP; ip route add $IP dev $other scope link metric 1024",
      ),
    ],
    asked: each(
      ["test/reviews -> test/ratings"],
      [
        blocked({
          object: [podOf("test", "ratings"), node("node3")],
          node: ["node3"],
          says: [/route/i, /cali/],
        }),
      ],
    ),
    heal: [onNodeOf("test/ratings", "ip route del $IP; ip route add $IP dev $IFACE scope link metric 1024")],
  },
  {
    id: "kubeskoop-policy-denies",
    says: "a NetworkPolicy denies everything to the pod",
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "deny-details",
          spec: { podSelector: { matchLabels: { app: "details" } }, policyTypes: ["Ingress"] },
        }),
      },
    ],
    asked: each(
      ["test/client -> test/details", "node/node3 -> svc/test/details"],
      [blocked({ object: [{ kind: "NetworkPolicy", namespace: "test", name: "deny-details" }] })],
    ),
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "deny-details" } }],
  },
  {
    id: "kubeskoop-healthy-paths",
    says: "nothing is broken, on every kind of path",
    break: [],
    asked: each(
      [
        "test/client -> 10.233.72.70:9080",
        "test/client -> 10.233.75.9:9080",
        "test/client -> svc/test/productpage",
        "node/node2 -> 10.233.75.9:9080",
        "node/node2 -> svc/test/productpage",
        "test/client -> node/node3:10250",
        "test/client -> node3:30080",
      ],
      [reachable()],
      { healthy: "never" },
    ),
    heal: [],
  },
];
