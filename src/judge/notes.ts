import { describeEndpoint, nodeOf } from "../model/endpoint.ts";
import { askedAddress } from "../model/flow.ts";
import type { WeighedFinding, FlowReport } from "../model/report.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { attemptsOf, pingsOf } from "../journey/packets/attempts.ts";
import { establishedPass } from "../journey/hops/established.ts";
import { serverError } from "./server-errors.ts";
import { slowness } from "./slow.ts";
import { counting } from "./left-out.ts";
import { sharedByFailing } from "./shared-by-failing.ts";
import { unexplained } from "./unexplained.ts";

/** Sentences that save the reader a wrong turn. */
export function notesFor(
  flows: readonly FlowReport[],
  cause: WeighedFinding | undefined,
  evidence: EvidenceIndex,
): readonly string[] {
  const shared = sharedByFailing(flows);
  const slow = flows.flatMap((flow) => slowness(flow, evidence) ?? []);
  const within = flows.filter(({ answeredWithin }) => answeredWithin);
  const failing = flows.some(({ reached }) => reached === "no" || reached === "some");
  const notes = [
    ...(cause === undefined && failing ? unexplained(flows, evidence) : []),
    ...(shared === undefined ? [] : [shared]),
    ...slow.slice(0, 3),
    ...flows.flatMap((flow) => serverError(flow, evidence) ?? []).slice(0, 3),
    ...new Set(
      within.map(
        ({ flow }) =>
          `the connections from ${describeEndpoint(flow.from)} were answered, but none of them left its pod: a proxy in it accepts them all, so nothing is known of the way to the target`,
      ),
    ),
  ];
  const failed = counting(flows).find(({ reached }) => reached === "no");
  if (!failed) return notes;
  const { flow, steps } = failed;
  const stoppedAt = steps.find(({ hop }) => hop.name === cause?.at && hop.kind === cause.hopKind);
  if (
    stoppedAt &&
    establishedPass(
      stoppedAt.hop,
      steps.map(({ hop }) => hop),
      flow,
      evidence,
    ) === true
  )
    notes.push("existing connections still work, new ones do not");
  const fromTarget = attemptsOf(evidence, flow, "target-node").seen;
  const target = nodeOf(flow.to);
  if (fromTarget && fromTarget.answered > 0 && target !== undefined)
    notes.push(
      `from ${target} itself the pod answers: wiring and listener are fine; policies do not apply to traffic from a pod's own node`,
    );
  const fromSource = attemptsOf(evidence, flow, "source-node").seen;
  const source = nodeOf(flow.from);
  if (fromSource && fromSource.sent > 0 && source !== undefined)
    notes.push(
      fromSource.answered === 0
        ? `${source} itself does not get through either`
        : `${source} itself gets through: what stops the packets depends on who sends them, the pod with its wire, its address and the rules for it`,
    );
  const ping = pingsOf(evidence, flow, "service").seen;
  const asked = askedAddress(flow);
  if (ping && ping.answered > 0 && asked?.kind === "clusterIP")
    notes.push(
      `the ping to ${asked.ip} works because something on the way answers for the Service address itself; it says nothing about the pods`,
    );
  return notes;
}
