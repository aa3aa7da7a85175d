import type { ServerResponse } from "node:http";
import { matcherOf } from "./list.ts";
import type { KubeObject } from "./object.ts";
import type { Resource } from "./resources.ts";
import { asShown } from "./shown-as.ts";
import { ApiError } from "./status.ts";
import type { Change, Store } from "./store.ts";

/**
 * Streams changes as JSON lines until the client leaves or `timeoutSeconds` is over. Without a resourceVersion
 * (or with 0) the present objects come first, as ADDED. A forgotten version is an ERROR event of status 410.
 * Throws ApiError 400 for bad selectors, before anything is written.
 */
export function watch(
  store: Store,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const matches = matcherOf(query, resource.kind);
  const selects = (object: KubeObject): boolean =>
    (namespace === undefined || object.metadata.namespace === namespace) && matches(object);
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache, private" });
  response.flushHeaders();
  const write = (type: string, object: unknown): void => {
    response.write(`${JSON.stringify({ type, object })}\n`);
  };
  const send = (type: string, object: KubeObject): void => {
    write(type, asShown(object, resource));
  };
  const kept = store.catalogue.storageOf(resource);
  const tell = (change: Change): void => {
    if (change.resource !== kept) return;
    const now = change.type !== "DELETED" && selects(change.object);
    // A change that moves an object out of the selection reads as its deletion, one that moves it in as its creation.
    const before = change.type === "ADDED" ? false : selects(change.previous ?? change.object);
    if (now) send(before ? "MODIFIED" : "ADDED", change.object);
    else if (before) send("DELETED", change.object);
  };
  const version = query.get("resourceVersion");
  try {
    if (version === null || version === "" || version === "0")
      for (const object of store.list(kept, namespace).filter(matches)) send("ADDED", object);
    else for (const change of store.since(Number(version))) tell(change);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    write("ERROR", error.status);
    response.end();
    return;
  }
  const unsubscribe = store.onChange(tell);
  const seconds = Number(query.get("timeoutSeconds") ?? 0);
  const timer = seconds > 0 ? setTimeout(() => response.end(), seconds * 1000) : undefined;
  response.on("close", () => {
    unsubscribe();
    clearTimeout(timer);
  });
}
