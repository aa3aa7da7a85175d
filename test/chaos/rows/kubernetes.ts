import { setTimeout as delay } from "node:timers/promises";
import { connectCluster } from "../../../src/adapters/kubernetes/connection.ts";
import { sweepLeftovers } from "../../../src/adapters/kubernetes/node-shell.ts";
import { at, type KubeObject } from "../../lab/api/object.ts";
import type { Wish } from "../asking.ts";
import type { Play, Row } from "../row.ts";
import type { ApiTrouble } from "../stub/cluster.ts";
import type { ExecTrouble } from "../stub/exec.ts";
import { probersAt } from "../yard.ts";
import { struck, struckOften } from "./strike.ts";

/** Questions that stand on nodes. */
const looking = (): Wish => ({ words: (number) => `red/api -> red/db:${number}` });

function api(trouble: (play: Play) => ApiTrouble): Row["play"] {
  return (play) =>
    struck(play, {
      lastsMs: 15_000,
      strike: () => {
        play.yard.cluster.trouble = () => (play.yard.random.chance(0.3) ? trouble(play) : {});
        return () => {
          play.yard.cluster.trouble = () => ({});
        };
      },
    });
}

function exec(trouble: (play: Play) => ExecTrouble): Row["play"] {
  return (play) =>
    struck(play, {
      lastsMs: 12_000,
      wish: looking,
      strike: () => {
        play.yard.cluster.exec.trouble = () => trouble(play);
        return () => {
          play.yard.cluster.exec.trouble = () => ({});
          play.yard.cluster.exec.resetSilent();
        };
      },
    });
}

const onDemand = {
  settings: { NETDIAG_PROBER: "on-demand", NETDIAG_PROBER_IMAGE: "netdiag-prober:0.1.0" },
};

export const kubernetesRows: readonly Row[] = [
  {
    name: "api-429",
    breaks: "the Kubernetes API answers 3 of 10 requests with 429",
    play: api(() => ({ code: 429, retryAfter: 1 })),
  },
  {
    name: "api-500",
    breaks: "the Kubernetes API answers 3 of 10 requests with 500",
    play: api(() => ({ code: 500 })),
  },
  {
    name: "api-slow",
    breaks: "the Kubernetes API takes up to 5 s for 3 of 10 requests",
    play: api(({ yard }) => ({ slowMs: yard.random.below(5000) })),
  },
  {
    name: "api-reset",
    breaks: "the Kubernetes API resets 3 of 10 connections",
    play: api(() => ({ cut: true })),
  },
  {
    name: "exec-cut",
    breaks: "execs are cut after 0, 10, 30, 60 … 2,000 bytes",
    short: true,
    play: exec(({ yard }) => ({
      cutAfter: yard.random.pick([0, 1, 10, 24, 30, 33, 45, 60, 100, 300, 2000]),
    })),
  },
  {
    name: "exec-silent",
    breaks: "execs fall silent after some bytes and stay open, or are refused",
    play: exec(({ yard }) =>
      yard.random.chance(0.5)
        ? { silentAfter: yard.random.pick([0, 10, 33, 100, 300]) }
        : { refuse: { code: 500, message: "error dialing backend: dial tcp: i/o timeout" } },
    ),
  },
  {
    name: "node-hostile",
    breaks: "a node answers with 8 MB without a newline, or with 60 kB of colons",
    weight: 0.4,
    play: exec(({ yard }) =>
      yard.random.chance(0.3)
        ? { flood: 8 * 1024 * 1024 }
        : { print: () => ({ stdout: ":".repeat(60_000), code: 0 }) },
    ),
  },
  {
    name: "node-gone",
    breaks: "a node is NotReady and nothing of it answers",
    play: (play) => {
      const { cluster } = play.yard;
      const gone = "node2";
      return struck(play, {
        lastsMs: 15_000,
        strike: () => {
          const node = cluster.store.ofKind("v1", "Node").find(({ metadata }) => metadata.name === gone);
          if (!node) throw new Error(`the recording has no ${gone}`);
          const prober = cluster.store
            .ofKind("v1", "Pod", probersAt)
            .find((pod) => at(pod, "spec.nodeName") === gone)?.metadata.name;
          if (prober === undefined) throw new Error(`the recording has no debug pod on ${gone}`);
          cluster.put(notReady(node));
          cluster.exec.trouble = (pod) => (pod === prober ? { silentAfter: 0 } : {});
          return () => {
            cluster.put({ ...node, metadata: withoutVersion(node) });
            cluster.exec.trouble = () => ({});
            cluster.exec.resetSilent();
          };
        },
      });
    },
  },
  {
    name: "pods-evicted",
    breaks: "debug pods made for a question are evicted under it",
    yard: onDemand,
    play: (play) =>
      struckOften(
        play,
        8,
        async () => {
          const { cluster } = play.yard;
          for (let count = 0; count < 4; count += 1) {
            await delay(200);
            const [first] = cluster.debugPods();
            if (first !== undefined) cluster.evict(first);
          }
        },
        looking,
      ),
  },
  {
    name: "pods-orphaned",
    breaks: "the worker that made debug pods is killed; the sweep takes them",
    yard: { ...onDemand, workers: 2 },
    play: async (play) => {
      const { yard } = play;
      await struckOften(
        play,
        4,
        async () => {
          await yard.programs("worker")[0]?.end("SIGKILL");
          await yard.start("worker");
        },
        looking,
      );
      await yard.settled(60_000);
      const orphans = yard.cluster.debugPods().length;
      const connection = connectCluster({ name: "prod-1", kubeconfig: yard.cluster.kubeconfig });
      const later = new Date(Date.now() + 10 * 60_000);
      const standing = { namespace: probersAt, provider: "on-demand", owner: "yard" } as const;
      const taken = await sweepLeftovers(connection, standing, later);
      play.note(`${orphans} debug pods of killed workers, ${taken} taken by the sweep`);
    },
  },
];

function notReady(node: KubeObject): KubeObject {
  const condition = {
    type: "Ready",
    status: "Unknown",
    reason: "NodeStatusUnknown",
    message: "Kubelet stopped posting node status.",
    lastTransitionTime: new Date().toISOString(),
  };
  const status = at(node, "status");
  return {
    ...node,
    metadata: withoutVersion(node),
    status: { ...(typeof status === "object" ? status : {}), conditions: [condition] },
  };
}

/** An update with an older resourceVersion would be refused. */
function withoutVersion({ metadata }: KubeObject): KubeObject["metadata"] {
  const { resourceVersion, ...rest } = metadata;
  return resourceVersion === undefined ? metadata : rest;
}
