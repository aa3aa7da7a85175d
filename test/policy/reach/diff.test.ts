/** The diff: every flow that changes is in it exactly once, and nothing else is. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pod } from "../../../src/model/kubernetes.ts";
import {
  compile,
  diff,
  whatIf,
  type FlowChange,
  type FlowEnd,
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

function means(end: FlowEnd, { end: { pod: asked, ip = "" } }: Asked): boolean {
  return asked ? end.pods.includes(keyOf(asked)) : stands(end, ip);
}

function meets({ family, nodes }: FlowChange, from: Asked, to: Asked): boolean {
  if (family !== undefined && [from.family, to.family].some((one) => one !== undefined && one !== family))
    return false;
  if (nodes === undefined) return true;
  const [one, other] = [from.end.pod?.spec.nodeName, to.end.pod?.spec.nodeName];
  return (one !== undefined && one === other) === (nodes === "same");
}

/** What the changes say of one pair, port by port: `deny allow`. */
function saidOf(changes: readonly FlowChange[], from: Asked, to: Asked): string[][] {
  const about = changes.filter((one) => means(one.from, from) && means(one.to, to) && meets(one, from, to));
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
  changes: readonly FlowChange[],
  was: ReturnType<typeof compile>,
  is: typeof was,
  pairs: readonly (readonly [PolicyEnd, PolicyEnd])[],
): void {
  for (const [one, other] of pairs)
    for (const from of addressesOf(one))
      for (const to of addressesOf(other)) {
        if (from.family && to.family && from.family !== to.family) continue;
        expect(saidOf(changes, from, to), JSON.stringify([from.end, to.end])).toEqual(
          truthOf(was, is, from, to),
        );
      }
}

const pairsOfPods = pods.flatMap((from) =>
  pods.filter((to) => to !== from).map((to) => [{ pod: from }, { pod: to }] as const),
);

const namesSomebody = (change: FlowChange): boolean =>
  pairsOfPods.some(([one, other]) =>
    addressesOf(one).some((from) =>
      addressesOf(other).some(
        (to) => means(change.from, from) && means(change.to, to) && meets(change, from, to),
      ),
    ),
  );

describe("exact, for every API, port, family and kind of end", () => {
  test("between any two pods", () => {
    fc.assert(
      fc.property(worlds, worlds, (one, two) => {
        const { changes } = diff(one, two);
        expectExact(changes, compile(one), compile(two), pairsOfPods);
        const isOfPods = ({ from, to }: FlowChange): boolean => from.pods.length > 0 && to.pods.length > 0;
        expect(changes.filter(isOfPods).filter((change) => !namesSomebody(change))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test("between a pod and any address outside, at and beside the edges of every block", () => {
    fc.assert(
      fc.property(worlds, worlds, outsideAddresses, (one, two, addresses) => {
        const pairs = pods.flatMap((inside) =>
          addresses.flatMap((ip) => [[{ pod: inside }, { ip }] as const, [{ ip }, { pod: inside }] as const]),
        );
        expectExact(diff(one, two).changes, compile(one), compile(two), pairs);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

test("backwards, every change is the other way round", () => {
  fc.assert(
    fc.property(worlds, worlds, (one, two) => {
      const back = diff(two, one).changes.map((change) => ({
        ...change,
        before: change.after,
        after: change.before,
      }));
      const inOrder = (changes: readonly FlowChange[]): string[] =>
        changes.map((change) => JSON.stringify(Object.entries(change).sort())).sort();
      expect(inOrder(back)).toEqual(inOrder(diff(one, two).changes));
    }),
    { numRuns: 15 },
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
    { numRuns: 15 },
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
    expect(diff(open, [...open, selected({ ingress })]).changes).toEqual([
      {
        from: {
          name: "elsewhere outside",
          pods: [],
          addresses: { block: "0.0.0.0/0", except: [] },
        },
        to: { name: "shop/db", pods: ["shop/db-2"], of: 2 },
        ranges: [
          { protocol: "TCP", first: 1, last: 65_535 },
          { protocol: "UDP", first: 1, last: 65_535 },
          { protocol: "SCTP", first: 1, last: 65_535 },
          { protocol: "ICMP", first: 0, last: 0 },
        ],
        before: "allow",
        after: "deny",
      },
    ]);
  });

  test("a new port rule closes the other ports, and leaves ICMP in doubt by itself", () => {
    const ingress = [{ ports: [{ port: 5432 }] }];
    const about = diff(open, [...open, selected({ ingress })]).changes.filter(
      ({ from }) => from.name === "shop/web",
    );
    expect(about.map(({ ranges, before, after }) => ({ ranges, before, after }))).toEqual([
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
