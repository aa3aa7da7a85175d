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
  const fix = fixOf("nd540-block-route-missing");
  expect(fix?.summary).toMatch(/^calico-node on node2 writes the route .* let it start again$/);
  // Why it is not there was not seen: nothing is taken away for that.
  expect(fix?.commands?.join("\n")).not.toContain("delete");
});

test("where the interface is down, its routes come back when the agent of that node, and of no other, starts again", () => {
  const fix = fixOf("nd540-tunnel-down");
  expect(fix?.summary).toMatch(/^set vxlan\.calico up on node2, then restart calico-node on node2/);
  expect(fix?.commands?.slice(-3)).toEqual([
    "ip link set vxlan.calico up   # on node2",
    "kubectl get pods -A -l k8s-app=calico-node -o wide --field-selector spec.nodeName=node2",
    "kubectl delete pods -A -l k8s-app=calico-node --field-selector spec.nodeName=node2   # its DaemonSet starts it again there",
  ]);
});
