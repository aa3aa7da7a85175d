import type { NotRead } from "../model/snapshot.ts";
import { CouldNotRead, type Kind } from "../ports.ts";

interface Gap {
  readonly line: NotRead;
  readonly right: CouldNotRead["right"];
}

/** What the API refused while a question was read: each becomes a line of the answer. */
export class Gaps {
  readonly #gaps: Gap[] = [];

  /** In an order of their own, whichever answer came first. Policies refused for want of rights in one API are one line. */
  get lines(): NotRead[] {
    const groups = new Map<unknown, [Gap, ...Gap[]]>();
    for (const gap of [...this.#gaps].sort((one, other) => (one.line.what < other.line.what ? -1 : 1))) {
      const key = gap.right && gap.line.policiesOf ? gap.right.group : gap;
      const others = groups.get(key);
      if (others) others.push(gap);
      else groups.set(key, [gap]);
    }
    return [...groups.values()].map(together);
  }

  /** What was read, or nothing and a line that says so. */
  async orNone<Value>(
    what: string,
    reading: Promise<readonly Value[]>,
    policiesOf?: NotRead["policiesOf"],
  ): Promise<readonly Value[]> {
    try {
      return await reading;
    } catch (error) {
      this.add(what, error, policiesOf);
      return [];
    }
  }

  /**
   * @param policiesOf the namespaces whose policies are missing for it.
   * @param next what a person can do, where the error does not say it.
   */
  add(what: string, error: unknown, policiesOf?: NotRead["policiesOf"], next = `kubectl get ${what}`): void {
    const refusal = error instanceof CouldNotRead ? error : undefined;
    this.#gaps.push({
      line: {
        what,
        reason: error instanceof Error ? error.message : String(error),
        next: refusal?.next ?? next,
        ...(policiesOf === undefined ? {} : { policiesOf }),
      },
      right: refusal?.right,
    });
  }
}

function together(all: readonly [Gap, ...Gap[]]): NotRead {
  const [first, ...others] = all;
  if (others.length === 0) return first.line;
  const resources = new Set(others.flatMap(({ right }) => right?.resource ?? []));
  resources.delete(first.right?.resource ?? "");
  const namespaces = all.map(({ line }) => line.policiesOf ?? []);
  return {
    what: all.map(({ line }) => line.what).join(", "),
    reason: first.line.reason,
    next: `${first.line.next}${resources.size > 0 ? `; likewise for ${[...resources].join(", ")}` : ""}`,
    policiesOf: namespaces.includes("all") ? "all" : [...new Set(namespaces.flat())],
  };
}

/** `NetworkPolicies`, `NetworkPolicies (projectcalico.org)`. */
export function plural(kind: Kind): string {
  const dot = kind.indexOf(".");
  const name = dot < 0 ? kind : kind.slice(0, dot);
  const many = name.endsWith("y") ? `${name.slice(0, -1)}ies` : name.endsWith("s") ? name : `${name}s`;
  return dot < 0 ? many : `${many} (${kind.slice(dot + 1)})`;
}
