/** A pod's own rules that stop some of what goes to the Service's address are held against those packets, and no others. */
import { expect, test } from "vitest";
import { ownRulesGate } from "../../src/gates/own-rules.ts";
import { contradicts } from "../../src/judge/contradiction.ts";
import { walkPath } from "../../src/journey/way/path.ts";
import { withSources } from "../../src/journey/way/sources.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import type { Scene } from "../../src/faults/define-fault.ts";

type Looked = Bundle["evidence"][number];

/** The pod drops every other packet to its Service; all that goes straight to the pod is answered. */
function scene(captured: boolean): Scene {
  const { flows, snapshot, evidence: looks } = loadEvidence("nd341-no-hairpin");
  const [asked] = flows;
  const vip = asked?.service?.clusterIP ?? "";
  const rule = `-A OUTPUT -d ${vip}/32 -p tcp -m statistic --mode random --probability 0.50000000000 -j DROP`;
  const place = looks.find((one) => one.place.kind === "pod")?.place;
  const kept = ":INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]";
  const rules = `*filter\n${kept}\n[0:0] ${rule}\nCOMMIT\n# netdiag: left out 0; kept what can concern ${vip}\n`;
  const counted = looks.flatMap((one): Looked[] =>
    place && one.probe === "iptables-nft-counters" && one.output
      ? [{ ...one, place, output: { ...one.output, stdout: `0 0\t4 240\tiptables-nft ip filter ${rule}\n` } }]
      : [],
  );
  const changed = looks.map((one) =>
    one.place.kind === "pod" && one.probe === "iptables-nft-rules" && one.output
      ? { ...one, output: { ...one.output, stdout: rules } }
      : one,
  );
  const evidence = new EvidenceIndex([
    ...changed.filter(({ probe }) => captured || probe !== "capture"),
    ...counted.slice(0, 1),
  ]);
  const [flow] = withSources(flows, evidence);
  const path = flow && walkPath(flow, evidence);
  const hop = path?.find(({ kind }) => kind === "service");
  if (!flow || !path || !hop) throw new Error("the recording has no hop at the Service");
  return { flow, hop, path, snapshot, evidence };
}

const gate = ({ hop, path, flow, evidence }: Scene): string => ownRulesGate(hop, path, flow, evidence).says;

test("a rule by chance that counted packets to the Service stops some, whatever goes straight to the pod", () => {
  expect(gate(scene(false))).toBe("stops-some");
});

test("it stopped none where the node saw all of them come out of the pod, and a stop of all is denied by that", () => {
  expect(gate(scene(true))).toBe("passes");
  expect(contradicts("stops", "pod-rules", scene(true))).toBe(true);
  expect(contradicts("stops", "pod-rules", scene(false))).toBe(false);
});

test("a stop of some in the pod is not denied by what came out of it: which it stops its gate accounts for", () => {
  expect(contradicts("stops-some", "pod-rules", scene(true))).toBe(false);
});
