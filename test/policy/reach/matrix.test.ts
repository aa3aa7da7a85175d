/** The matrix: every cell is true of every pair of its groups. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, matrix, type Matrix, type PolicyEnd } from "../../../src/policy/index.ts";
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

test("every cell is what each pair of its groups is told, for every API, port, family and kind of end", () => {
  fc.assert(
    fc.property(worlds, (objects) => {
      const model = compile(objects);
      const table = matrix(model);
      const all = members(table);
      const answers = new Map(table.answers.map((answer) => [answer.text, answer]));
      for (const one of all)
        for (const other of all) {
          if (one === other || (!one.end.pod && !other.end.pod)) continue;
          const answer = answers.get(table.cells[one.group]?.[other.group] ?? "");
          if (!answer) throw new Error(`no answer for ${JSON.stringify([one, other])}`);
          for (const from of addressesOf(one.end))
            for (const to of addressesOf(other.end)) {
              const told = verdicts(model, from.end, to.end);
              if (from.family && to.family && from.family !== to.family) continue;
              const pair = [from.end.pod, to.end.pod];
              const onOwnNode =
                pair[0] &&
                pair[1] &&
                usesHost(pair[0]) !== usesHost(pair[1]) &&
                pair[0].spec.nodeName === pair[1].spec.nodeName;
              const at = (onOwnNode ? answer.onOwnNode : undefined) ?? answer;
              const reach = ((from.family ?? to.family) === 6 ? at.ipv6 : undefined) ?? at;
              const said = towards.map((port) =>
                holds(reach.open, port) ? "allow" : holds(reach.unsure, port) ? "undecidable" : "deny",
              );
              expect(said, `${JSON.stringify([from.end, to.end])} ${answer.text}`).toEqual(told);
            }
        }
    }),
    { numRuns: 15 },
  );
}, 60_000);
