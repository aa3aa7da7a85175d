/** How readings are put together: a question, one end of one, or a refusal. */
import type { Language, Symptom } from "../model/question.ts";
import { describeQuestion, describeTarget } from "./describe.ts";
import { questionOf, type Beside, type OneEnd, type Reading } from "./reading.ts";
import { refuse, shorten, type Refusal } from "./refusal.ts";
import { isChinese } from "./sentences/chinese.ts";
import type { EndRead } from "./target.ts";

export const example = "ingress-nginx -> test/productpage:9080";

export function none(
  refused: { readonly refusal: Refusal },
  language?: Language,
): Extract<Reading, { kind: "none" }> {
  return { kind: "none", ...refused, ...(language === undefined ? {} : { language }) };
}

export const languageOf = (words: string): Language | undefined =>
  isChinese(words) ? "zh" : /(?:^|\s)[a-z']{2,}(?:\s+[a-z']+){2,}/i.test(words) ? "en" : undefined;

export const spoken = (language: Language | undefined): { readonly language?: Language } =>
  language === undefined ? {} : { language };

/** How it failed, in a few words of the network's own. */
export const failureWords = {
  refused: "connection refused",
  unreachable: "no route to host",
  "connect-timeout": "timed out while connecting",
  "not-permitted": "operation not permitted",
  "read-timeout": "timed out while waiting for the answer",
  closed: "connection closed",
  reset: "connection reset",
  tls: "TLS failed",
  timeout: "timed out",
  "no-endpoint": "no endpoint",
  "name-unknown": "no such host",
  "name-unanswered": "DNS gave no answer",
} as const satisfies Record<NonNullable<Symptom["kind"]>, string>;

export function oneEnd(known: OneEnd): Extract<Reading, { kind: "one-end" }> {
  const { side, end, symptom, language } = known;
  const name = shorten(describeEnd(end));
  const failed = symptom?.kind === undefined ? "" : ` (${failureWords[symptom.kind]})`;
  const other = end.target.type === "object" && end.target.name === "ingress-nginx" ? "web" : "ingress-nginx";
  return {
    kind: "one-end",
    known,
    ...(side === "to"
      ? refuse(
          `I understood that ${name} is not reached${failed}, and not from where. Who calls it?`,
          `${other} -> ${name}`,
        )
      : refuse(
          `I understood that ${name} calls${failed}, and not whom. What can it not reach?`,
          `${name} -> productpage`,
        )),
    ...spoken(language),
  };
}

function describeEnd({ target, port, protocol, looksUp }: EndRead): string {
  return describeQuestion({
    from: target,
    to: target,
    port,
    protocol,
    ...(looksUp === undefined ? {} : { looksUp }),
  })
    .split(" -> ")
    .slice(1)
    .join(" -> ");
}

export function ofPair(line: string, caller: EndRead, to: EndRead, beside: Partial<Beside>): Reading {
  const text = shorten(line, 300);
  const { language } = beside;
  // `10.0.0.1:43218 -> 10.0.0.2:80`, as connections are listed: the first port is the client's own.
  const from = caller.target.type === "ip" && to.port !== undefined ? { target: caller.target } : caller;
  const [one, other] = [describeTarget(from.target), describeTarget(to.target)];
  if (from.port !== undefined || from.protocol !== undefined)
    return none(
      refuse(
        `A port or protocol belongs to the end that is called; ${one} calls from any port.`,
        describeQuestion({
          from: from.target,
          to: to.target,
          port: to.port ?? from.port,
          protocol: to.protocol,
        }),
      ),
      language,
    );
  if (one === other)
    return none(
      refuse(`Both ends are ${shorten(one)}; name two different ones.`, exampleOf(one, other)),
      language,
    );
  if (to.protocol === "ICMP" && to.port !== undefined)
    return none(
      refuse(
        "A ping has no port; leave out one of the two.",
        describeQuestion({ from: from.target, to: to.target, port: to.port, protocol: undefined }),
      ),
      language,
    );
  const question = questionOf(from, to, { ...beside, text });
  return question
    ? { kind: "question", question, ...spoken(language) }
    : none(refuse("I could not read that as a question.", example), language);
}

export const otherThan = (name: string): string => (name === "productpage" ? "reviews" : "productpage");

/** Falls back to the standing example when the two would be the same. */
export function exampleOf(from: string, to: string): string {
  return from === to ? `${from} -> ${otherThan(from)}` : `${from} -> ${to}`;
}
