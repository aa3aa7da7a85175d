import { z } from "zod";
import { defineProbe } from "../../model/probe.ts";
import type { FdbEntry } from "../../netstack/seen/fdb.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const Entry = z.looseObject({
  mac: z.string(),
  ifname: z.string(),
  dst: z.string().optional(),
  master: z.string().optional(),
  vlan: z.number().optional(),
  state: z.string().default(""),
  flags: z.array(z.string()).default([]),
});

export const fdb = defineProbe<readonly FdbEntry[]>({
  name: "fdb",
  why: "Reads the forwarding entries of bridges and VXLAN devices: which node a tunnelled packet is sent to.",
  at: "node",
  tool: "bridge",
  command: () => reading(["bridge", "-j", "fdb", "show"], 2048),
  parse: (output) =>
    jsonOf(output, listOf(Entry)).map(({ mac, ifname, dst, master, vlan, state, flags }) => ({
      mac,
      device: ifname,
      state,
      flags,
      ...(dst !== undefined && { destination: dst }),
      ...(master !== undefined && { master }),
      ...(vlan !== undefined && { vlan }),
    })),
});
