import { z } from "zod";
import type { NotRead } from "../../model/snapshot.ts";
import type { CouldNotRead } from "../../ports.ts";
import { apiVersionOf, type KindInfo, type Resource } from "./kind-info.ts";

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
    const result = info.schema.safeParse(whole);
    if (result.success) return { object: result.data };
    const issues = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    const reason = `does not read as a ${kind}: ${issues.join("; ")}`.slice(0, 500);
    const named = Named.safeParse(raw).data?.metadata;
    const what = named
      ? `${kind} ${named.namespace ? `${named.namespace}/` : ""}${named.name}`
      : `a ${kind} without a name`;
    this.#lines.set(what, {
      what,
      reason,
      next: `look at it: kubectl get ${resource} -A -o yaml; netdiag left it out`,
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

/** Whether a verdict about policies is weaker without the object. */
function isPolicy({ builtIn, kind }: KindInfo<unknown>): boolean {
  return !builtIn || kind === "NetworkPolicy";
}
