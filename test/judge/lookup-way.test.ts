/** What stops name look-ups on their own way, where the client's other packets come through. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { stopsOnLookupWay } from "../../src/judge/lookup-way.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { OwnFaults } from "../../src/model/own-faults.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const dropped = "nd430-name-lookup-dropped";

function stopped(
  name: string,
  keeps: (entry: Evidence) => boolean = () => true,
): readonly (readonly string[])[] {
  const { flows, snapshot, evidence: all } = loadEvidence(name);
  const evidence = new EvidenceIndex(all.filter(keeps));
  const [flow] = flows;
  const path = flow && walkPath(flow, evidence);
  const [hop] = path ?? [];
  if (!flow || !path || !hop) throw new Error(`${name} has no way`);
  return stopsOnLookupWay({ flow, hop, path, snapshot, evidence }, new OwnFaults()).map((said) =>
    said.result === "found" ? [said.code, said.finding.node ?? ""] : [said.code],
  );
}

test("a rule that drops the questions to every DNS pod is named, with its node", () => {
  expect(stopped(dropped)).toEqual([["ND430", "node2"]]);
});

test("the DNS server, which never saw them, is not accused beside it", () => {
  const { cause, also } = conclude(loadEvidence(dropped));
  expect([cause?.code, ...also.map(({ code }) => code)]).toEqual(["ND430"]);
});

test("where the rules were not read, nobody is named for it", () => {
  expect(stopped(dropped, ({ probe }) => !/rules|iptables|nft/.test(probe))).toEqual([]);
});

test.each([
  ["names are found", "healthy"],
  ["the client's own connections fail as well", "nd340-rules-flushed"],
  ["nobody stands behind the DNS Service", "nd103-dns-does-not-answer"],
])("nothing is told of their way where %s", (_, name) => {
  expect(stopped(name)).toEqual([]);
});
