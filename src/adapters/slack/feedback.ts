import { Opinion } from "../../model/feedback.ts";
import { readAbout } from "../../report/slack/action-ids.ts";
import { writeAfterwards } from "../../ports.ts";
import type { DeskParts, Granted, Whisper } from "./desk.ts";
import { plainSentence } from "./sentences.ts";

/** Keeps what the person says of the answer, and thanks them alone. Pressing again changes it; it never counts twice. */
export async function takeFeedback(
  { dialogue, audit }: DeskParts,
  { value, user, channel }: Granted,
  whisper: Whisper,
): Promise<void> {
  const { id, chosen } = readAbout(value);
  const read = Opinion.safeParse(chosen);
  if (!read.success) return whisper(plainSentence("That button is too old; please ask again."));
  const says = read.data;
  const rated = await dialogue.rate(id, user, says);
  if (!rated) return whisper(plainSentence(tooLate));
  if (!rated.kept) return whisper(plainSentence(enough));
  const { before } = rated;
  const changed = before !== undefined && before !== says;
  writeAfterwards(audit, {
    event: "feedback",
    diagnosis: id,
    user,
    channel,
    says,
    ...(changed && { before }),
  });
  await whisper(plainSentence(`${changed ? `Changed from ${before}. ` : ""}${thanks[says]}`));
}

const thanks = {
  right: "Thank you. It is kept with the evidence that this answer is right. Another button changes it.",
  helped: "Thank you. It is kept with the evidence that this answer helped. Another button changes it.",
  wrong:
    "Thank you. It is kept with the evidence that this answer is wrong. Press Evidence for the file of the run: " +
    "whoever runs netdiag can replay it and make a case of it. Another button changes it.",
} as const satisfies Record<Opinion, string>;

const tooLate =
  "Thank you, but what was seen is not kept any more, so this is not either. Re-check looks again.";
const enough = "Thank you. So many have said what this answer is worth that no more is kept.";
