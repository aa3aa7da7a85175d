/** Istio's DestinationRules, as far as they say whether sidecars send in mutual TLS. */
import { z } from "zod";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Labels } from "../selectors.ts";

/** `mutual`: Istio's own, or what goes without saying. `plain`: nothing that proves an identity of the mesh. */
export type Sends = "mutual" | "plain" | "unknown";

export interface DestinationRule {
  readonly ref: ObjectRef;
  /** With its namespace and domain; `*` may stand before the rest. */
  readonly host: string;
  /** Empty: every namespace. `.` is its own. */
  readonly exportTo: readonly string[];
  /** The pods that send by it; undefined: all. */
  readonly selector: Labels | undefined;
  /** Milliseconds; undefined: no manifest says so. */
  readonly created: number | undefined;
  /** Whether it has a policy of traffic at all: of several for one host the first that has. */
  readonly decides: boolean;
  readonly mode: string | undefined;
  /** By port of the Service, where that has a mode of its own or none. */
  readonly modeOf: ReadonlyMap<number, string | undefined>;
  /** Modes of subsets, which count where a VirtualService leads to them. */
  readonly subsets: readonly (string | undefined)[];
}

const Tls = z.looseObject({ mode: z.string().nullish() }).nullish();
const Traffic = z
  .looseObject({
    tls: Tls,
    portLevelSettings: z
      .array(z.looseObject({ port: z.looseObject({ number: z.number().nullish() }).nullish(), tls: Tls }))
      .nullish(),
  })
  .nullish();

export const DestinationRuleShape = z.looseObject({
  metadata: z.looseObject({ creationTimestamp: z.string().nullish() }),
  spec: z.looseObject({
    host: z.string(),
    exportTo: z.array(z.string()).nullish(),
    workloadSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).nullish() }).nullish(),
    trafficPolicy: Traffic,
    subsets: z.array(z.looseObject({ trafficPolicy: Traffic })).nullish(),
  }),
});

type Traffic = z.infer<typeof Traffic>;

/** Without TLS settings, and with none among them, `DISABLE` is what the field's first value says. */
function modeIn(tls: z.infer<typeof Tls>): string | undefined {
  return tls ? (tls.mode ?? "DISABLE") : undefined;
}

/** Settings of a port stand instead of those of the host: what they leave out is not inherited. */
function portsOf(traffic: Traffic): Map<number, string | undefined> {
  return new Map(
    (traffic?.portLevelSettings ?? []).flatMap(({ port, tls }) =>
      port?.number == null ? [] : [[port.number, modeIn(tls)] as const],
    ),
  );
}

export const clusterDomain = "cluster.local";

/** A short name is one of the rule's own namespace. Source: istio pilot model `ResolveShortnameToFQDN`. */
function wholeHost(host: string, namespace: string): string {
  return host.includes(".") || host === "*" ? host : `${host}.${namespace}.svc.${clusterDomain}`;
}

/** What a rule says of sending, read from its manifest. */
export function destinationRule(ref: ObjectRef, read: z.infer<typeof DestinationRuleShape>): DestinationRule {
  const { host, exportTo, workloadSelector, trafficPolicy, subsets } = read.spec;
  const created = Date.parse(read.metadata.creationTimestamp ?? "");
  return {
    ref,
    host: wholeHost(host, ref.namespace ?? "default"),
    exportTo: workloadSelector ? ["."] : (exportTo ?? []),
    selector: workloadSelector ? (workloadSelector.matchLabels ?? {}) : undefined,
    created: Number.isNaN(created) ? undefined : created,
    decides: trafficPolicy != null,
    mode: modeIn(trafficPolicy?.tls),
    modeOf: portsOf(trafficPolicy),
    subsets: (subsets ?? []).flatMap((subset) => [
      ...(subset.trafficPolicy?.tls ? [modeIn(subset.trafficPolicy.tls)] : []),
      ...portsOf(subset.trafficPolicy).values(),
    ]),
  };
}
