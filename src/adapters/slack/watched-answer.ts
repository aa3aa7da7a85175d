/** The answer's own message, while it is watched and after that. */
import { tongueOf } from "../../language/tongue.ts";
import type { Bundle } from "../../model/bundle.ts";
import type { Report } from "../../model/report.ts";
import type { WatchEnd } from "../../model/watch.ts";
import { NotNow, type Ledger, type Watch } from "../../ports.ts";
import { renderVerdict } from "../../report/slack/verdict.ts";
import type { Watched } from "../../report/slack/watch.ts";
import { seenIn } from "../../watch/seen.ts";
import { applying, capturing, type Capturable } from "./offer.ts";
import { Once } from "./once.ts";
import type { Outbox } from "./outbox.ts";
import { refusalOf } from "./slack-trouble.ts";
import { partKey } from "./spots.ts";

export interface AnswerParts {
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  /** The cluster's name for people. */
  readonly cluster: string;
  /** Whether fixes may be applied here. */
  readonly appliesFixes?: boolean;
  /** Absent where nothing is captured. */
  readonly capturable?: Capturable;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly load: (
    id: string,
  ) => Promise<{ readonly bundle: Pick<Bundle, "question">; readonly report: Report } | undefined>;
}

/** How long a saying and an edit wait for Slack here, before they wait in the queue, milliseconds. */
const patienceMs = 5000;
export const saying = { rank: "detail", patienceMs } as const;

export async function answerTs({ origin }: Watch, once: Once): Promise<string | undefined> {
  return origin.answerTs ?? (await once.noted(partKey(origin.key, "ending")));
}

/**
 * Says on the answer itself until when it is watched, and in the end how that went: its first words are of then. Where what was seen is not kept any more, or Slack takes no edit, the
 * thread alone tells. An edit that Slack has no time for is left: the next one says more. Whether it stands there.
 */
export async function showOnAnswer(watch: Watch, parts: AnswerParts): Promise<boolean> {
  const { id, of, askedBy, origin, until, state, ended } = watch;
  const ts = await answerTs(watch, new Once(parts.outbox, parts.ledger));
  const kept = ts === undefined ? undefined : await parts.load(of);
  if (ts === undefined || !kept) return false;
  const { question } = kept.bundle;
  const cluster = question.cluster ?? parts.cluster;
  const offered = {
    ...applying(kept.report.fix, parts.appliesFixes),
    ...capturing(question, cluster, origin.channel, parts.capturable),
  };
  const asked = { id: of, question, by: askedBy, cluster, ...offered };
  const say = tongueOf(asked.question.language);
  const shown = ended ? watched(watch, ended, kept.report, parts) : { id, until, nextAt: state.nextAt };
  const message = renderVerdict(asked, kept.report, say, shown);
  try {
    const patience = { patienceMs: ended ? patienceMs : 1000 };
    await parts.outbox.update(origin.channel, ts, message, { ...saying, ...patience });
    return true;
  } catch (error) {
    if (refusalOf(error) === undefined && !(error instanceof NotNow && !ended)) throw error;
    return false;
  }
}

/** Nothing where somebody stopped it before it passed. */
function watched(
  { state, until }: Watch,
  { why }: WatchEnd,
  report: Report,
  { now }: Pick<AnswerParts, "now">,
): Watched | undefined {
  const { standing, passingSince, blind, looks } = state;
  if (why === "reachable" && passingSince !== undefined) return { now: "passes", since: passingSince };
  const over = { until: Math.min(until, now()) };
  if (passingSince !== undefined) return { now: "passed once", ...over };
  if (why === "stopped") return undefined;
  if (!standing || looks === 0 || blind > 0) return { now: "unseen", ...over };
  const first = seenIn(report);
  const isSame = standing.verdict === first.verdict && standing.cause === first.cause;
  return { now: isSame ? "same" : "changed", ...over };
}
