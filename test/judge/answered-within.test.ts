/** Recorded runs, had the source's own pod answered, or had the far end been reached by another card or not at all. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { CommandOutput } from "../../src/model/evidence.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const healthy = loadEvidence("healthy");

function captured(bundle: Bundle, change: (output: CommandOutput) => Partial<CommandOutput>): Bundle {
  return {
    ...bundle,
    evidence: bundle.evidence.map((item) =>
      item.probe === "capture" && item.output
        ? { ...item, output: { ...item.output, ...change(item.output) } }
        : item,
    ),
  };
}

test("packets that were seen on the wire and answered have reached the target", () => {
  expect(conclude(healthy).verdict).toBe("reachable");
});

test("connections that are answered though none left the pod prove nothing of the target", () => {
  const { verdict, flows, notes } = conclude(captured(healthy, () => ({ stdout: "" })));
  expect(verdict).toBe("unknown");
  expect(flows.map(({ reached }) => reached)).toEqual(flows.map(() => "not-probed"));
  expect(notes.join()).toContain("none of them left its pod");
});

test("where the capture missed packets, what it did not see says nothing", () => {
  const missed = captured(healthy, ({ stderr }) => ({
    stdout: "",
    stderr: stderr.replaceAll(/(?<!\d)0 packets? dropped by kernel/g, "7 packets dropped by kernel"),
  }));
  expect(conclude(missed).verdict).toBe("reachable");
});
