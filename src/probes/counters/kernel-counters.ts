import { defineProbe } from "../../model/probe.ts";
import { parseMoved } from "./counter-lines.ts";
import { reading, script } from "../text/limits.ts";
import type { MovedCounter } from "../../netstack/seen/counters.ts";

/**
 * The counters nstat shows, under nstat's names, from where nstat reads them: nstat itself keeps a history
 * file and is not everywhere. Lines come in pairs, names then values; the IPv6 file has one counter a line.
 */
const readCounters = `
for file in /proc/net/snmp /proc/net/netstat /proc/net/snmp6
do
  [ -r "$file" ] && cat "$file"
done | awk '
  /: [A-Za-z]/ { split($0, names); next }
  $1 ~ /:$/ { group = substr($1, 1, length($1) - 1)
    for (i = 2; i <= NF; i++) print $i "\\t" group names[i]
    next }
  NF == 2 { print $2 "\\t" $1 }'`;

/** For a window: which of the kernel's counters moved. */
export const kernelCounters = defineProbe<readonly MovedCounter[]>({
  name: "kernel-counters",
  why: "Counts around the probe packets what the kernel drops or refuses by itself: reverse path filter, full queues, no route.",
  at: "both",
  tool: "awk",
  command: () => reading(script(readCounters), 64),
  parse: parseMoved,
});
