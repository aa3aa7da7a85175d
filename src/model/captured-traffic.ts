/** What passed between two ends while it was watched: the story of it, plain JSON, and beside it one file of headers. */
import { z } from "zod";
import { Flow } from "./flow.ts";
import { NotSeen } from "./evidence.ts";
import { Question } from "./question.ts";

export { mostSeconds, usualSeconds } from "./capture-seconds.ts";

/** Packets of one kind at one place, or between two addresses. A packet that is several things counts as each of them. */
export const PacketCounts = z.object({
  packets: z.number(),
  /** TCP: asks for a connection. */
  syn: z.number(),
  synAck: z.number(),
  rst: z.number(),
  fin: z.number(),
  /** TCP: sent once more, the same bytes or the same SYN. */
  again: z.number(),
  udp: z.number(),
  icmpErrors: z.number(),
  /** Of `packets`, those that netdiag sent itself. */
  own: z.number(),
});
export type PacketCounts = z.infer<typeof PacketCounts>;

/** What crossed one interface one way, in the order in which places saw their first packet. */
export const PlaceTraffic = z.object({
  node: z.string(),
  /** The interface on the node, `cali1234`; `#12` where its name is not known any more. */
  device: z.string(),
  /** As the node sees it; `other`: not addressed to that machine. */
  direction: z.enum(["in", "out", "other"]),
  /** Towards which end the packets go: the one that was asked about as target, or back to the source. */
  towards: z.enum(["target", "source"]),
  /** They were seen in this envelope. */
  inside: z.enum(["vxlan", "geneve", "ipip", "gre"]).exactOptional(),
  counts: PacketCounts,
});
export type PlaceTraffic = z.infer<typeof PlaceTraffic>;

/** All that one address sent to a port of another one, and what came back; seen from everywhere, each packet once. */
export const Talk = z.object({
  source: z.string(),
  destination: z.string(),
  /** 0 where there are no ports. */
  port: z.number(),
  protocol: z.enum(["TCP", "UDP", "ICMP", "other"]),
  /** Whether these are netdiag's own packets: their source ports are in `ownPorts`. */
  own: z.boolean(),
  /** TCP: connections of which the SYN was seen; UDP: source ports; ICMP: echo requests. */
  attempts: z.number(),
  /** Of `attempts`: a SYN-ACK, a datagram or an echo reply was seen to come back. */
  answered: z.number(),
  /** Of `attempts`: a reset or an ICMP error was the first that came back. The rest of them nobody answered. */
  refused: z.number(),
  /** Who refused, the most frequent first: `RST from 10.244.2.7`, `host unreachable, admin prohibited, from 10.0.0.2`. */
  refusals: z.array(z.object({ ip: z.string(), what: z.string(), count: z.number() })),
  /** Packets both ways, and how many of them were sent again. */
  there: PacketCounts,
  back: PacketCounts,
  /** The last place at which an attempt without any answer was seen on its way there. */
  lastSeen: z.object({ node: z.string(), device: z.string() }).exactOptional(),
});
export type Talk = z.infer<typeof Talk>;

/** One node that was watched. */
export const WatchedNode = z.object({
  node: z.string(),
  /** Packets between the two ends that are in the file. */
  packets: z.number(),
  /**
   * Why it saw less than there was: it stopped at its limit of packets or bytes, some came too fast to be read (`dropped`), or
   * there are more pairs of addresses than can be watched.
   */
  bounds: z.array(z.enum(["packets", "bytes", "dropped", "pairs"])),
});
export type WatchedNode = z.infer<typeof WatchedNode>;

/**
 * What was seen, to be told. Holds addresses, ports and counts, and nothing of what was said in the packets. `report/traffic.ts` has
 * the words for it.
 */
export const CapturedTraffic = z.object({
  version: z.literal(1),
  question: Question,
  /** The ends that were watched, and of how many endpoints they are the sample. */
  flows: z.array(Flow),
  totalEndpoints: z.number(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** How long it was watched, of how long it was asked for. */
  seconds: z.number(),
  askedSeconds: z.number(),
  /** Why it ended: the time was over, a node reached a limit, somebody stopped it, or a node could not be watched any more. */
  ended: z.enum(["time", "limit", "stopped", "lost"]),
  /** netdiag's own few packets came from these source ports; its pings have none. Empty and 0 where none could be sent. */
  ownPorts: z.array(z.number()),
  ownPings: z.number(),
  /** Why packets of netdiag's own could not be sent; absent where all were. */
  notSent: z.array(NotSeen).exactOptional(),
  /** Addresses of nodes among those that were watched: packets of others that leave by them count as well. */
  shared: z.array(z.string()).exactOptional(),
  nodes: z.array(WatchedNode),
  places: z.array(PlaceTraffic),
  talks: z.array(Talk),
  /** Further ones, of fewer packets, that are left out. */
  moreTalks: z.number().exactOptional(),
  /** Nodes on the way that could not be watched, and why. */
  notLooked: z.array(z.object({ node: z.string(), notSeen: NotSeen })),
});
export type CapturedTraffic = z.infer<typeof CapturedTraffic>;

/** The whole of a capture. */
export interface Capture {
  readonly traffic: CapturedTraffic;
  /**
   * One pcapng file, packets of all nodes by time, an interface `node1 cali1234` for each place. Every packet ends behind its last
   * header: no byte of what programs said is in it. It is there with no packet in it as well.
   */
  readonly pcapng: Uint8Array;
}

/** For whoever offers the file: its kind, and how its name ends. */
export const pcapngType = "application/x-pcapng";
export const pcapngEnding = ".pcapng";

/** How far a capture is, in the order it happens; `watching` comes about every five seconds. */
export type CaptureProgress =
  | { readonly stage: "resolving" }
  | { readonly stage: "looking"; readonly nodes: readonly string[] }
  | {
      readonly stage: "watching";
      readonly nodes: readonly string[];
      readonly seconds: number;
      readonly ofSeconds: number;
    }
  | { readonly stage: "reading" };

/**
 * Watches what passes between the two ends of a question, and sends a few packets at its beginning, so that there is something to see.
 * Throws what a diagnosis does: AskBack, NotFound, NotAllowed, CouldNotRead, and the signal's reason. What could not be watched is told in
 * the result, even where that is everything.
 */
export type CaptureTraffic = (
  question: Question,
  options: {
    /** At most `mostSeconds`. */
    readonly seconds: number;
    /** Ends it without a result: its reason is thrown. */
    readonly signal?: AbortSignal;
    /** Ends the watching: what was seen until then is the result. Before the watching began it is as `signal`. */
    readonly stop?: AbortSignal;
    readonly onProgress?: (progress: CaptureProgress) => void | Promise<void>;
  },
) => Promise<Capture>;
