import type { Report } from "../../model/report.ts";
import { NotNow, NowhereToTell, type Ledger, type Told } from "../../ports.ts";
import { renderPicture } from "../../report/picture.ts";
import { renderAskBack, renderFailure } from "../../report/slack/ask.ts";
import { plainText, type SlackMessage } from "../../report/slack/blocks.ts";
import { renderElsewhere } from "../../report/slack/elsewhere.ts";
import { renderHeard } from "../../report/slack/heard.ts";
import { renderThread } from "../../report/slack/thread.ts";
import { renderVerdict } from "../../report/slack/verdict.ts";
import { english, tongueOf } from "../../language/tongue.ts";
import { pathSentence } from "../../report/words.ts";
import { heraldKey } from "./herald.ts";
import { Once } from "./once.ts";
import { applying, capturing, type Capturable } from "./offer.ts";
import type { Outbox, Saying } from "./outbox.ts";
import type { Spot } from "./read-back.ts";
import { placeGone, refusalOf } from "./slack-trouble.ts";
import { chosenKey, partKey, spotOf, statusKey } from "./spots.ts";

export interface TellerParts {
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  /** The cluster's name for people. */
  readonly cluster: string;
  /** Whether fixes may be applied here. */
  readonly appliesFixes?: boolean;
  /** Absent where nothing is captured. */
  readonly capturable?: Capturable;
  /** Draws an SVG as PNG. */
  readonly png: (svg: string) => Promise<Buffer>;
  /** A part beside the ending that cannot be told at all. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Longer than this is not waited here: the ending waits in the queue, milliseconds. */
const patienceMs = 5000;
/** Who waits longer for a turn gives its place to one whose turn it is: a busy channel's endings keep no other's from being told. */
const lineMs = 300;
const first: Saying = { rank: "verdict", patienceMs, lineMs };
const beside: Saying = { rank: "detail", patienceMs, lineMs };

/**
 * Tells one asker how the question ended: the status message becomes the verdict, then picture and detail follow in its
 * thread. Where the channel takes nothing any more, it is told to the asker directly. Rejects with NotNow when Slack has
 * to be waited for; called again, it goes on where it was. Rejects with NowhereToTell when the asker cannot be told either.
 */
export async function tellEnding(told: Told, parts: TellerParts): Promise<void> {
  const once = new Once(parts.outbox, parts.ledger);
  const thread = await tellFirst(told, parts, once);
  if (told.ending.kind !== "verdict") return;
  const { report } = told.ending;
  const { key } = told.origin;
  await aside(parts, "the picture was not shown", () => showPicture(told, report, thread, parts, once));
  const say = tongueOf(told.question.language);
  for (const { part, message } of renderThread(report, say))
    await aside(parts, "a part of the thread was not posted", () =>
      once.say(partKey(key, part), thread, message, beside),
    );
}

/** The verdict, or why there is none. Returns the thread under it. */
async function tellFirst(told: Told, parts: TellerParts, once: Once): Promise<Thread> {
  const { id, question, origin, ending } = told;
  const { ledger } = parts;
  const { cluster = parts.cluster } = question;
  const { channel, threadTs } = origin;
  const [here, elsewhere] = [partKey(origin.key, "ending"), partKey(origin.key, "elsewhere")];
  const [toldHere, toldElsewhere] = await Promise.all([once.noted(here), once.noted(elsewhere)]);
  if (toldHere !== undefined) return { channel, threadTs: threadTs ?? toldHere };
  if (toldElsewhere !== undefined) return { channel: origin.user, threadTs: toldElsewhere };
  const key = statusKey(origin);
  const place = origin.statusTs ?? (await once.noted(key));
  // An edit that says "place 3 in line" must not come after the verdict.
  if (place !== undefined && (await ledger.get(heraldKey(origin.channel, place))) !== undefined)
    throw new NotNow(500, "an edit of the status message is on its way");
  if (origin.statusTs !== undefined && !(await once.wasSent(key))) await once.note(key, origin.statusTs);
  const asked = { id, question, by: origin.user, cluster };
  const say = tongueOf(question.language);
  const message = ((): SlackMessage => {
    switch (ending.kind) {
      case "verdict":
        return renderVerdict(
          {
            ...asked,
            ...applying(ending.report.fix, parts.appliesFixes),
            ...capturing(question, cluster, channel, parts.capturable),
          },
          ending.report,
        );
      case "ask-back":
        return renderAskBack(asked, ending.sentence, ending.candidates);
      case "failed":
        return renderFailure(asked, ending.sentence);
    }
  })();
  try {
    const ts = await once.become(key, spotOf(origin), renderHeard(asked), message, first);
    // It may hold buttons again, of candidates or to try again.
    await ledger.remove(chosenKey(channel, ts));
    await once.note(here, ts);
    return { channel, threadTs: threadTs ?? ts };
  } catch (error) {
    if (!placeGone.has(refusalOf(error) ?? "")) throw error;
    return {
      channel: origin.user,
      threadTs: await tellDirectly(origin, elsewhere, renderElsewhere(channel, message, say), once),
    };
  }
}

/** Slack posts what is sent to a person's id into their conversation with the app. */
async function tellDirectly(
  { user }: Told["origin"],
  key: string,
  message: SlackMessage,
  once: Once,
): Promise<string> {
  try {
    return await once.say(key, { channel: user }, message, first);
  } catch (error) {
    const code = refusalOf(error);
    if (code === undefined) throw error;
    throw new NowhereToTell(`Slack takes no message for ${user} (${code})`, { cause: error });
  }
}

type Thread = Spot & { readonly threadTs: string };

async function showPicture(
  { id, origin, question }: Told,
  report: Report,
  thread: Thread,
  { png }: TellerParts,
  once: Once,
): Promise<void> {
  const say = tongueOf(question.language);
  const svg = renderPicture(report, say === english);
  // Files go to channels, not to the id of a person.
  if (svg === undefined || thread.channel === origin.user) return;
  const way = pathSentence(report, say);
  const picture = {
    // Found again by this name: one for each asker.
    name: `netdiag-${id}-${origin.key.slice(0, 8)}.png`,
    title: say("The way of the packets"),
    content: () => png(svg),
    altText: way,
  };
  await once.upload(partKey(origin.key, "picture"), thread, [picture], plainText(way), beside);
}

/** What is beside the verdict may be refused without ending it. */
async function aside({ onTrouble }: TellerParts, what: string, say: () => Promise<unknown>): Promise<void> {
  try {
    await say();
  } catch (error) {
    if (error instanceof NotNow) throw error;
    onTrouble(what, error);
  }
}
