import { z } from "zod";
import { defineProbe } from "../../model/probe.ts";
import type { BridgePort, Link, TunnelData } from "../../netstack/seen/links.ts";
import { reading } from "../text/limits.ts";
import { jsonOf, listOf } from "../text/reading.ts";

const InfoData = z.looseObject({
  id: z.number().optional(),
  local: z.string().optional(),
  local6: z.string().optional(),
  remote: z.string().optional(),
  remote6: z.string().optional(),
  group: z.string().optional(),
  group6: z.string().optional(),
  link: z.string().optional(),
  port: z.number().optional(),
  learning: z.boolean().optional(),
  external: z.boolean().optional(),
});

const SlaveData = z.looseObject({
  state: z.string().optional(),
  hairpin: z.boolean().optional(),
  isolated: z.boolean().optional(),
});

const LinkObject = z.looseObject({
  ifindex: z.number(),
  ifname: z.string(),
  link_index: z.number().optional(),
  link_netnsid: z.number().optional(),
  flags: z.array(z.string()),
  mtu: z.number(),
  operstate: z.string().default("UNKNOWN"),
  address: z.string().optional(),
  master: z.string().optional(),
  qdisc: z.string().optional(),
  link: z.string().nullish(),
  linkinfo: z
    .looseObject({
      info_kind: z.string().optional(),
      info_data: InfoData.optional(),
      info_slave_kind: z.string().optional(),
      info_slave_data: SlaveData.optional(),
    })
    .optional(),
});

export const links = defineProbe<readonly Link[]>({
  name: "links",
  why: "Reads the interfaces: up or down, MTU, which veth belongs to which pod, tunnels.",
  at: "both",
  tool: "ip",
  command: () => reading(["ip", "-d", "-j", "link", "show"], 2048),
  parse: (output) => jsonOf(output, listOf(LinkObject)).map(linkOf),
});

function linkOf(link: z.infer<typeof LinkObject>): Link {
  const info = link.linkinfo;
  const slave = info?.info_slave_kind === "bridge" ? info.info_slave_data : undefined;
  return {
    index: link.ifindex,
    name: link.ifname,
    up: link.flags.includes("UP"),
    carrier: link.flags.includes("LOWER_UP") && !link.flags.includes("NO-CARRIER"),
    operstate: link.operstate,
    mtu: link.mtu,
    flags: link.flags,
    ...(link.link_index !== undefined && { peerIndex: link.link_index }),
    ...(link.link_netnsid !== undefined && { peerNetns: link.link_netnsid }),
    ...(link.address !== undefined && { mac: link.address }),
    ...(link.master !== undefined && { master: link.master }),
    ...(link.qdisc !== undefined && { qdisc: link.qdisc }),
    ...(info?.info_kind !== undefined && { kind: info.info_kind }),
    ...(info?.info_data !== undefined && { tunnel: tunnelData(info.info_data) }),
    ...(slave !== undefined && { port: bridgePort(slave) }),
  };
}

function tunnelData(data: z.infer<typeof InfoData>): TunnelData {
  const local = given(data.local ?? data.local6);
  const remote = given(data.remote ?? data.remote6 ?? data.group ?? data.group6);
  return {
    ...(data.id !== undefined && { id: data.id }),
    ...(local !== undefined && { local }),
    ...(remote !== undefined && { remote }),
    ...(data.link !== undefined && { below: data.link }),
    ...(data.port !== undefined && { port: data.port }),
    ...(data.learning !== undefined && { learning: data.learning }),
    ...(data.external !== undefined && { external: data.external }),
  };
}

function bridgePort(data: z.infer<typeof SlaveData>): BridgePort {
  return {
    ...(data.state !== undefined && { state: data.state }),
    ...(data.hairpin !== undefined && { hairpin: data.hairpin }),
    ...(data.isolated !== undefined && { isolated: data.isolated }),
  };
}

/** IPIP and GRE write `any` for an end that is not fixed. */
function given(end: string | undefined): string | undefined {
  return end === "any" ? undefined : end;
}
