/** The diff: every flow that changes is in it exactly once, and nothing else is. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pod } from "../../../src/model/kubernetes.ts";
import {
  compile,
  diff,
  whatIf,
  type Diff,
  type EndGroup,
  type FlowChange,
  type KubernetesObject,
  type PolicyEnd,
} from "../../../src/policy/index.ts";
import { namespace, pod, policy, web } from "../cluster.ts";
import { outsideAddresses, stands } from "./addresses.ts";
import { addressesOf, towards, verdicts } from "./asked.ts";
import { pods, worlds } from "./worlds.ts";

interface Asked {
  readonly end: PolicyEnd;
  readonly family: 4 | 6 | undefined;
}

const keyOf = ({ metadata }: Pod): string => `${metadata.namespace ?? ""}/${metadata.name}`;

/** Whether one of these groups holds the end. */
function holds(
  { groups }: Pick<Diff, "groups">,
  places: readonly number[],
  { end: { pod: asked, ip = "" } }: Asked,
): boolean {
  const isIn = (group: EndGroup): boolean => (asked ? group.pods.includes(keyOf(asked)) : stands(group, ip));
  return places.flatMap((place) => groups[place] ?? []).some(isIn);
}

function meets({ family, nodes }: FlowChange, from: Asked, to: Asked): boolean {
  if (family !== undefined && [from.family, to.family].some((one) => one !== undefined && one !== family))
    return false;
  if (nodes === undefined) return true;
  const [one, other] = [from.end.pod?.spec.nodeName, to.end.pod?.spec.nodeName];
  return (one !== undefined && one === other) === (nodes === "same");
}

/** Whether the change is one between these two. */
function isBetween(found: Pick<Diff, "groups">, change: FlowChange, from: Asked, to: Asked): boolean {
  return holds(found, change.from, from) && holds(found, change.to, to) && meets(change, from, to);
}

/** What the changes say of one pair, port by port: `deny allow`. */
function saidOf(found: Diff, from: Asked, to: Asked): string[][] {
  const about = found.changes.filter((change) => isBetween(found, change, from, to));
  return towards.map(({ protocol, port }) =>
    about
      .filter(({ ranges }) =>
        ranges.some((range) => range.protocol === protocol && range.first <= port && port <= range.last),
      )
      .map(({ before, after }) => `${before} ${after}`),
  );
}

/** The same, asked flow by flow. */
function truthOf(was: ReturnType<typeof compile>, is: typeof was, from: Asked, to: Asked): string[][] {
  const [then, now] = [verdicts(was, from.end, to.end), verdicts(is, from.end, to.end)];
  return then.map((before, index) => {
    const after = now[index] ?? before;
    return before === after ? [] : [`${before} ${after}`];
  });
}

function expectExact(
  found: Diff,
  was: ReturnType<typeof compile>,
  is: typeof was,
  pairs: readonly (readonly [PolicyEnd, PolicyEnd])[],
): void {
  for (const [one, other] of pairs)
    for (const from of addressesOf(one))
      for (const to of addressesOf(other)) {
        if (from.family && to.family && from.family !== to.family) continue;
        expect(saidOf(found, from, to), JSON.stringify([from.end, to.end])).toEqual(
          truthOf(was, is, from, to),
        );
      }
}

const pairsOfPods = pods.flatMap((from) =>
  pods.filter((to) => to !== from).map((to) => [{ pod: from }, { pod: to }] as const),
);

const namesSomebody = (found: Diff, change: FlowChange): boolean =>
  pairsOfPods.some(([one, other]) =>
    addressesOf(one).some((from) => addressesOf(other).some((to) => isBetween(found, change, from, to))),
  );

