import { applyPatch, type Operation } from "rfc6902";
import { mergePatch, strategicMerge } from "./merge.ts";
import { isFields, isKubeObject, type KubeObject } from "./object.ts";
import type { Resource } from "./resources.ts";
import { ApiError, badRequest } from "./status.ts";

export const patchTypes = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
} as const;

/** The patched object. Server-side apply is taken as a merge: what a manager applied before and leaves out now stays. Throws ApiError 400, 415, 422. */
export function patched(
  object: KubeObject,
  patch: unknown,
  contentType: string,
  resource: Resource,
): KubeObject {
  const result = patchedValue(object, patch, contentType, resource);
  if (!isKubeObject(result)) throw badRequest("the patched object has no apiVersion, kind or metadata");
  return result;
}

function patchedValue(object: KubeObject, patch: unknown, contentType: string, resource: Resource): unknown {
  switch (contentType) {
    case patchTypes.json:
      return jsonPatched(object, patch);
    case patchTypes.merge:
      return mergePatch(object, requireFields(patch));
    case patchTypes.apply:
      return resource.custom
        ? mergePatch(object, requireFields(patch))
        : strategicMerge(object, requireFields(patch), resource.kind);
    case patchTypes.strategic:
      if (!resource.custom) return strategicMerge(object, requireFields(patch), resource.kind);
      throw unsupported(Object.values(patchTypes).filter((type) => type !== patchTypes.strategic));
    default:
      throw unsupported(Object.values(patchTypes));
  }
}

function unsupported(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`,
  );
}

function requireFields(patch: unknown): unknown {
  if (!isFields(patch))
    throw badRequest("error decoding patch: json: cannot unmarshal into Go value of type map");
  return patch;
}

function jsonPatched(object: KubeObject, patch: unknown): unknown {
  if (!Array.isArray(patch) || !patch.every(isOperation))
    throw badRequest(
      "error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch",
    );
  const target = structuredClone(object);
  const failure = applyPatch(target, patch).find((error) => error !== null);
  if (failure)
    throw new ApiError(422, "Invalid", `the server rejected our request due to an error in our request`);
  return target;
}

function isOperation(value: unknown): value is Operation {
  return isFields(value) && typeof value["op"] === "string" && typeof value["path"] === "string";
}
