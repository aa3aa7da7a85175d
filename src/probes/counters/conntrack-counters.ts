import { defineProbe } from "../../model/probe.ts";
import type { MovedCounter } from "../../netstack/seen/counters.ts";
import { parseMoved } from "./counter-lines.ts";
import { reading, script } from "../text/limits.ts";

/** `cpu=0 found=0 invalid=0 insert_failed=0 drop=0 …` per processor, added up. */
const readStatistics = `
command -v conntrack >/dev/null || exit 127
all=$(conntrack -S) || exit
printf '%s\\n' "$all" | awk '
  { for (i = 2; i <= NF; i++) { split($i, pair, "="); sum[pair[1]] += pair[2] } }
  END { for (name in sum) print sum[name] "\\tconntrack_" name }' | sort -k 2`;

/** For a window: what the connection table refused, lost or threw out. */
export const conntrackCounters = defineProbe<readonly MovedCounter[]>({
  name: "conntrack-counters",
  why: "Counts around the probe packets what the connection table drops: full table, lost races, invalid packets.",
  at: "node",
  tool: "conntrack",
  needs: ["NET_ADMIN"],
  command: () => reading(script(readStatistics), 16),
  parse: parseMoved,
});
