/** Lists: selectors, pages, and the quirk that items of built-in kinds carry neither kind nor apiVersion. */
import { keyOf, type KubeObject } from "./object.ts";
import { groupVersion, type Resource } from "./resources.ts";
import { fieldMatcher, labelMatcher, type Matcher } from "./selectors.ts";
import { asShown } from "./shown-as.ts";
import { badRequest, expired } from "./status.ts";
import type { Store } from "./store.ts";

export interface KubeList {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly items: readonly unknown[];
}

/** Throws ApiError 400 for a selector that does not read. */
export function matcherOf(query: URLSearchParams, kind: string): Matcher {
  const byLabel = labelMatcher(query.get("labelSelector") ?? undefined);
  const byField = fieldMatcher(query.get("fieldSelector") ?? undefined, kind);
  return (object) => byLabel(object) && byField(object);
}

/** One page. Throws ApiError 400, or 410 for a continue token from before a compaction. */
export function listPage(
  store: Store,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): { readonly list: KubeList; readonly objects: readonly KubeObject[] } {
  const token = query.get("continue");
  if (token && query.get("resourceVersion"))
    throw badRequest("resourceVersion is not allowed when using continue");
  const from = token ? readToken(token) : undefined;
  if (from && store.isForgotten(from.version))
    throw expired(
      "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.",
    );
  const limit = Number(query.get("limit") ?? 0);
  const matches = matcherOf(query, resource.kind);
  const rest = store
    .list(store.catalogue.storageOf(resource), namespace)
    .filter((object) => matches(object) && (!from || keyOf(object.metadata) > from.after));
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const last = page.at(-1);
  const more = rest.length - page.length;
  const selects = query.get("labelSelector") ?? query.get("fieldSelector");
  const version = from?.version ?? store.version;
  const list: KubeList = {
    kind: `${resource.kind}List`,
    apiVersion: groupVersion(resource),
    metadata: {
      resourceVersion: String(version),
      ...(more > 0 && last ? { continue: writeToken(version, keyOf(last.metadata)) } : {}),
      ...(more > 0 && !selects ? { remainingItemCount: more } : {}),
    },
    items: page.map((object) => asItem(object, resource)),
  };
  return { list, objects: page };
}

function asItem(object: KubeObject, resource: Resource): unknown {
  if (resource.custom) return asShown(object, resource);
  const item: Record<string, unknown> = { ...object };
  Reflect.deleteProperty(item, "kind");
  Reflect.deleteProperty(item, "apiVersion");
  return item;
}

function writeToken(version: number, after: string): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: version, start: `${after}\u0000` })).toString(
    "base64url",
  );
}

function readToken(token: string): { readonly version: number; readonly after: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null && "rv" in value && "start" in value)
      return { version: Number(value.rv), after: String(value.start).replace(/\0$/, "") };
  } catch {
    // Falls through: a token that is no JSON is as bad as one without fields.
  }
  throw badRequest("continue key is not valid: invalid continue token");
}
