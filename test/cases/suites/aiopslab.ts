/** Faults that AIOpsLab injects, and its questions about a cluster in which nothing is broken. */
import { inPod, type Case } from "../case.ts";
import { blocked, each, partial, podOf, reachable, type Culprit } from "../right-answer.ts";
import { scale } from "./acts.ts";
import { badWire, wireHealed } from "./wire.ts";

const losesAtRandom: Culprit = {
  object: [podOf("test", "ratings")],
  node: ["node3"],
  says: [/random|probability|statistic|lost|loses/i],
};

export const aiopslab: readonly Case[] = [
  {
    id: "aiopslab-loss-99",
    says: "99 of 100 packets to the pod are lost in the pod",
    break: [
      inPod(
        "test/ratings",
        "iptables-nft -A INPUT -p tcp --dport 9080 -m statistic --mode random --probability 0.99 -j DROP",
      ),
    ],
    asked: [{ ask: "test/reviews -> test/ratings", right: [blocked(losesAtRandom), partial(losesAtRandom)] }],
    heal: [
      inPod(
        "test/ratings",
        "iptables-nft -D INPUT -p tcp --dport 9080 -m statistic --mode random --probability 0.99 -j DROP",
      ),
    ],
  },
  {
    id: "aiopslab-delay",
    says: "every packet between node3 and the others takes 2 s longer each way: it works, slowly",
    break: [...badWire("node3", { delayMs: 2000 })],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [reachable({ tells: [/slow|latency|delay|takes long|seconds|[234]\.?\d* s\b|4\d{3} ms/i] })],
      },
    ],
    heal: [...wireHealed("node3")],
  },
  {
    id: "aiopslab-pod-killed",
    says: "the pod was killed, and its successor runs: nothing is wrong any more",
    break: [scale("test", "ratings", 0), scale("test", "ratings", 1)],
    asked: each(["test/reviews -> test/ratings", "test/reviews -> http://ratings:9080/"], [reachable()]),
    heal: [],
  },
  {
    id: "aiopslab-nothing-broken",
    says: "nothing is broken",
    break: [],
    asked: each(
      [
        "test/reviews -> test/ratings",
        "demo/shop -> svc/demo/db",
        "ingress-nginx -> http://productpage.test:9080/",
      ],
      [reachable()],
      { healthy: "never" },
    ),
    heal: [],
  },
];
