/** An agent that is restarted writes its routes again, not other people's routing rules. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const fixOf = (name: string) => conclude(loadEvidence(name)).cause?.finding.fix;

test("where a routing rule refuses, the rule is to be taken away and no agent restarted", () => {
  const fix = fixOf("nd540-routing-rule-refuses");
  expect(fix?.summary).toMatch(/^a routing rule on node2 refuses 10\.233\.75\.4/);
  expect(fix?.summary).not.toContain("restart");
  expect(fix?.commands).toContain("ip rule show   # on node2");
});

test("where the agent's own route is gone, the agent writes it again", () => {
  expect(fixOf("nd540-block-route-missing")?.summary).toContain("let the CNI agent on node");
});
