/** What was not seen never reads as fine, and never as broken. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const healthy = loadEvidence("healthy");
const denied = loadEvidence("nd410-ingress-denied");

/** The same run with some looks gone: never made, or ended with a reason. */
function blinded(bundle: Bundle): fc.Arbitrary<Bundle> {
  const fate = fc.constantFrom("kept", "kept", "gone", "failed");
  return fc
    .array(fate, { minLength: bundle.evidence.length, maxLength: bundle.evidence.length })
    .map((fates) => ({
      ...bundle,
      evidence: bundle.evidence.flatMap((item, at): Evidence[] => {
        if (fates[at] === "gone") return [];
        return fates[at] === "failed" ? [unseen(item)] : [item];
      }),
    }));
}

function unseen({ round, place, probe, subject }: Evidence): Evidence {
  const notSeen = { why: "failed" as const, detail: `${probe} failed`, next: "look by hand" };
  return { round, place, probe, subject, notSeen };
}

test("a denied flow is never called reachable, whatever could not be looked at", () => {
  fc.assert(
    fc.property(blinded(denied), (bundle) => {
      expect(conclude(bundle).verdict).not.toBe("reachable");
    }),
    { numRuns: 40 },
  );
});

test("a healthy flow is never called blocked, whatever could not be looked at", () => {
  fc.assert(
    fc.property(blinded(healthy), (bundle) => {
      const { verdict, cause } = conclude(bundle);
      expect([verdict, cause?.code]).not.toContain("blocked");
    }),
    { numRuns: 40 },
  );
});

test("with nothing seen at all the policy still speaks, as a suspicion", () => {
  const report = conclude({ ...denied, evidence: [] });
  expect([report.verdict, report.cause?.code, report.confidence]).toEqual(["blocked", "ND410", "suspected"]);
});

test("with nothing seen and nothing denied it could not tell", () => {
  expect(conclude({ ...healthy, evidence: [] }).verdict).toBe("unknown");
});

test("what cannot be at all is not told as not looked at: nothing of headless Services where the Service is none", () => {
  const bare = { ...denied, evidence: denied.evidence.filter(({ probe }) => probe !== "listeners") };
  expect(
    conclude(bare)
      .notChecked.map(({ what }) => what)
      .join("\n"),
  ).not.toContain("ND306");
});

/** The healthy run without what could tell that it works: no attempt was read, nor any capture. */
const unwatched = without(healthy, ({ probe }) => probe === "tcp-connect" || probe === "capture");

test("rules that were read in part do not say that a node has none for a Service", () => {
  const bundle = without(
    unwatched,
    ({ probe, place }) => probe === "iptables-nft-rules" && at(place) === "node1",
  );
  expect(told(bundle)).toEqual(["unknown", "ND902"]);
});

test("a route into an interface that was not read does not miss a tunnel", () => {
  const bundle = without(unwatched, ({ probe, place }) => probe === "links" && at(place) === "node3");
  expect(told(bundle)).toEqual(["unknown", "ND902"]);
});

function without(bundle: Bundle, failed: (item: Evidence) => boolean): Bundle {
  return { ...bundle, evidence: bundle.evidence.map((item) => (failed(item) ? unseen(item) : item)) };
}

/** ND902 says that netdiag could not look. */
function told(bundle: Bundle): unknown {
  const { verdict, cause } = conclude(bundle);
  return [verdict, cause?.code];
}

function at(place: Evidence["place"]): string | undefined {
  return place.kind === "node" ? place.node : undefined;
}
