/** What of an answer a watch goes on with. */
import type { Ending } from "../model/asked.ts";
import type { Report } from "../model/report.ts";
import type { Looked, Seen } from "../model/watch.ts";

/** Of a headline so many characters. */
const longest = 300;

export function seenIn({ verdict, headline, cause }: Report): Seen {
  const { kind = "", namespace = "", name = "" } = cause?.finding.object ?? {};
  return {
    verdict,
    cause: cause === undefined ? "" : [cause.code, kind, namespace, name].join(" ").trim(),
    says: headline.slice(0, longest),
  };
}

/** How a look ended whose diagnosis ended so. */
export function lookedBy(ending: Ending): Looked {
  if (ending.kind === "verdict") return { kind: "seen", seen: seenIn(ending.report) };
  const unseen = { kind: "not-seen", why: ending.sentence.slice(0, longest) } as const;
  return ending.kind === "ask-back" ? { ...unseen, isUnclear: true } : unseen;
}
