import { z } from "zod";
import type { NotRead } from "../../model/snapshot.ts";
import { type Cluster, CouldNotRead, type Kind, type Kinds, type ListScope } from "../../ports.ts";
import { ApiRefused } from "./api-errors.ts";
import type { ApiRequest, KubernetesApi } from "./api.ts";
import type { Connection } from "./connection.ts";
import { type Attempt, explainRead } from "./could-not-read.ts";
import { apiVersionOf, isObjectName, type KindInfo, kinds, pathOf } from "./kinds.ts";

const Page = z.object({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

const pageSize = "500";
const maxPages = 200;

export interface ReadOptions {
  /** Aborting it ends every read with CouldNotRead. */
  readonly signal?: AbortSignal;
}

/** A Cluster that also keeps what it had to leave out. */
export interface KubernetesCluster extends Cluster {
  /** Objects that exist but do not read as their kind. Each is told once. */
  readonly unreadable: readonly NotRead[];
}

/** Declared state, read when asked for; nothing is cached. Cheap: make one per diagnosis, for its signal. */
export function createCluster(connection: Connection, options: ReadOptions = {}): KubernetesCluster {
  return new ApiCluster(connection, options.signal);
}

class ApiCluster implements KubernetesCluster {
  readonly name: string;
  readonly #api: KubernetesApi;
  readonly #signal: AbortSignal | undefined;
  readonly #unreadable = new Map<string, NotRead>();

  constructor(connection: Connection, signal: AbortSignal | undefined) {
    this.name = connection.name;
    this.#api = connection.api;
    this.#signal = signal;
  }

  get unreadable(): readonly NotRead[] {
    return [...this.#unreadable.values()];
  }

  async get<K extends Kind>(kind: K, name: string, namespace?: string): Promise<Kinds[K] | undefined> {
    const info: KindInfo<Kinds[K]> = kinds[kind];
    if (info.namespaced && !namespace) throw new RangeError(`a ${kind} is found by name and namespace`);
    if (![name, namespace ?? "default"].every(isObjectName)) return undefined;
    const scope = info.namespaced ? namespace : undefined;
    const attempt = this.#attempt("get", info, scope, name);
    const found = await this.#ask({ path: pathOf(info, scope, name) }, attempt);
    if (found === undefined) return undefined;
    const object = this.#read(kind, info, found);
    if (object) return object;
    const reason = this.#unreadable.get(labelOf(kind, found))?.reason ?? "";
    throw new CouldNotRead(
      "failed",
      `${kind} ${name} does not read as one: ${reason}`,
      `look at it: kubectl get ${info.resource} ${name} -o yaml${scope ? ` -n ${scope}` : ""}`,
    );
  }

  async list<K extends Kind>(kind: K, scope: ListScope = {}): Promise<readonly Kinds[K][]> {
    const info: KindInfo<Kinds[K]> = kinds[kind];
    const namespace = info.namespaced ? scope.namespace : undefined;
    if (namespace !== undefined && !isObjectName(namespace)) return [];
    const attempt = this.#attempt("list", info, namespace);
    const path = pathOf(info, namespace);
    const query = { labelSelector: scope.labelSelector, fieldSelector: scope.fieldSelector };
    const items = await this.#pages(path, query, attempt);
    return items.flatMap((item) => this.#read(kind, info, item) ?? []);
  }

  async #pages(
    path: string,
    query: Record<string, string | undefined>,
    attempt: Attempt,
  ): Promise<unknown[]> {
    const items: unknown[] = [];
    let token: string | undefined;
    for (let page = 0; page < maxPages; page++) {
      let answer: unknown;
      try {
        answer = await this.#ask({ path, query: { ...query, limit: pageSize, continue: token } }, attempt);
      } catch (error) {
        // The rest of the list outlived the server's memory of it (410): once more, in one piece.
        if (!(error instanceof PagesExpired)) throw error;
        return Page.parse(await this.#ask({ path, query }, attempt)).items;
      }
      // A policy API that is not installed is 404: there are no such objects.
      if (answer === undefined) return [];
      const { items: more, metadata } = readPage(answer, attempt);
      items.push(...more);
      token = metadata?.continue;
      if (!token) return items;
    }
    throw new CouldNotRead(
      "failed",
      `there are more than ${maxPages * Number(pageSize)} ${attempt.resource}`,
      "name a namespace in the question",
    );
  }

  /** The answer; undefined when there is no such object or API. */
  async #ask(request: ApiRequest, attempt: Attempt): Promise<unknown> {
    try {
      return await this.#api.send({ ...request, signal: this.#signal });
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 404) return undefined;
      if (error instanceof ApiRefused && error.code === 410 && request.query?.["continue"])
        throw new PagesExpired();
      throw explainRead(error, attempt);
    }
  }

  #read<Value>(kind: Kind, info: KindInfo<Value>, raw: unknown): Value | undefined {
    // Items of a list carry neither kind nor apiVersion.
    const whole = typeof raw === "object" ? { apiVersion: apiVersionOf(info), kind, ...raw } : raw;
    const result = info.schema.safeParse(whole);
    if (result.success) return result.data;
    const what = labelOf(kind, raw);
    const reason = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    this.#unreadable.set(what, {
      what,
      reason: `does not read as a ${kind}: ${reason}`.slice(0, 500),
      next: `look at it: kubectl get ${info.resource} -A -o yaml; netdiag left it out`,
    });
    return undefined;
  }

  #attempt(
    verb: Attempt["verb"],
    info: KindInfo<unknown>,
    namespace: string | undefined,
    name?: string,
  ): Attempt {
    const { group, resource } = info;
    return { verb, group, resource, namespace, name, server: this.#api.server };
  }
}

class PagesExpired extends Error {}

function readPage(answer: unknown, attempt: Attempt): z.infer<typeof Page> {
  const page = Page.safeParse(answer);
  if (page.success) return page.data;
  throw explainRead(new ApiRefused(200, { message: "the answer is no list", reason: "" }), attempt);
}

const Named = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().optional() }) });

function labelOf(kind: Kind, raw: unknown): string {
  const named = Named.safeParse(raw);
  if (!named.success) return `a ${kind} without a name`;
  const { name, namespace } = named.data.metadata;
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}
