/** What of the changed flows was asked for, and what else opens or closes. */
import type { PolicyFlow } from "../match/ends.ts";
import { runningContainers } from "../match/containers.ts";
import type { PolicyModel } from "../compile.ts";
import { arrivalsOf, resolveFlow, type ResolvedFlow } from "../verdict/evaluate.ts";
import type { PortRange } from "../verdict/port-ranges.ts";
import type { ChangedPair, PairPorts } from "./changed-pairs.ts";
import { groupOf } from "./opened-text.ts";

export type Ends = Pick<ResolvedFlow, "from" | "to">;

/** A flow that is to open: the sender and whom the target may take for it, each with the target. */
export interface Asked {
  readonly flow: PolicyFlow;
  readonly ends: readonly Ends[];
}

export function askedOf(model: PolicyModel, flow: PolicyFlow): Asked {
  const ends = arrivalsOf(flow)
    .map((one) => resolveFlow(model, one))
    .flatMap(({ from, to, asked }) => [
      { from, to },
      { from: asked.ingress.from, to },
    ]);
  return { flow, ends };
}

const keyOf = ({ from, to }: Ends): string => JSON.stringify([groupOf(from), groupOf(to)]);

export interface Parted {
  /** The asked pair of applications on the asked port. */
  readonly meant: readonly PairPorts[];
  /** What else opens. */
  readonly also: readonly PairPorts[];
  readonly closed: readonly PairPorts[];
}

/** @param asked the flows that are to open. */
export function part(pairs: Iterable<ChangedPair>, asked: readonly Asked[]): Parted {
  const meantPairs = asked.map(({ flow, ends }) => ({ flow, keys: new Set(ends.map(keyOf)) }));

  const meant: PairPorts[] = [];
  const also: PairPorts[] = [];
  const gone: PairPorts[] = [];
  for (const { from, to, opened, closed } of pairs) {
    const ofPair = meantPairs.filter(({ keys }) => keys.has(keyOf({ from, to })));
    const isMeant = ({ protocol, first, last }: PortRange): boolean =>
      ofPair.some(({ flow }) => protocol === flow.protocol && first === flow.port && last === flow.port);
    const put = (into: PairPorts[], ranges: readonly PortRange[]): void => {
      if (ranges.length > 0) into.push({ from, to, ranges });
    };
    const [asAsked, further] = [opened.filter(isMeant), opened.filter((range) => !isMeant(range))];
    put(meant, asAsked);
    put(also, further);
    put(gone, closed);
  }
  return { meant, also, closed: gone };
}

/**
 * Whether somebody known may miss it: unless the target says which ports it listens on, and these are none of them. Nobody is
 * known behind an address that only stands for others.
 */
export function isMissed({ from, to, ranges }: PairPorts): boolean {
  if (from.standsFor !== undefined || to.standsFor !== undefined) return false;
  const listened = to.pod ? runningContainers(to.pod).flatMap(({ ports }) => ports ?? []) : [];
  if (listened.length === 0) return true;
  return ranges.some(({ protocol, first, last }) =>
    listened.some(
      (port) =>
        (port.protocol ?? "TCP") === protocol && first <= port.containerPort && port.containerPort <= last,
    ),
  );
}
