import { defineProbe, Unreadable } from "../../model/probe.ts";
import { parseMoved } from "./counter-lines.ts";
import { reading, script } from "../text/limits.ts";

/** How an interface's counters moved during a window. */
export interface InterfaceTraffic {
  readonly device: string;
  readonly received: number;
  readonly sent: number;
  readonly receiveDrops: number;
  readonly sendDrops: number;
  readonly receiveErrors: number;
  readonly sendErrors: number;
}

/** Fields of /proc/net/dev: receive bytes packets errs drop fifo frame compressed multicast, then the same for sending. */
const readInterfaces = `awk 'NR > 2 { sub(/:/, " "); print $3, $11, $5, $13, $4, $12 "\\t" $1 }' /proc/net/dev`;

/** For a window: the interfaces whose packet, drop or error counts moved. */
export const interfaceCounters = defineProbe<readonly InterfaceTraffic[]>({
  name: "interface-counters",
  why: "Counts around the probe packets what each interface received, sent and dropped.",
  at: "node",
  tool: "awk",
  command: () => reading(script(readInterfaces), 256),
  parse: (output) =>
    parseMoved(output).flatMap(({ key, before, after }) => {
      // An interface that vanished has nothing to say; one that appeared counts from zero.
      if (!after) return [];
      if (after.length !== 6) throw new Unreadable(`six counts of an interface expected: ${key}`);
      const by = (index: number) => (after[index] ?? 0) - (before?.[index] ?? 0);
      return [
        {
          device: key,
          received: by(0),
          sent: by(1),
          receiveDrops: by(2),
          sendDrops: by(3),
          receiveErrors: by(4),
          sendErrors: by(5),
        },
      ];
    }),
});