describe("exact, for every API, port, family and kind of end", () => {
  test("between any two pods", () => {
    fc.assert(
      fc.property(worlds, worlds, (one, two) => {
        const found = diff(one, two);
        expectExact(found, compile(one), compile(two), pairsOfPods);
        const isOfPods = (places: readonly number[]): boolean =>
          places.every((place) => found.groups[place]?.addresses === undefined);
        const ofPods = found.changes.filter(({ from, to }) => isOfPods(from) && isOfPods(to));
        expect(ofPods.filter((change) => !namesSomebody(found, change))).toEqual([]);
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  test("between a pod and any address outside, at and beside the edges of every block", () => {
    fc.assert(
      fc.property(worlds, worlds, outsideAddresses, (one, two, addresses) => {
        const pairs = pods.flatMap((inside) =>
          addresses.flatMap((ip) => [[{ pod: inside }, { ip }] as const, [{ ip }, { pod: inside }] as const]),
        );
        expectExact(diff(one, two), compile(one), compile(two), pairs);
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});

test("backwards, every change is the other way round", () => {
  fc.assert(
    fc.property(worlds, worlds, (one, two) => {
      const [there, back] = [diff(one, two), diff(two, one)];
      expect(back.groups).toEqual(there.groups);
      const inOrder = (changes: readonly FlowChange[]): string[] =>
        changes.map((change) => JSON.stringify(Object.entries(change).sort())).sort();
      const turned = back.changes.map((change) => ({
        ...change,
        before: change.after,
        after: change.before,
      }));
      expect(inOrder(turned)).toEqual(inOrder(there.changes));
    }),
    { numRuns: 8 },
  );
}, 60_000);

test("the same policies in another order are no difference", () => {
  fc.assert(
    fc.property(worlds, (objects) => {
      // A namespace may be among them twice; the later one counts.
      const spaces = objects.filter(({ kind }) => kind === "Namespace");
      const others = objects.filter((one) => !spaces.includes(one)).reverse();
      expect(diff(objects, [...others, ...spaces]).changes).toEqual([]);
    }),
    { numRuns: 8 },
  );
}, 60_000);

test("what an applied change would do is what it does", () => {
  const closed = policy("shop/closed", { podSelector: {} });
  const objects = [namespace("shop"), web, pod("shop/db", { ip: "10.0.0.2", labels: { app: "db" } })];
  const model = compile(objects);
  expect(diff(model, whatIf(model, [closed]))).toEqual(diff(objects, [...objects, closed]));
});

describe("as a program reads it", () => {
  const open: readonly KubernetesObject[] = [
    namespace("shop"),
    web,
    pod("shop/db-1", { ip: "10.0.0.2", labels: { app: "db", version: "1" } }),
    pod("shop/db-2", { ip: "10.0.0.3", labels: { app: "db", version: "2" } }),
  ];
  const selected = (spec: object): KubernetesObject =>
    policy("shop/db", { podSelector: { matchLabels: { version: "2" } }, ...spec });

  test("both ends with their pods, the ports as ranges and the verdicts before and after", () => {
    const ingress = [{ from: [{ podSelector: {} }] }];
    expect(diff(open, [...open, selected({ ingress })])).toEqual({
      groups: [
        { name: "shop/db (version=2)", namespaces: ["shop"], pods: ["shop/db-2"] },
        {
          name: "elsewhere outside",
          namespaces: [],
          pods: [],
          addresses: [{ block: "0.0.0.0/0", except: [] }],
        },
      ],
      changes: [
        {
          from: [1],
          to: [0],
          ranges: [
            { protocol: "TCP", first: 1, last: 65_535 },
            { protocol: "UDP", first: 1, last: 65_535 },
            { protocol: "SCTP", first: 1, last: 65_535 },
            { protocol: "ICMP", first: 0, last: 0 },
          ],
          before: "allow",
          after: "deny",
        },
      ],
      added: [],
      removed: [],
      unsure: false,
    });
  });

  test("a new port rule closes the other ports, and leaves ICMP in doubt by itself", () => {
    const ingress = [{ ports: [{ port: 5432 }] }];
    const { changes } = diff(open, [...open, selected({ ingress })]);
    expect(changes.map(({ ranges, before, after }) => ({ ranges, before, after }))).toEqual([
      {
        ranges: [
          { protocol: "TCP", first: 1, last: 5431 },
          { protocol: "TCP", first: 5433, last: 65_535 },
          { protocol: "UDP", first: 1, last: 65_535 },
          { protocol: "SCTP", first: 1, last: 65_535 },
        ],
        before: "allow",
        after: "deny",
      },
      { ranges: [{ protocol: "ICMP", first: 0, last: 0 }], before: "allow", after: "undecidable" },
    ]);
  });

  test("pods that only one side has are named and not compared", () => {
    const late = pod("shop/late", { ip: "10.0.0.9" });
    expect(diff(open, [...open, late])).toMatchObject({ changes: [], added: ["shop/late"], removed: [] });
    expect(diff([...open, late], open)).toMatchObject({ changes: [], added: [], removed: ["shop/late"] });
  });
});
