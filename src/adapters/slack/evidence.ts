import { renderBundle, renderEvidence } from "../../report/evidence.ts";
import type { DeskParts, Granted, Whisper } from "./desk.ts";
import { isFirst, Once } from "./once.ts";
import { plainSentence } from "./sentences.ts";
import { tongueFor } from "./spoken.ts";

export const gone = "What was seen is not kept any more; Re-check looks again.";

/** How long an upload is waited for before another may be tried, seconds. */
const onItsWayFor = 600;

/** Once per diagnosis: the readable text and the bundle to replay, as files in the thread. */
export async function showEvidence(parts: DeskParts, from: Granted, whisper: Whisper): Promise<void> {
  const { outbox, ledger, dialogue, audit } = parts;
  const { value: id, user, channel } = from;
  const threadTs = from.threadTs ?? from.messageTs;
  const kept = await dialogue.load(id);
  audit.write({ event: "evidence-shown", diagnosis: id, user, channel });
  if (!kept || threadTs === undefined) return whisper(plainSentence(gone));
  // Once more when somebody said that the answer is wrong: then the files are a case.
  const after = kept.bundle.feedback?.some(({ says }) => says === "wrong") === true ? "-said-wrong" : "";
  const key = `slack:${id}:evidence${after}`;
  if ((await ledger.get(key)) !== undefined)
    return whisper(plainSentence("The evidence is in the thread already."));
  if (!(await isFirst(ledger, `${key}:by`, from.deliveryKey, onItsWayFor)))
    return whisper(plainSentence("The evidence is on its way to the thread."));
  const say = tongueFor(parts, { channel, language: kept.bundle.question.language });
  const files = [
    {
      name: `netdiag-${id}-evidence${after}.txt`,
      title: say("What was seen"),
      content: () => Promise.resolve(Buffer.from(renderEvidence(kept.bundle))),
    },
    {
      name: `netdiag-${id}-bundle${after}.json`,
      title: say("The same for `netdiag replay`"),
      content: () => Promise.resolve(Buffer.from(renderBundle(kept.bundle))),
    },
  ];
  const says = say("The evidence: what every command printed, and the whole run for netdiag replay.");
  await new Once(outbox, ledger).upload(key, { channel, threadTs }, files, says);
}
