import { expect, test } from "vitest";
import { keptOutputs } from "../../src/gather/kept-outputs.ts";
import type { Evidence } from "../../src/model/evidence.ts";

const said = (probe: string, stdout: string): Evidence => ({
  round: "standing",
  place: { kind: "node", node: "node1" },
  probe,
  subject: "",
  output: {
    argv: [probe],
    stdout,
    stderr: "",
    exitCode: 0,
    timedOut: false,
    truncated: false,
    durationMs: 1,
  },
});

test("what nodes say is kept as it is while it is little", () => {
  const evidence = [said("links", "one"), said("routes-v4", "two")];
  expect(keptOutputs(evidence)).toEqual(evidence);
});

test("of too much, the largest output counts as not seen", () => {
  const links = said("links", "one");
  expect(keptOutputs([links, said("nft-rules", "x".repeat(100))], 50)).toEqual([
    links,
    {
      round: "standing",
      place: { kind: "node", node: "node1" },
      probe: "nft-rules",
      subject: "",
      notSeen: {
        why: "truncated",
        detail: "nft-rules on node1 printed 100 characters, with which a run would have more than it keeps",
        next: "look by hand: nft-rules",
      },
    },
  ]);
});
