/** The timeline in words: the same lines in the terminal and in Slack. */
import { joined, together } from "../language/spacing.ts";
import type { Tongue } from "../language/tongue.ts";
import { describeRef } from "../model/kubernetes.ts";
import type { Change, Timeline } from "../model/timeline.ts";
import { plural, saidInTurn } from "./words.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Names in one line; the rest is a number. */
const namesTold = 3;

/** What the list is, how far back it goes, and what the reader should not take it for. */
export function timelineIntro(timeline: Timeline, say: Tongue): string {
  const back = howFarBack(timeline);
  if (withinOf(timeline) === 0)
    return say(
      `No creation or change is known of ${plural(timeline.objects, "object")} on this way in the last ${back}.`,
    );
  return together(
    say(`Created or changed on this way in the last ${back}, newest first.`),
    say("These are times, and no causes; what was deleted leaves none."),
  );
}

/** In one line, for a title: `What changed: 5 in the last 24 h, the newest 38 min ago`. */
export function timelineTitle(timeline: Timeline, say: Tongue): string {
  const [newest] = timeline.changes;
  const within = withinOf(timeline);
  const back = howFarBack(timeline);
  return say(
    within === 0 || newest === undefined
      ? `What changed: nothing known in the last ${back}`
      : `What changed: ${within} in the last ${back}, the newest ${ago(newest.at, timeline.asOf)}`,
  );
}

/** Without what is older and told of a blamed object all the same. */
function withinOf({ changes, from, more }: Timeline): number {
  return changes.filter(({ at }) => Date.parse(at) >= Date.parse(from)).length + more;
}

function howFarBack({ asOf, from }: Timeline): string {
  return period(Date.parse(asOf) - Date.parse(from));
}

/** How long before the run it was; by whose clock is told where it lies after it. */
export function ago(at: string, asOf: string): string {
  const before = Date.parse(asOf) - Date.parse(at);
  if (before < -minute) return `${roughly(-before)} ahead of netdiag's clock`;
  return before < second ? "just now" : `${roughly(before)} ago`;
}

/** A change with its marks behind it. */
export function changeLine(told: string, change: Change, say: Tongue): string {
  const marks = changeMarks(change, say);
  return marks === "" ? told : joined(`${told} `, marks);
}

/** Whose, and what happened to it, without the time. */
export function changeWords({ objects, what }: Change, say: Tongue): string {
  const names = objects.slice(0, namesTold).map(describeRef).join(", ");
  const more = objects.length - namesTold;
  const whose = more > 0 ? together(names, say(`and ${plural(more, "other")}`)) : names;
  return together(`${whose}:`, say(what));
}

/** What it has to do with the answer and with the question; empty where nothing. */
function changeMarks({ blamed, sinceAsked }: Change, say: Tongue): string {
  return together(
    blamed ? say("(the answer names this object)") : "",
    sinceAsked ? say("(since the time asked about)") : "",
  );
}

/** `2026-11-27 18:11:22 UTC`. */
export function utc(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** What follows the list: what is left out of it, the time that was asked about, and what could not be read. */
export function timelineNotes(timeline: Timeline, say: Tongue): readonly string[] {
  const { more, since, onlyMade, objects, notRead, changes } = timeline;
  return [
    ...(more > 0 ? [say(`And ${more} more.`)] : []),
    ...(since ? [sinceLine(since, timeline, say)] : []),
    ...(onlyMade > 0 && changes.length > 0
      ? [
          say(
            `Of ${onlyMade} of ${plural(objects, "object")} only the creation is known; later changes of them do not show here.`,
          ),
        ]
      : []),
    ...(notRead.length > 0
      ? [together(say("Could not be read, so not in this list:"), saidInTurn(notRead, say))]
      : []),
  ];
}

function sinceLine(
  { words, at, by }: NonNullable<Timeline["since"]>,
  { changes, asOf }: Timeline,
  say: Tongue,
): string {
  const asked = say(`Asked about since "${words}":`);
  if (at === undefined) return together(asked, say("no time can be told from these words."));
  const after = changes.filter(({ sinceAsked }) => sinceAsked).length;
  const read =
    by === "rollout"
      ? `the newest rollout here is taken for it, ${ago(at, asOf)} (${utc(at)}).`
      : `read as ${utc(at)}, ${ago(at, asOf)}.`;
  return together(
    asked,
    say(read),
    say(
      after === 0
        ? "None of these lies after it."
        : `${after} of these ${after === 1 ? "lies" : "lie"} after it, or up to 5 min before.`,
    ),
  );
}

/** `24 h`, `3 days`. */
function period(length: number): string {
  return length > 2 * day ? `${Math.round(length / day)} days` : `${Math.round(length / hour)} h`;
}

/** `12 s`, `38 min`, `5 h 12 min`, `21 days`. */
function roughly(length: number): string {
  if (length < minute) return `${Math.floor(length / second)} s`;
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length >= 2 * day) return `${Math.floor(length / day)} days`;
  const minutes = Math.floor((length % hour) / minute);
  return `${Math.floor(length / hour)} h${minutes === 0 ? "" : ` ${minutes} min`}`;
}
