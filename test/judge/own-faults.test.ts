import { expect, test } from "vitest";
import { defineFault, type Scene } from "../../src/faults/define-fault.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { judge } from "../../src/judge/judge.ts";
import { OwnFaults } from "../../src/model/own-faults.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd410-ingress-denied");

function firstScene(): Scene {
  const [flow] = run.flows;
  const evidence = new EvidenceIndex(run.evidence);
  const path = flow ? walkPath(flow, evidence) : [];
  const [hop] = path;
  if (!flow || !hop) throw new Error("the recording has no flow");
  return { flow, hop, path, snapshot: run.snapshot, evidence };
}

test("a fault that netdiag fails to judge is told, and keeps no other from being judged", () => {
  const broken = defineFault({
    code: "ND999",
    title: "Broken",
    at: ["source"],
    gate: "rules",
    foretells: "stops",
    needs: {},
    check() {
      throw new TypeError("x is not iterable");
    },
  });
  const own = new OwnFaults();
  const reason = "netdiag could not judge ND999: x is not iterable";
  expect(judge(broken, firstScene(), own)).toEqual({
    result: "cannot-tell",
    code: "ND999",
    title: "Broken",
    reason,
  });
  expect(own.lines).toMatchObject([{ reason }]);
});

test("policies that netdiag fails to read are a line of the answer, and the packets are judged all the same", () => {
  const policies = run.snapshot.policies.map((policy) => ({
    ...policy,
    get spec(): never {
      throw new TypeError("no such thing");
    },
  }));
  const { verdict, policy, notChecked } = conclude({ ...run, snapshot: { ...run.snapshot, policies } });
  expect(verdict).toBe("blocked");
  expect(policy).toBeUndefined();
  expect(notChecked.map(({ reason }) => reason)).toContainEqual(
    expect.stringContaining("netdiag could not tell what the policies say: no such thing"),
  );
});
