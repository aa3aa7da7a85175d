/** Every probe of the catalogue is asked for by some plan, and nothing is asked of the evidence that no plan can bring. */
import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { bystanderLooks } from "../../src/gather/bystander-looks.ts";
import { furtherLooks } from "../../src/gather/further-looks.ts";
import { gridLooks, serviceAgain } from "../../src/gather/grid-plan.ts";
import type { Look } from "../../src/gather/look.ts";
import { lossRound } from "../../src/gather/loss-round.ts";
import { hostLooks } from "../../src/gather/name-looks.ts";
import { patientPings } from "../../src/gather/patience.ts";
import { SourcePorts } from "../../src/gather/senders.ts";
import { standingLooks } from "../../src/gather/standing-plan.ts";
import { trafficPlan } from "../../src/gather/traffic-plan.ts";
import { mainLooks, windowsFor } from "../../src/gather/window-plan.ts";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Round } from "../../src/model/evidence.ts";
import { catalogue } from "../../src/probes/index.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { onIpvs } from "../judge/on-ipvs.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** What is read once the first reading is there. */
const further = ["name-lookup", "ipvs", "veth-peer"];

/** A look without its argument: `window node capture`. */
type Kind = `${Round} ${string} ${string}`;

/** What the gathering of a run like this asks for, from first to last: each plan knows what the rounds before it saw. */
function planned({ flows, snapshot, evidence, question }: Bundle): readonly Kind[] {
  const after = (...rounds: readonly Round[]): EvidenceIndex =>
    new EvidenceIndex(
      evidence.filter(({ round, probe }) => rounds.includes(round) && !further.includes(probe)),
    );
  const atRest = after("standing");
  const watched = after("standing", "window");
  const seen = new EvidenceIndex(evidence);
  const ports = new SourcePorts(new Date(0));
  const { symptom } = question;
  const windows = [...windowsFor(flows, snapshot, atRest).values()];
  const captured = trafficPlan(flows, snapshot, atRest, 30);
  const loss = lossRound(flows, seen, 100, ports);
  const kinds = (round: Round, looks: readonly Look[]): readonly Kind[] =>
    looks.map(({ place, probe }): Kind => `${round} ${place.kind} ${probe}`);
  return [
    ...kinds("standing", standingLooks(flows, snapshot)),
    ...kinds("standing", hostLooks(flows, snapshot, atRest)),
    ...kinds("standing", furtherLooks(flows, atRest)),
    ...[...windows, ...loss.windows.values(), ...captured.windows.values()].flatMap(
      ({ captures, counters }) => kinds("window", [...captures, ...counters]),
    ),
    ...kinds("window", mainLooks(flows, snapshot, atRest, { waitMs: 100, count: 7, ports })),
    ...kinds("window", loss.looks),
    ...kinds("standing", patientPings(flows, snapshot)),
    ...kinds("grid", gridLooks(flows, { snapshot, symptom }, watched, 100, ports)),
    ...kinds("grid", serviceAgain(flows, seen, 100, ports)),
    ...kinds("standing", bystanderLooks(flows, snapshot, watched)),
  ];
}

/** Runs beside the first of each fault: of IPv6, of rules in nftables alone and inside a pod, of a node that asks. */
const more = [
  "nd106-node-asks-elsewhere",
  "nd202-other-family",
  "nd205-own-nft-drops",
  "nd206-target-sidecar-gone",
  "nd343-notrack-on-the-node",
];

/**
 * A run of each fault, one of a cluster on IPVS, one whose interfaces do not tell their other ends, and one whose interfaces
 * are held to a rate.
 */
function* runs(): Generator<Bundle> {
  const codes = new Set<string>();
  for (const file of readdirSync(new URL("../evidence", import.meta.url)).sort()) {
    const name = /^(.*)\.json\.gz$/.exec(file)?.[1];
    const code = name?.split("-")[0] ?? "";
    if (name === undefined || (codes.has(code) && !more.includes(name))) continue;
    codes.add(code);
    yield loadEvidence(name);
  }
  const healthy = loadEvidence("healthy");
  yield onIpvs(healthy, { tables: "", bound: [] });
  yield withLinks(healthy, (text) => text.replaceAll(/"link_netnsid":\d+,?/g, ""));
  yield withLinks(healthy, (text) => text.replaceAll('"qdisc":"noqueue"', '"qdisc":"tbf"'));
}

/** The same run, had `ip link` printed otherwise. */
function withLinks(run: Bundle, change: (text: string) => string): Bundle {
  const evidence = run.evidence.map((one) =>
    one.probe === "links" && one.output
      ? { ...one, output: { ...one.output, stdout: change(one.output.stdout) } }
      : one,
  );
  return { ...run, evidence };
}

const see = vi.spyOn(EvidenceIndex.prototype, "see");
const plans = new Set<Kind>();
const asked = new Set<string>();
for (const run of runs()) {
  for (const kind of planned(run)) plans.add(kind);
  conclude(run);
  for (const [probe, , round = "standing"] of see.mock.calls) asked.add(`${round} ${probe.name}`);
  see.mockClear();
}
const rounds = new Set([...plans].map((kind) => kind.replace(/ (?:node|pod) /, " ")));

test("every probe that can run is asked for by some plan", () => {
  const asked = new Set([...plans].map((kind) => kind.split(" ")[2]));
  const unplanned = catalogue.map(({ name }) => name).filter((name) => !asked.has(name));
  expect(unplanned, "no plan of src/gather looks at these").toEqual([]);
});

test("a probe is planned where it says that it runs, and nowhere else", () => {
  const planned = catalogue.map(({ name }) => {
    const places = ["node", "pod"].filter((at) => [...plans].some((kind) => kind.endsWith(` ${at} ${name}`)));
    return [name, places.length === 2 ? "both" : places[0]];
  });
  expect(planned).toEqual(catalogue.map(({ name, at }) => [name, at]));
});

test("nothing is asked of the evidence that no plan brings in that round", () => {
  expect([...asked].filter((kind) => !rounds.has(kind)).sort()).toEqual([]);
});
