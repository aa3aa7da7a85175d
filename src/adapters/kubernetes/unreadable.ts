import { z } from "zod";
import type { NotRead } from "../../model/snapshot.ts";
import type { CouldNotRead } from "../../ports.ts";
import { isTooDeep, sizeUpTo } from "./size.ts";
import { apiVersionOf, type KindInfo, type Resource } from "./kind-info.ts";

/**
 * Characters of what is kept of one object. The API server stores one and a half million; no part of a policy may be left out, and a
 * run keeps 1.2 million of all objects together.
 */
const mostOfObject = 512 * 1024;

const Named = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().optional() }) });

/** What the API did not give as it should; each thing is told once. */
export class Unreadable {
  readonly #lines = new Map<string, NotRead>();

  get lines(): readonly NotRead[] {
    return [...this.#lines.values()];
  }

  /** The object, or why it does not read as one of its kind. */
  read<Value>(
    info: KindInfo<Value>,
    apiVersion: string,
    raw: unknown,
  ): { readonly object: Value } | { readonly reason: string } {
    const { kind, resource } = info;
    // Items of a list carry neither kind nor apiVersion.
    const whole = typeof raw === "object" ? { apiVersion, kind, ...raw } : raw;
    const result = info.schema.safeParse(isTooDeep(raw) ? undefined : whole);
    const size = result.success ? sizeUpTo(result.data, mostOfObject) : 0;
    if (result.success && size <= mostOfObject) return { object: result.data };
    const reason = result.success
      ? `not read: too big: more than ${mostOfObject} characters, of which no part may be left out`
      : `does not read as a ${kind}: ${isTooDeep(raw) ? "its fields stand in each other too deep" : issuesOf(result.error)}`.slice(
          0,
          500,
        );
    const named = Named.safeParse(raw).data?.metadata;
    const what = named
      ? `${kind} ${named.namespace ? `${named.namespace}/` : ""}${named.name}`
      : `a ${kind} without a name`;
    this.#lines.set(what, {
      what,
      reason,
      next: result.success
        ? `make several of it: kubectl get ${resource} -A -o yaml; netdiag left it out`
        : `look at it: kubectl get ${resource} -A -o yaml; netdiag left it out`,
      ...(isPolicy(info) ? { policiesOf: named?.namespace === undefined ? "all" : [named.namespace] } : {}),
    });
    return { reason };
  }

  /** An API failed, and its objects were read through another one that shows the same. */
  readElsewhere(failure: CouldNotRead, failed: Resource, instead: Resource): void {
    // Whoever may read one of the two has no need of the other.
    if (failure.reason === "forbidden") return;
    const what = apiVersionOf(failed);
    this.#lines.set(what, {
      what,
      reason: `${failure.message}; its objects were read from ${apiVersionOf(instead)}`,
      next: failure.next,
    });
  }
}

function issuesOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ");
}

/** Whether a verdict about policies is weaker without the object. */
function isPolicy({ builtIn, kind }: KindInfo<unknown>): boolean {
  return !builtIn || kind === "NetworkPolicy";
}
