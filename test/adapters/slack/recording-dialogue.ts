import type { Names } from "../../../src/model/names.ts";
import { subjectsNamed } from "../../../src/access/subject.ts";
import type { Dialogue } from "../../../src/adapters/slack/dialogue.ts";
import type { Bundle } from "../../../src/model/bundle.ts";
import type { Opinion } from "../../../src/model/feedback.ts";
import type { Report } from "../../../src/model/report.ts";
import {
  type Admitted,
  type DiagnosisRequest,
  type OpenQuestion,
  type Past,
  type Told,
  type Watch,
  type WatchRequest,
  type WorkforceNow,
} from "../../../src/ports.ts";
import { likelyForKept, readingIn, suggestEnds } from "../../../src/question/index.ts";
import { begin } from "../../../src/watch/advance.ts";
import { watchPace } from "../../../src/watch/pace.ts";
import { blocked, question } from "../../report/incident.ts";
import { emptySnapshot } from "../../empty-snapshot.ts";

export const bundle: Bundle = {
  version: 1,
  recordedAt: "2026-11-23T03:00:00.000Z",
  question,
  flows: [],
  totalEndpoints: 2,
  snapshot: emptySnapshot,
  evidence: [
    {
      round: "standing",
      place: { kind: "node", node: "node3" },
      probe: "listeners",
      subject: "",
      output: {
        argv: ["ss", "-ltn"],
        stdout: "LISTEN 0 128 0.0.0.0:9080\nCookie: session=42",
        stderr: "",
        exitCode: 0,
        timedOut: false,
        truncated: false,
        durationMs: 3,
      },
    },
  ],
  timings: blocked.timings,
};

/** A dialogue that writes down what it was told. */
export interface RecordingDialogue extends Dialogue {
  readonly submitted: DiagnosisRequest[];
  readonly cancelled: string[];
  readonly told: Told[];
  admitted: Admitted;
  /** What was asked to be watched, and what was to stop. */
  readonly watched: WatchRequest[];
  readonly unwatched: string[];
  /** What is open. */
  readonly opened: OpenQuestion[];
  readonly answered: Past[];
  workers: WorkforceNow;
  /** What workers keep of the cluster's names. */
  names: Names | undefined;
  /** What the next submit does instead of giving a new id. */
  answer: { readonly throws?: Error; readonly joined?: boolean };
  readonly reports: Map<string, Report>;
  /** What people said of the answers: `d-1 U0MEI` and their opinion. */
  readonly rated: Map<string, Opinion>;
}

export function recordingDialogue(clusters: readonly string[] = ["prod-1"]): RecordingDialogue {
  const submitted: DiagnosisRequest[] = [];
  const cancelled: string[] = [];
  const told: Told[] = [];
  const dialogue: RecordingDialogue = {
    submitted,
    cancelled,
    told,
    answer: {},
    opened: [],
    watched: [],
    unwatched: [],
    watches: {
      begin: (request) => {
        const before = dialogue.watched.length;
        const [first] = dialogue.watched;
        if (before === 0) dialogue.watched.push(request);
        return Promise.resolve({
          kind: before === 0 ? "begun" : "joined",
          watch: runningWatch(first ?? request),
        });
      },
      stop: (id, by) => {
        dialogue.unwatched.push(`${id} ${by}`);
        return Promise.resolve(dialogue.watched.length > 0);
      },
      now: () => Promise.resolve(dialogue.watched.map(runningWatch)),
    },
    workers: { workers: 2, places: 8 },
    open: () => {
      const count = dialogue.opened.filter(({ place }) => place !== undefined).length;
      return Promise.resolve({ questions: dialogue.opened, waiting: { count, orMore: false } });
    },
    workforce: () => Promise.resolve(dialogue.workers),
    answered: [],
    past: (of) =>
      Promise.resolve(
        dialogue.answered.filter(({ origin }) =>
          "user" in of ? origin.user === of.user : origin.channel === of.channel,
        ),
      ),
    admitted: { admitted: true, priority: 1 },
    reports: new Map([["d-1", blocked]]),
    ...readingIn(clusters),
    likely: likelyForKept,
    names: undefined,
    suggest: (wanted) => Promise.resolve(dialogue.names && suggestEnds(dialogue.names, wanted)),
    rated: new Map(),
    rate: (id, user, says) => {
      if (!dialogue.reports.has(id)) return Promise.resolve(undefined);
      const before = dialogue.rated.get(`${id} ${user}`);
      dialogue.rated.set(`${id} ${user}`, says);
      return Promise.resolve({ kept: true, ...(before && { before }) });
    },
    admit: () => Promise.resolve(dialogue.admitted),
    ended: () => Promise.resolve(),
    submit: (request) => {
      const { throws, joined = false } = dialogue.answer;
      if (throws) return Promise.reject(throws);
      submitted.push(request);
      return Promise.resolve({ id: `d-${submitted.length}`, joined });
    },
    leave: async (id, { before }) => {
      cancelled.push(id);
      const [request] = submitted;
      const left = id === "d-1" && request ? { id, ...request } : undefined;
      if (left) await before?.(left);
      return left;
    },
    tell: (each) => {
      told.push(each);
      return Promise.resolve();
    },
    about: (id) =>
      Promise.resolve({
        subjects: id === "d-1" ? [...subjectsNamed(question), { namespace: "test" }] : [],
        cluster: dialogue.submitted[0]?.question.cluster,
      }),
    load: (id) => {
      const report = dialogue.reports.get(id);
      const feedback = [...dialogue.rated.values()].map((says) => ({ says, at: bundle.recordedAt }));
      return Promise.resolve(report ? { report, bundle: { ...bundle, feedback } } : undefined);
    },
  };
  return dialogue;
}

function runningWatch({ standing, ...request }: WatchRequest): Watch {
  const beganAt = Date.parse("2026-11-23T03:00:00.000Z");
  return {
    ...request,
    id: "nw-0a1b2c3d4e5f",
    beganAt,
    until: beganAt + 2 * 3600_000,
    state: begin(standing, watchPace, { now: beganAt, chance: 0.5 }),
    toTell: [],
    told: 0,
    revision: 0,
  };
}
