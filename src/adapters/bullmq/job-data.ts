import { z } from "zod";
import { Question } from "../../model/question.ts";
import type { DiagnosisRequest } from "../../ports.ts";
import { redact } from "../../report/redact.ts";

const Origin = z.strictObject({
  channel: z.string().min(1),
  threadTs: z.string().optional(),
  statusTs: z.string().optional(),
  user: z.string().min(1),
});

/**
 * What a job holds: what was asked and where to answer. No evidence and no findings: Redis stores jobs in clear
 * text. `version` lets a newer worker recognise what an older bot wrote.
 */
const JobData = z.strictObject({ version: z.literal(1), question: Question.strict(), origin: Origin });
export type JobData = z.infer<typeof JobData>;

/**
 * Secrets in a pasted log line stay out of Redis; the ends that were asked about stay as they are.
 * Throws when the request holds anything else than a question and an origin.
 */
export function writeJobData(request: DiagnosisRequest): JobData {
  const data = JobData.parse({ version: 1, ...request });
  const { text, symptom } = data.question;
  const question = {
    ...data.question,
    text: redact(text),
    ...(symptom && { symptom: { ...symptom, line: redact(symptom.line) } }),
  };
  return { ...data, question };
}

/** Throws a readable error when the data was not written by `writeJobData`. */
export function readJobData(data: unknown): DiagnosisRequest {
  const read = JobData.safeParse(data);
  if (!read.success) throw new Error(`job data is not a diagnosis request: ${z.prettifyError(read.error)}`);
  const { question, origin } = read.data;
  return { question, origin: present(origin) };
}

/** Optional fields are absent, never undefined, as the ports promise. */
function present(origin: JobData["origin"]): DiagnosisRequest["origin"] {
  return {
    channel: origin.channel,
    user: origin.user,
    ...(origin.threadTs === undefined ? {} : { threadTs: origin.threadTs }),
    ...(origin.statusTs === undefined ? {} : { statusTs: origin.statusTs }),
  };
}
