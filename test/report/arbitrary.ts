import fc from "fast-check";
import { HopKind } from "../../src/model/hop.ts";
import type { Finding, Fix } from "../../src/model/finding.ts";
import type { Progress } from "../../src/model/progress.ts";
import type {
  WeighedFinding,
  FlowReport,
  NotChecked,
  PolicySaying,
  Report,
  Suspect,
  Tally,
} from "../../src/model/report.ts";
import { StepMark, type FaultOutcome, type Step } from "../../src/model/step.ts";
import type { Timeline } from "../../src/model/timeline.ts";
import { flows, question } from "./incident.ts";

/** Text as hostile or as long as objects, rules and logs can make it. */
export const nasty = fc.oneof(
  { weight: 9, arbitrary: fc.string({ maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "<!channel> down",
      "<@U012AB3CD> & <#C1|x> <https://evil.example|click>",
      "@channel @here",
      "a && b < c > d",
      "``` end of fence",
      "*bold* _it_ ~no~ `code`",
      "   ",
      "",
    ),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 2500, maxLength: 4000 }) },
  { weight: 1, arbitrary: fc.constant("&".repeat(5000)) },
  { weight: 1, arbitrary: fc.constant("-A cali-tw-x -j DROP\n".repeat(180)) },
);

const list = <T>(each: fc.Arbitrary<T>, most = 4): fc.Arbitrary<T[]> => fc.array(each, { maxLength: most });
const count = fc.nat({ max: 100 });

const fix: fc.Arbitrary<Fix> = fc.record(
  {
    summary: nasty,
    checked: fc.boolean(),
    yaml: nasty,
    commands: list(nasty),
    alsoOpens: list(nasty),
    alsoCloses: list(nasty),
    caution: nasty,
  },
  { requiredKeys: ["summary", "checked"] },
);

const finding: fc.Arbitrary<Finding> = fc.record(
  {
    says: nasty,
    because: list(
      fc.record(
        { source: fc.constantFrom("model", "probe", "kernel"), says: nasty, quote: nasty },
        { requiredKeys: ["source", "says"] },
      ),
    ),
    rule: nasty,
    node: nasty,
    device: nasty,
    fix,
  },
  { requiredKeys: ["says", "because"] },
);

const outcome: fc.Arbitrary<FaultOutcome> = fc.oneof(
  fc.record({ result: fc.constant("found"), code: fc.constant("ND410"), title: nasty, finding }),
  fc.record({ result: fc.constant("cannot-tell"), code: fc.constant("ND901"), title: nasty, reason: nasty }),
);

export const step: fc.Arbitrary<Step> = fc.record({
  hop: fc.record(
    {
      kind: fc.constantFrom(...HopKind.options),
      name: nasty,
      node: nasty,
      deviceIn: nasty,
      deviceOut: nasty,
      decision: nasty,
      packet: fc.constant({
        family: 4,
        protocol: "TCP",
        source: "10.0.0.1",
        destination: "10.0.0.2",
        port: 80,
      }),
    },
    { requiredKeys: ["kind", "name", "packet"] },
  ),
  mark: fc.constantFrom(...StepMark.options),
  facts: list(nasty),
  outcomes: list(outcome, 2),
});

const tally: fc.Arbitrary<Tally> = fc.record(
  {
    from: nasty,
    to: nasty,
    protocol: fc.constant("TCP"),
    port: fc.constant(9080),
    sent: count,
    answered: count,
    medianMs: fc.double({ min: 0, max: 1e5, noNaN: true }),
    failure: nasty,
  },
  { requiredKeys: ["from", "to", "protocol", "port", "sent", "answered"] },
);

const flowReport: fc.Arbitrary<FlowReport> = fc.record(
  {
    flow: fc.constantFrom(...flows),
    reached: fc.constantFrom("yes", "no", "some", "not-probed"),
    main: tally,
    grid: list(fc.tuple(tally, nasty).map(([each, label]) => ({ ...each, label }))),
    steps: list(step, 12),
  },
  { requiredKeys: ["flow", "reached", "grid", "steps"] },
);

const weighed: fc.Arbitrary<WeighedFinding> = fc.record({
  code: fc.constant("ND410"),
  title: nasty,
  confidence: fc.constantFrom("confirmed", "likely", "suspected"),
  at: nasty,
  hopKind: fc.constant("pod-in"),
  flowIds: fc.constantFrom(["f1"], ["f1", "f2"], []),
  finding,
  explains: list(nasty),
  against: list(nasty),
  rivals: list(nasty),
});

const policy: fc.Arbitrary<PolicySaying> = fc.record({
  verdict: fc.constantFrom("allow", "deny", "undecidable"),
  sentence: nasty,
  egress: list(nasty),
  ingress: list(nasty),
});

const gap: fc.Arbitrary<NotChecked> = fc.record({ what: nasty, reason: nasty, next: nasty });

const suspect: fc.Arbitrary<Suspect> = fc.record({
  code: fc.nat({ max: 899 }).map((number): `ND${number}` => `ND${100 + number}`),
  title: nasty,
  result: fc.constantFrom("found", "ruled-out", "not-found", "not-looked-at"),
  says: list(nasty),
});

const moment = fc
  .integer({ min: 0, max: 30 * 24 * 3600 })
  .map((seconds) => new Date(Date.parse("2026-11-28T12:00:00Z") - seconds * 1000).toISOString());

const timeline: fc.Arbitrary<Timeline> = fc.record({
  asOf: moment,
  from: moment,
  objects: count,
  onlyMade: count,
  changes: fc.array(
    fc.record(
      {
        at: moment,
        objects: list(fc.record({ kind: nasty, name: nasty }), 2),
        what: nasty,
        blamed: fc.constant<true>(true),
        sinceAsked: fc.constant<true>(true),
      },
      { requiredKeys: ["at", "objects", "what"] },
    ),
    { maxLength: 10 },
  ),
  more: count,
  since: nasty.map((words) => ({ words })),
  notRead: list(nasty, 3),
});

export const report: fc.Arbitrary<Report> = fc.record(
  {
    version: fc.constant(1),
    question: nasty.map((text) => ({ ...question, text })),
    verdict: fc.constantFrom("reachable", "blocked", "partial", "unknown"),
    headline: nasty.filter((text) => text.trim() !== ""),
    confidence: fc.constantFrom("confirmed", "likely", "suspected"),
    cause: weighed,
    also: list(weighed, 5),
    fix,
    policy,
    flows: list(flowReport, 5),
    endpoints: fc.record({ answered: count, probed: count, total: count }),
    notes: list(nasty),
    notChecked: list(gap, 8),
    suspects: fc.array(suspect, { maxLength: 100 }),
    timeline,
    timings: fc.constant({ firstAnswerMs: 100, totalMs: 1300, nodes: [] }),
  },
  {
    requiredKeys: [
      "version",
      "question",
      "verdict",
      "headline",
      "also",
      "flows",
      "endpoints",
      "notes",
      "notChecked",
      "timings",
    ],
  },
);

export const progress: fc.Arbitrary<Progress> = fc.oneof(
  fc.constant({ stage: "resolving" as const }),
  fc.record({ stage: fc.constant("resolved" as const), flows: fc.constant(flows), policy }),
  fc.record({ stage: fc.constant("looking" as const), nodes: list(nasty, 3) }),
  fc.record({ stage: fc.constant("probing" as const), flows: count, packets: count }),
  fc.record({ stage: fc.constant("step" as const), flowId: fc.constant("f1"), step }),
);
