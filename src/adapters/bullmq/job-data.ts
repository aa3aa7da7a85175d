import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { Question } from "../../model/question.ts";
import { Report } from "../../model/report.ts";
import type { Asked, Delivery, DiagnosisRequest, Ending, Origin, Told } from "../../ports.ts";
import { redact, redactWords } from "../../report/redact.ts";

/**
 * What jobs hold. Redis stores them in clear text: no evidence, and a report only until it is told. `version` lets a
 * newer process recognise what an older one wrote; 1 is a diagnosis of the time before each asker had a key and jobs were
 * signed: whom it names is told that it is not run.
 */

const key = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const place = {
  channel: z.string().min(1),
  threadTs: z.string().exactOptional(),
  statusTs: z.string().exactOptional(),
  user: z.string().min(1),
};
const OriginData = z.strictObject({
  key,
  ...place,
  grant: z
    .strictObject({
      action: z.string(),
      groups: z.array(z.string()).readonly(),
      ofAll: z.boolean().exactOptional(),
    })
    .exactOptional(),
  watch: z.string().exactOptional(),
});

const asked = { key, entry: z.string(), from: z.record(z.string(), z.unknown()) };
const AskedData = z.strictObject({ version: z.literal(2), ...asked });
type AskedData = z.infer<typeof AskedData>;

const FirstDiagnosisData = z.strictObject({
  version: z.literal(1),
  question: Question.strict(),
  origin: z.strictObject(place),
});
const DiagnosisData = z.strictObject({
  version: z.literal(2),
  question: Question.strict(),
  origin: OriginData,
});
export type DiagnosisData = z.infer<typeof DiagnosisData>;

const EndingData = z.discriminatedUnion("kind", [
  /** The report as JSON, gzipped, in base64. */
  z.strictObject({ kind: z.literal("verdict"), packed: z.string() }),
  z.strictObject({
    kind: z.literal("ask-back"),
    sentence: z.string(),
    candidates: z.array(z.strictObject({ label: z.string(), question: Question })),
  }),
  z.strictObject({ kind: z.literal("failed"), sentence: z.string() }),
]);
const ToldData = z.strictObject({
  version: z.literal(2),
  id: z.string(),
  question: Question,
  origin: OriginData,
  ending: EndingData,
});
type ToldData = z.infer<typeof ToldData>;

/** A report larger than this, unpacked, is not read back: bytes. */
const maxReport = 16 * 1024 * 1024;

/** What was typed or pasted is without secrets when it is read, before it comes here. */
export function writeAsked(delivery: Delivery): AskedData {
  return AskedData.parse({ version: 2, ...delivery });
}

/** Throws a readable error when the data was not written by `writeAsked`. */
export function readAsked(data: unknown): Delivery {
  const { key, entry, from } = understood("a delivery", AskedData, data);
  return { key, entry, from };
}

/** What of a delivery of another version is as it is here. Throws when that is not enough. */
export function readAskedOfAnother(data: unknown): Delivery {
  return understood("a delivery of any version", z.object(asked), data);
}

/**
 * Secrets in a pasted log line stay out of Redis; the ends that were asked about stay as they are.
 * Throws when question or origin hold anything that is not theirs.
 */
export function writeDiagnosis({ question, origin }: DiagnosisRequest): DiagnosisData {
  return DiagnosisData.parse({ version: 2, question: redactWords(question), origin });
}

/** Throws a readable error when the data was not written by `writeDiagnosis`, of this or the first version. */
export function readDiagnosis(id: string, data: unknown): Asked {
  const { question, origin } = understood(
    "a diagnosis request",
    z.discriminatedUnion("version", [DiagnosisData, FirstDiagnosisData]),
    data,
  );
  return { id, question, origin: "key" in origin ? origin : { key: id, ...origin } };
}

export function writeTold({ id, question, origin, ending }: Told): ToldData {
  return { version: 2, id, question: redactWords(question), origin, ending: writeEnding(ending) };
}

/** Throws a readable error when the data was not written by `writeTold`. */
export function readTold(data: unknown): Told {
  const { id, question, origin, ending } = understood("an ending", ToldData, data);
  return { id, question, origin, ending: readEnding(ending) };
}

/** Whom an ending of another version is for. Throws when that does not read. */
export function readAskerOfAnother(data: unknown): Asked {
  const asker = z.object({ id: z.string(), question: Question, origin: z.object({ key, ...place }) });
  return understood("an ending of any version", asker, data);
}

function writeEnding(ending: Ending): ToldData["ending"] {
  if (ending.kind === "verdict")
    return { kind: "verdict", packed: gzipSync(JSON.stringify(ending.report)).toString("base64") };
  if (ending.kind === "ask-back")
    return {
      kind: "ask-back",
      sentence: redact(ending.sentence),
      candidates: ending.candidates.map(({ label, question }) => ({
        label,
        question: redactWords(question),
      })),
    };
  return { ...ending, sentence: redact(ending.sentence) };
}

function readEnding(ending: ToldData["ending"]): Ending {
  if (ending.kind !== "verdict") return ending;
  const text = gunzipSync(Buffer.from(ending.packed, "base64"), { maxOutputLength: maxReport }).toString();
  return { kind: "verdict", report: Report.parse(JSON.parse(text)) };
}

function understood<Data>(what: string, schema: z.ZodType<Data>, data: unknown): Data {
  const read = schema.safeParse(data);
  if (!read.success) throw new Error(`job data is not ${what}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** The id of the diagnosis that a question starts when no equal one runs. */
export function diagnosisId({ key }: Pick<Origin, "key">): string {
  return key.startsWith("nd-") ? key : `nd-${key.slice(0, 12)}`;
}
