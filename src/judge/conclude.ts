import { faults } from "../faults/catalogue.ts";
import type { Bundle } from "../model/bundle.ts";
import { describeEndpoint, nodeOf } from "../model/endpoint.ts";
import { describeRef } from "../model/kubernetes.ts";
import { OwnFaults } from "../model/own-faults.ts";
import type { FlowReport, Report } from "../model/report.ts";
import { EvidenceIndex } from "../probes/evidence-index.ts";
import { httpExchanges } from "../journey/services/http.ts";
import { causeOf, compare, stopsOf, type NameOf, type Candidate } from "./compare.ts";
import { foresight } from "./elsewhere.ts";
import { flowReport } from "./flow-report.ts";
import { idlePolicies, noneIdle } from "../journey/policies/idle-policies.ts";
import { headlineOf } from "./headline.ts";
import { idleNote, withoutIdle } from "./idle-policies.ts";
import { servedByNoService } from "./no-service.ts";
import { notCheckedOf } from "./not-checked.ts";
import { nobodysAddress } from "./nobodys-address.ts";
import { notesFor } from "./notes.ts";
import { beforeTheChoice, counting, withLeftOut } from "./left-out.ts";
import { withSources } from "../journey/way/sources.ts";
import { policySaying } from "./policy-saying.ts";
import { seldomNote } from "./seldom.ts";
import { suspectsOf } from "./suspects.ts";
import { symptomSaying } from "./symptom.ts";
import { timelineOf } from "./timeline/timeline.ts";
import { servedElsewhere } from "./traffic-policy.ts";
import { effective, verdictOf } from "./verdict.ts";

/** The whole judgement: a pure function of what was gathered, so a saved run gives the same report. */
export function conclude(bundle: Bundle, own = new OwnFaults()): Report {
  const { question } = bundle;
  const evidence = new EvidenceIndex(bundle.evidence);
  const asked = own.orElse(
    "tell with which addresses the packets are on the wire",
    () => bundle.flows,
    () => withSources(bundle.flows, evidence),
  );
  const idle = own.orElse(
    "tell which policies nobody enforces",
    () => noneIdle,
    () => idlePolicies(asked, bundle.snapshot, evidence),
  );
  const snapshot = withoutIdle(bundle.snapshot, idle);
  const reports = asked.map((flow) => flowReport(flow, asked, snapshot, evidence, own));
  const flows = own.orElse(
    "tell to which endpoints the connections go",
    () => reports,
    () => withLeftOut(reports, snapshot, evidence),
  );
  const entries = flows.filter(({ flow }) => flow.behind === undefined);
  const all = compare(
    flows.flatMap((report) => whatCounts(report, entries)),
    nameIn(own),
    foresight(snapshot, evidence, own),
  );
  const blocker = causeOf(all);
  const verdict = verdictOf(counting(entries), blocker);
  // What only keeps from looking is the cause of not knowing, and of nothing else.
  const cause =
    verdict === "reachable"
      ? undefined
      : (blocker ??
        all.find(({ foretells }) => verdict === "blocked" && foretells === "narrows") ??
        (verdict === "unknown" ? all[0] : undefined));
  const breach = all.find(({ foretells }) => foretells === "admits");
  const beyond = all.find(({ foretells }) => foretells === "spoils");
  const endpoints = countEndpoints(counting(entries), bundle.totalEndpoints);
  const policy = policySaying(asked, snapshot, own);
  const symptom =
    question.symptom &&
    symptomSaying(question.symptom, {
      verdict,
      cause: cause?.weighed,
      beyond: beyond?.weighed,
      flows,
      requests: asked.flatMap((flow) => httpExchanges(flow, evidence).seen ?? []),
    });
  const also = all
    .filter((one) => one !== cause && tellsMore(one, verdict) && !isMoot(one, cause))
    .filter((one, index, others) => !isOneOf(one, [...(cause ? [cause] : []), ...others.slice(0, index)]))
    .map(({ weighed }) => weighed);
  const timeline = own.orElse(
    "tell what changed",
    () => undefined,
    () => timelineOf({ question, flows: asked, snapshot, asOf: bundle.recordedAt, cause: cause?.weighed }),
  );
  return {
    version: 1,
    question,
    verdict,
    headline: headlineOf(question, flows, endpoints, {
      verdict,
      cause: cause?.weighed,
      breach: breach?.weighed,
      beyond: beyond?.weighed,
    }),
    ...(cause ? { cause: cause.weighed, confidence: cause.weighed.confidence } : {}),
    ...(cause?.weighed.finding.fix ? { fix: cause.weighed.finding.fix } : {}),
    also,
    ...(policy ? { policy } : {}),
    ...(symptom === undefined ? {} : { symptom }),
    flows: flows.map(withoutFixes),
    endpoints,
    notes: own.orElse(
      "tell what else was seen",
      () => [],
      () => [
        ...seldomNote(question, counting(entries), verdict),
        ...notesFor(flows, cause?.weighed, evidence),
        ...nobodysAddress(question, flows, snapshot.notRead),
        ...servedElsewhere(entries, snapshot),
        ...servedByNoService(question, flows, snapshot),
        ...idleNote(asked, bundle.snapshot, idle),
      ],
    ),
    ...(timeline ? { timeline } : {}),
    suspects: own.orElse(
      "tell what the evidence says of each cause",
      () => [],
      () => [...suspectsOf(flows, { cause: cause?.weighed, also }, evidence)],
    ),
    notChecked: [...notCheckedOf(flows, snapshot, evidence, own)],
    timings: bundle.timings,
  };
}

