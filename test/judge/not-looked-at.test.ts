/** Runs saved by an older netdiag lack looks that would tell: that is said, and nobody is accused. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { tongueOf } from "../../src/language/tongue.ts";
import { Bundle } from "../../src/model/bundle.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { readRealBundle } from "../cases/real-bundles.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function reportOf(name: string) {
  return conclude(Bundle.parse(readRealBundle(name)));
}

test("a pod that refuses while its program listens: the rules inside the pod were not read", () => {
  const { verdict, cause, headline, notes, notChecked } = reportOf("X20");
  expect([verdict, cause]).toEqual(["blocked", undefined]);
  expect(headline).toContain("not all that may explain it could be looked at");
  expect(notes[0]).toMatch(/refused and not lost: 7 resets came from test\/productpage/);
  expect(notChecked.map(({ reason }) => reason).join("\n")).toMatch(
    /the rules inside the pod: .* was not run/,
  );
  // At the place of death everything is named that the missing look would have told of.
  expect(notChecked.map(({ what }) => what).join("\n")).toMatch(
    /\(ND205\); whether rules inside the pod redirect .* \(ND206\)/,
  );
});

test("what kept from looking at a node is told once, with what could not be told because of it", () => {
  const report = conclude(loadEvidence("nd902-source-kubelet-dead"));
  for (const language of ["en", "zh"] as const) {
    const told = renderTerminal(report, { colour: false, say: tongueOf(language) });
    // As the cause, and as what was not looked at.
    expect(told.match(/dial tcp 192\.168\.0\.12:10250/g)).toHaveLength(2);
    expect(told.match(/ND902/g)).toHaveLength(3);
  }
  const [line] = report.notChecked;
  expect(line?.what).toMatch(/^node2, and with it whether .* \(ND104\); whether .*; \d+ more$/);
});

test("with the pod not looked at, rules of another namespace's policy on somebody else's wire accuse nobody", () => {
  const whole = loadEvidence("nd601-route-to-another-pod");
  const evidence = whole.evidence.filter(
    ({ place }) => !("pod" in place) || place.pod !== "ratings-ljbg99pfn-n6g87",
  );
  expect(evidence.length).toBeLessThan(whole.evidence.length);
  const { verdict, cause, also, notChecked } = conclude({ ...whole, evidence });
  expect([verdict, cause, also]).toEqual(["blocked", undefined, []]);
  expect(notChecked.map(({ reason }) => reason).join("\n")).toMatch(
    /made of NetworkPolicy monitoring\/prometheus-web, which selects no pod of namespace test/,
  );
});

test("a NodePort whose Service was not read: what is behind it was not looked at, and the node did not swallow the packets", () => {
  const { verdict, cause, headline, flows, notChecked } = reportOf("X41");
  expect([verdict, cause]).toEqual(["blocked", undefined]);
  expect(headline).not.toMatch(/die at|no fault I know/);
  expect(flows.flatMap(({ steps }) => steps).filter(({ mark }) => mark === "stopped")).toEqual([]);
  expect(notChecked.map(({ reason }) => reason).join("\n")).toMatch(
    /rules of node3 send TCP 30080 on, as for a NodePort, and the Service behind it was not read/,
  );
});

test("packets straight to the pods do not prove a load balancer's address, nor an external one", () => {
  for (const name of ["healthy-load-balancer", "healthy-external-ip"]) {
    const bundle = loadEvidence(name);
    const evidence = bundle.evidence.filter(({ subject }) => !/^to 192\.168\.0\.\d+ 80$/.test(subject));
    expect(evidence.length).toBeLessThan(bundle.evidence.length);
    expect(conclude(bundle).verdict).toBe("reachable");
    expect(conclude({ ...bundle, evidence }).verdict).toBe("unknown");
  }
});
