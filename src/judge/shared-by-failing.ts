import { describeEndpoint, nodeOf } from "../model/endpoint.ts";
import type { FlowReport } from "../model/report.ts";
import { counting } from "./left-out.ts";
import { effective } from "./verdict.ts";

/**
 * What the failing pairs have in common and no working pair has. The narrowest trait is told: one target, one source; the
 * node only where several pods on it fail, and the way between nodes only where several pairs of nodes do. Undefined when all
 * fail, none does, or nothing sets them apart. Example: `2 of 3 pairs fail: those to node3`.
 */
export function sharedByFailing(flows: readonly FlowReport[]): string | undefined {
  const made = counting(flows);
  const failing = made.filter((report) => effective(report) === "no" || effective(report) === "some");
  const working = made.filter((report) => effective(report) === "yes");
  if (failing.length === 0 || working.length === 0) return undefined;
  const told = `${failing.length} of ${failing.length + working.length} pairs fail`;
  const traits: readonly (readonly [words: string, trait: Trait])[] = [
    ["to ", ({ flow }) => describeEndpoint(flow.to)],
    ["from ", ({ flow }) => describeEndpoint(flow.from)],
    ["to ", ({ flow }) => nodeOf(flow.to)],
    ["from ", ({ flow }) => nodeOf(flow.from)],
    [
      "",
      ({ flow }) =>
        nodeOf(flow.from) === nodeOf(flow.to) ? "that stay on one node" : "that go from node to node",
    ],
  ];
  for (const [words, trait] of traits) {
    const value = common(failing, working, trait);
    if (value !== undefined) return `${told}: ${failing.length === 1 ? "the one" : "those"} ${words}${value}`;
  }
  return undefined;
}

type Trait = (report: FlowReport) => string | undefined;

/** The value all failing ones have and no working one has. */
function common(
  failing: readonly FlowReport[],
  working: readonly FlowReport[],
  trait: (report: FlowReport) => string | undefined,
): string | undefined {
  const [value, ...others] = [...new Set(failing.map(trait))];
  if (value === undefined || others.length > 0) return undefined;
  return working.some((report) => trait(report) === value) ? undefined : value;
}
