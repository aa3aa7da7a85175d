/** create, update, patch and delete, with defaults and the refusals of the real server. */
import { randomBytes } from "node:crypto";
import { withDefaults } from "./defaults.ts";
import { matcherOf } from "./list.ts";
import { conflictsOf, managedOnApply, managedOnCreate, type FieldConflict } from "./managed-fields.ts";
import { at, isFields, isKubeObject, type Fields, type KubeObject } from "./object.ts";
import { patched, patchTypes } from "./patch.ts";
import { groupVersion, type Resource } from "./resources.ts";
import { alreadyExists, ApiError, badRequest, conflict, notFound, type Status } from "./status.ts";
import { timestamp, type Store } from "./store.ts";
import { validate, validateChange } from "./validation.ts";

/** One object's place, and how the request wants it written. */
export interface WriteTarget {
  readonly resource: Resource;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
  readonly dryRun: boolean;
  /** Who writes, where the request says so. */
  readonly fieldManager?: string;
  readonly force?: boolean;
  /** As an older server took it: what this one refuses is stored all the same. */
  readonly unchecked?: boolean;
}

/** How long a pod that is being deleted stays, unless the request says 0 seconds. */
const terminationMs = 50;

export class Writes {
  readonly #store: Store;
  readonly #serviceCIDR: string;

  constructor(store: Store, serviceCIDR: string) {
    this.#store = store;
    this.#serviceCIDR = serviceCIDR;
  }

  /** Throws ApiError 400, 404 (namespace), 409, 422. */
  create(target: WriteTarget, body: unknown, managedFields?: readonly Fields[]): KubeObject {
    const { resource, namespace } = target;
    const given = this.#read(target, body);
    if (
      namespace !== undefined &&
      !this.#store.ofKind("v1", "Namespace").some((ns) => ns.metadata.name === namespace)
    )
      throw notFound({ group: "", plural: "namespaces" }, namespace);
    const { name, generateName } = given.metadata;
    const named =
      !name && generateName
        ? { ...given, metadata: { ...given.metadata, name: generateName + suffix() } }
        : { ...given, metadata: { ...given.metadata, name: name || "" } };
    if (target.unchecked !== true) validate(named, resource);
    const fresh = Object.fromEntries(
      Object.entries(named.metadata).filter(([field]) => !serverOwned.has(field)),
    );
    const metadata = {
      ...fresh,
      name: named.metadata.name,
      ...(namespace === undefined ? {} : { namespace }),
      ...writtenBy(target, given, managedFields, timestamp(this.#store.clock())),
    };
    const bare: KubeObject = { ...named, metadata };
    // A status in a create is ignored where there is a /status to write it to.
    if (resource.status) Reflect.deleteProperty(bare, "status");
    const placed = withDefaults(bare, this.#store, this.#serviceCIDR);
    if (!target.dryRun) return this.#store.create(placed);
    if (this.#store.find(resource, namespace, placed.metadata.name))
      throw alreadyExists(resource, placed.metadata.name);
    return placed;
  }

  /** Throws ApiError 400, 404, 409, 422. */
  update(target: WriteTarget, body: unknown): KubeObject {
    const current = this.#current(target);
    const given = this.#read(target, body);
    if (given.metadata.name !== current.metadata.name)
      throw badRequest(
        `the name of the object (${given.metadata.name}) does not match the name on the URL (${current.metadata.name})`,
      );
    return this.#replace(target, current, given);
  }

  /** Server-side apply creates what is not there. Throws ApiError 400, 404, 409, 415, 422. */
  patch(target: WriteTarget, patch: unknown, contentType: string): KubeObject {
    const { resource } = target;
    if (contentType === patchTypes.apply) return this.#apply(target, patch);
    const current = this.#current(target);
    return this.#replace(target, current, patched(current, patch, contentType, resource));
  }

  /** Server-side apply: what is not there is made; what others keep is theirs, unless by force. */
  #apply(target: WriteTarget, body: unknown): KubeObject {
    const { resource, namespace, name = "", fieldManager = "", force = false } = target;
    if (fieldManager === "")
      throw new ApiError(
        422,
        "Invalid",
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      );
    const applied = this.#read(target, body);
    const { uid, resourceVersion } = applied.metadata;
    const current = this.#store.find(resource, namespace, name);
    const time = timestamp(this.#store.clock());
    if (!current) {
      // Whoever says what they read does not want it made anew.
      if (uid !== undefined || resourceVersion !== undefined) throw conflict(resource, name);
      return this.create(target, applied, managedOnApply(applied, undefined, fieldManager, time));
    }
    if (uid !== undefined && uid !== current.metadata.uid) throw conflict(resource, name);
    const conflicts = force ? [] : conflictsOf(current, applied, fieldManager);
    if (conflicts.length > 0) throw applyConflict(conflicts, groupVersion(resource));
    const merged = patched(current, body, patchTypes.apply, resource);
    const managed = managedOnApply(applied, current.metadata["managedFields"], fieldManager, time);
    return this.#replace(target, current, merged, managed);
  }

  /** The pod on its way out, or a Success. Throws ApiError 404. */
  delete(target: WriteTarget, options: unknown, query: URLSearchParams): KubeObject | Status {
    const { resource } = target;
    const current = this.#current(target);
    const grace = at(options, "gracePeriodSeconds") ?? query.get("gracePeriodSeconds");
    if (resource.kind === "Pod" && Number(grace ?? 30) !== 0 && at(current, "spec.nodeName") !== undefined) {
      if (target.dryRun || current.metadata.deletionTimestamp !== undefined) return current;
      return this.#terminate(resource, current);
    }
    if (!target.dryRun) this.#remove(resource, current);
    const { name, uid } = current.metadata;
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Success",
      details: {
        name,
        ...(resource.group === "" ? {} : { group: resource.group }),
        kind: resource.plural,
        uid,
      },
    };
  }

  /** Deletes what the selectors match and returns it. */
  deleteCollection(target: WriteTarget, options: unknown, query: URLSearchParams): readonly KubeObject[] {
    const doomed = this.#store
      .list(target.resource, target.namespace)
      .filter(matcherOf(query, target.resource.kind));
    for (const { metadata } of doomed)
      this.delete({ ...target, name: metadata.name, namespace: metadata.namespace }, options, query);
    return doomed;
  }

  #current({ resource, namespace, name = "" }: WriteTarget): KubeObject {
    const object = this.#store.find(resource, namespace, name);
    if (!object) throw notFound(resource, name);
    return object;
  }

  #replace(
    target: WriteTarget,
    current: KubeObject,
    given: KubeObject,
    managed?: readonly Fields[],
  ): KubeObject {
    const { resource, subresource } = target;
    const next =
      subresource === "status"
        ? { ...current, status: given["status"], metadata: { ...current.metadata, ...versionOf(given) } }
        : resource.status
          ? { ...given, status: current["status"] }
          : given;
    if (target.unchecked !== true) {
      validate(next, resource);
      validateChange(current, next, resource);
    }
    const placed = withDefaults(
      target.namespace === undefined
        ? next
        : { ...next, metadata: { ...next.metadata, namespace: target.namespace } },
      this.#store,
      this.#serviceCIDR,
    );
    return target.dryRun ? placed : this.#store.update(placed, managed);
  }

  #terminate(resource: Resource, pod: KubeObject): KubeObject {
    const { namespace, name, uid } = pod.metadata;
    const leaving = this.#store.update({
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: timestamp(new Date()), deletionGracePeriodSeconds: 30 },
    });
    setTimeout(() => {
      if (this.#store.find(resource, namespace, name)?.metadata.uid === uid)
        this.#store.remove(resource, namespace, name);
    }, terminationMs).unref();
    return leaving;
  }

  #remove(resource: Resource, object: KubeObject): void {
    const { namespace, name } = object.metadata;
    this.#store.remove(resource, namespace, name);
    if (resource.group === "" && resource.kind === "Namespace")
      for (const other of this.#store.catalogue.all.filter((served) => served.namespaced))
        for (const left of this.#store.list(other, name)) this.#store.remove(other, name, left.metadata.name);
  }

  #read({ resource, namespace }: WriteTarget, body: unknown): KubeObject {
    if (!isFields(body))
      throw badRequest("the object provided is unrecognized (must be of type " + resource.kind + ")");
    const object: unknown = {
      ...body,
      apiVersion: body["apiVersion"] ?? groupVersion(resource),
      kind: body["kind"] ?? resource.kind,
      metadata: body["metadata"] ?? {},
    };
    if (
      !isKubeObject(object) ||
      object.kind !== resource.kind ||
      object.apiVersion !== groupVersion(resource)
    )
      throw badRequest(
        `the object provided is unrecognized: ${String(body["apiVersion"])} ${String(body["kind"])} is not ${groupVersion(resource)} ${resource.kind}`,
      );
    if (object.metadata.namespace !== undefined && object.metadata.namespace !== (namespace ?? ""))
      throw badRequest(
        `the namespace of the provided object does not match the namespace sent on the request`,
      );
    return object;
  }
}

