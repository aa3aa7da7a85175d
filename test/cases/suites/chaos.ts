/** Faults that Chaos Mesh and Litmus inject. */
import { inPod, onNodeOf, type Case } from "../case.ts";
import { blocked, each, node, partial, podOf, reachable, type Culprit } from "../right-answer.ts";
import { answersWith, clusterDns, dnsAnswersOnly, dnsHealed, dnsServes, http } from "./acts.ts";
import { badWire, wireHealed } from "./wire.ts";

const refusesToAnswer: Culprit = { object: clusterDns, says: [/SERVFAIL/i] };
const wrongAddress: Culprit = { object: clusterDns, says: [/10\.233\.99\.7/] };

export const chaos: readonly Case[] = [
  {
    id: "chaos-duplicate",
    says: "every packet of node3 arrives twice: it works",
    break: [...badWire("node3", { doubled: 100 })],
    asked: [{ ask: "test/reviews -> test/ratings", right: [reachable()] }],
    heal: [...wireHealed("node3")],
  },
  {
    id: "chaos-loss",
    says: "30 of 100 frames between node3 and the switch are lost, both ways, of every kind",
    break: [...badWire("node3", { lost: 30 })],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ object: [node("node2"), node("node3")], says: [/lost|loses|loss/i, /node3/] }),
          partial({ says: [/lost|loses|loss/i, /node3/] }),
          {
            verdict: "partial",
            tells: [/lost|loses|loss/i, /node2 → node3|between node2 and node3|node3 → node2/],
          },
        ],
      },
    ],
    heal: [...wireHealed("node3")],
  },
  {
    id: "chaos-corrupt",
    says: "half of node3's bigger frames are damaged on the wire",
    break: [...badWire("node3", { corrupted: 50 })],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ says: [/checksum|corrupt|damage/i] }),
          { verdict: "partial", tells: [/checksum|corrupt|damage/i] },
        ],
      },
    ],
    heal: [...wireHealed("node3")],
  },
  {
    id: "chaos-partition",
    says: "a set of addresses is dropped in the pod on its way out, by chains of the chaos daemon",
    break: [
      inPod(
        "test/reviews",
        "ipset create tgt_5d hash:net; ipset add tgt_5d 10.233.75.4; ipset add tgt_5d 10.96.11.11; iptables-nft -N CHAOS-OUTPUT; iptables-nft -I OUTPUT -j CHAOS-OUTPUT; iptables-nft -A CHAOS-OUTPUT -m set --match-set tgt_5d dst -j DROP",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked({
            object: [podOf("test", "reviews")],
            node: ["node2"],
            says: [/CHAOS-OUTPUT/, /DROP|drop/],
          }),
        ],
      },
      { ask: "test/reviews -> test/details", right: [reachable()] },
    ],
    heal: [
      inPod(
        "test/reviews",
        "iptables-nft -D OUTPUT -j CHAOS-OUTPUT; iptables-nft -F CHAOS-OUTPUT; iptables-nft -X CHAOS-OUTPUT; ipset destroy tgt_5d",
      ),
    ],
  },
  {
    id: "chaos-bandwidth",
    says: "the node's end of the pod's wire sends 1 kbit/s and throws the rest away",
    break: [onNodeOf("test/ratings", "tc qdisc add dev $IFACE root tbf rate 1kbit burst 80 limit 80")],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ object: [podOf("test", "ratings"), node("node3")], says: [/tbf|qdisc|queue|rate/i] }),
          blocked({ object: [podOf("test", "ratings"), node("node3")], says: [/tbf|qdisc|queue|rate/i] }),
        ],
      },
    ],
    heal: [onNodeOf("test/ratings", "tc qdisc del dev $IFACE root")],
  },
  {
    id: "chaos-dns-error",
    says: "the cluster's DNS answers SERVFAIL to everything",
    break: [...dnsAnswersOnly(2)],
    asked: each(
      ["test/reviews -> http://ratings.test.svc.cluster.local:9080/", "test/reviews -> ratings:9080"],
      [blocked(refusesToAnswer), partial(refusesToAnswer)],
    ),
    heal: [...dnsHealed()],
  },
  {
    id: "chaos-dns-random",
    says: "the cluster's DNS gives an address that nothing has",
    break: [...dnsServes("sed 's/^[^ ]* ratings[.]test/10.233.99.7 ratings.test/'")],
    asked: each(
      ["test/reviews -> http://ratings.test.svc.cluster.local:9080/", "test/reviews -> ratings:9080"],
      [blocked(wrongAddress), partial(wrongAddress)],
    ),
    heal: [...dnsHealed()],
  },
  {
    id: "chaos-http-abort",
    says: "the connection is closed as soon as a request comes",
    break: [answersWith("test/details", 9080, "EXEC:'head -c 1'")],
    asked: [
      {
        ask: "ingress-nginx -> http://details.test:9080/",
        right: [
          reachable({
            tells: [/clos(es|ed|ing)|reset|abort|without an? (HTTP )?(answer|response)|no HTTP/i],
            beside: [{ object: [podOf("test", "details")] }],
          }),
        ],
      },
    ],
    heal: [answersWith("test/details", 9080, http)],
  },
  {
    id: "chaos-http-delay",
    says: "the program answers after 20 s",
    break: [answersWith("test/details", 9080, "EXEC:'sleep 20'")],
    asked: [
      {
        ask: "ingress-nginx -> http://details.test:9080/",
        right: [
          reachable({
            tells: [/first byte|header|did not answer|no (HTTP )?(answer|response)|in time/i],
            beside: [{ object: [podOf("test", "details")] }],
          }),
        ],
      },
    ],
    heal: [answersWith("test/details", 9080, http)],
  },
  {
    id: "chaos-http-status",
    says: "the program answers 500 to everything",
    break: [
      inPod(
        "test/details",
        String.raw`cat >/run/lab/status-500 <<'E'
#!/bin/sh
sleep 0.1
printf 'HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
E
chmod +x /run/lab/status-500`,
      ),
      answersWith("test/details", 9080, "EXEC:/run/lab/status-500"),
    ],
    asked: [
      {
        ask: "ingress-nginx -> http://details.test:9080/",
        right: [reachable({ tells: [/\b500\b/], beside: [{ object: [podOf("test", "details")] }] })],
      },
    ],
    heal: [answersWith("test/details", 9080, http)],
  },
];
