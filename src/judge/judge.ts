import type { CheckedFault, Fault, Needs, Scene, Seen, StopFault, Told } from "../faults/define-fault.ts";
import type { OwnFaults } from "../model/own-faults.ts";
import type { FaultOutcome } from "../model/step.ts";
import { contradicts, lostNothing } from "./contradiction.ts";

/** One fault at one hop. One that cannot be judged by netdiag's own fault is told as such, and the others go on. */
export function judge(fault: Fault, scene: Scene, own: OwnFaults): FaultOutcome {
  const { code } = fault;
  return own.orElse(
    `judge ${code}`,
    (reason) => cannotTell(fault, reason),
    () => {
      if (fault.concerns?.(scene) === false) return { result: "absent", code, why: "moot" };
      return "stop" in fault ? named(fault, scene) : checked(fault, scene);
    },
  );
}

/**
 * A fault that names a stop is there where its gate stops the packets, and no packet was seen to do otherwise. What a gate does not
 * know is told wherever packets are missed that it may have stopped.
 */
function named<Stop, N extends Needs>(fault: StopFault<Stop, N>, scene: Scene): FaultOutcome {
  const { code } = fault;
  const sight = fault.stop.take(scene);
  if (sight.seen?.says === "passes") return { result: "absent", code, why: "read" };
  if (sight.notSeen) return untold(fault, sight.notSeen.detail, scene);
  if (sight.seen.says === "not-known") return untold(fault, sight.seen.why, scene);
  const some = sight.seen.says === "stops-some";
  if (contradicts(some ? "stops-some" : fault.foretells, fault.gate, scene))
    return { result: "absent", code, why: "contradicted" };
  const told: Record<string, unknown> = {};
  for (const [name, need] of Object.entries(fault.tells)) told[name] = need.take(scene).seen;
  // Each value under a name came from the need declared under that name: here and below are the places that tie them.
  const finding = fault.name(sight.seen.stop, told as Told<N>, scene);
  return { result: "found", code, title: fault.title, finding, ...(some && { some: true }) };
}

/** What could not be told of a stop is no question where no packet is missed that it might have stopped. */
function untold<Stop, N extends Needs>(fault: StopFault<Stop, N>, why: string, scene: Scene): FaultOutcome {
  const { code, foretells, gate } = fault;
  return lostNothing(foretells, gate, scene)
    ? { result: "absent", code, why: "nothing-lost" }
    : cannotTell(fault, why);
}

/**
 * A need that was not seen makes the outcome `cannot-tell` with that reason: a fault is only absent when everything it
 * asked for was looked at.
 */
function checked<N extends Needs>(fault: CheckedFault<N>, scene: Scene): FaultOutcome {
  const { code, title } = fault;
  const seen: Record<string, unknown> = {};
  for (const [name, need] of Object.entries(fault.needs)) {
    const sight = need.take(scene);
    if (sight.notSeen) return cannotTell(fault, sight.notSeen.detail);
    seen[name] = sight.seen;
  }
  const result = fault.check(seen as Seen<N>, scene);
  if (result === undefined) return { result: "absent", code, why: "read" };
  if ("cannotTell" in result) return cannotTell(fault, result.cannotTell);
  return { result: "found", code, title, finding: result };
}

function cannotTell({ code, title }: Pick<Fault, "code" | "title">, reason: string): FaultOutcome {
  return { result: "cannot-tell", code, title, reason };
}
