/** The matrix: every cell is true of every pair of its groups. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, matrix, type Matrix, type PolicyEnd, type Verdict } from "../../../src/policy/index.ts";
import { addressesOf, holds, towards, verdicts } from "./asked.ts";
import { pods, worlds } from "./worlds.ts";

const nameOf = ({ metadata }: (typeof pods)[number]): string =>
  `${metadata.namespace ?? ""}/${metadata.name}`;
const usesHost = ({ spec }: (typeof pods)[number]): boolean => spec.hostNetwork === true;

interface Member {
  readonly end: PolicyEnd;
  readonly group: number;
}

const place = (table: Matrix, name: (group: Matrix["groups"][number]) => boolean): number =>
  table.groups.findIndex(name);

/** Every pod, and some addresses outside that are in blocks of the policies and in none. */
function members(table: Matrix): Member[] {
  const outside = [
    ["8.8.8.8", "elsewhere outside"],
    ["198.19.1.1", "198.19.1.1/32"],
    ["198.18.7.9", "198.18.7.0/24"],
    ["10.2.0.200", "10.2.0.0/24"],
    ["2001:db8::9", "elsewhere outside by IPv6"],
  ] as const;
  return [
    ...pods.map((pod) => ({
      end: { pod },
      group: place(table, (group) => group.pods.includes(nameOf(pod))),
    })),
    ...outside.flatMap(([ip, block]): Member[] => {
      const group = place(
        table,
        ({ name, pods: held }) => held.length === 0 && name.split(/, | in /).includes(block),
      );
      return group < 0 ? [] : [{ end: { ip }, group }];
    }),
  ];
}

function onOneNode(one: PolicyEnd, other: PolicyEnd): boolean {
  return (
    one.pod !== undefined &&
    other.pod !== undefined &&
    usesHost(one.pod) !== usesHost(other.pod) &&
    one.pod.spec.nodeName === other.pod.spec.nodeName
  );
}

/** Compares each cell with each pair it stands for, under each of their addresses and on each port. */
function expectTrue(table: Matrix, truth: (from: PolicyEnd, to: PolicyEnd) => Verdict[]): void {
  const all = members(table);
  const answers = new Map(table.answers.map((answer) => [answer.text, answer]));
  for (const one of all)
    for (const other of all) {
      if (one === other || (!one.end.pod && !other.end.pod)) continue;
      const answer = answers.get(table.cells[one.group]?.[other.group] ?? "");
      if (!answer) throw new Error(`no answer for ${JSON.stringify([one, other])}`);
      const at = (onOneNode(one.end, other.end) ? answer.onOwnNode : undefined) ?? answer;
      for (const from of addressesOf(one.end))
        for (const to of addressesOf(other.end)) {
          if (from.family && to.family && from.family !== to.family) continue;
          const reach = ((from.family ?? to.family) === 6 ? at.ipv6 : undefined) ?? at;
          const said = towards.map((port) =>
            holds(reach.open, port) ? "allow" : holds(reach.unsure, port) ? "undecidable" : "deny",
          );
          expect(said, `${JSON.stringify([from.end, to.end])} ${answer.text}`).toEqual(
            truth(from.end, to.end),
          );
        }
    }
}

test("every cell is what each pair of its groups is told, for every API, port, family and kind of end", () => {
  fc.assert(
    fc.property(worlds, (objects) => {
      const model = compile(objects);
      expectTrue(matrix(model), (from, to) => verdicts(model, from, to));
    }),
    { numRuns: 8 },
  );
}, 60_000);

test("a namespace that is named twice is in the matrix once", () => {
  const [one] = pods;
  const namespace = one?.metadata.namespace ?? "";
  expect(matrix(pods, [namespace, namespace])).toEqual(matrix(pods, [namespace]));
});

test("what is open as far as policies could be read is open no more where some could not", () => {
  const unread = fc.oneof(fc.constant("all" as const), fc.subarray(["n1", "n2", "n3"], { minLength: 1 }));
  fc.assert(
    fc.property(worlds, unread, (objects, missing) => {
      const model = compile(objects);
      const isMissing = ({ pod }: PolicyEnd): boolean =>
        missing === "all" || (pod !== undefined && missing.includes(pod.metadata.namespace ?? ""));
      expectTrue(matrix(model, [], missing), (from, to) => {
        const told = verdicts(model, from, to);
        // A pod's own node reaches it whatever policies say.
        if (onOneNode(from, to) && from.pod && usesHost(from.pod)) return told;
        return told.map((verdict) =>
          verdict === "allow" && [from, to].some(isMissing) ? "undecidable" : verdict,
        );
      });
    }),
    { numRuns: 5 },
  );
}, 60_000);
