import { defineProbe } from "../../model/probe.ts";
import type { MovedCounter } from "../../netstack/seen/counters.ts";
import { parseMoved } from "./counter-lines.ts";
import { reading, script } from "../text/limits.ts";

/**
 * `qdisc tbf 8015: dev eth0 root …`, and on the next line ` Sent 992 bytes 16 pkt (dropped 79, overlimits 92 requeues 0)`: those
 * of one interface and kind are added up.
 */
const readDrops = `
command -v tc >/dev/null || exit 127
tc -s qdisc show | awk '
  $1 == "qdisc" { for (i = 3; i < NF; i++) if ($i == "dev") key = $2 " " $(i + 1); next }
  match($0, /dropped [0-9]+/) { sum[key] += substr($0, RSTART + 8, RLENGTH - 8) }
  END { for (key in sum) print sum[key] "\\t" key }' | sort -k 2`;

/** For a window: the packets that the queues of interfaces threw away, under `tbf eth0`. */
export const qdiscCounters = defineProbe<readonly MovedCounter[]>({
  name: "qdisc-counters",
  why: "Counts around the probe packets what the queues of interfaces throw away: bandwidth limits, injected losses.",
  at: "both",
  tool: "tc",
  command: () => reading(script(readDrops), 64),
  parse: parseMoved,
});
