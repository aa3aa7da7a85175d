import { createHash } from "node:crypto";
import type { CaptureAsked } from "../../model/capture-asked.ts";
import type { Question, Target } from "../../model/question.ts";

/**
 * Two questions with one key are the same: same cluster and channel, same ends, port and protocol, however they were
 * worded, asked by people who may be told the same. A digest, because BullMQ's ids may not hold colons and names may be long.
 */
export function questionKey(cluster: string, channel: string, question: Question, rights = ""): string {
  const words = [
    cluster,
    channel,
    rights,
    targetWords(question.from),
    targetWords(question.to),
    String(question.port ?? "").toLowerCase(),
    question.protocol ?? "",
    ...(question.resolves === undefined ? [] : [`resolves ${question.resolves}`.toLowerCase()]),
  ];
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 32);
}

/** Under which a question is captured once at a time in a channel. */
export function captureKey({ cluster, by, question }: CaptureAsked): string {
  return questionKey(cluster, by.channel, question);
}

function targetWords(target: Target): string {
  switch (target.type) {
    case "object":
      return `object ${target.kind ?? "*"} ${target.namespace ?? "*"} ${target.name} ${target.orHost ?? ""}`.toLowerCase();
    case "ip":
      return `ip ${target.ip}`.toLowerCase();
    case "host":
      return `host ${target.host}`.toLowerCase();
    case "pods":
      return `pods ${target.namespace ?? "*"} ${target.node ?? "*"}`.toLowerCase();
    case "own-node":
      return target.type;
  }
}
