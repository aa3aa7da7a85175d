import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { diagnose } from "../src/diagnose.ts";
import { judgePolicies } from "../src/judge/judge-policies.ts";
import type { ClusterSnapshot } from "../src/model/snapshot.ts";
import type { Judge, NodeShell } from "../src/ports.ts";
import { conclude } from "../src/judge/conclude.ts";
import { replayed } from "./bench/replayed.ts";
import { loadEvidence } from "./scenarios/evidence.ts";

test("while nodes are looked at, nothing holds all that was read of the cluster", async () => {
  const recorded = loadEvidence("nd410-ingress-denied");
  const { nodes, ...doors } = replayed(recorded);
  let read: WeakRef<ClusterSnapshot> | undefined;
  // As a thread gives it back: a copy.
  const judge: Judge = {
    policies: (flows, snapshot) => {
      read = new WeakRef(snapshot);
      return Promise.resolve(structuredClone(judgePolicies(flows, snapshot)));
    },
    conclude: (bundle) => Promise.resolve(conclude(bundle)),
  };
  setFlagsFromString("--expose-gc");
  const collect = (): void => void runInNewContext("gc()");
  const held: boolean[] = [];
  const watched: NodeShell = {
    open: async (node, signal) => {
      await delay(5);
      collect();
      held.push(read?.deref() !== undefined);
      return nodes.open(node, signal);
    },
  };
  const { report } = await diagnose(recorded.question, { ...doors, nodes: watched, judge });
  expect(report.verdict).toBe("blocked");
  expect(held.length).toBeGreaterThan(0);
  expect(held).not.toContain(true);
});
