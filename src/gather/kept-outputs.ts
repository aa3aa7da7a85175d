/** What nodes said, within what one run keeps. */
import type { CommandOutput, Evidence } from "../model/evidence.ts";
import { placeKey } from "../model/place.ts";

/** Characters of all outputs of a run together. The most that any recording holds is 0.7 million. */
export const mostOfOutputs = 12_000_000;

/**
 * The same looks, without the largest outputs where all together are too large: those count as not seen, for whoever judges the run
 * now and for whoever judges it again.
 */
export function keptOutputs(evidence: readonly Evidence[], most = mostOfOutputs): Evidence[] {
  let size = evidence.reduce((sum, { output }) => sum + lengthOf(output), 0);
  const bySize = [...evidence].sort((one, other) => lengthOf(other.output) - lengthOf(one.output));
  const cut = new Set<Evidence>();
  for (const one of bySize) {
    if (size <= most) break;
    size -= lengthOf(one.output);
    cut.add(one);
  }
  return evidence.map((one) => (cut.has(one) && one.output ? leftOut(one, one.output) : one));
}

function leftOut({ round, place, probe, subject }: Evidence, output: CommandOutput): Evidence {
  return {
    round,
    place,
    probe,
    subject,
    notSeen: {
      why: "truncated",
      detail: `${probe} on ${placeKey(place)} printed ${lengthOf(output)} characters, with which a run would have more than it keeps`,
      next: `look by hand: ${output.argv.join(" ")}`,
    },
  };
}

function lengthOf(output: Evidence["output"]): number {
  return output ? output.stdout.length + output.stderr.length : 0;
}