const serverOwned = new Set([
  "uid",
  "resourceVersion",
  "creationTimestamp",
  "generation",
  "managedFields",
  "deletionTimestamp",
]);

/** In the real server's words. */
function applyConflict(conflicts: readonly FieldConflict[], version: string): ApiError {
  const [first, ...others] = conflicts;
  const count = others.length === 0 ? "1 conflict" : `${conflicts.length} conflicts`;
  const says =
    others.length === 0
      ? `conflict with "${first?.manager ?? ""}" using ${version}: ${first?.field ?? ""}`
      : conflicts
          .map(({ manager, field }) => `conflicts with "${manager}" using ${version}:\n- ${field}`)
          .join("\n");
  return new ApiError(409, "Conflict", `Apply failed with ${count}: ${says}`);
}

function versionOf(object: KubeObject): { readonly resourceVersion?: string } {
  const { resourceVersion } = object.metadata;
  return resourceVersion === undefined ? {} : { resourceVersion };
}

/** Five characters without vowels, as generated names end in. */
export function suffix(): string {
  const alphabet = "bcdfghjklmnpqrstvwxz2456789";
  return [...randomBytes(5)].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** Whoever makes an object is called as the request says, and otherwise by what the object is. */
function writtenBy(
  { fieldManager = "" }: WriteTarget,
  object: KubeObject,
  managedFields: readonly Fields[] | undefined,
  time: string,
): { readonly managedFields?: readonly Fields[] } {
  if (managedFields) return { managedFields };
  if (fieldManager === "") return {};
  return { managedFields: managedOnCreate(object, time).map((one) => ({ ...one, manager: fieldManager })) };
}
