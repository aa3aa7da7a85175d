import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { managedOnCreate, managedOnStatus } from "./managed-fields.ts";
import { keyOf, type Fields, type KubeObject, type ObjectMeta } from "./object.ts";
import { Catalogue, resourcesOfDefinition, type Resource } from "./resources.ts";
import { alreadyExists, ApiError, conflict, expired, notFound } from "./status.ts";

export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: Resource;
  readonly object: KubeObject;
  /** The object before a MODIFIED. */
  readonly previous?: KubeObject;
  readonly version: number;
}

/** Kinds with a spec whose changes the server does not count. */
const ungenerated = new Set(["Namespace", "Node", "Service", "Lease"]);

/** Changes kept for watches that start from an older resourceVersion. */
const historyLength = 2000;

/**
 * The objects of the cluster with one resourceVersion counter over all of them, as etcd has.
 * Objects are never changed in place: every write stores a new one.
 */
export class Store {
  readonly catalogue = new Catalogue();
  readonly #objects = new Map<Resource, Map<string, KubeObject>>();
  readonly #listeners = new Set<(change: Change) => void>();
  #history: Change[] = [];
  /** Changes up to this version are forgotten. */
  #compacted = 0;
  #version = 1000;
  /** What creationTimestamps are read from; set back while a cluster is laid out that is older than the lab. */
  clock: () => Date = () => new Date();

  get version(): number {
    return this.#version;
  }

  /** The resource of an object's apiVersion and kind. Throws ApiError 404 when not served. */
  resourceOf(object: Pick<KubeObject, "apiVersion" | "kind">): Resource {
    const resource = this.catalogue.ofObject(object);
    if (!resource)
      throw new ApiError(
        404,
        "NotFound",
        `no matches for kind "${object.kind}" in version "${object.apiVersion}"`,
      );
    return resource;
  }

  find(resource: Resource, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#objects.get(resource)?.get(storeKey(namespace, name));
  }

  /** Sorted by namespace and name, as etcd's keys are. */
  list(resource: Resource, namespace?: string): readonly KubeObject[] {
    const all = [...(this.#objects.get(resource)?.entries() ?? [])];
    return all
      .filter(([, object]) => namespace === undefined || object.metadata.namespace === namespace)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, object]) => object);
  }

  /** Every object of a kind of the built-in API, such as `ofKind("v1", "Pod")`. */
  ofKind(apiVersion: string, kind: string, namespace?: string): readonly KubeObject[] {
    const resource = this.catalogue.ofObject({ apiVersion, kind });
    return resource ? this.list(resource, namespace) : [];
  }

  /** Gives uid, creationTimestamp (kept when present) and resourceVersion. Throws ApiError 409 when it exists. */
  create(object: KubeObject): KubeObject {
    const resource = this.resourceOf(object);
    if (this.find(resource, object.metadata.namespace, object.metadata.name))
      throw alreadyExists(resource, object.metadata.name);
    const time = object.metadata.creationTimestamp ?? timestamp(this.clock());
    const stored = this.#stamp(object, {
      uid: object.metadata.uid ?? randomUUID(),
      creationTimestamp: time,
      ...(object["spec"] === undefined || ungenerated.has(object.kind)
        ? {}
        : { generation: object.metadata.generation ?? 1 }),
      managedFields: object.metadata["managedFields"] ?? managedOnCreate(object, time),
    });
    this.#write(resource, stored);
    this.#tell({ type: "ADDED", resource, object: stored, version: this.#version });
    if (stored.kind === "CustomResourceDefinition")
      for (const declared of resourcesOfDefinition(stored)) this.catalogue.register(declared);
    return stored;
  }

  /**
   * Replaces an object. With a resourceVersion in it, it must be the current one (ApiError 409).
   * What changes nothing keeps the resourceVersion and tells nobody. `managed`: who wrote what, where that is said anew.
   */
  update(object: KubeObject, managed?: readonly Fields[]): KubeObject {
    const resource = this.resourceOf(object);
    const { namespace, name, resourceVersion } = object.metadata;
    const previous = this.find(resource, namespace, name);
    if (!previous) throw notFound(resource, name);
    if (resourceVersion !== undefined && resourceVersion !== previous.metadata.resourceVersion)
      throw conflict(resource, name);
    const { uid, creationTimestamp, generation, managedFields } = previous.metadata;
    const specChanged = !isDeepStrictEqual(previous["spec"], object["spec"]);
    const kept = {
      ...(uid === undefined ? {} : { uid }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
      ...(generation === undefined ? {} : { generation: generation + (specChanged ? 1 : 0) }),
      managedFields: managed ?? managedFields,
    };
    const next = { ...object, metadata: { ...object.metadata, ...kept } };
    if (isDeepStrictEqual(withoutVersion(next), withoutVersion(previous))) return previous;
    const reported = !isDeepStrictEqual(previous["status"], object["status"]);
    const stored = this.#stamp(
      next,
      reported ? { managedFields: managedOnStatus(next, managedFields, timestamp(this.clock())) } : {},
    );
    this.#write(resource, stored);
    this.#tell({ type: "MODIFIED", resource, object: stored, previous, version: this.#version });
    return stored;
  }

  /** Throws ApiError 404 when there is none. */
  remove(resource: Resource, namespace: string | undefined, name: string): KubeObject {
    const object = this.find(resource, namespace, name);
    if (!object) throw notFound(resource, name);
    this.#objects.get(resource)?.delete(storeKey(namespace, name));
    const last = this.#stamp(object, {});
    this.#tell({ type: "DELETED", resource, object: last, version: this.#version });
    if (last.kind === "CustomResourceDefinition")
      for (const declared of resourcesOfDefinition(last)) this.catalogue.unregister(declared);
    return last;
  }

  /** Called after every write, in order. Returns how to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What happened after a version. Throws ApiError 410 when that is forgotten. */
  since(version: number): readonly Change[] {
    if (version < this.#compacted) throw expired(`too old resource version: ${version} (${this.#compacted})`);
    return this.#history.filter((change) => change.version > version);
  }

  /** True when a list begun at that version can no longer be continued. */
  isForgotten(version: number): boolean {
    return version < this.#compacted;
  }

  /** Forgets all changes so far, as etcd's compaction does: older watches and continue tokens get 410. */
  compact(): void {
    this.#history = [];
    this.#compacted = this.#version;
  }

  #stamp(object: KubeObject, meta: Partial<ObjectMeta>): KubeObject {
    this.#version += 1;
    return structuredClone({
      ...object,
      metadata: { ...object.metadata, ...meta, resourceVersion: String(this.#version) },
    });
  }

  #write(resource: Resource, object: KubeObject): void {
    const ofResource = this.#objects.get(resource) ?? new Map<string, KubeObject>();
    this.#objects.set(resource, ofResource);
    ofResource.set(keyOf(object.metadata), object);
  }

  #tell(change: Change): void {
    this.#history.push(change);
    const excess = this.#history.length - historyLength;
    if (excess > 0) this.#compacted = this.#history.splice(0, excess).at(-1)?.version ?? this.#compacted;
    for (const listener of this.#listeners) listener(change);
  }
}

/** RFC 3339 without fractions, as the API writes times. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

function storeKey(namespace: string | undefined, name: string): string {
  return keyOf(namespace === undefined ? { name } : { namespace, name });
}

function withoutVersion(object: KubeObject): unknown {
  const metadata: Record<string, unknown> = { ...object.metadata };
  Reflect.deleteProperty(metadata, "resourceVersion");
  return { ...object, metadata };
}
