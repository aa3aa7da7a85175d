import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

test("one rule that counted nine packets counted two questions to the DNS and seven of the question's own, each told once", () => {
  const { cause, also } = conclude(loadEvidence("nd101-egress-default-deny"));
  const counted = [cause, ...also].map((weighed) => {
    const said = weighed?.finding.because.find(({ says }) => says.includes("counter"))?.says ?? "";
    return [weighed?.code, /moved by (\d+)$/.exec(said)?.[1]];
  });
  expect(counted).toEqual([
    ["ND101", "2"],
    ["ND420", "7"],
  ]);
});

test("who may not send anything gets one change for the name and for the connection", () => {
  const { fix } = conclude(loadEvidence("nd101-egress-default-deny"));
  expect(fix?.summary).toMatch(
    /opens test\/reviews → kube-system\/kube-dns.* on UDP 53; test\/reviews → test\/ratings on TCP 9080, nothing else/,
  );
  expect(fix?.alsoOpens).toEqual([]);
});

test("packets that end at a Service's own address have one place of death", () => {
  for (const name of [
    "nd301-scaled-to-zero",
    "nd302-service-without-endpoints",
    "nd305-target-port-unnamed",
  ]) {
    const { flows } = conclude(loadEvidence(name));
    const stopped = flows.map(({ steps }) => steps.filter(({ mark }) => mark === "stopped"));
    expect(stopped.map((steps) => steps.map(({ hop }) => hop.kind))).toEqual([["service"]]);
  }
});

test("the policies speak of who asked, not of the node that masquerades", () => {
  expect(conclude(loadEvidence("nd301-scaled-to-zero")).policy?.sentence).toMatch(
    /^No policy stands between reviews and/,
  );
});

test("a card that is down took the default route with it: that is one fault", () => {
  const { cause, also } = conclude(loadEvidence("nd501-interface-down"));
  expect([cause?.code, ...also.map(({ code }) => code)]).toEqual(["ND501"]);
});

test("what is wrong with kube-proxy's rules takes no pod of it away", () => {
  const { fix } = conclude(loadEvidence("nd310-stale-backends"));
  expect(fix?.commands?.join("\n")).not.toMatch(/delete|restart/);
  expect(fix?.summary).toContain("kube-proxy on node2");
});
