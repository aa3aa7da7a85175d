/** Every pair of ends, by the packets of one address family. */
import type { PolicyModel } from "../compile.ts";
import type { End } from "../match/ends.ts";
import { opaquePorts } from "../match/requests.ts";
import { endpointPorts } from "../match/services.ts";
import type { EndClass, Family } from "./classes.ts";
import { peerLists } from "./matched.ts";
import { planner, type Plan } from "./plan.ts";
import { both } from "./reach.ts";
import { rowsAgainst, type Others, type Reaches } from "./rows.ts";
import type { Spoken } from "./spoken.ts";

export interface Plane {
  /** Texts by place: classes of equal texts are interchangeable in every pair. */
  readonly signatures: readonly string[];
  /**
   * Numbers of reaches, row by row, from each of these places to each of them; -1 where one of the two has no address of the
   * family. A place to itself is one pod of the class to another.
   */
  cells(places: readonly number[]): Int32Array;
}

/** A number for the ports of an end, as rules may tell them apart: by name, by the Service they serve, by what they carry. */
function portsNumbered({ words, services, requests }: Spoken): (end: End) => number {
  const numbers = new Map<string, number>();
  return (end) => {
    const served = services.map((service) => {
      const [namespace = "", name = ""] = service.split("/");
      return endpointPorts({ namespace, name }, end);
    });
    const key = JSON.stringify([
      end.namedPorts.filter(({ name }) => words.has(name)),
      end.address?.kind(),
      end.mesh,
      end.onHost,
      served,
      requests ? [...opaquePorts(end).keys()].sort() : [],
    ]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
}

/** Both directions of each pair as one number. */
function combiner(reaches: Reaches): (egress: number, ingress: number) => number {
  const known: number[][] = [];
  return (egress, ingress) => {
    const row = (known[egress] ??= []);
    const held = row[ingress];
    if (held !== undefined) return held;
    const [one, other] = [reaches.list[egress], reaches.list[ingress]];
    const number = one && other ? reaches.numberOf(both(one, other)) : -1;
    row[ingress] = number;
    return number;
  };
}

/** Places by what `of` says of them. */
function grouped<Key>(count: number, of: (place: number) => Key): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (let place = 0; place < count; place += 1) {
    const key = of(place);
    const held = groups.get(key);
    if (held) held.push(place);
    else groups.set(key, [place]);
  }
  return groups;
}

export function planeOf(
  model: PolicyModel,
  classes: readonly EndClass[],
  family: Family,
  { spoken, reaches }: { readonly spoken: Spoken; readonly reaches: Reaches },
): Plane {
  const seen = classes.map((one) => one.seen[family]);
  const ends = seen.map((one) => one?.end);
  const lists = peerLists(ends, spoken.blocks);
  const portsOf = portsNumbered(spoken);
  const plan = planner(model, lists, portsOf);
  const plans = seen.map((one) => one && { egress: plan(one, "egress"), ingress: plan(one, "ingress") });
  const memberships = classes.map((): string[] => []);
  for (let list = 0; list < lists.count(); list += 1) {
    const { yes, unknown } = lists.matchedBy(list);
    for (const place of yes) memberships[place]?.push(`${list}`);
    for (const place of unknown) memberships[place]?.push(`${list}?`);
  }
  const planNumbers = new Map<string, number>();
  const planNumber = ({ key }: Plan): number => {
    const number = planNumbers.get(key) ?? planNumbers.size;
    planNumbers.set(key, number);
    return number;
  };
  const signatures = plans.map((both, place) => {
    const end = ends[place];
    if (!both || !end) return "absent";
    const numbers = [planNumber(both.egress), planNumber(both.ingress), portsOf(end)];
    return `${numbers.join(",")} ${(memberships[place] ?? []).join(",")}`;
  });
  const cells = (places: readonly number[]): Int32Array => {
    const size = places.length;
    const rank = grouped(size, (index) => places[index] ?? -1);
    const ranked = (list: readonly number[]): number[] => list.flatMap((place) => rank.get(place) ?? []);
    const matched = new Map<number, ReturnType<Others["matched"]>>();
    const others: Others = {
      ends: places.map((place) => ends[place]),
      byPorts: grouped(size, (index) => {
        const end = ends[places[index] ?? -1];
        return end ? portsOf(end) : -1;
      }),
      matched(list) {
        const { yes, unknown } = lists.matchedBy(list);
        const held = matched.get(list) ?? { yes: ranked(yes), unknown: ranked(unknown) };
        matched.set(list, held);
        return held;
      },
    };
    const row = rowsAgainst(others, reaches);
    const planAt = (index: number) => plans[places[index] ?? -1];
    const ingress: (Int32Array | undefined)[] = [];
    for (const indexes of grouped(size, (index) => planAt(index)?.ingress.key).values()) {
      const asked = planAt(indexes[0] ?? -1);
      const answers = asked && row(asked.ingress);
      for (const index of indexes) ingress[index] = answers;
    }
    const combine = combiner(reaches);
    const result = new Int32Array(size * size).fill(-1);
    for (const indexes of grouped(size, (index) => planAt(index)?.egress.key).values()) {
      const asked = planAt(indexes[0] ?? -1);
      if (!asked) continue;
      const egress = row(asked.egress);
      for (let to = 0; to < size; to += 1) {
        const admits = ingress[to];
        if (!admits) continue;
        const leaves = egress[to] ?? 0;
        for (const from of indexes) result[from * size + to] = combine(leaves, admits[from] ?? 0);
      }
    }
    return result;
  };
  return { signatures, cells };
}
