/** Which of several findings is why the packets died. */
import { expect, test } from "vitest";
import { causeOf, compare } from "../../src/judge/compare.ts";
import { nothingForetold } from "./foretold.ts";
import type { Because } from "../../src/model/finding.ts";
import type { HopKind } from "../../src/model/hop.ts";
import type { FlowReport } from "../../src/model/report.ts";
import type { Step, StepMark } from "../../src/model/step.ts";

const packet = { family: 4, protocol: "TCP", source: "10.0.0.1", destination: "10.0.1.1", port: 80 } as const;

function step(
  kind: HopKind,
  mark: StepMark,
  code?: Step["outcomes"][number]["code"],
  because: Because[] = [],
): Step {
  return {
    hop: { kind, name: kind, packet },
    mark,
    facts: [],
    outcomes:
      code === undefined ? [] : [{ result: "found", code, title: code, finding: { says: code, because } }],
  };
}

function cause(...steps: readonly Step[]): string | undefined {
  const end = { type: "external" as const, ips: [] };
  const flow: FlowReport = {
    flow: {
      id: "f1",
      from: end,
      to: end,
      family: 4,
      sourceIP: "",
      destinationIP: "",
      protocol: "TCP",
      port: 80,
    },
    reached: "no",
    grid: [],
    steps: [...steps],
  };
  return causeOf(compare([flow], () => ({ foretells: "stops", gate: "rules" }), nothingForetold))?.weighed
    .code;
}

test("what stands where they died is the cause", () => {
  expect(cause(step("node-out", "passed"), step("underlay", "stopped", "ND510"))).toBe("ND510");
});

test("what waits behind the place where they died is not the cause, even where nothing explains that place", () => {
  expect(
    cause(
      step("underlay", "stopped"),
      step("node-in", "not-reached"),
      step("socket", "not-reached", "ND620"),
    ),
  ).toBeUndefined();
});

test("what the packets were seen to pass is not the cause", () => {
  expect(cause(step("source", "passed", "ND202"), step("underlay", "stopped"))).toBeUndefined();
});

test("the border of two hops is one place: the finding may stand at the hop that was not reached", () => {
  expect(cause(step("node-in", "stopped"), step("pod-in", "not-reached", "ND201"))).toBe("ND201");
});

test("a counter of the rule itself that moved with them outweighs what interfaces saw", () => {
  const moved: Because = { source: "kernel", says: "its counter moved by 7", token: true };
  expect(
    cause(
      step("node-out", "stopped"),
      step("underlay", "not-reached"),
      step("node-in", "not-reached", "ND430", [moved]),
    ),
  ).toBe("ND430");
});

test("where no packet was sent, what stands first in the way is the cause", () => {
  expect(cause(step("node-out", "unknown"), step("pod-in", "unknown", "ND410"))).toBe("ND410");
});
