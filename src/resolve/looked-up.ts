/** "web can't resolve db.shop": asked of DNS, and looked into by way of the name. */
import type { Question } from "../model/question.ts";
import type { End } from "./ends.ts";

/**
 * The question as it is looked into: the client looks the name up as for a connection to it, so that every step of the look-up is
 * seen. One that names the DNS server by its address stays a question about that server.
 */
export function asLookedUp(question: Question): Question {
  const { text, from, to, resolves, symptom } = question;
  if (resolves === undefined || to.type !== "object" || to.name !== "kube-dns") return question;
  return { text, from, to: { type: "host", host: resolves }, resolves, ...(symptom ? { symptom } : {}) };
}

/** Of a Service with several ports any will do, where only its name was asked about. */
export function withAnyPort(question: Question, { service }: End): Question {
  const [first, second] = service?.spec.ports ?? [];
  if (question.resolves === undefined || question.port !== undefined || !first || !second) return question;
  return { ...question, port: first.name ?? first.port };
}
