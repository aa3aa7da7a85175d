/** The cluster's objects for scenarios: what an operator or a controller with all rights would do, without HTTP. */
import { mergePatch } from "./merge.ts";
import { isKubeObject, type Fields, type KubeObject } from "./object.ts";
import type { Resource } from "./resources.ts";
import { notFound } from "./status.ts";
import type { Store } from "./store.ts";
import type { Writes } from "./writes.ts";

/** Names an object; `kind` must be served once. */
export interface Ref {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export class ClusterAdmin {
  readonly #store: Store;
  readonly #writes: Writes;
  readonly #settled: () => Promise<void>;

  constructor(store: Store, writes: Writes, settled: () => Promise<void>) {
    this.#store = store;
    this.#writes = writes;
    this.#settled = settled;
  }

  get({ kind, namespace, name }: Ref): KubeObject | undefined {
    return this.#store.find(this.#resource(kind), namespace, name);
  }

  list(kind: string, namespace?: string): readonly KubeObject[] {
    return this.#store.list(this.#resource(kind), namespace);
  }

  /** Creates the object, or replaces the one of its name. Validated and defaulted as through the API. Throws ApiError. */
  apply(object: KubeObject): KubeObject {
    const resource = this.#store.resourceOf(object);
    const { namespace, name } = object.metadata;
    const target = { resource, namespace, name, dryRun: false };
    return this.#store.find(resource, namespace, name)
      ? this.#writes.update(target, object)
      : this.#writes.create(target, object);
  }

  /** JSON merge patch of any field, `status` too. Throws ApiError 404. */
  patch(ref: Ref, patch: Fields): KubeObject {
    const resource = this.#resource(ref.kind);
    const current = this.#store.find(resource, ref.namespace, ref.name);
    if (!current) throw notFound(resource, ref.name);
    const next = mergePatch(current, patch);
    if (!isKubeObject(next)) throw new Error("the patch removed apiVersion, kind or metadata");
    return this.#store.update(next);
  }

  /** Throws ApiError 404. */
  delete({ kind, namespace, name }: Ref): void {
    const target = { resource: this.#resource(kind), namespace, name, dryRun: false };
    this.#writes.delete(target, { gracePeriodSeconds: 0 }, new URLSearchParams());
  }

  /** Resolves when controllers, nodes and rules agree with the objects. Rejects with the first failure of one of them. */
  settled(): Promise<void> {
    return this.#settled();
  }

  #resource(kind: string): Resource {
    const resource = this.#store.catalogue.all.find((served) => served.kind === kind);
    if (!resource) throw new Error(`no resource of kind ${kind} is served`);
    return resource;
  }
}
