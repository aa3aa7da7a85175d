import { movedBy, type MovedCounter } from "../netstack/seen/counters.ts";
import { conntrackCounters } from "../probes/counters/conntrack-counters.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { missedIn, passages, type Passage } from "../journey/hops/passage.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { attemptsOf, lostNone } from "../journey/packets/attempts.ts";
import { notKnown, passes, stopsSome, type Gate, type Scene } from "./gate.ts";

/** A node has no room for more tracked connections, and drops the first packet of new ones. */
export interface TableFull {
  readonly node: string;
  readonly count: number;
  readonly most: number;
  readonly dropped: number;
  /** How many of ours came to the node and did not leave it; undefined where one of the two was not watched. */
  readonly missed: number | undefined;
}

/** Whether the hop's node has room in its table of connections for new ones. */
export function connectionTableGate({ hop, path, flow, evidence }: Omit<Scene, "snapshot">): Gate<TableFull> {
  const { node } = hop;
  if (node === undefined) return notKnown(`there is nowhere to stand at ${hop.name}`);
  if (lostNone(attemptsOf(evidence, flow).seen)) return passes;
  const settings = evidence.see(sysctls, nodePlace(node));
  if (settings.notSeen) return notKnown(settings.notSeen.detail);
  const { conntrackCount: count, conntrackMax: most } = settings.seen;
  // A kernel that tracks no connections has no such table.
  if (count === undefined || most === undefined) return passes;
  const moved = evidence.see(conntrackCounters, nodePlace(node), "window").seen;
  return asCounted({ node, count, most }, moved, passages(flow, path, evidence)[path.indexOf(hop)]);
}

/** A table that full at rest, held against what it dropped meanwhile, and what was seen to cross its node. */
export function asCounted(
  table: Pick<TableFull, "node" | "count" | "most">,
  moved: readonly MovedCounter[] | undefined,
  passage: Passage | undefined,
): Gate<TableFull> {
  // Zero is no limit. Entries come and go: one that was read a moment before may be missing.
  if (table.most === 0 || table.count < 0.99 * table.most) return passes;
  const missed = missedIn(passage);
  // What crossed the node, others lost.
  if (missed === 0) return passes;
  // A full table makes room where it can: only what it counts tells that it dropped.
  if (!moved) return notKnown("the table of connections is full, and what it dropped was not counted");
  const counter = moved.find(({ key }) => key === "conntrack_drop");
  const dropped = counter === undefined ? 0 : (movedBy(counter) ?? 0);
  return dropped === 0 ? passes : stopsSome({ ...table, dropped, missed });
}
