/** Which endpoints of a Service the proxy of a node sends to (kube-proxy: pkg/proxy/topology.go, CategorizeEndpoints). */

/** What the choice goes by: how an endpoint is, where it runs, and for whom its EndpointSlice says that it is meant. */
export interface Choosable {
  readonly ready: boolean;
  /** Still serves, ready or on its way out. */
  readonly serving?: boolean;
  readonly node?: string;
  readonly forNodes?: readonly string[];
  readonly forZones?: readonly string[];
}

/** Whose proxy chooses, and for which packets. */
export interface ChoosingNode {
  readonly name: string;
  /** Its label topology.kubernetes.io/zone. */
  readonly zone?: string;
  /** The traffic policy that these packets come under is Local. */
  readonly local: boolean;
}

export interface Choice<One> {
  readonly used: readonly One[];
  /** Why ready endpoints are left out here; undefined where none is. */
  readonly near?: "policy" | "node" | "zone";
}

/**
 * Ready endpoints, or without any those that end and still serve. With the policy Local only the node's own. Hints count
 * when every ready endpoint has one and at least one is meant for here, else none does.
 */
export function endpointChoice<One extends Choosable>(all: readonly One[], node: ChoosingNode): Choice<One> {
  const ready = all.filter((one) => one.ready);
  const ending = all.filter((one) => !one.ready && one.serving === true);
  if (node.local) {
    const here = (list: readonly One[]): readonly One[] => list.filter((one) => one.node === node.name);
    const used = here(ready).length > 0 ? here(ready) : here(ending);
    return used.length === ready.length && ready.every((one) => used.includes(one))
      ? { used }
      : { used, near: "policy" };
  }
  if (ready.length === 0) return { used: ending };
  for (const [near, meant, name] of [
    ["node", (one: One) => one.forNodes, node.name],
    ["zone", (one: One) => one.forZones, node.zone],
  ] as const) {
    if (name === undefined || !ready.every((one) => (meant(one)?.length ?? 0) > 0)) continue;
    const used = ready.filter((one) => meant(one)?.includes(name));
    if (used.length > 0) return used.length === ready.length ? { used } : { used, near };
  }
  return { used: ready };
}
