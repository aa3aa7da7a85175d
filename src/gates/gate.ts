import type { Flow } from "../model/flow.ts";
import type { Hop } from "../model/hop.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";

/** Where a gate is asked: one hop of one flow, with all that was declared and seen. */
export interface Scene {
  readonly flow: Flow;
  readonly hop: Hop;
  /** The whole path, in order. */
  readonly path: readonly Hop[];
  readonly snapshot: ClusterSnapshot;
  readonly evidence: EvidenceIndex;
}

/**
 * A gate is one thing on a packet's way that lets it pass or not. Most are judged from what was read at rest; some can only be seen at
 * work, by their own counters and by what comes out of them (a queue, a lossy wire, a full table). That a gate stops is a prophecy: it
 * is a cause only where packets were seen to do as it foretells.
 */
export type Gate<Stop> =
  | { readonly says: "passes" }
  /** `stop`: the deciding fact, such as a setting, a route, an entry, a rule. */
  | { readonly says: "stops"; readonly stop: Stop }
  /** Some packets get through, others do not: by chance, by their size, by the backend that was chosen. */
  | { readonly says: "stops-some"; readonly stop: Stop }
  /** `why`: what was not looked at, or what cannot be decided from what was. */
  | { readonly says: "not-known"; readonly why: string };

/** The packet gets through. */
export const passes = { says: "passes" } as const;

/** The deciding fact against it. */
export function stops<Stop>(stop: Stop): Gate<Stop> {
  return { says: "stops", stop };
}

/** The deciding fact against part of the packets. */
export function stopsSome<Stop>(stop: Stop): Gate<Stop> {
  return { says: "stops-some", stop };
}

/** It cannot be told. */
export function notKnown(why: string): { readonly says: "not-known"; readonly why: string } {
  return { says: "not-known", why };
}
