/** Pods behind a Service are of its namespace; behind slices that somebody wrote by hand, of any. */
import { z } from "zod";
import type { KubernetesObject } from "./objects.ts";

const Slice = z.looseObject({
  kind: z.literal("EndpointSlice"),
  metadata: z.looseObject({
    namespace: z.string().nullish(),
    labels: z.looseObject({ "kubernetes.io/service-name": z.string() }),
  }),
  endpoints: z.array(z.looseObject({ addresses: z.array(z.string()) })),
});

/** Addresses in the slices of Services of these names and namespaces. */
export function addressesBehind(
  objects: readonly KubernetesObject[],
  services: { readonly names: readonly string[]; readonly namespaces: ReadonlySet<string> },
): string[] {
  const found = objects.flatMap((object) => {
    const slice = object.kind === "EndpointSlice" ? Slice.safeParse(object).data : undefined;
    if (!slice) return [];
    const { namespace, labels } = slice.metadata;
    return services.names.includes(labels["kubernetes.io/service-name"]) &&
      services.namespaces.has(namespace ?? "default")
      ? slice.endpoints.flatMap(({ addresses }) => addresses)
      : [];
  });
  return [...new Set(found)];
}
