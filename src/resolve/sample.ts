/** At most this many flows are probed for one question; the report says of how many. */
export const MAX_FLOWS = 4;
const MAX_SOURCES = 2;
const MAX_DESTINATIONS = 3;

/** Picks up to `limit` items so that as many different nodes as possible are covered, order kept otherwise. */
export function coverNodes<T>(
  items: readonly T[],
  nodeOf: (item: T) => string | undefined,
  limit: number,
): T[] {
  const firstPerNode: T[] = [];
  const rest: T[] = [];
  const nodes = new Set<string | undefined>();
  for (const item of items) {
    const node = nodeOf(item);
    if (nodes.has(node)) rest.push(item);
    else {
      nodes.add(node);
      firstPerNode.push(item);
    }
  }
  return [...firstPerNode, ...rest].slice(0, limit);
}

/** Which of all pairs of a source and a destination a question is about. */
export type Pairing = <S, D>(
  sources: readonly S[],
  destinations: readonly D[],
  nodeOfSource: (source: S) => string | undefined,
  nodeOfDestination: (destination: D) => string | undefined,
) => (readonly [S, D])[];

/**
 * Which pairs to probe: the first source against each sampled destination, further sources against the
 * first one. All pairs would cost packets without naming another hop.
 */
export const samplePairs: Pairing = <S, D>(
  sources: readonly S[],
  destinations: readonly D[],
  nodeOfSource: (source: S) => string | undefined,
  nodeOfDestination: (destination: D) => string | undefined,
): (readonly [S, D])[] => {
  const from = coverNodes(sources, nodeOfSource, MAX_SOURCES);
  const to = coverNodes(destinations, nodeOfDestination, MAX_DESTINATIONS);
  const [firstSource, ...otherSources] = from;
  const [firstDestination] = to;
  if (firstSource === undefined || firstDestination === undefined) return [];
  return [
    ...to.map((destination) => [firstSource, destination] as const),
    ...otherSources.map((source) => [source, firstDestination] as const),
  ].slice(0, MAX_FLOWS);
};

/** Pods of one workload beyond these are under the same policies unless their labels differ. */
const MANY = 100;

/** For questions that cost no packets: every source with every destination, up to a hundred of each. */
export const everyPair: Pairing = (sources, destinations) =>
  sources
    .slice(0, MANY)
    .flatMap((source) => destinations.slice(0, MANY).map((destination) => [source, destination] as const));
