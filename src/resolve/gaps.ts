import type { NotRead } from "../model/snapshot.ts";
import { CouldNotRead, type Kind } from "../ports.ts";

/** What the API refused while a question was read: each becomes a line of the answer. */
export class Gaps {
  readonly lines: NotRead[] = [];

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

  /** @param policiesOf the namespaces whose policies are missing for it. */
  add(what: string, error: unknown, policiesOf?: NotRead["policiesOf"]): void {
    this.lines.push({
      what,
      ...(error instanceof CouldNotRead
        ? { reason: error.message, next: error.next }
        : { reason: error instanceof Error ? error.message : String(error), next: `kubectl get ${what}` }),
      ...(policiesOf === undefined ? {} : { policiesOf }),
    });
  }
}

/** `NetworkPolicies`, `NetworkPolicies (projectcalico.org)`. */
export function plural(kind: Kind): string {
  const dot = kind.indexOf(".");
  const name = dot < 0 ? kind : kind.slice(0, dot);
  const many = name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
  return dot < 0 ? many : `${many} (${kind.slice(dot + 1)})`;
}
