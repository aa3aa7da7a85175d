import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { PolicyObject } from "../../../../src/model/kubernetes.ts";

export interface NetworkSet {
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly nets: readonly string[];
}

/** Members that are no addresses are passed over, as Felix does. */
export function readNetworkSet({ kind, metadata, spec }: PolicyObject): NetworkSet | undefined {
  if (kind !== "NetworkSet" && kind !== "GlobalNetworkSet") return undefined;
  const { nets } = z.object({ nets: z.array(z.string()).nullish() }).parse(spec ?? {});
  return {
    namespace: kind === "NetworkSet" ? (metadata.namespace ?? "default") : undefined,
    labels: metadata.labels ?? {},
    nets: (nets ?? []).filter((net) => ipaddr.isValid(net) || ipaddr.isValidCIDR(net)),
  };
}
