import { nodeOf } from "../model/endpoint.ts";
import type { FlowReport } from "../model/report.ts";
import { effective } from "./verdict.ts";

/**
 * What the failing pairs have in common and no working pair has: the target's node, the source's node, or that they
 * cross nodes at all. Undefined when all fail, none does, or nothing sets them apart.
 */
export function sharedByFailing(flows: readonly FlowReport[]): string | undefined {
  const failing = flows.filter((report) => effective(report) === "no" || effective(report) === "some");
  const working = flows.filter((report) => effective(report) === "yes");
  if (failing.length === 0 || working.length === 0) return undefined;
  const told = `${failing.length} of ${failing.length + working.length} pairs fail`;
  const target = common(failing, working, ({ flow }) => nodeOf(flow.to));
  if (target !== undefined) return `${told}: those to ${target}`;
  const source = common(failing, working, ({ flow }) => nodeOf(flow.from));
  if (source !== undefined) return `${told}: those from ${source}`;
  const way = common(failing, working, ({ flow }) =>
    nodeOf(flow.from) === nodeOf(flow.to) ? "that stay on one node" : "that go from node to node",
  );
  return way === undefined ? undefined : `${told}: those ${way}`;
}

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
