/** One set of objects under two APIs, as an aggregated API server shows what definitions of another group hold. */
import { isFields, type KubeObject } from "./object.ts";
import { groupVersion, type Resource } from "./resources.ts";

/** A request's body in the words of the API its object is kept under. */
export function asStored(body: unknown, asked: Resource, kept: Resource): unknown {
  const says = isFields(body) ? body["apiVersion"] : undefined;
  return asked !== kept && isFields(body) && says === groupVersion(asked)
    ? { ...body, apiVersion: groupVersion(kept) }
    : body;
}

/** A kept object in the words of the API that was asked. */
export function asShown(object: KubeObject, asked: Resource): KubeObject {
  return asked.storedIn === undefined ? object : { ...object, apiVersion: groupVersion(asked) };
}
