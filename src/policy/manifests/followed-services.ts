/** Services that a question means without naming them: by an address or a port of theirs, or through an alias. */
import { z } from "zod";
import { serviceOfHost } from "../translation/service-host.ts";
import { nodePortPlacesOf, placesOf } from "./mentions.ts";
import type { KubernetesObject } from "../objects/objects.ts";

const Named = z.looseObject({
  kind: z.literal("Service"),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().nullish() }),
  spec: z.looseObject({ type: z.string().nullish(), externalName: z.string().nullish() }).nullish(),
});

export interface Followed {
  readonly names: readonly string[];
  readonly namespaces: readonly string[];
}

interface Asked {
  /** Of Services, as far as they are known. */
  readonly services: readonly string[];
  readonly namespaces: ReadonlySet<string>;
  /** Addresses, hosts and names of other things. */
  readonly names: readonly string[];
  readonly nodePort: number | undefined;
}

/** Those that hold one of the asked addresses or the asked port, and those that an alias among the asked ones leads to. */
export function followServices(
  objects: readonly KubernetesObject[],
  { services, namespaces, names, nodePort }: Asked,
): Followed {
  const found = { names: [] as string[], namespaces: [] as string[] };
  for (const object of objects) {
    const service = object.kind === "Service" ? Named.safeParse(object).data : undefined;
    if (!service) continue;
    const text = JSON.stringify([object["spec"], object["status"]]);
    const places = [
      ...placesOf(text, names),
      ...(nodePort === undefined ? [] : nodePortPlacesOf(text, nodePort)),
    ];
    const { name, namespace } = service.metadata;
    if (places.length > 0) found.names.push(name);
    const { type, externalName } = service.spec ?? {};
    const isAsked = services.includes(name) && namespaces.has(namespace ?? "default");
    const alias =
      isAsked && type === "ExternalName" && externalName ? serviceOfHost(externalName) : undefined;
    if (alias) {
      found.names.push(alias.name);
      found.namespaces.push(alias.namespace);
    }
  }
  return found;
}
