import { z } from "zod";
import { Endpoint } from "./endpoint.ts";
import { IpFamily, Protocol } from "./protocol.ts";

/** The Service a flow goes through, and the port on each side of the translation. */
export const ThroughService = z.object({
  namespace: z.string(),
  name: z.string(),
  /** The address the client uses; undefined for headless Services. */
  clusterIP: z.string().optional(),
  port: z.number(),
  portName: z.string().optional(),
});
export type ThroughService = z.infer<typeof ThroughService>;

/**
 * One concrete pair: these addresses, this port at the target after Service translation.
 * `id` is stable within one diagnosis (`f1`, `f2` …).
 */
export const Flow = z.object({
  id: z.string(),
  from: Endpoint,
  to: Endpoint,
  family: IpFamily,
  sourceIP: z.string(),
  destinationIP: z.string(),
  protocol: Protocol,
  /** Destination port at the target; 0 for ICMP. */
  port: z.number().int().min(0).max(65535),
  service: ThroughService.optional(),
});
export type Flow = z.infer<typeof Flow>;
