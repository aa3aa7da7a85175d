/** Whom else an address serves that the client got through to: the policy Local answers on some nodes only. */
import { nodeOf } from "../model/endpoint.ts";
import { askedAddress } from "../model/flow.ts";
import type { FlowReport } from "../model/report.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { bounded } from "../policy/bounded.ts";
import { declaredService } from "../journey/services/declared.ts";

/** `from outside only node3 answers …`; empty where the policy is Cluster, or the client itself comes under it. */
export function servedElsewhere(flows: readonly FlowReport[], snapshot: ClusterSnapshot): readonly string[] {
  const notes = flows.flatMap(({ flow }) => {
    const asked = askedAddress(flow);
    const declared = declaredService(flow, snapshot);
    if (!declared || flow.behind !== undefined || asked?.node === undefined) return [];
    if (asked.kind === "clusterIP" || asked.kind === "hostPort" || flow.from.type === "external") return [];
    const { spec, metadata } = declared.service;
    if (spec.externalTrafficPolicy !== "Local" || declared.ready.length === 0) return [];
    const nodes = [...new Set(declared.ready.flatMap(({ node }) => node ?? []))];
    const own = asked.node === nodeOf(flow.from);
    return [
      `Service ${metadata.namespace ?? "default"}/${metadata.name} has externalTrafficPolicy Local: clients outside are served by ${bounded(nodes)} only${
        own && !nodes.includes(asked.node)
          ? `; ${asked.node} answers here because the client is on it, and such packets are sent to any endpoint`
          : ""
      }`,
    ];
  });
  return [...new Set(notes)];
}
