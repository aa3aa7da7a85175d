/** How a kind of object is found in the API. */
import type { z } from "zod";

/** One API that serves a kind. */
export interface Api {
  /** "" for the core API. */
  readonly group: string;
  /** Those that are known here, the best first. */
  readonly versions: readonly [string, ...string[]];
}

/** Where a kind lives in the API and how its objects read. */
export interface KindInfo<Value> {
  /** As its objects say it. */
  readonly kind: string;
  readonly resource: string;
  readonly namespaced: boolean;
  readonly schema: z.ZodType<Value>;
  /** Every API that may serve it, the best first: they show the same objects. */
  readonly apis: readonly [Api, ...Api[]];
  /** Part of Kubernetes itself; of other kinds discovery says whether and where they are served. */
  readonly builtIn: boolean;
}

/** A resource in one version of one API. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespaced: boolean;
}

/** A kind in the first version of its first API: for built-in kinds, which have no other. */
export function homeOf({ apis: [{ group, versions }], resource, namespaced }: KindInfo<unknown>): Resource {
  return { group, version: versions[0], resource, namespaced };
}

/** `v1`, `networking.k8s.io/v1`. */
export function apiVersionOf({ group, version }: Pick<Resource, "group" | "version">): string {
  return group ? `${group}/${version}` : version;
}

/** The path of a collection, or of one object in it. Names must have passed `isObjectName`. */
export function pathOf(resource: Resource, namespace?: string, name?: string): string {
  const root = resource.group ? `/apis/${resource.group}/${resource.version}` : `/api/${resource.version}`;
  const scope = resource.namespaced && namespace ? `/namespaces/${namespace}` : "";
  return `${root}${scope}/${resource.resource}${name ? `/${name}` : ""}`;
}

/** What can be an object's name: anything else would change the path (`..`, `/`) and names nothing. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/i.test(name);
}
