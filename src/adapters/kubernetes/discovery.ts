/** Which policy APIs a cluster has: asked of its API server, and remembered for a while. */
import { z } from "zod";
import { ApiRefused } from "./api-errors.ts";
import type { KubernetesApi } from "./api.ts";

/** The resources of one version of an API, or why they could not be read. */
export type Listed = { readonly resources: ReadonlySet<string> } | { readonly failure: unknown };

/** By group, its versions, the server's preferred first. */
export type Served = ReadonlyMap<string, ReadonlyMap<string, Listed>>;

/** All groups with what they have in one answer, from Kubernetes 1.27 on; older servers answer with their groups alone. */
const aggregated = ["v2", "v2beta1"].map(
  (version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
);
const accept = [...aggregated, "application/json"].join(",");

/** The server's preferred version first. */
const Everything = z.object({
  items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string() }) })),
});
const Versions = z.object({
  versions: z.array(
    z.looseObject({
      version: z.string(),
      resources: z.array(z.looseObject({ resource: z.string() })).nullish(),
      freshness: z.string().optional(),
    }),
  ),
});

const Groups = z.object({
  groups: z.array(
    z.looseObject({
      name: z.string(),
      versions: z.array(z.looseObject({ version: z.string() })),
      preferredVersion: z.looseObject({ version: z.string() }).optional(),
    }),
  ),
});
type Group = z.infer<typeof Groups>["groups"][number];
const Resources = z.object({ resources: z.array(z.looseObject({ name: z.string() })) });

const rememberMs = 60_000;
/** An API may be served by another program than the API server, which may hang: others show the same, or it is tried anyway. */
const timeoutMs = 3000;

/** One for each cluster and process. */
export class Discovery {
  readonly #api: KubernetesApi;
  readonly #groups: ReadonlySet<string>;
  readonly #now: () => number;
  #known: { readonly until: number; readonly served: Promise<Served | undefined> } | undefined;

  /** @param groups whose resources are of interest. @param now milliseconds of a clock that never goes back. */
  constructor(api: KubernetesApi, groups: ReadonlySet<string>, now: () => number = () => performance.now()) {
    this.#api = api;
    this.#groups = groups;
    this.#now = now;
  }

  /** Undefined when the API server does not say which APIs it has. Never rejects. */
  async served(): Promise<Served | undefined> {
    if (this.#known && this.#now() < this.#known.until) return await this.#known.served;
    const served = this.#ask();
    const known = { until: this.#now() + rememberMs, served };
    this.#known = known;
    const answer = await served;
    // Not to know is not worth remembering.
    if (answer === undefined && this.#known === known) this.#known = undefined;
    return answer;
  }

  async #ask(): Promise<Served | undefined> {
    try {
      const answer = await this.#api.send({ path: "/apis", timeoutMs, accept });
      const everything = Everything.safeParse(answer);
      if (everything.success) return this.#within(everything.data.items);
      return await this.#oneByOne(Groups.parse(answer).groups);
    } catch (error) {
      // A server without this path has no APIs but its own.
      return error instanceof ApiRefused && error.code === 404 ? new Map() : undefined;
    }
  }

  #within(items: z.infer<typeof Everything>["items"]): Served {
    const wanted = items.filter(({ metadata }) => this.#groups.has(metadata.name));
    return new Map(
      wanted.map((item) => {
        const { versions } = Versions.parse(item);
        return [
          item.metadata.name,
          new Map(
            versions.map(({ version, resources, freshness }): [string, Listed] => [
              version,
              freshness === "Stale"
                ? { failure: new ApiRefused(503, stale) }
                : { resources: new Set(resources?.map(({ resource }) => resource)) },
            ]),
          ),
        ];
      }),
    );
  }

  async #oneByOne(groups: readonly Group[]): Promise<Served> {
    const wanted = groups.filter(({ name }) => this.#groups.has(name));
    return new Map(
      await Promise.all(
        wanted.map(async (group) => {
          const versions = await Promise.all(
            versionsOf(group).map(
              async (version) => [version, await this.#resources(group.name, version)] as const,
            ),
          );
          return [group.name, new Map(versions)] as const;
        }),
      ),
    );
  }

  async #resources(group: string, version: string): Promise<Listed> {
    try {
      const list = Resources.parse(await this.#api.send({ path: `/apis/${group}/${version}`, timeoutMs }));
      return { resources: new Set(list.resources.map(({ name }) => name)) };
    } catch (failure) {
      const gone = failure instanceof ApiRefused && failure.code === 404;
      return gone ? { resources: new Set() } : { failure };
    }
  }
}

/** What the API server says of an API whose own program does not answer it. */
const stale = { message: "the API server could not ask what serves it lately", reason: "" };

function versionsOf({ versions, preferredVersion }: Group): string[] {
  const all = versions.map(({ version }) => version);
  return [...new Set(preferredVersion ? [preferredVersion.version, ...all] : all)];
}