/**
 * Of a flow behind a node's translation: nothing where the client is answered; from a client whose packets the node takes on
 * itself, what is on that node.
 */
function whatCounts(report: FlowReport, entries: readonly FlowReport[]): readonly FlowReport[] {
  const { flow, steps } = report;
  // Where the client's connections never go, nothing stops them.
  if (report.leftOut !== undefined) return [{ ...report, steps: steps.filter(beforeTheChoice) }];
  const entry = entries.find((one) => one.flow.id === flow.behind);
  if (flow.behind === undefined || !entry) return [report];
  if (effective(entry) === "yes") return [];
  const translator = flow.asked?.address?.node;
  return [
    {
      ...report,
      steps: steps.filter(({ hop }) => hop.node === translator || nodeOf(flow.from) === translator),
    },
  ];
}

/** A fix is told once, with the cause that it mends, and for that one's confidence. */
function withoutFixes(report: FlowReport): FlowReport {
  const steps = report.steps.map((step) => ({
    ...step,
    outcomes: step.outcomes.map((outcome) => {
      if (outcome.result !== "found") return outcome;
      const finding = { ...outcome.finding };
      delete finding.fix;
      return { ...outcome, finding };
    }),
  }));
  return { ...report, steps };
}

/** What the fault of a code foretells. One that the catalogue does not have is netdiag's own fault, and accuses nobody. */
export function nameIn(own: OwnFaults): NameOf {
  return (code) =>
    own.orElse<ReturnType<NameOf>>(
      `weigh ${code}`,
      () => ({ foretells: "hides", gate: "looking" }),
      () => {
        const fault = faults.find((one) => one.code === code);
        if (!fault) throw new Error("the catalogue has no such fault");
        return fault;
      },
    );
}

/** A blocker whose every packet passed is contradicted by them: it is not told beside a proven path. */
function tellsMore(candidate: Candidate, verdict: Report["verdict"]): boolean {
  return !(
    verdict === "reachable" &&
    stopsOf(candidate) === "all" &&
    candidate.weighed.confidence === "suspected"
  );
}

/** Where the client asks for what nobody offers, only what keeps from looking is told beside it. */
function isMoot(candidate: Candidate, cause: Candidate | undefined): boolean {
  if (cause?.foretells !== "unoffered") return false;
  return stopsOf(candidate) !== "none" && candidate.position >= cause.position;
}

/** What stops the packets and their answers alike, or several of them on one node, is one thing to repair: told once. */
function isOneOf({ weighed }: Candidate, told: readonly Candidate[]): boolean {
  const thing = ({ code, finding: { node, object, rule, says } }: Candidate["weighed"]): string =>
    JSON.stringify([code, node, object ? describeRef(object) : says, rule]);
  const repair = ({ finding: { node, fix } }: Candidate["weighed"]): string | undefined =>
    node === undefined || fix === undefined ? undefined : JSON.stringify([node, fix.summary]);
  return told.some(
    (one) =>
      thing(one.weighed) === thing(weighed) ||
      (repair(weighed) !== undefined && repair(one.weighed) === repair(weighed)),
  );
}

/** An endpoint that no packet was sent to is none that does not answer: it is counted in the total alone. */
function countEndpoints(flows: readonly FlowReport[], total: number): Report["endpoints"] {
  const targets = new Map<string, boolean>();
  for (const report of flows) {
    if (report.reached === "not-probed" && effective(report) === "not-probed") continue;
    const key = describeEndpoint(report.flow.to);
    const answered = effective(report) === "yes";
    targets.set(key, (targets.get(key) ?? true) && answered);
  }
  return {
    answered: [...targets.values()].filter(Boolean).length,
    probed: targets.size,
    total: Math.max(total, new Set(flows.map(({ flow }) => describeEndpoint(flow.to))).size),
  };
}
