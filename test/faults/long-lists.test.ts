/** A Service of a thousand endpoints is told in a line. */
import { expect, test } from "vitest";
import { nearEndpointsOnly } from "../../src/faults/services/nd315-near-endpoints-only.ts";
import { offTracking } from "../../src/faults/services/nd343-off-tracking.ts";
import type { Standpoint } from "../../src/faults/define-fault.ts";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const thousand = Array.from({ length: 1_000 }, (_, at) => `10.0.${Math.floor(at / 250)}.${at % 250}`);
const endpoints = thousand.map((ip) => ({ ip, port: 80, ready: true }));
const toService = { sent: 7, answered: 0, outcomes: { silent: 7 }, sourcePorts: [] };

function atService(): Standpoint {
  const bundle = loadEvidence("nd315-near-endpoints-only");
  const [report] = conclude(bundle).flows;
  const path = report?.steps.map(({ hop }) => hop) ?? [];
  const hop = path.find(({ kind }) => kind === "service");
  if (!report || !hop) throw new Error("the recorded run goes through no Service");
  return { flow: report.flow, hop, path, snapshot: bundle.snapshot };
}

test("the endpoints that a node keeps to, and those it leaves out (ND315)", () => {
  const place = atService();
  const [service] = place.snapshot.services;
  if (!service) throw new Error("the recorded run has no Service");
  const found = nearEndpointsOnly.check(
    {
      service: { service, slices: [], selected: [], ready: endpoints, notReady: [] },
      leftOut: { node: "node2", near: "node", used: endpoints, left: endpoints },
      toService,
    },
    place,
  );
  expect(JSON.stringify(found)).toContain("and 995 more");
  expect(JSON.stringify(found).length).toBeLessThan(1_500);
});

test("where packets that are not tracked would go (ND343)", () => {
  const place = atService();
  const rule = {
    backend: "iptables-nft",
    family: "ip",
    table: "raw",
    chain: "PREROUTING",
    position: 0,
    text: "-A PREROUTING -j NOTRACK",
    statements: [],
    comments: [],
  } as const;
  const asked = { kind: "clusterIP", ip: "10.96.0.9", port: 80, node: "node2" } as const;
  const stop = { node: "node2", asked, rule, otherwise: thousand, answers: false, moved: undefined };
  const found = offTracking.name(stop, { attempts: toService, fate: [], lookup: undefined }, place);
  expect(JSON.stringify(found)).toContain("and 995 more");
  expect(JSON.stringify(found).length).toBeLessThan(1_500);
});
