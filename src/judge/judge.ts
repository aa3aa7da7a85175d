import type { Fault, Needs, Scene, Seen } from "../faults/define-fault.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import type { Outcome } from "../model/step.ts";

/** One fault at one hop. One that cannot be judged by netdiag's own fault is told as such, and the others go on. */
export function judge<N extends Needs>(fault: Fault<N>, scene: Scene, own: OwnFaults): Outcome {
  const { code, title } = fault;
  const failed = (reason: string): Outcome => ({ result: "cannot-tell", code, title, reason });
  return own.orElse(`judge ${code}`, failed, () => outcomeOf(fault, scene));
}

/**
 * A need that was not seen makes the outcome `cannot-tell` with that reason: a fault is only absent when everything it
 * asked for was looked at.
 */
function outcomeOf<N extends Needs>(fault: Fault<N>, scene: Scene): Outcome {
  const { code, title } = fault;
  if (fault.concerns?.(scene) === false) return { result: "absent", code };
  const seen: Record<string, unknown> = {};
  for (const [name, need] of Object.entries(fault.needs)) {
    const sight = need.take(scene);
    if (sight.notSeen) return { result: "cannot-tell", code, title, reason: sight.notSeen.detail };
    seen[name] = sight.seen;
  }
  // Each value under a name came from the need declared under that name: this is the one place that ties them.
  const result = fault.check(seen as Seen<N>, scene);
  if (result === undefined) return { result: "absent", code };
  if ("cannotTell" in result) return { result: "cannot-tell", code, title, reason: result.cannotTell };
  return { result: "found", code, title, finding: result };
}
