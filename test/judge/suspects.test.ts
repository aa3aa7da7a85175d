/** Of every cause what a run says: for whoever suspected another one than the answer tells. */
import { expect, test } from "vitest";
import { faults } from "../../src/faults/catalogue.ts";
import { conclude } from "../../src/judge/conclude.ts";
import type { Suspect } from "../../src/model/report.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function suspectsIn(name: string): (code: string) => Suspect {
  const { suspects = [] } = conclude(loadEvidence(name));
  return (code) => {
    const found = suspects.find((suspect) => suspect.code === code);
    if (!found) throw new Error(`${name} says nothing of ${code}`);
    return found;
  };
}

const denied = suspectsIn("nd410-ingress-denied");

test("every cause of the catalogue is told of once, but what only keeps from looking", () => {
  const { suspects = [] } = conclude(loadEvidence("nd410-ingress-denied"));
  const causes = faults.filter(({ foretells }) => foretells !== "hides").map(({ code }) => code);
  expect(suspects.map(({ code }) => code).sort()).toEqual([...causes].sort());
  expect(suspects[0]?.code).toBe("ND410");
  for (const { says } of suspects) expect(says).not.toEqual([]);
});

test("the cause of the answer is found, with what it rests on", () => {
  const { result, says } = denied("ND410");
  expect(result).toBe("found");
  expect(says[0]).toBe("It is the cause that the answer tells.");
  expect(says.join("\n")).toMatch(/At node3, confirmed: .*\n.*its counter moved by 7\./s);
});

test("a cause is ruled out by packets that got through what would stop them all", () => {
  expect(denied("ND501")).toMatchObject({
    result: "ruled-out",
    says: [
      "What was read at node1 → node3; node1 → node2 does not show it (both nodes).",
      expect.stringMatching(/^Packets got through node1 → node3; node1 → node2 \(saw 7 on /),
    ],
  });
});

test("what was read at rest where packets died rules nothing out: something else may not have been read", () => {
  expect(denied("ND550")).toMatchObject({
    result: "not-found",
    says: [
      "What was read at node1; node3; node3, way back and 3 more does not show it (forwarding on the node).",
      expect.stringMatching(/^Packets got through node1 \(saw 7 on /),
    ],
  });
});

test.each([
  "nd430-iptables-drop",
  "nd201-wire-enslaved",
  "nd512-tunnel-number-differs",
  "nd541-borrowed-address",
])("whatever was not looked at in %s, its cause is never ruled out", (name) => {
  const bundle = loadEvidence(name);
  const code = conclude(bundle).cause?.code;
  const probes = [...new Set(bundle.evidence.map(({ probe }) => probe))];
  const ruledOut = probes.filter((gone) => {
    const evidence = bundle.evidence.filter(({ probe }) => probe !== gone);
    const { suspects = [] } = conclude({ ...bundle, evidence });
    return suspects.some((suspect) => suspect.code === code && suspect.result === "ruled-out");
  });
  expect(code).toBeDefined();
  expect(ruledOut).toEqual([]);
});

test("what shows at work alone is not ruled out where no packet came", () => {
  const { result, says } = denied("ND704");
  expect(result).toBe("not-looked-at");
  expect(says[0]).toMatch(
    /^No packet was seen to come to test\/productpage-\S+, and only then it would show\.$/,
  );
});

test("a program that nobody asked anything is not said to answer", () => {
  expect(suspectsIn("healthy")("ND702")).toMatchObject({
    result: "not-looked-at",
    says: [expect.stringContaining("nothing says that it speaks HTTP"), expect.anything()],
  });
});

test("a look that failed is told with its reason, and is no ruling out", () => {
  const suspects = suspectsIn("nd903-exec-forbidden");
  expect(suspects("ND530").result).toBe("not-looked-at");
  expect(suspects("ND430").result).toBe("not-looked-at");
  expect(suspects("ND430").says.join("\n")).toMatch(/exec/);
});

test("a place that the way does not have rules out what is only found there", () => {
  expect(suspectsIn("nd410-same-node")("ND501")).toMatchObject({
    result: "ruled-out",
    says: ["There is no such place on this way (the network between nodes)."],
  });
});
