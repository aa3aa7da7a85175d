import { z } from "zod";

/** Somewhere we can stand: a node's own network namespace, or a pod's. */
export const Place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("node"), node: z.string() }),
  z.object({
    kind: z.literal("pod"),
    node: z.string(),
    namespace: z.string(),
    pod: z.string(),
    /** Found in /proc/PID/cgroup on the node; the way to the pod's network namespace. */
    containerId: z.string(),
  }),
]);
export type Place = z.infer<typeof Place>;

/** One text per place: `node3`, or `node3/test/productpage-6f5d`. */
export function placeKey(place: Place): string {
  return place.kind === "node" ? place.node : `${place.node}/${place.namespace}/${place.pod}`;
}
