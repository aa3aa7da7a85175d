/** The cluster's objects for scenarios: what an operator or a controller with all rights would do, without HTTP. */
import { mergePatch } from "./merge.ts";
import { isKubeObject, type Fields, type KubeObject } from "./object.ts";
import type { Resource } from "./resources.ts";
import { notFound } from "./status.ts";
import { asStored } from "./shown-as.ts";
import type { Store } from "./store.ts";
import type { Writes } from "./writes.ts";

/** Names an object. */
export interface Ref {
  readonly kind: string;
  /** Of a kind that more than one API has; the built-in one when absent. */
  readonly apiVersion?: string;
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

  get(ref: Ref): KubeObject | undefined {
    return this.#store.find(this.#resource(ref), ref.namespace, ref.name);
  }

  /** Of the built-in kind when two APIs have it. */
  list(kind: string, namespace?: string): readonly KubeObject[] {
    return this.#store.list(this.#resource({ kind }), namespace);
  }

  /** Creates the object, or replaces the one of its name. Validated and defaulted as through the API. Throws ApiError. */
  apply(object: KubeObject): KubeObject {
    return this.#put(object, false);
  }

  /** The same for an object from before the cluster's last upgrade: with what a server of today would refuse. */
  keepFromOlder(object: KubeObject): KubeObject {
    return this.#put(object, true);
  }

  #put(object: KubeObject, unchecked: boolean): KubeObject {
    const asked = this.#store.resourceOf(object);
    const resource = this.#store.catalogue.storageOf(asked);
    const { namespace, name } = object.metadata;
    const body = asStored(object, asked, resource);
    const target = { resource, namespace, name, dryRun: false, unchecked };
    return this.#store.find(resource, namespace, name)
      ? this.#writes.update(target, body)
      : this.#writes.create(target, body);
  }

  /** JSON merge patch of any field, `status` too. Throws ApiError 404. */
  patch(ref: Ref, patch: Fields): KubeObject {
    const resource = this.#resource(ref);
    const current = this.#store.find(resource, ref.namespace, ref.name);
    if (!current) throw notFound(resource, ref.name);
    const next = mergePatch(current, patch);
    if (!isKubeObject(next)) throw new Error("the patch removed apiVersion, kind or metadata");
    return this.#store.update(next);
  }

  /** Throws ApiError 404. */
  delete(ref: Ref): void {
    const { namespace, name } = ref;
    const target = { resource: this.#resource(ref), namespace, name, dryRun: false };
    this.#writes.delete(target, { gracePeriodSeconds: 0 }, new URLSearchParams());
  }

  /** Resolves when controllers, nodes and rules agree with the objects. Rejects with the first failure of one of them. */
  settled(): Promise<void> {
    return this.#settled();
  }

  #resource({ kind, apiVersion }: Pick<Ref, "kind" | "apiVersion">): Resource {
    const { catalogue } = this.#store;
    const resource =
      apiVersion === undefined
        ? catalogue.all.find((served) => served.kind === kind)
        : catalogue.ofObject({ apiVersion, kind });
    if (!resource) throw new Error(`no resource of kind ${kind} is served`);
    return catalogue.storageOf(resource);
  }
}
