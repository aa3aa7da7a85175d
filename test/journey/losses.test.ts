import { expect, test } from "vitest";
import type { CommandOutput } from "../../src/model/evidence.ts";
import { lossesOf, partLost } from "../../src/gates/losses.ts";
import { EvidenceIndex } from "../../src/probes/evidence-index.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

function counted(name: string) {
  const { flows, evidence } = loadEvidence(name);
  const [flow] = flows;
  return flow && lossesOf(flow, new EvidenceIndex(evidence));
}

/** The same run, had the capture on a node printed something else. */
function changed(name: string, node: string, change: (output: CommandOutput) => Partial<CommandOutput>) {
  const { flows, evidence } = loadEvidence(name);
  const [flow] = flows;
  const other = evidence.map((item) =>
    item.probe === "capture" && item.place.kind === "node" && item.place.node === node && item.output
      ? { ...item, output: { ...item.output, ...change(item.output) } }
      : item,
  );
  return flow && lossesOf(flow, new EvidenceIndex(other));
}

const of = (left: number, came: number) => ({ left, came });

test.each([
  ["all of seven came", { own: of(7, 7) }, undefined],
  ["one lost packet may be chance", { own: of(7, 6) }, undefined],
  ["three of seven", { own: of(7, 4) }, of(7, 4)],
  ["three of two hundred nobody notices", { own: of(200, 197) }, undefined],
  ["pings on the same way count with them", { own: of(37, 22), pings: of(60, 36) }, of(97, 58)],
  ["pings alone may show what seven packets did not", { own: of(7, 7), pings: of(60, 36) }, of(67, 43)],
  ["pings pass: the share is of the question's own", { own: of(37, 12), pings: of(60, 60) }, of(37, 12)],
  ["all of the question's own died: that is no chance", { own: of(37, 0), pings: of(60, 60) }, undefined],
])("%s", (_, losses, told) => {
  expect(partLost(losses)).toEqual(told);
});

test("connections, pings in the tunnel and pings beside it are counted by themselves", () => {
  const losses = counted("nd505-tunnel-loses-part");
  expect(losses?.there.own.left).toBe(37);
  expect(losses && (partLost(losses.there)?.left ?? 0)).toBe(97);
  expect(losses?.there.beside).toEqual({ left: 60, came: 60 });
});

test("a run that was watched once is counted by its first packets", () => {
  expect(counted("healthy-ending-endpoint")?.there).toEqual({ own: { left: 7, came: 7 } });
});

test("a capture that missed packets counts nothing, in whichever round", () => {
  const missed = changed("nd505-tunnel-loses-part", "node3", ({ stderr }) => ({
    stderr: stderr.replaceAll(/(?<!\d)0 packets? dropped by kernel/g, "7 packets dropped by kernel"),
  }));
  expect(missed).toBeUndefined();
});

test("a capture that ended before tcpdump had read what was kept for it counts nothing", () => {
  const unread = changed("nd505-tunnel-loses-part", "node3", ({ stderr }) => ({
    stderr: stderr.replace(
      /(\d+) packets received/,
      (_, count: string) => `${Number(count) + 2} packets received`,
    ),
  }));
  expect(unread).toBeUndefined();
});

test.each([2, 4, 8, 50])(
  "answers that left after the last one that the other node saw, in the first 1/%i of its lines, are not counted as lost",
  (part) => {
    const all = counted("nd506-answers-broken")?.back.own;
    const shorter = changed("nd506-answers-broken", "node2", ({ stdout }) => {
      const lines = stdout.split("\n");
      return { stdout: lines.slice(0, Math.ceil(lines.length / part)).join("\n") };
    })?.back.own;
    expect(all).toEqual(of(51, 51));
    expect(shorter?.left).toBeLessThan(51);
    expect(shorter && partLost({ own: shorter })).toBeUndefined();
  },
);

test("packets that come in by another card have come in", () => {
  const recorded = counted("nd505-tunnel-loses-part");
  const spread = changed("nd505-tunnel-loses-part", "node3", ({ stdout }) => ({
    stdout: stdout
      .split("\n")
      .map((line, index) => (index % 2 === 0 ? line.replace(/ ens3 +In /, " ens4 In ") : line))
      .join("\n"),
  }));
  expect(spread).toEqual(recorded);
});

test("what was answered has come through, whatever the capture missed", () => {
  const half = changed("healthy-ending-endpoint", "node3", ({ stdout }) => ({ stdout: stdout.slice(0, 0) }));
  expect(half?.there.own).toEqual(of(7, 7));
});
