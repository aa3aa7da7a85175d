/** A baseline yields to any NetworkPolicy: one is proposed, and what it closes is told. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, suggest, type KubernetesObject } from "../../../src/policy/index.ts";
import { anyPod, allowAll, baseline, clusterPolicy, denyAll, admin } from "../cluster-wide/objects.ts";
import { cluster, db, flow, other, web } from "../cluster.ts";
import { expectExact } from "./exact.ts";

const objectsOf = (policy: KubernetesObject): KubernetesObject[] => [...cluster, policy];
const subject = { namespaces: {} };
const denyFromOthers = baseline({
  subject,
  ingress: [
    {
      action: "Allow",
      from: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: "db" } } } }],
    },
    denyAll,
  ],
});

function changeOf(objects: readonly KubernetesObject[]) {
  const suggestion = suggest(compile(objects), flow(web, db));
  if (suggestion.result !== "change") throw new Error(suggestion.sentence);
  return suggestion;
}

test("a NetworkPolicy for the flow alone is proposed, with what it closes and whom to ask", () => {
  const objects = objectsOf(denyFromOthers);
  const suggestion = changeOf(objects);
  expect(suggestion.changes).toMatchObject([{ action: "overrule", object: { kind: "NetworkPolicy" } }]);
  expect(suggestion.alsoOpens).toEqual([]);
  expect(suggestion.alsoCloses.join("\n")).toContain("elsewhere outside → shop/db on every TCP port");
  expect(suggestion.sentence).toContain("it closes");
  expect(suggestion.caution).toMatch(
    /^A baseline denies this on purpose, to pods that no NetworkPolicy selects: ask its author\. NetworkPolicy shop\/allow-web-to-db selects these/,
  );
  expectExact(suggestion, flow(web, db), objects);
});

test("a ClusterNetworkPolicy of the Baseline tier, too; none of the Admin tier, and none for a pod without labels", () => {
  const spec = { priority: 1, subject, ingress: [{ action: "Deny", from: anyPod }] };
  const inBaseline = clusterPolicy({ ...spec, tier: "Baseline" });
  expectExact(changeOf(objectsOf(inBaseline)), flow(web, db), objectsOf(inBaseline));
  const above = clusterPolicy({ ...spec, tier: "Admin" });
  expect(suggest(compile(objectsOf(above)), flow(web, db)).result).toBe("refused");
  const bare = { ...db, metadata: { ...db.metadata, labels: {} } };
  expect(suggest(compile([...cluster, bare, inBaseline]), flow(web, bare)).result).toBe("refused");
});

test("both directions of a flow, beside what the Admin tier allows, exactly", () => {
  const rule = fc.constantFrom(denyAll, allowAll);
  const policies = fc.record({
    ingress: fc.array(rule, { maxLength: 2 }),
    egress: fc.array(fc.constantFrom({ action: "Deny", to: anyPod }, { action: "Allow", to: anyPod }), {
      maxLength: 2,
    }),
    above: fc.array(rule, { maxLength: 1 }),
  });
  fc.assert(
    fc.property(policies, fc.constantFrom(web, other), ({ ingress, egress, above }, from) => {
      const objects = [
        ...cluster,
        baseline({ subject, ingress, egress }),
        admin({ priority: 1, subject, ingress: above }),
      ];
      const suggestion = suggest(compile(objects), flow(from, db));
      if (suggestion.result === "change") expectExact(suggestion, flow(from, db), objects);
    }),
    { numRuns: 25 },
  );
});
