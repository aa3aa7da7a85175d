import type { Report, Suspect } from "../model/report.ts";

/** What became of a cause that somebody suspected, as the end of a sentence. */
export const suspectWords = {
  found: "found",
  "ruled-out": "ruled out",
  "not-found": "nothing shows it",
  "not-looked-at": "not looked at, so it is possible",
} as const satisfies Record<Suspect["result"], string>;

/** What the evidence says of a cause; undefined where the report tells of no such. */
export function suspectOf(report: Report, code: string): Suspect | undefined {
  return report.suspects?.find((suspect) => suspect.code === code);
}

/** `ND530 Reverse path filtering drops packets: ruled out`. */
export function suspectLine({ code, title, result }: Suspect): string {
  return `${code} ${title}: ${suspectWords[result]}`;
}
