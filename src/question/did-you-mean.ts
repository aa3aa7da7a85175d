import { distance } from "fastest-levenshtein";

/** At most this many are offered. */
const offered = 3;

/**
 * Candidates that are the name with a slip of the keyboard, nearest first: up to a third of its letters wrong, or
 * the name as a part of a longer one. Empty when none is near.
 */
export function didYouMean(name: string, candidates: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(candidates)]
    .map((candidate) => {
      const edits = distance(wanted, candidate.toLowerCase());
      const within = wanted.length >= 3 && candidate.toLowerCase().includes(wanted);
      return { candidate, cost: within ? Math.min(edits, 0.5 + candidate.length / 1000) : edits };
    })
    .filter(({ cost }) => cost <= allowed)
    .sort((one, other) => one.cost - other.cost || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, offered)
    .map(({ candidate }) => candidate);
}
