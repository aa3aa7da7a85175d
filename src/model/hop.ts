import { z } from "zod";
import { Place } from "./place.ts";
import { IpFamily, Protocol } from "./protocol.ts";

/** The packet as it looks at one point of the path. */
export const Packet = z.object({
  family: IpFamily,
  protocol: Protocol,
  source: z.string(),
  destination: z.string(),
  /** Destination port; 0 for ICMP. */
  port: z.number(),
});
export type Packet = z.infer<typeof Packet>;

/**
 * Points on the expected path, in path order. `asking` is names and objects before any packet;
 * `service` the translation on the source node; `reply` the way back on the target's node.
 */
export const HopKind = z.enum([
  "asking",
  "source",
  "service",
  "node-out",
  "tunnel",
  "underlay",
  "node-in",
  "pod-in",
  "socket",
  "reply",
]);
export type HopKind = z.infer<typeof HopKind>;

export const Hop = z.object({
  kind: HopKind,
  /** What a person calls it: `ingress-nginx-7d9c eth0`, `node1`, `node1 → node3`. */
  name: z.string(),
  node: z.string().optional(),
  place: Place.optional(),
  /** Where the packet enters and leaves here, as interface names, when known. */
  deviceIn: z.string().optional(),
  deviceOut: z.string().optional(),
  packet: Packet,
  /** The decision taken here: `route via vxlan.calico`, `10.96.0.12:80 → 10.244.2.7:8080`. */
  decision: z.string().optional(),
});
export type Hop = z.infer<typeof Hop>;
