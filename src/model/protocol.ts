import { z } from "zod";

/** Transport protocols as Kubernetes spells them, plus ICMP (both families) for pings. */
export const Protocol = z.enum(["TCP", "UDP", "SCTP", "ICMP"]);
export type Protocol = z.infer<typeof Protocol>;

/** 4 or 6. */
export const IpFamily = z.union([z.literal(4), z.literal(6)]);
export type IpFamily = z.infer<typeof IpFamily>;

/** The family of an IP written as text. Throws nothing: anything with a colon is IPv6. */
export function familyOf(ip: string): IpFamily {
  return ip.includes(":") ? 6 : 4;
}
