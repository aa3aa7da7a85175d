/** A watch from its first look to its end: what each look sees is given, everything that is said of it is said by the code that keeps watches. */
import { carryOn, type WatchmanParts } from "../../../src/adapters/slack/watchman.ts";
import type { Looked, Watch } from "../../../src/model/watch.ts";
import type { Report } from "../../../src/model/report.ts";
import { seenIn } from "../../../src/watch/seen.ts";
import { watchPace } from "../../../src/watch/pace.ts";
import type { Place } from "../../fake-slack/people-act.ts";
import { bundle, type Stage } from "./harness.ts";

export interface WatchStory {
  /** The answer's message, and what it says. */
  readonly answer: Place;
  readonly report: Report;
  readonly looks: readonly Looked[];
  /** Who stops it after these; nobody, and its two hours pass. */
  readonly stoppedBy?: string;
  /** The rules let nobody ask any more. */
  readonly refused?: true;
  /** It goes on after these. */
  readonly goesOn?: true;
}

/** Far enough from each other that it does not come and go, milliseconds. */
const betweenMs = 6 * 60_000;
/** Steps of any story, at most. */
const most = 100;

/** Resolves when it is over. */
export async function watchStory({ bot, ledger, audited }: Stage, story: WatchStory): Promise<void> {
  const { answer, report, looks, stoppedBy, refused, goesOn } = story;
  const beganAt = Date.parse(bundle.recordedAt);
  const { question } = report;
  const clock = { at: beganAt };
  const left = [...looks];
  let watch: Watch = {
    id: "nw-0a1b2c3d4e5f",
    question,
    of: "d-1",
    askedBy: "U0MEI",
    origin: {
      key: `key-of-${answer.ts}`,
      channel: answer.channel,
      answerTs: answer.ts,
      threadTs: answer.ts,
      user: "U0MEI",
    },
    beganAt,
    until: beganAt + 2 * 3600_000,
    state: {
      ...{ looks: 0, passed: 0, steady: 0, blind: 0, changedAt: [], nextAt: beganAt },
      standing: seenIn(report),
    },
    toTell: [],
    told: 0,
    revision: 0,
  };
  const parts: WatchmanParts = {
    outbox: bot.outbox,
    ledger,
    audit: { write: (event) => audited.push(event) },
    cluster: "prod-1",
    pace: watchPace,
    now: () => clock.at,
    authorize: (deed) =>
      refused ? bot.authorize({ ...deed, user: "U0INTERN", channel: "C0RANDOM" }) : bot.authorize(deed),
    submit: () => Promise.resolve({ id: "nd-look" }),
    leave: () => Promise.resolve(),
    looks: { of: () => Promise.resolve(left.shift()) },
    load: () => Promise.resolve({ bundle: { question }, report }),
    book: {
      keep: (kept) => {
        watch = kept;
        return Promise.resolve(true);
      },
      end: () => Promise.resolve(),
      stoppedBy: () => Promise.resolve(left.length === 0 ? stoppedBy : undefined),
      takeHurry: () => Promise.resolve(false),
    },
    onEnded: () => undefined,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  };
  for (let step = 0; step < most; step += 1) {
    const waitMs = await carryOn(watch, parts);
    if (waitMs === undefined) return;
    if (left.length === 0 && watch.looking === undefined) {
      if (goesOn) return;
      clock.at = stoppedBy === undefined ? watch.until : clock.at;
    } else if (watch.looking === undefined) clock.at += betweenMs;
  }
  throw new Error("the watch does not end");
}
