import { english, type Tongue } from "../language/tongue.ts";
import type { Report, Suspect } from "../model/report.ts";

/** What became of a cause that somebody suspected, as the end of a sentence. */
export const suspectWords = {
  found: "found",
  "ruled-out": "ruled out",
  "not-found": "nothing that was read shows it",
  "not-looked-at": "not looked at, so it is possible",
} as const satisfies Record<Suspect["result"], string>;

/** What the evidence says of a cause, and whether all was looked at; undefined where the report tells of no such. */
export function suspectOf({ suspects, notChecked }: Report, code: string): Suspect | undefined {
  const suspect = suspects?.find((one) => one.code === code);
  if (suspect?.result !== "not-found" || notChecked.length === 0) return suspect;
  const gaps = notChecked.slice(0, 3).map(({ what }) => what);
  const more = notChecked.length > gaps.length ? ` and ${notChecked.length - gaps.length} more` : "";
  return { ...suspect, says: [...suspect.says, `Not all was looked at: ${gaps.join("; ")}${more}.`] };
}

/** `ND530 Reverse path filtering drops packets: ruled out`. */
export function suspectLine({ code, title, result }: Suspect, say: Tongue = english): string {
  return `${code} ${say(title)}: ${say(suspectWords[result])}`;
}
