import type { Verdict } from "../model/report.ts";

/** 0 reachable, 1 blocked wholly or in part, 2 could not tell. */
export function exitCodeOf(verdict: Verdict): number {
  switch (verdict) {
    case "reachable":
      return 0;
    case "blocked":
    case "partial":
      return 1;
    case "unknown":
      return 2;
  }
}
