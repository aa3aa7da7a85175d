import { targetWords, type Question, type Target } from "../model/question.ts";

/** `svc/shop/db`, `shop/db`, `10.0.0.1`, `example.com`: as it can be typed again. */
export function describeTarget(target: Target): string {
  switch (target.type) {
    case "pods":
    case "own-node":
      return targetWords(target);
    case "ip":
      return target.ip;
    case "host":
      return target.host;
    case "object":
      if (target.orHost !== undefined) return target.orHost;
      return [target.orIn?.namespace ?? target.kind, target.namespace, target.name]
        .filter((part) => part !== undefined)
        .join("/");
  }
}

/** The question in its shortest form; `parseQuestion` reads it back to the same ends, port and protocol. */
export function describeQuestion(
  question: Pick<Question, "from" | "to" | "port" | "protocol" | "looksUp">,
): string {
  const { from, to, port, protocol, looksUp } = question;
  // A complete name says by itself that it is a host.
  const asHost = looksUp !== undefined && !/\.svc(?:\.|$)/.test(looksUp);
  const end = asHost ? `host ${looksUp}` : describeTarget(to);
  const bracketed = to.type === "ip" && end.includes(":") && port !== undefined ? `[${end}]` : end;
  return `${describeTarget(from)} -> ${bracketed}${port === undefined ? "" : `:${port}`}${
    protocol === undefined ? "" : `/${protocol.toLowerCase()}`
  }`;
}
