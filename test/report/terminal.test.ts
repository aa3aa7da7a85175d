import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { unknown } from "./endings.ts";
import { blocked, reachable } from "./incident.ts";

test("the terminal tells verdict, hops, rule, policy and fix", () => {
  const text = renderTerminal(blocked, { colour: false });
  expect(text.split("\n")[0]).toBe("⛔ productpage does not accept connections from ingress-nginx.");
  for (const words of [
    "ND410 NetworkPolicy test/productpage-isolation admits only namespaces of workspace demo",
    "5 ⛔ node3 califefebb442cd  saw 7 on vxlan.calico, 0 on califefebb442cd",
    'Drop if no policies passed packet" -j DROP',
    "kubectl apply -f - <<'EOF'",
    "also opens: nothing else",
    "0/2 endpoints reachable · 1.3 s · 2 execs on 2 nodes",
  ])
    expect(text).toContain(words);
});

test("what a fix closes is told, and nothing when that is nothing", () => {
  const closing = (alsoCloses: string[]): string =>
    renderTerminal(
      { ...blocked, fix: { summary: "replace the rule", checked: true, alsoCloses } },
      { colour: false },
    );
  expect(closing(["shop/web → shop/db on TCP 80", "shop/web → shop/db on TCP 81"])).toContain(
    "\n  closes: shop/web → shop/db on TCP 80; shop/web → shop/db on TCP 81\n",
  );
  expect(closing([])).not.toContain("closes");
});

test("without colour there is no escape sequence, with colour the verdict has one", () => {
  expect(renderTerminal(blocked, { colour: false })).not.toContain("\u001b");
  expect(renderTerminal(reachable, { colour: true })).toMatch(/^\u001b\[1m\u001b\[32m✅/);
});

test("what could not be checked is told with the next step", () => {
  expect(renderTerminal(unknown, { colour: false })).toContain(
    "node3: pods/exec is forbidden for serviceaccount netdiag/prober in netdiag. Next: grant create on pods/exec",
  );
});

test("a report cannot smuggle escape sequences into the terminal", () => {
  const text = renderTerminal({ ...blocked, headline: "\u001b]0;owned\u0007 x" }, { colour: false });
  expect(text).not.toContain("\u001b");
});

test("another pair that answers at its address only is not told as if its client got through", () => {
  const text = renderTerminal(conclude(loadEvidence("nd303-endpoints-not-ready")), { colour: false });
  expect(text).toMatch(
    /^ {2}⛔ shop-\S+ → db-0 .* · 7 of 7 answered \(.*\) straight to its address · stopped at Service demo\/db$/m,
  );
});
