import { z } from "zod";
import { defineProbe } from "../../model/probe.ts";
import type { Address } from "../../netstack/seen/addresses.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const Info = z.looseObject({
  family: z.enum(["inet", "inet6"]),
  local: z.string(),
  prefixlen: z.number(),
  scope: z.string(),
  tentative: z.boolean().optional(),
  dadfailed: z.boolean().optional(),
  secondary: z.boolean().optional(),
});

const Device = z.looseObject({ ifindex: z.number(), ifname: z.string(), addr_info: listOf(Info) });

export const addresses = defineProbe<readonly Address[]>({
  name: "addresses",
  why: "Reads the addresses of the interfaces: whether a pod really has the address the cluster says.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-j", "addr", "show"], 2048),
  parse: (output) =>
    jsonOf(output, listOf(Device)).flatMap(({ ifname, ifindex, addr_info }) =>
      addr_info.map((info) => ({
        device: ifname,
        deviceIndex: ifindex,
        family: info.family === "inet6" ? (6 as const) : (4 as const),
        ip: info.local,
        prefixLength: info.prefixlen,
        scope: info.scope,
        tentative: info.tentative ?? false,
        duplicate: info.dadfailed ?? false,
        ...(info.secondary === true && { secondary: true }),
      })),
    ),
});
