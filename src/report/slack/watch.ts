import type { Button } from "@slack/types";
import { together } from "../../language/spacing.ts";
import type { Tongue } from "../../language/tongue.ts";
import type { Question } from "../../model/question.ts";
import type { Verdict } from "../../model/report.ts";
import type { Seen, WatchEnd, WatchSaying } from "../../model/watch.ts";
import { plural, sentence, verdictSign } from "../words.ts";
import { aboutDiagnosis, actionIds } from "./action-ids.ts";
import { actions, button, context, message, questionButton, section, type SlackMessage } from "./blocks.ts";
import { clock, code, filled, Markup, markup, mention, moment } from "./markup.ts";

/** A watch that runs, as its answer's message shows it; times are milliseconds since 1970. */
export interface Watching {
  readonly id: string;
  readonly until: number;
  readonly nextAt: number;
}

/** How a watch ended that nobody stopped, as its answer's message shows it from then on; times are milliseconds since 1970. */
export type Watched =
  | { readonly now: "passes"; readonly since: number }
  | { readonly now: keyof typeof lastSeen; readonly until: number };

const lastSeen = {
  same: "Watched until {until}: still the same at the last look; see the thread.",
  changed: "Watched until {until}: it changed, and is not reachable yet; see the thread.",
  "passed once": "Watched until {until}: it passed at the last look; see the thread.",
  unseen: "Watched until {until}; see the thread.",
} as const;

/** Of an answer that is not reachable; on one that is watched, the button that ends it. */
export function watchButton(
  { id, by }: { readonly id: string; readonly by: string },
  verdict: Verdict,
  say: Tongue,
  watching?: Watching,
): Button[] {
  if (watching)
    return [button(say("Stop watching"), actionIds.stopWatching, aboutDiagnosis(id, watching.id))];
  return verdict === "reachable"
    ? []
    : [button(say("Watch until fixed"), actionIds.watch, aboutDiagnosis(id, by))];
}

export function watchedLine({ until, nextAt }: Watching, say: Tongue): Markup {
  const times = { until: clock(until), next: clock(nextAt) };
  return markup`👁 ${filled(say("Watched until {until}, next look {next}."), times)}`;
}

export function wasWatchedLine(watched: Watched, say: Tongue): Markup {
  if (watched.now === "passes") {
    const since = { since: moment(watched.since) };
    return markup`✅ ${filled(say("Passing since {since}, as watched; see the thread."), since)}`;
  }
  return markup`👁 ${filled(say(lastSeen[watched.now]), { until: moment(watched.until) })}`;
}

/** One sentence in the answer's thread, with a way on. */
export function renderWatchSaying(
  { id, question }: { readonly id: string; readonly question: Question },
  saying: WatchSaying,
  say: Tongue,
): SlackMessage {
  const isGood = saying.kind === "passes" || (saying.kind === "ended" && saying.end.why === "reachable");
  const line = markedWords(saying, say);
  return message(words(saying, say), [
    ...section(line),
    ...actions(isGood ? [] : questionButton(say("Re-check"), actionIds.recheck, question)),
    ...context([filled(say("watching {what}"), { what: code(question.text.slice(0, 150)) }), markup`${id}`]),
  ]);
}

/** With a mention of whoever stopped it, where somebody did. */
function markedWords(saying: WatchSaying, say: Tongue): Markup {
  const by = saying.kind === "ended" && saying.end.why === "stopped" ? saying.end.by : undefined;
  return by === undefined
    ? markup`${words(saying, say)}`
    : filled(words(saying, say, "{who}"), { who: mention(by) });
}

/** @param who stands for the person who stopped it. */
function words(saying: WatchSaying, say: Tongue, who = "Somebody"): string {
  switch (saying.kind) {
    case "passes":
      return news("It passes now.", saying.seen, "I look once more in about a minute.", say);
    case "broke":
      return news("It broke again.", saying.seen, "", say);
    case "other-cause":
      return news("It changed, and is not reachable yet.", saying.seen, "", say);
    case "flaps":
      return news(
        `It comes and goes: ${plural(saying.changes, "change")} within ${lasting(saying.withinMs)}.`,
        saying.seen,
        "I tell changes together from now on, at most every ten minutes.",
        say,
      );
    case "blind":
      return together(
        `❔ ${say(`I could not tell, ${saying.looks} times in a row:`)}`,
        together(say(sentence(saying.why)), say("I keep trying.")),
      );
    case "ended":
      return ended(saying.end, saying, say, who);
  }
}

/** First what is new, so that it stands in the notification as well; then what was seen, and what comes next. */
function news(what: string, { verdict, says }: Seen, next: string, say: Tongue): string {
  const signed = `${verdictSign[verdict]} ${say(what)}`;
  return together(signed, say(sentence(says)), ...(next === "" ? [] : [say(next)]));
}

type Ended = Pick<Extract<WatchSaying, { kind: "ended" }>, "looks" | "afterMs" | "seen" | "blind">;

function ended(end: WatchEnd, { looks, afterMs, seen, blind = 0 }: Ended, say: Tongue, who: string): string {
  const work = `${plural(looks, "look")} in ${lasting(afterMs)}`;
  const again = say("The answer's button watches it again.");
  switch (end.why) {
    case "reachable": {
      const passed = `It passed at two looks in a row, so the watch has ended: ${work}.`;
      return seen ? news(passed, seen, "", say) : `✅ ${say(passed)}`;
    }
    case "time":
      return together(
        say(`The watch has ended, for its time is over: ${work}.`),
        ...atLast(seen, blind, say),
        again,
      );
    case "stopped":
      return together(say(`${who} stopped the watch: ${work}.`), ...atLast(seen, blind, say));
    case "refused":
      return together(
        say("The watch has ended: the rules do not let whoever began it ask this here any more."),
        ...atLast(seen, blind, say),
      );
    case "unclear":
      return together(
        say("The watch has ended: its words fit several things."),
        say("Choose one under the answer and watch that one."),
      );
    case "failed":
      return together(
        say("The watch has ended: netdiag itself failed over it, and its log says why."),
        ...atLast(seen, blind, say),
        again,
      );
  }
}

/** What was seen before looks that saw nothing may be otherwise by now. */
function atLast(seen: Seen | undefined, blind: number, say: Tongue): readonly string[] {
  if (!seen) return [];
  const when =
    blind === 0
      ? "At the last look:"
      : `Nothing could be told at the last ${plural(blind, "look")}; before that:`;
  return [say(when), say(now(seen))];
}

function now({ verdict, says }: Seen): string {
  return `${verdictSign[verdict]} ${sentence(says)}`;
}

/** `40 s`, `12 min`, `2 h`. */
function lasting(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;
}

/** To whom began a watch, or came to one, alone. */
export function renderWatchBegun(
  { until, nextAt }: Pick<Watching, "until" | "nextAt">,
  joined: boolean,
  say: Tongue,
): SlackMessage {
  const begun = joined
    ? "This is watched here already, so I begin no second watch."
    : "I ask this again until it passes.";
  const rest =
    "I say in the thread when it passes, breaks again or changes. Stop watching under the answer ends it for everybody.";
  const times = { until: clock(until), next: clock(nextAt) };
  const when = filled(say("Watched until {until}, next look {next}."), times);
  return message(
    together(say(begun), say(rest)),
    section(Markup.join([markup`${say(begun)}`, when, markup`${say(rest)}`], " ")),
  );
}
