/** One HTTP request of the API, from authentication to the answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Access, User } from "./access.ts";
import { aggregated, aggregatedForm, discovery, wantsAggregated } from "./discovery.ts";
import type { ExecFaults } from "./exec-faults.ts";
import { listPage } from "./list.ts";
import { podLog, type Kubelet } from "./kubelet.ts";
import type { KubeObject } from "./object.ts";
import { patchTypes } from "./patch.ts";
import { askedFor, contentType, readBody, resourcePath, verbOf, type ResourcePath } from "./request.ts";
import type { Resource } from "./resources.ts";
import { review } from "./reviews.ts";
import { hasScale, replicasPatch, scaleOf } from "./scale.ts";
import { asShown, asStored } from "./shown-as.ts";
import { ApiError, notFound } from "./status.ts";
import type { Store } from "./store.ts";
import { tableOf, wantsTable } from "./table.ts";
import { watch } from "./watch.ts";
import type { Writes } from "./writes.ts";

export interface Api {
  readonly store: Store;
  readonly writes: Writes;
  readonly access: Access;
  readonly kubelet: Kubelet;
  readonly execFaults: ExecFaults;
}

/** Answers one request; failures become Status bodies. Never rejects. */
export async function answer(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await route(api, request, response);
  } catch (error) {
    const failure =
      error instanceof ApiError
        ? error
        : new ApiError(500, "InternalError", `Internal error occurred: ${String(error)}`);
    if (response.headersSent) response.destroy();
    else json(response, failure.code, failure.status);
  }
}

async function route(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://lab");
  const path = url.pathname.replace(/(.)\/$/, "$1");
  const impersonated = request.headers["impersonate-user"];
  const user = api.access.actingAs(
    api.access.userOf(request.headers.authorization),
    typeof impersonated === "string" ? impersonated : undefined,
  );
  if (path === "/healthz" || path === "/livez" || path === "/readyz") {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end("ok");
    return;
  }
  if (path === "/openapi/v2") {
    // An empty protobuf document: kubectl before 1.27 then validates nothing itself.
    response
      .writeHead(200, { "content-type": "application/com.github.proto-openapi.spec.v2.v1.0+protobuf" })
      .end();
    return;
  }
  if (request.method === "GET" && wantsAggregated(path, request.headers.accept)) {
    response
      .writeHead(200, { "content-type": aggregatedForm })
      .end(JSON.stringify(aggregated(path, api.store.catalogue)));
    return;
  }
  if (request.method === "GET") {
    const known = discovery(path, api.store.catalogue, request.headers.host ?? "");
    if (known !== undefined) {
      json(response, 200, known);
      return;
    }
  }
  if (request.method === "POST") {
    const reviewed = path.endsWith("reviews")
      ? review(path, await readBody(request), user, api.access)
      : undefined;
    if (reviewed !== undefined) {
      json(response, 201, reviewed);
      return;
    }
  }
  const place = resourcePath(path);
  const resource = place && api.store.catalogue.find(place.group, place.version, place.plural);
  if (!place || !resource) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("404 page not found\n");
    return;
  }
  await resourceRequest(api, { request, response, user, place, resource, query: url.searchParams });
}

interface ResourceRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly user: User;
  readonly place: ResourcePath;
  readonly resource: Resource;
  readonly query: URLSearchParams;
}

async function resourceRequest(api: Api, asked: ResourceRequest): Promise<void> {
  const { request, response, user, place, resource, query } = asked;
  const verb = verbOf(request.method ?? "GET", place, query);
  if (verb === undefined)
    throw new ApiError(
      405,
      "MethodNotAllowed",
      "the server does not allow this method on the requested resource",
    );
  api.access.require(user, askedFor(place, verb));
  const namespace = resource.namespaced ? place.namespace : undefined;
  const { name, subresource } = place;
  const kept = api.store.catalogue.storageOf(resource);
  const target = {
    resource: kept,
    namespace,
    name,
    subresource,
    dryRun: query.get("dryRun") === "All",
    fieldManager: query.get("fieldManager") ?? "",
    force: query.get("force") === "true",
  };
  const sent = async (): Promise<unknown> => asStored(await readBody(request), resource, kept);
  const asTable = wantsTable(request.headers.accept);
  const show = (object: KubeObject): unknown =>
    asTable
      ? tableOf(resource.kind, [object], { resourceVersion: object.metadata.resourceVersion })
      : asShown(object, resource);

  if (subresource === "log" && verb === "get") {
    const pod = find(api, kept, namespace, name ?? "");
    const log = await podLog(api, pod, query.get("container"));
    response.writeHead(200, { "content-type": "text/plain" }).end(log);
    return;
  }
  if (subresource === "scale" && hasScale(kept)) {
    if (verb === "patch" || verb === "update")
      api.writes.patch(
        { ...target, subresource: undefined },
        replicasPatch(await readBody(request)),
        patchTypes.merge,
      );
    json(response, 200, scaleOf(find(api, kept, namespace, name ?? "")));
    return;
  }
  if (subresource !== undefined && !(subresource === "status" && resource.status))
    throw new ApiError(404, "NotFound", "the server could not find the requested resource");

  switch (verb) {
    case "get":
      json(response, 200, show(find(api, kept, namespace, name ?? "")));
      return;
    case "list": {
      const { list, objects } = listPage(api.store, resource, namespace, query);
      json(response, 200, asTable ? tableOf(resource.kind, objects, list.metadata) : list);
      return;
    }
    case "watch":
      watch(api.store, resource, namespace, query, response);
      return;
    case "create":
      if (name !== undefined)
        throw new ApiError(
          405,
          "MethodNotAllowed",
          "the server does not allow this method on the requested resource",
        );
      json(response, 201, show(api.writes.create(target, await sent())));
      return;
    case "update":
      json(response, 200, show(api.writes.update(target, await sent())));
      return;
    case "patch":
      json(response, 200, show(api.writes.patch(target, await sent(), contentType(request))));
      return;
    case "delete":
      json(response, 200, api.writes.delete(target, await readBody(request), query));
      return;
    default: {
      const removed = api.writes.deleteCollection(target, await readBody(request), query);
      json(response, 200, { kind: `${resource.kind}List`, apiVersion: "v1", metadata: {}, items: removed });
    }
  }
}

function find({ store }: Api, resource: Resource, namespace: string | undefined, name: string): KubeObject {
  const object = store.find(resource, namespace, name);
  if (!object) throw notFound(resource, name);
  return object;
}

function json(response: ServerResponse, code: number, body: unknown): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, {
    "content-type": "application/json",
    "cache-control": "no-cache, private",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
