/** The doors of a program, with what passes through them counted and timed. */
import type { Bundle } from "../../model/bundle.ts";
import type { Progress } from "../../model/progress.ts";
import type { Report } from "../../model/report.ts";
import {
  CouldNotJudge,
  CouldNotStand,
  type Audit,
  type Clock,
  type EvidenceStore,
  type Judge,
  type Meter,
  type NodeSession,
  type NodeShell,
} from "../../ports.ts";

/** Lines that could be written. */
export function meteredAudit<Log extends Audit>(audit: Log, meter: Meter): Log {
  return {
    ...audit,
    write: (event) => {
      audit.write(event);
      meter.count("audit_lines", { event: event.event });
      if (event.event === "denied") meter.count("denials");
      if (event.event === "untold") meter.count("untold");
    },
  };
}

/** How long judging took, and judgings that were ended. */
export function meteredJudge(judge: Judge, meter: Meter, clock: Clock): Judge {
  const timed = async <T>(phase: string, work: Promise<T>): Promise<T> => {
    const began = clock.elapsed();
    try {
      return await work;
    } catch (error) {
      if (error instanceof CouldNotJudge) meter.count("judgings_ended");
      throw error;
    } finally {
      meter.took("phase", (clock.elapsed() - began) / 1000, { phase });
    }
  };
  return {
    policies: (flows, snapshot) => timed("judging-policies", judge.policies(flows, snapshot)),
    conclude: (bundle) => timed("judging", judge.conclude(bundle)),
  };
}

/** Execs and what was asked on them. */
export function meteredNodes(nodes: NodeShell, meter: Meter, clock: Clock): NodeShell {
  return {
    open: async (node, signal) => {
      const began = clock.elapsed();
      try {
        const session = await nodes.open(node, signal);
        meter.count("node_sessions", { outcome: "opened" });
        meter.took("node_session_open", (clock.elapsed() - began) / 1000);
        return meteredSession(session, meter);
      } catch (error) {
        const outcome = error instanceof CouldNotStand ? error.notSeen.why : "failed";
        meter.count("node_sessions", { outcome });
        throw error;
      }
    },
  };
}

function meteredSession(session: NodeSession, meter: Meter): NodeSession {
  return {
    node: session.node,
    get spent() {
      return session.spent;
    },
    run: (batch, options) => {
      meter.count("node_commands", {}, batch.length);
      return session.run(batch, options);
    },
    openWindow: (spec) => {
      meter.count("node_commands", {}, spec.captures.length + spec.counters.length);
      return session.openWindow(spec);
    },
    close: async () => {
      await session.close();
      meter.count("node_bytes", {}, session.spent.bytes);
    },
  };
}

/** From a delivery of Slack to its acknowledgement, by the way in: `slash command`. */
export async function meteredAck<T>(
  meter: Meter,
  clock: Clock,
  entry: string,
  work: () => Promise<T>,
): Promise<T> {
  const began = clock.elapsed();
  try {
    return await work();
  } finally {
    meter.took("ack", (clock.elapsed() - began) / 1000, { entry });
  }
}

/** What people say of answers: once each, and once more when they change their minds. */
export function meteredStore(store: EvidenceStore, meter: Meter): EvidenceStore {
  return {
    ...store,
    rate: async (id, user, feedback) => {
      const rated = await store.rate(id, user, feedback);
      if (rated?.kept !== true || rated.before === feedback.says) return rated;
      const verdict = (await store.load(id))?.report.verdict ?? "forgotten";
      meter.count("feedback", { says: feedback.says, before: rated.before ?? "nothing", verdict });
      return rated;
    },
  };
}

interface Options {
  readonly onProgress: (progress: Progress) => void;
}
type Answer = { readonly report: Report; readonly bundle: Bundle };

/** A diagnosis: its phases, its ending, its verdict. Of an ending without one the error's name tells which it is. */
export function meteredDiagnosis<Question, Given extends Options>(
  diagnose: (question: Question, options: Given) => Promise<Answer>,
  meter: Meter,
  clock: Clock,
): (question: Question, options: Given) => Promise<Answer> {
  return async (question, options) => {
    const began = clock.elapsed();
    let phase = { name: "resolving", since: began };
    const next = (name: string): void => {
      if (name === phase.name) return;
      const now = clock.elapsed();
      meter.took("phase", (now - phase.since) / 1000, { phase: phase.name });
      phase = { name, since: now };
    };
    const ended = (ending: string): void => {
      next("");
      meter.took("diagnosis", (clock.elapsed() - began) / 1000, { ending });
    };
    try {
      const answer = await diagnose(question, {
        ...options,
        onProgress: (progress: Progress) => {
          next(progress.stage);
          options.onProgress(progress);
        },
      });
      ended("verdict");
      countVerdict(answer.report, meter);
      return answer;
    } catch (error) {
      ended(endings[error instanceof Error ? error.name : ""] ?? "failed");
      throw error;
    }
  };
}

const endings: Readonly<Record<string, string>> = {
  AskBack: "asked-back",
  NotFound: "not-found",
  NotAllowed: "not-allowed",
  NotAudited: "not-audited",
  CouldNotRead: "could-not-read",
  Interrupted: "interrupted",
};

function countVerdict({ verdict, confidence, cause }: Report, meter: Meter): void {
  meter.count("verdicts", { verdict, confidence: confidence ?? "none" });
  if (cause) meter.count("causes", { code: cause.code });
}

/** Calls of Slack's Web API: `chat.postMessage` and what it answered. Uploads go to addresses of Slack's choice. */
export function meteredFetch(fetch: typeof globalThis.fetch, meter: Meter): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = /\/api\/([a-zA-Z]+(?:\.[a-zA-Z]+)+)$/.exec(new URL(url).pathname)?.[1] ?? "upload";
    try {
      const response = await fetch(input, init);
      meter.count("slack_calls", { method, status: String(response.status) });
      if (response.status === 429) meter.count("slack_rate_limited", { method });
      return response;
    } catch (error) {
      meter.count("slack_calls", { method, status: "none" });
      throw error;
    }
  };
}
