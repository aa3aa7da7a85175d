import { z } from "zod";
import { defineProbe } from "../../model/probe.ts";
import type { Neighbour } from "../../netstack/seen/neighbours.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const Entry = z.looseObject({
  dst: z.string(),
  dev: z.string(),
  lladdr: z.string().optional(),
  state: z.array(z.string()).default([]),
});

export const neighbours = defineProbe<readonly Neighbour[]>({
  name: "neighbours",
  why: "Reads the ARP and NDP tables: whether the next machine answered for its address.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-j", "neigh", "show"], 2048),
  parse: (output) =>
    jsonOf(output, listOf(Entry)).map(({ dst, dev, lladdr, state }) => ({
      ip: dst,
      device: dev,
      state,
      ...(lladdr !== undefined && { mac: lladdr }),
    })),
});
