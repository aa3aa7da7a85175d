import type { IncomingMessage } from "node:http";
import { parse as parseYaml } from "yaml";
import type { Asked } from "./access.ts";
import { ApiError, badRequest } from "./status.ts";

/** What a path below /api or /apis names. `plural` may be of a resource nobody serves. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/** Undefined when the path is not that of a resource. */
export function resourcePath(path: string): ResourcePath | undefined {
  const [root = "", ...steps] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (root !== "api" && root !== "apis") return undefined;
  const group = root === "apis" ? steps.shift() : "";
  const version = steps.shift();
  if (group === undefined || version === undefined || steps.length === 0) return undefined;
  const inNamespace = steps[0] === "namespaces" && steps.length >= 3 && steps[2] !== "status";
  const namespace = inNamespace ? steps.splice(0, 2)[1] : undefined;
  const [plural, name, subresource, ...more] = steps;
  if (plural === undefined || more.length > 0) return undefined;
  return {
    group,
    version,
    plural,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    // A Namespace is asked for "in" itself, as the real authorizer sees it.
    ...(plural === "namespaces" && group === "" && name !== undefined ? { namespace: name } : {}),
  };
}

/** The verb RBAC knows for a request; undefined for a method the API does not have. */
export function verbOf(method: string, path: ResourcePath, query: URLSearchParams): string | undefined {
  switch (method) {
    case "GET":
    case "HEAD":
      if (path.name !== undefined) return "get";
      return isTrue(query.get("watch")) ? "watch" : "list";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return path.name === undefined ? "deletecollection" : "delete";
    default:
      return undefined;
  }
}

export function askedFor(path: ResourcePath, verb: string): Asked {
  const { group, plural, subresource, name, namespace } = path;
  return {
    verb,
    group,
    plural,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** Query parameters spell booleans `true` and `1`. */
export function isTrue(value: string | null): boolean {
  return value === "true" || value === "1";
}

const maxBodyBytes = 3 * 1024 * 1024;

/** The body, JSON or YAML by its content type; undefined when empty. Throws ApiError 400, 415 (protobuf). */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw badRequest("the request body is larger than 3 MiB");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text.trim() === "") return undefined;
  if (contentType(request).endsWith("protobuf"))
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml",
    );
  try {
    const isYaml = contentType(request).includes("yaml");
    const body: unknown = isYaml ? parseYaml(text) : JSON.parse(text);
    return body;
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${String(error)}`);
  }
}

/** Without parameters; empty when absent. */
export function contentType(request: IncomingMessage): string {
  return (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
}
