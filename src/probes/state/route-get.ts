import { z } from "zod";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { deviceArgument, familyOption, ipArgument } from "../text/arguments.ts";
import { reading } from "../text/limits.ts";
import { firstLine, jsonOf } from "../text/reading.ts";

/** A packet the kernel is asked about. With `deviceIn` it is one that arrives there, and `source` is needed. */
export interface RouteQuestion {
  readonly destination: string;
  readonly source?: string;
  readonly deviceIn?: string;
}

/** Why the kernel has no way for a packet. One error code stands for several reasons. */
export type RouteRefusal =
  | {
      readonly errno: "EINVAL";
      readonly means: "blackhole route, or the source is refused by reverse path filtering";
    }
  | { readonly errno: "EXDEV"; readonly means: "the source is refused by reverse path filtering" }
  | {
      readonly errno: "EHOSTUNREACH";
      readonly means: "unreachable route, or forwarding is off on the interface";
    }
  | { readonly errno: "ENETUNREACH"; readonly means: "no route" }
  | { readonly errno: "EACCES"; readonly means: "prohibit route" }
  | { readonly errno: "ENODEV"; readonly means: "no such interface" };

/** The kernel's own answer. */
export type RouteAnswer =
  | {
      readonly result: "route";
      /** `unicast` leaves by `device`; `local` is for this namespace. */
      readonly type: string;
      readonly device: string;
      readonly gateway?: string;
      readonly source?: string;
      readonly table?: string;
      /** Learned or set for this destination: bytes. */
      readonly mtu?: number;
    }
  | ({ readonly result: "refused" } & RouteRefusal);

const Answer = z.looseObject({
  type: z.string().optional(),
  dev: z.string(),
  gateway: z.string().optional(),
  via: z.looseObject({ host: z.string() }).optional(),
  prefsrc: z.string().optional(),
  table: z.string().optional(),
  metrics: z.array(z.looseObject({ mtu: z.number().optional() })).optional(),
});

/** Texts of strerror(3) after "RTNETLINK answers:", in glibc's and musl's words. */
const refusals: readonly (readonly [RegExp, RouteRefusal])[] = [
  [
    /Invalid argument/,
    { errno: "EINVAL", means: "blackhole route, or the source is refused by reverse path filtering" },
  ],
  [
    /Invalid cross-device link|Cross-device link/,
    { errno: "EXDEV", means: "the source is refused by reverse path filtering" },
  ],
  [
    /No route to host|Host is unreachable/,
    { errno: "EHOSTUNREACH", means: "unreachable route, or forwarding is off on the interface" },
  ],
  [/Network (is )?unreachable/, { errno: "ENETUNREACH", means: "no route" }],
  [/Permission denied/, { errno: "EACCES", means: "prohibit route" }],
  [/Cannot find device|No such device/, { errno: "ENODEV", means: "no such interface" }],
];

export const routeGet = defineProbe<RouteAnswer, RouteQuestion>({
  name: "route-get",
  why: "Asks the kernel which way it would send one packet, rules and reverse path filter included.",
  at: "node",
  tool: "ip",
  command({ destination, source, deviceIn }) {
    const to = ipArgument(destination);
    const from = source === undefined ? [] : ["from", ipArgument(source)];
    const arriving = deviceIn === undefined ? [] : ["iif", deviceArgument(deviceIn)];
    return reading(["ip", familyOption(to), "-j", "route", "get", to, ...from, ...arriving], 16);
  },
  parse(output) {
    if (output.exitCode === 1 || output.exitCode === 2) {
      const refusal = refusals.find(([text]) => text.test(output.stderr))?.[1];
      if (!refusal) throw new Unreadable(`ip route get: ${firstLine(output.stderr)}`);
      return { result: "refused", ...refusal };
    }
    const [answer] = jsonOf(output, z.array(Answer));
    if (!answer) throw new Unreadable("ip route get printed nothing");
    const gateway = answer.gateway ?? answer.via?.host;
    const mtu = answer.metrics?.find((metric) => metric.mtu !== undefined)?.mtu;
    return {
      result: "route",
      type: answer.type ?? "unicast",
      device: answer.dev,
      ...(gateway !== undefined && { gateway }),
      ...(answer.prefsrc !== undefined && { source: answer.prefsrc }),
      ...(answer.table !== undefined && { table: answer.table }),
      ...(mtu !== undefined && { mtu }),
    };
  },
});
