import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const rewritten = loadEvidence("nd417-source-rewritten");

test("a source that a node rewrites is that node's doing, and not the policy's that does not know the new address", () => {
  const { cause, also } = conclude(rewritten);
  expect([cause?.code, cause?.finding.object]).toEqual(["ND417", { kind: "Node", name: "node2" }]);
  expect(also.map(({ code }) => code)).not.toContain("ND410");
});

test("no policy that admits the new address is proposed: it would admit everybody behind it", () => {
  expect(conclude(rewritten).fix).not.toHaveProperty("yaml");
});

test("where the policy denies the source as it is sent as well, the policy is the cause", () => {
  const strict = withPolicies(rewritten, { ingress: [] });
  expect(conclude(strict).cause?.code).toBe("ND410");
});

/** The same run, where the target's policy admits nobody. */
function withPolicies(bundle: Bundle, rules: object): Bundle {
  const policies = bundle.snapshot.policies.map((policy) =>
    policy.metadata.name === "ratings-from-reviews"
      ? {
          ...policy,
          spec: { podSelector: { matchLabels: { app: "ratings" } }, policyTypes: ["Ingress"], ...rules },
        }
      : policy,
  );
  return { ...bundle, snapshot: { ...bundle.snapshot, policies } };
}
