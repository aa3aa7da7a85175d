import type { PolicyObject } from "../../model/kubernetes.ts";
import type { ListedWhole, NotRead } from "../../model/snapshot.ts";
import { type Cluster, CouldNotRead, type Kind, type Kinds, type ListScope } from "../../ports.ts";
import { unlessAborted } from "./abortable.ts";
import { ApiRefused } from "./api-errors.ts";
import type { ApiRequest, KubernetesApi } from "./api.ts";
import type { Connection } from "./connection.ts";
import { type Attempt, explainRead } from "./could-not-read.ts";
import type { Discovery } from "./discovery.ts";
import { apiVersionOf, isObjectName, type KindInfo, pathOf, type Resource } from "./kind-info.ts";
import { kinds } from "./kinds.ts";
import type { LongListsOfOne } from "./long-lists.ts";
import { Unreadable } from "./unreadable.ts";
import { readPage, readPages } from "./pages.ts";
import { type Scope, scopeTest } from "./selectors.ts";
import { sizeUpTo } from "./size.ts";
import { AnswerTooLarge } from "./transport.ts";
import { inTiers, leavesOut } from "./calico-tiers.ts";
import { type Home, whereServed } from "./where-served.ts";
import { type Whole, WholeLists } from "./whole-lists.ts";

export interface ReadOptions {
  /** Aborting it ends every read with CouldNotRead. */
  readonly signal?: AbortSignal;
  /** Where questions share one process' memory: the place of this one among those that read much. */
  readonly long?: LongListsOfOne;
}

/**
 * Declared state, read when asked for, or once and whole where that was foreseen. Cheap: make one per diagnosis, for its
 * signal and so that nothing is older than it.
 */
export function createCluster(connection: Connection, options: ReadOptions = {}): Cluster {
  return new ApiCluster(connection, options);
}

interface Items<Value> {
  /** None when there is no such list. */
  readonly objects: readonly Value[] | undefined;
  /** All there are, of the namespace or of the cluster. */
  readonly isWhole: boolean;
}

/** What any question may keep of long lists without a place for it, in characters of JSON. */
const ordinary = 1024 * 1024;

/** What one question keeps of all objects together, in characters of JSON, before the needless is left out. */
const mostOfQuestion = 48 * 1024 * 1024;

function tooMuch({ resource, namespace }: Attempt): CouldNotRead {
  return new CouldNotRead(
    "failed",
    `not read: too big: with these ${resource}, the objects of one question have more than ${mostOfQuestion} characters`,
    `look which are so large: kubectl get ${resource}${namespace ? ` -n ${namespace}` : " -A"} -o json | wc -c`,
  );
}

class ApiCluster implements Cluster {
  readonly name: string;
  readonly #api: KubernetesApi;
  readonly #discovery: Discovery;
  readonly #signal: AbortSignal | undefined;
  readonly #long: LongListsOfOne | undefined;
  readonly #unreadable = new Unreadable();
  readonly #listedWhole = new Map<string, ListedWhole>();
  readonly #foreseen = new Set<Kind>();
  readonly #wholeLists: WholeLists;
  readonly #everyTierOf = new Map<string, Promise<boolean>>();
  /** Of the objects of lists so far, in characters of JSON. */
  #size = 0;
  #tiers: Promise<readonly PolicyObject[]> | undefined;

  constructor(connection: Connection, { signal, long }: ReadOptions) {
    this.name = connection.name;
    this.#api = connection.api;
    this.#discovery = connection.discovery;
    this.#wholeLists = new WholeLists(connection.lists);
    this.#signal = signal;
    this.#long = long;
  }

  get unreadable(): readonly NotRead[] {
    return this.#unreadable.lines;
  }

  get listedWhole(): readonly ListedWhole[] {
    return [...this.#listedWhole.values()];
  }

  foresee(foreseen: readonly Kind[]): void {
    for (const kind of foreseen) {
      this.#foreseen.add(kind);
      // What fails here is told to whoever asks for it.
      this.#readAhead(kind).catch(() => undefined);
    }
  }

  async #readAhead(kind: Kind): Promise<void> {
    const homes = await this.#whereServed(kinds[kind]);
    const home = homes.find((one) => !("doubt" in one));
    if (home) await this.#whole(kind, home.resource);
  }

