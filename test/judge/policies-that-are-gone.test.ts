/** A node's rules name a policy that was not among those read: whether it is gone depends on what was listed. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const recorded = loadEvidence("nd411-deleted-calico-policy-stays");

function cause(change: Partial<ClusterSnapshot>): string {
  const found = conclude({ ...recorded, snapshot: { ...recorded.snapshot, ...change } }).cause;
  return `${found?.code ?? ""} ${found?.finding.says ?? ""}`;
}
const listed = recorded.snapshot.listedWhole ?? [];

test("of an API that listed all it has, it is gone, though no other policy of that API is there", () => {
  expect(recorded.snapshot.policies.filter(({ apiVersion }) => apiVersion.includes("projectcalico"))).toEqual(
    [],
  );
  expect(cause({})).toContain(
    "ND411 node2 still has the rules of GlobalNetworkPolicy default.reviews-egress",
  );
});

test("under Calico's other group the same", () => {
  const renamed = listed.map((list) => ({ ...list, group: list.group.replace(/^crd\.project/, "project") }));
  expect(renamed).not.toEqual(listed);
  expect(cause({ listedWhole: renamed })).toMatch(/^ND411 /);
});

test.each([
  ["no such API is served", listed.filter(({ kind }) => kind !== "GlobalNetworkPolicy")],
  [
    "only policies of one namespace were listed",
    listed.map((list) => (list.kind === "GlobalNetworkPolicy" ? { ...list, namespace: "test" } : list)),
  ],
])("it may be there where %s: it is only named", (_why, listedWhole) => {
  expect(cause({ listedWhole })).toMatch(/^ND412 GlobalNetworkPolicy default.reviews-egress /);
});

test("the command to look at one that may not be read names the group under which the cluster shows it", () => {
  const { cause } = conclude(loadEvidence("nd412-denied-by-another-api"));
  expect(cause?.finding.fix?.commands).toEqual([
    "kubectl get globalnetworkpolicy.crd.projectcalico.org security.deny-ratings -o yaml",
  ]);
});
