import { writeAfterwards } from "../../ports.ts";
import { readAbout } from "../../report/slack/action-ids.ts";
import { renderWhyNot } from "../../report/slack/why-not.ts";
import type { DeskParts, Granted, Whisper } from "./desk.ts";
import { plainSentence } from "./sentences.ts";

/** What the kept evidence says of the cause that the person suspects, to them alone in the thread of the answer. */
export async function tellWhyNot(
  { dialogue, audit }: DeskParts,
  { value, user, channel, threadTs, messageTs }: Granted,
  whisper: Whisper,
): Promise<void> {
  const { id, chosen } = readAbout(value);
  const kept = await dialogue.load(id);
  writeAfterwards(audit, { event: "cause-explained", diagnosis: id, user, channel, code: chosen });
  const explained = kept && renderWhyNot(kept.report, chosen);
  await whisper(explained ?? plainSentence(kept ? unknown : gone), threadTs ?? messageTs);
}

const gone = "What was seen is not kept any more, so I cannot tell. Re-check looks again.";
const unknown =
  "That answer tells nothing of this cause: another version of netdiag gave it. Re-check looks again.";