  async get<K extends Kind>(kind: K, name: string, namespace?: string): Promise<Kinds[K] | undefined> {
    const info: KindInfo<Kinds[K]> = kinds[kind];
    if (info.namespaced && !namespace) throw new RangeError(`a ${kind} is found by name and namespace`);
    if (![name, namespace ?? "default"].every(isObjectName)) return undefined;
    const scope = info.namespaced ? namespace : undefined;
    return await this.#firstAnswer(info, async (resource) => {
      const found = await this.#one(kind, resource, name, scope);
      if (found === undefined) return undefined;
      const read = this.#unreadable.read(info, apiVersionOf(resource), found);
      if ("object" in read) return read.object;
      throw new CouldNotRead(
        "failed",
        `${kind} ${name} does not read as one: ${read.reason}`,
        `look at it: kubectl get ${info.resource} ${name} -o yaml${scope ? ` -n ${scope}` : ""}`,
      );
    });
  }

  async list<K extends Kind>(kind: K, scope: ListScope = {}): Promise<readonly Kinds[K][]> {
    const info: KindInfo<Kinds[K]> = kinds[kind];
    const namespace = info.namespaced ? scope.namespace : undefined;
    if (namespace !== undefined && !isObjectName(namespace)) return [];
    const asked = { ...scope, namespace };
    const objects = await this.#firstAnswer(info, async (resource) => {
      const { objects, isWhole } = await this.#items(kind, resource, asked, (item) => {
        const read = this.#unreadable.read(info, apiVersionOf(resource), item);
        return "object" in read ? read.object : undefined;
      });
      if (isWhole) this.#remember(resource, info, namespace);
      return objects;
    });
    return objects ?? [];
  }

  /** One object, unread. */
  async #one(kind: Kind, resource: Resource, name: string, namespace: string | undefined): Promise<unknown> {
    const { items, refused } = await this.#whole(kind, resource);
    // Who may not list may be allowed to read one by its name.
    if (refused && refused.reason !== "forbidden") throw refused;
    const isIt = scopeTest({ namespace, fieldSelector: `metadata.name=${name}` });
    if (items && isIt) return items.find(isIt);
    const attempt = this.#attempt("get", resource, namespace, name);
    return await this.#ask({ path: pathOf(resource, namespace, name) }, attempt);
  }

  /**
   * The objects of a scope; none when there is no such list. Throws CouldNotRead.
   * @param read undefined for what does not read as one.
   */
  async #items<Value>(
    kind: Kind,
    resource: Resource,
    scope: Scope,
    read: (item: unknown) => Value | undefined,
  ): Promise<Items<Value>> {
    const { namespace, labelSelector, fieldSelector } = scope;
    const unlimited = labelSelector === undefined && fieldSelector === undefined;
    const { items, first, refused } = await this.#whole(kind, resource);
    const test = scopeTest(scope);
    if (items && test) {
      // Who may not read every tier of the cluster may read those of a namespace.
      const everyTier = await this.#everyTier(resource, undefined).catch(() => undefined);
      if (everyTier !== undefined) {
        const own = items.filter(test);
        const objects = own.flatMap((item) => read(item) ?? []);
        return { objects, isWhole: unlimited && everyTier && objects.length === own.length };
      }
    }
    const isSame = unlimited && namespace === undefined;
    if (refused && (isSame || refused.reason !== "forbidden")) throw refused;
    const attempt = this.#attempt("list", resource, namespace);
    const objects: Value[] = [];
    let [unread, size] = [0, 0];
    // Each page is read as it comes: as the API gives them, thousands of objects are ten times as large.
    const reading = {
      start: () => {
        objects.length = 0;
        unread = 0;
        this.#size -= size;
        size = 0;
      },
      take: (item: unknown) => {
        const object = read(item);
        if (object === undefined) {
          unread++;
          return;
        }
        const own = sizeUpTo(object, mostOfQuestion);
        size += own;
        this.#size += own;
        if (this.#size > mostOfQuestion) throw tooMuch(attempt);
        objects.push(object);
      },
    };
    const [found, everyTier] = await Promise.all([
      readPages(
        async (page) => {
          if (page.continue !== undefined && this.#size > ordinary) await this.#enterLong();
          const query = { labelSelector, fieldSelector, ...page };
          return await this.#ask({ path: pathOf(resource, namespace), query }, attempt);
        },
        attempt,
        reading,
        isSame ? first : undefined,
      ),
      labelSelector === undefined && this.#everyTier(resource, namespace),
    ]);
    return { objects: found && objects, isWhole: unlimited && everyTier && unread === 0 };
  }

  /** What was foreseen is read whole, if it is short. */
  async #whole(kind: Kind, resource: Resource): Promise<Whole> {
    if (!this.#foreseen.has(kind)) return {};
    const path = pathOf(resource);
    return await this.#wholeLists.read(kind, path, async (query) => {
      const attempt = this.#attempt("list", resource, undefined);
      const answer = await this.#ask({ path, query }, attempt);
      return answer === undefined ? undefined : readPage(answer, attempt);
    });
  }

  /**
   * The answer of the first API of a kind that has one; undefined when none has, which is no failure: policy APIs need
   * not be installed. What discovery is in doubt about is asked last: it may hang. When the API that goes first fails and
   * another shows the same objects, that is told.
   */
  async #firstAnswer<Answer>(
    info: KindInfo<unknown>,
    ask: (resource: Resource) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    const homes = await this.#whereServed(info);
    const inDoubt = homes.filter((home) => "doubt" in home);
    let failed: { readonly error: CouldNotRead; readonly resource: Resource } | undefined;
    for (const home of [...homes.filter((one) => !inDoubt.includes(one)), ...inDoubt]) {
      const { resource } = home;
      try {
        const answer = await ask(resource);
        if (answer === undefined) continue;
        failed ??= this.#passedOver(homes.slice(0, homes.indexOf(home)));
        if (failed) this.#unreadable.readElsewhere(failed.error, failed.resource, resource);
        return answer;
      } catch (error) {
        if (!(error instanceof CouldNotRead)) throw error;
        failed ??= { error, resource };
      }
    }
    if (failed) throw failed.error;
    return undefined;
  }

  /** Of better homes, the first that discovery failed to look into. */
  #passedOver(homes: readonly Home[]): { error: CouldNotRead; resource: Resource } | undefined {
    const home = homes.find((one) => "doubt" in one);
    if (!home) return undefined;
    const { doubt, resource } = home;
    return { error: explainRead(doubt, this.#attempt("list", resource, undefined)), resource };
  }

  async #whereServed(info: KindInfo<unknown>): Promise<readonly Home[]> {
    if (info.builtIn) return whereServed(info, undefined);
    const asking = this.#discovery.served();
    return whereServed(info, await this.#unlessStopped(asking));
  }

  async #enterLong(): Promise<void> {
    if (this.#long) await this.#unlessStopped(this.#long.enter());
  }

  async #unlessStopped<Value>(work: Promise<Value>): Promise<Value> {
    if (!this.#signal) return await work;
    try {
      return await unlessAborted(work, this.#signal);
    } catch {
      throw new CouldNotRead("failed", "the diagnosis was stopped", "ask again");
    }
  }

  #remember({ group }: Resource, { kind }: KindInfo<unknown>, namespace: string | undefined): void {
    const key = `${group} ${kind} ${namespace ?? ""}`;
    this.#listedWhole.set(key, { group, kind, ...(namespace === undefined ? {} : { namespace }) });
  }

  /** Whether a list leaves out no tier, as far as can be known. Throws CouldNotRead when it would leave out some. */
  async #everyTier(resource: Resource, namespace: string | undefined): Promise<boolean> {
    if (!leavesOut(resource)) return true;
    // They enforce nothing: no answer is weaker without those of some tier.
    if (resource.resource.startsWith("staged")) return false;
    const path = pathOf(resource, namespace);
    const known =
      this.#everyTierOf.get(path) ?? this.#askEveryTier(path, this.#attempt("list", resource, namespace));
    this.#everyTierOf.set(path, known);
    return await known;
  }

  async #askEveryTier(path: string, attempt: Attempt): Promise<boolean> {
    // Without them, nothing is known of hidden ones: that tiers cannot be read is told where they are.
    const tiers = await (this.#tiers ??= this.list("Tier").catch(() => []));
    if (tiers.length === 0) return false;
    await this.#ask({ path, query: { labelSelector: inTiers(tiers), limit: "1" } }, attempt);
    return true;
  }

  /** The answer; undefined when there is no such object or API. */
  async #ask(request: ApiRequest, attempt: Attempt): Promise<unknown> {
    try {
      return await this.#api.send({ ...request, signal: this.#signal });
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 404) return undefined;
      if (error instanceof ApiRefused && error.code === 410 && request.query?.["continue"]) throw error;
      // Smaller pages may do.
      if (error instanceof AnswerTooLarge && Number(request.query?.["limit"] ?? 1) > 1) throw error;
      throw explainRead(error, attempt);
    }
  }

  #attempt(
    verb: Attempt["verb"],
    { group, version, resource }: Resource,
    namespace: string | undefined,
    name?: string,
  ): Attempt {
    return { verb, group, version, resource, namespace, name, server: this.#api.server };
  }
}
