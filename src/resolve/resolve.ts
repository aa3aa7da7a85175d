import { operator, type Sight } from "../access/sight.ts";
import type { Flow } from "../model/flow.ts";
import type { Question } from "../model/question.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Cluster, Kind } from "../ports.ts";
import { readClusterDns } from "./dns.ts";
import type { End } from "./ends.ts";
import { resolveEnd } from "./sides.ts";
import { buildFlows } from "./flows.ts";
import { zoneOfClient } from "./near-first.ts";
import { asLookedUp, withAnyPort } from "./looked-up.ts";
import { samplePairs, type Pairing } from "./sample.ts";
import { kindsOfPolicies } from "./policies.ts";
import { readSnapshot } from "./snapshot.ts";
import { NotAllowed, NotFound } from "./unresolved.ts";
import { mayAskAbout, mayAskAboutEnd, visibleIn, withoutHidden } from "./visible.ts";

export interface Resolution {
  readonly flows: readonly Flow[];
  readonly snapshot: ClusterSnapshot;
  /** Endpoints the destination has in all; `flows` is a sample of them. */
  readonly totalEndpoints: number;
  /** Pairs that could have been asked about. */
  readonly totalPairs: number;
}

export interface Resolving {
  readonly pairing?: Pairing;
  /** Of who asks: the person at a terminal unless said. */
  readonly sight?: Sight;
}

/**
 * Question to flows, reading only what the question names. What the asker may not ask about is read as far as the words lead to
 * it, and no further.
 * Throws NotAllowed, AskBack (several things fit), NotFound (nothing fits), CouldNotRead (the API refuses).
 */
export async function resolve(
  asked: Question,
  cluster: Cluster,
  { pairing = samplePairs, sight = operator }: Resolving = {},
): Promise<Resolution> {
  const question = asLookedUp(asked);
  mayAskAbout(question, sight);
  cluster.foresee([...kindsOfEnds(question), ...kindsOfPolicies]);
  const [[from, to], dns] = await Promise.all([bothEnds(question, cluster, sight), readClusterDns(cluster)]);
  const { flows, total, pairs } = buildFlows(withAnyPort(question, to), from, to, {
    pairing,
    zone: await zoneOfClient(from, to, cluster),
  });
  const snapshot = await readSnapshot(from, to, dns, cluster);
  return { flows, snapshot, totalEndpoints: total, totalPairs: pairs };
}

/** A name may be that of a workload, unless it says what it is. */
function kindsOfEnds({ from, to }: Question): readonly Kind[] {
  const mayBeWorkload = [from, to].some(
    (side) =>
      side.type === "object" && [side, side.orIn].some((reading) => reading && reading.kind === undefined),
  );
  return [
    ...(["Pod", "Service", "EndpointSlice", "Node", "Namespace"] as const),
    ...(mayBeWorkload ? (["Deployment", "StatefulSet", "DaemonSet"] as const) : []),
  ];
}

/** Both sides at once; what is wrong with both is told at once. */
async function bothEnds(question: Question, cluster: Cluster, sight: Sight): Promise<readonly [End, End]> {
  const looking = { cluster, named: visibleIn(cluster, sight) };
  const allowed = async (side: "from" | "to", end: Promise<End>): Promise<End> => {
    const found = await end;
    mayAskAboutEnd(found, side, question, sight);
    return withoutHidden(found, sight);
  };
  const source = allowed("from", resolveEnd(question, "from", looking, Promise.resolve(undefined)));
  const home = source.then(
    ({ pods }) => pods[0] && (pods[0].metadata.namespace ?? "default"),
    () => undefined,
  );
  const [from, to] = await Promise.allSettled([
    source,
    allowed("to", resolveEnd(question, "to", looking, home)),
  ]);
  if (from.status === "fulfilled" && to.status === "fulfilled") return [from.value, to.value];
  const wrong = [from, to].flatMap((side): unknown[] => (side.status === "rejected" ? [side.reason] : []));
  const [first, second] = wrong;
  const refused = wrong.find((one) => one instanceof NotAllowed);
  if (refused) throw refused;
  if (first instanceof NotFound && second instanceof NotFound)
    throw new NotFound(`${first.sentence} ${second.sentence}`, [...first.suggestions, ...second.suggestions]);
  // A question back is no use while the other side is not to be found at all.
  throw second instanceof NotFound ? second : first;
}
