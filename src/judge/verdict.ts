import type { FlowReport, Tally, Verdict } from "../model/report.ts";
import { stopsOf, type Candidate } from "./compare.ts";

/**
 * The verdict from what packets did; without packets, from the model alone. `reachable` needs proof: every probed
 * flow answered in full, names included, and nothing found that stops some packets.
 */
export function verdictOf(flows: readonly FlowReport[], cause: Candidate | undefined): Verdict {
  const reached = flows.map(effective);
  const all = cause !== undefined && stopsOf(cause) === "all";
  const probed = reached.filter((one) => one !== "not-probed");
  // Packets could not be sent: a policy or object that forbids the flow still says so.
  if (flows.length === 0 || probed.length === 0) return all ? "blocked" : "unknown";
  // One connection lost on a Service that otherwise works does not make the Service's address dead as well.
  if (probed.every((one) => one === "no") && !flows.some(partlyThroughService)) return "blocked";
  if (all && cause.weighed.hopKind === "asking") return "blocked";
  if (cause !== undefined && stopsEveryService(cause, flows)) return "blocked";
  if (probed.some((one) => one !== "yes") || flows.some(partlyThroughService)) return "partial";
  if (cause !== undefined && cause.weighed.confidence !== "suspected") return "partial";
  // A client that finds no address for its name sends nothing, however well the way is.
  if (flows.some(({ steps }) => steps.some(({ hop, mark }) => hop.kind === "asking" && mark === "stopped")))
    return "blocked";
  // Proof of a sample with one flow that could not be probed is not proof of all.
  if (probed.length < reached.length) return "partial";
  // A pod that answers proves neither the name nor the Service's address that the client uses.
  return flows.some(({ untried }) => untried !== undefined) ? "unknown" : "reachable";
}

/** What stops packets on their way to the Service's address stops every pair behind it, whatever goes straight to a pod. */
function stopsEveryService(cause: Candidate, flows: readonly FlowReport[]): boolean {
  const { weighed, marks } = cause;
  return (
    stopsOf(cause) === "all" &&
    weighed.hopKind === "service" &&
    marks.has("stopped") &&
    flows.every(({ flow }) => weighed.flowIds.includes(flow.id))
  );
}

/**
 * A flow counts as its packets did, and as those through the Service where none of them came through or the flow has no packets
 * of its own. Those that came through in part say that one of the endpoints fails, not that this one does.
 */
export function effective(flow: FlowReport): FlowReport["reached"] {
  // What is in the source's own pod answers for the Service's address as well.
  if (flow.answeredWithin) return "not-probed";
  const via = throughService(flow);
  if (flow.leftOut !== undefined) return ofTally(via);
  if (!via || via.sent === 0) return flow.reached;
  // Without a pod behind it, the Service address was the main destination already.
  if (flow.reached === "not-probed") return ofTally(via);
  // Through the Service it works, only not straight to the pod.
  if (flow.reached === "no" && via.answered === via.sent) return "some";
  return flow.reached === "yes" && via.answered === 0 ? "no" : flow.reached;
}

function ofTally(via: Tally | undefined): FlowReport["reached"] {
  if (!via || via.sent === 0) return "not-probed";
  return via.answered === 0 ? "no" : via.answered < via.sent ? "some" : "yes";
}

function partlyThroughService(flow: FlowReport): boolean {
  const via = throughService(flow);
  return via !== undefined && via.answered > 0 && via.answered < via.sent;
}

function throughService({ grid }: FlowReport): Tally | undefined {
  return grid.find(({ label }) => label === "through the Service");
}
