/** The faults about looking share one judgement: some reasons of one kind, told with the way out. */
import type { NotSeen } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import type { Hop } from "../../model/hop.ts";

/** Hops where a place is entered for the first time: each node or pod is told about once. */
export const placesLookedFrom = ["source", "node-out", "node-in", "socket"] as const;

/** The finding for reasons of these kinds; undefined when there are none. */
export function couldNotLook(
  reasons: readonly NotSeen[],
  kinds: readonly NotSeen["why"][],
  hop: Hop,
  sentence: (first: NotSeen, count: number) => string,
): Finding | undefined {
  const own = reasons.filter(({ why }) => kinds.includes(why));
  const [first] = own;
  if (!first) return undefined;
  return {
    says: sentence(first, own.length),
    because: own.slice(0, 5).map(({ detail }) => ({ source: "probe", says: detail })),
    ...(hop.node === undefined ? {} : { object: { kind: "Node", name: hop.node }, node: hop.node }),
    // The next steps are sentences, some with a command in them: `check node2 and TCP 10250 to it: kubectl describe node node2`.
    fix: {
      summary: [...new Set(own.map(({ next }) => next))].slice(0, 3).join("; "),
      onlyNext: true,
      checked: false,
    },
  };
}
