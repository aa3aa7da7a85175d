import { z } from "zod";
import { defineProbe } from "../../model/probe.ts";
import type { Qdisc } from "../../netstack/seen/qdiscs.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const QdiscObject = z.looseObject({
  kind: z.string(),
  handle: z.string(),
  dev: z.string(),
  packets: z.number().default(0),
  drops: z.number().default(0),
  overlimits: z.number().default(0),
  qlen: z.number().default(0),
});

export const qdiscs = defineProbe<readonly Qdisc[]>({
  name: "qdiscs",
  why: "Reads the queues of the interfaces: bandwidth limits that throw packets away.",
  at: "both",
  tool: "tc",
  command: () => reading(["tc", "-s", "-j", "qdisc", "show"], 1024),
  parse: (output) =>
    jsonOf(output, listOf(QdiscObject)).map(({ kind, handle, dev, packets, drops, overlimits, qlen }) => ({
      device: dev,
      kind,
      handle,
      packets,
      drops,
      overlimits,
      queueLength: qlen,
    })),
});
