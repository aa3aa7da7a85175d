import { z } from "zod";
import { Endpoint, nodeOf } from "./endpoint.ts";
import { IpFamily, Protocol } from "./protocol.ts";

/** The Service a flow goes through, and the port on each side of the translation. */
export const ThroughService = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Its own address; undefined for headless Services and those that are an alias. */
  clusterIP: z.string().optional(),
  port: z.number(),
  portName: z.string().optional(),
});
export type ThroughService = z.infer<typeof ThroughService>;

/** The source address that the target sees. */
export const ArrivesAs = z.object({
  ip: z.string(),
  /** Present when a node on the way gives the packets this address in place of their own. */
  masqueradedBy: z.object({ node: z.string(), rule: z.string().optional() }).optional(),
});
export type ArrivesAs = z.infer<typeof ArrivesAs>;

/** What the client connects to, where the rules of a node translate that to the flow's own destination. */
export const AskedAddress = z.object({
  kind: z.enum(["clusterIP", "nodePort", "externalIP", "loadBalancer", "hostPort"]),
  ip: z.string(),
  port: z.number(),
  /**
   * Whose rules translate it: the source's own node for addresses that every node translates, else the node that has the
   * address. Absent for a client outside.
   */
  node: z.string().optional(),
  /** Of packets that come this way, as the rules of the nodes tell; absent where these were not looked at or do not tell. */
  arrivesAs: ArrivesAs.optional(),
});
export type AskedAddress = z.infer<typeof AskedAddress>;

/** The client's own first steps: what it looks up, what it connects to. */
export const Asked = z.object({
  /**
   * A name is looked up: a host exactly as typed (`details`, `details.test.svc.cluster.local`), or, where the words named an
   * object, the name that a client uses for it, without the cluster's domain (`details.test.svc`). `perhaps`: `details:9080`
   * may be either. Absent where the question gives an address.
   */
  name: z.object({ text: z.string(), typed: z.boolean(), perhaps: z.literal(true).optional() }).optional(),
  /** Absent where the client connects to the flow's own destination. */
  address: AskedAddress.optional(),
  /** What it speaks to the port, where the question was a URL. */
  scheme: z.enum(["http", "https"]).optional(),
});
export type Asked = z.infer<typeof Asked>;

/**
 * One concrete pair: these addresses, this port at the target after Service translation.
 * `id` is stable within one diagnosis (`f1`, `f2` …).
 */
export const Flow = z.object({
  id: z.string(),
  from: Endpoint,
  to: Endpoint,
  family: IpFamily,
  /** The address the packets are sent with; of a node, before it was looked at, the one the API gives. */
  sourceIP: z.string(),
  /** Of packets to the destination itself. Absent until the node was looked at, and where its rules do not tell. */
  arrivesAs: ArrivesAs.optional(),
  destinationIP: z.string(),
  protocol: Protocol,
  /** Destination port at the target; 0 for ICMP. */
  port: z.number().int().min(0).max(65535),
  service: ThroughService.optional(),
  /** Runs saved before this was kept have none. */
  asked: Asked.optional(),
  /**
   * The flow that this one goes on from, behind the translation that another node does: `f1`. Its packets are sent straight
   * to an endpoint, from where the translated ones come: they show what happens there, not whether the client is answered.
   */
  behind: z.string().optional(),
});
export type Flow = z.infer<typeof Flow>;

/**
 * Whether the flow ends at the translation of the node that was asked, `node3:30080`: what is behind it are flows of their
 * own.
 */
export function entersAtNode(flow: Flow): boolean {
  const { behind, asked, destinationIP } = flow;
  const kind = asked?.address?.kind;
  return (
    behind === undefined &&
    (kind === "nodePort" || kind === "hostPort") &&
    asked?.address?.ip === destinationIP
  );
}

/** What the client connects to, where that is translated on the way; undefined where it connects to the flow's own destination. */
export function askedAddress({ asked, service, from }: Flow): AskedAddress | undefined {
  if (asked) return asked.address;
  if (service?.clusterIP === undefined) return undefined;
  const node = nodeOf(from);
  return {
    kind: "clusterIP",
    ip: service.clusterIP,
    port: service.port,
    ...(node === undefined ? {} : { node }),
  };
}
