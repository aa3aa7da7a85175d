import { createHash } from "node:crypto";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Report } from "../../model/report.ts";
import type { Cluster, Ending, Kind } from "../../ports.ts";
import { kinds } from "./kinds.ts";

/** What an answer names is read so often, milliseconds; half as often after each change, lest what always changes is looked at all the time. */
const everyMs = 20_000;
const seldomMs = 5 * 60_000;
/** Between two rounds, in which those are read that it is time for, milliseconds. */
const roundMs = 5000;
/** Longer than the longest wait between two looks, milliseconds. */
const forgottenMs = 8 * 60_000;
/** Of one answer so many objects, of one worker so many watches. */
const most = { objects: 5, namespaces: 2, watches: 20 };

export interface GlancesSettings {
  /** A new one for each glance, so that nothing is older than it. */
  readonly cluster: () => Cluster;
  /** Something that the answer names has changed: it is worth a look now. */
  readonly wake: (watch: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
}

/** What is read of one watch, and how it was. */
interface Followed {
  readonly objects: readonly ObjectRef[];
  readonly namespaces: readonly string[];
  readonly digest: string;
  readonly since: number;
}

/**
 * Between two looks of a watch: the objects that the last answer names, and the NetworkPolicies beside its target. A change
 * of them brings the next look forward. Only in memory, for the next look has its time anyway.
 */
export class Glances {
  readonly #settings: GlancesSettings;
  readonly #followed = new Map<string, Followed>();
  /** Of each watch, how long to wait between two glances, and when the next one is. */
  readonly #pace = new Map<string, { readonly waitMs: number; readonly nextAt: number }>();

  readonly #timer: NodeJS.Timeout;

  constructor(settings: GlancesSettings) {
    this.#settings = settings;
    this.#timer = setInterval(() => {
      this.glance().catch(settings.onError);
    }, roundMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** From the end of a look on. */
  async follow(watch: string, ending: Ending): Promise<void> {
    this.#followed.delete(watch);
    if (ending.kind !== "verdict" || ending.report.verdict === "reachable") return;
    const named = namedIn(ending.report);
    const digest = await this.#digest(named);
    if (digest === undefined || this.#followed.size >= most.watches) return;
    const now = this.#now();
    const { waitMs = everyMs } = this.#pace.get(watch) ?? {};
    this.#followed.set(watch, { ...named, digest, since: now });
    this.#pace.set(watch, { waitMs, nextAt: now + waitMs });
  }

  /** One round: each that it is time for. */
  async glance(): Promise<void> {
    const now = this.#now();
    for (const [watch, { nextAt }] of this.#pace)
      if (now - nextAt > forgottenMs) {
        this.#pace.delete(watch);
        this.#followed.delete(watch);
      }
    for (const [watch, followed] of this.#followed) {
      const pace = this.#pace.get(watch);
      if (now - followed.since > forgottenMs) this.#followed.delete(watch);
      else if (pace && pace.nextAt <= now) await this.#glanceAt(watch, followed, pace.waitMs);
    }
  }

  async #glanceAt(watch: string, followed: Followed, waitMs: number): Promise<void> {
    const digest = await this.#digest(followed);
    // What cannot be read now is not changed.
    const isChanged = digest !== undefined && digest !== followed.digest;
    const next = isChanged ? Math.min(2 * waitMs, seldomMs) : waitMs;
    this.#pace.set(watch, { waitMs: next, nextAt: this.#now() + next });
    if (!isChanged) return;
    this.#followed.delete(watch);
    await this.#settings.wake(watch);
  }

  async #digest({
    objects,
    namespaces,
  }: Pick<Followed, "objects" | "namespaces">): Promise<string | undefined> {
    const cluster = this.#settings.cluster();
    try {
      const read = await Promise.all([
        ...objects.map(({ name, namespace, ...kind }) => {
          const known = kindOf(kind);
          return known && cluster.get(known, name, namespace);
        }),
        ...namespaces.map((namespace) => cluster.list("NetworkPolicy", { namespace })),
      ]);
      return createHash("sha256").update(JSON.stringify(read)).digest("hex");
    } catch (error) {
      this.#settings.onError(error);
      return undefined;
    }
  }

  #now(): number {
    return this.#settings.now?.() ?? performance.now();
  }
}

function namedIn({ cause, also, flows }: Report): Pick<Followed, "objects" | "namespaces"> {
  const objects = [...(cause ? [cause] : []), ...also].flatMap(({ finding }) => finding.object ?? []);
  const services = flows.flatMap(({ flow: { service } }) =>
    service ? [{ kind: "Service", namespace: service.namespace, name: service.name }] : [],
  );
  const unique = new Map([...objects, ...services].map((ref) => [JSON.stringify(ref), ref]));
  const targets = flows.flatMap(({ flow: { to } }) => (to.type === "pod" ? [to.namespace] : []));
  return {
    objects: [...unique.values()].slice(0, most.objects),
    namespaces: [...new Set(targets)].slice(0, most.namespaces),
  };
}

function kindOf({ kind, group }: Pick<ObjectRef, "kind" | "group">): Kind | undefined {
  const name = group === undefined ? kind : `${kind}.${group}`;
  return isKind(name) ? name : undefined;
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(kinds, name);
}
