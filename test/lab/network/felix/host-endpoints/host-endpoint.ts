import { z } from "zod";
import type { PolicyObject } from "../../../../../src/model/kubernetes.ts";
import type { Selectable } from "../selectable.ts";

/** A node's interface as an endpoint of policies. */
export interface FelixHostEndpoint extends Selectable {
  readonly node: string;
  /** `*` for all there are. */
  readonly interface: string;
  readonly profiles: readonly string[];
}

const Spec = z.object({
  node: z.string(),
  interfaceName: z.string(),
  expectedIPs: z.array(z.string()).nullish(),
  profiles: z.array(z.string()).nullish(),
});

/** Undefined for other kinds. Throws for one that leaves its node or interface to be found out by address. */
export function readHostEndpoint({ kind, metadata, spec }: PolicyObject): FelixHostEndpoint | undefined {
  if (kind !== "HostEndpoint") return undefined;
  const { node, interfaceName, expectedIPs, profiles } = Spec.parse(spec ?? {});
  return {
    node,
    interface: interfaceName,
    profiles: profiles ?? [],
    labels: metadata.labels ?? {},
    nets: expectedIPs ?? [],
    ports: [],
  };
}
