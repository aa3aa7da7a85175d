/** Namespaces that differ in nothing but their names are told once, and nothing is lost by it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, type KubernetesObject, type Matrix } from "../../../src/policy/index.ts";
import { fold, type Fold } from "../../../src/policy/reach/show/fold.ts";
import { tell } from "../../../src/policy/reach/show/told.ts";
import { policySpecs, toObject } from "../arbitrary.ts";
import { namespace, pod, policy } from "../cluster.ts";
import { worlds } from "./worlds.ts";

/** Puts the whole table together again, cell for cell. */
function unfolded(matrixOf: Matrix): string[][] {
  const all = matrixOf.groups;
  const { groups, cells, within } = fold(matrixOf);
  const table = all.map(() => all.map(() => "not told"));
  for (const [row, from] of groups.entries())
    for (const [column, to] of groups.entries())
      for (const [one, source] of from.places.entries())
        for (const [other, target] of to.places.entries()) {
          const own = one === other ? within[row]?.[column] : undefined;
          const cell = own ?? cells[row]?.[column] ?? "not told";
          const line = table[source];
          if (line) line[target] = cell;
        }
  return table;
}

const teams = ["t1", "t2", "t3", "t4"];
const inEach = (make: (team: string, index: number) => readonly KubernetesObject[]): KubernetesObject[] =>
  teams.flatMap(make);

/** Of one shape: three applications under the policies given. */
const tenants = (policies: readonly { readonly spec: object }[], labels = { team: "a" }) =>
  inEach((team, index) => [
    namespace(team, labels),
    pod(`${team}/one`, { ip: `10.9.${index}.1`, labels: { app: "x" } }),
    pod(`${team}/two`, { ip: `10.9.${index}.2`, labels: { app: "y", tier: "front" } }),
    pod(`${team}/three`, { ip: `10.9.${index}.3`, labels: { app: "z", tier: "back" } }),
    ...policies.map(({ spec }, number) => policy(`${team}/p${number}`, spec)),
  ]);

/** What the lines of a row and the usual of its columns say, as the table they were made of. */
function toldAgain(folded: Fold): Pick<Fold, "cells" | "within"> {
  const { usual, rows } = tell(folded);
  const of = (row: number, column: number, within: boolean): string =>
    [...(rows[row] ?? [])].find(([, targets]) =>
      targets.some((target) => target.column === column && target.within === within),
    )?.[0] ??
    usual[column] ??
    "";
  const table = <Cell>(cell: (row: number, column: number) => Cell): Cell[][] =>
    folded.groups.map((_, row) => folded.groups.map((_, column) => cell(row, column)));
  const isOutside = (place: number): boolean => folded.groups[place]?.pods === 0;
  return {
    // Nobody asks what passes between two addresses outside.
    cells: table((row, column) => (isOutside(row) && isOutside(column) ? "" : of(row, column, false))),
    within: table((row, column) =>
      folded.within[row]?.[column] === undefined ? undefined : of(row, column, true),
    ),
  };
}

describe("exact", () => {
  test("what the text says of a few groups or of many is the whole table", () => {
    const apps = (count: number): KubernetesObject[] =>
      Array.from({ length: count }, (_, index) => {
        const labels = { app: `a${index}` };
        const spec = {
          podSelector: { matchLabels: labels },
          ingress: [{ from: [{ podSelector: { matchLabels: labels } }] }],
        };
        return [pod(`apps/a${index}`, { labels }), policy(`apps/a${index}`, spec)];
      }).flat();
    fc.assert(
      fc.property(worlds, policySpecs, fc.constantFrom(0, 25), (world, inTenants, more) => {
        const { cells, within, ...folded } = fold(matrix([...world, ...tenants(inTenants), ...apps(more)]));
        expect(toldAgain({ cells, within, ...folded })).toEqual({ cells, within });
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test("of a random cluster with namespaces of one shape, every cell can be told from what is folded", () => {
    fc.assert(
      fc.property(worlds, policySpecs, policySpecs, (world, inTenants, inOthers) => {
        const table = matrix([...world, ...inOthers.map(toObject), ...tenants(inTenants)]);
        expect(unfolded(table)).toEqual(table.cells);
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test("of namespaces of one shape, what is in one namespace alone is told once", () => {
    fc.assert(
      fc.property(policySpecs, (policies) => {
        const table = matrix(tenants(policies));
        const own = table.groups.filter(({ namespaces }) => namespaces.length === 1);
        expect(table.alike.flatMap(({ groups }) => groups.flat())).toHaveLength(own.length);
        expect(table.alike.length).toBe(own.length > 0 ? 1 : 0);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

const selfContained = { spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] } };

describe("what is alike", () => {
  const namespacesOf = (objects: readonly KubernetesObject[]): (readonly string[])[] =>
    matrix(objects).alike.map(({ namespaces }) => namespaces);

  test("namespaces whose pods reach each other alone", () => {
    const table = matrix(tenants([selfContained]));
    expect(table.groups).toHaveLength(5);
    expect(table.alike).toEqual([{ namespaces: teams, groups: [[0, 1, 2, 3]] }]);
    const { groups, cells, within } = fold(table);
    expect(groups.map(({ name, pods }) => [name, pods])).toEqual([
      ["every pod", 12],
      ["elsewhere outside", 0],
    ]);
    expect([cells[0]?.[0], within[0]?.[0]]).toEqual(["nothing", "everything"]);
  });

  test("not one that admits somebody more", () => {
    const more = policy("t2/more", {
      podSelector: { matchLabels: { app: "x" } },
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "b" } } }] }],
    });
    const monitoring = [namespace("mon", { team: "b" }), pod("mon/prom", { ip: "10.8.0.1" })];
    expect(namespacesOf([...tenants([selfContained]), ...monitoring, more])).toEqual([["t1", "t3", "t4"]]);
  });

  test("not those that admit their neighbour in a ring, each of which is another", () => {
    const ring = inEach((team, index) => [
      policy(`${team}/ring`, {
        podSelector: {},
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchLabels: { "kubernetes.io/metadata.name": teams[(index + 1) % teams.length] ?? "" },
                },
              },
            ],
          },
        ],
      }),
    ]);
    expect(namespacesOf([...tenants([selfContained]), ...ring])).toEqual([]);
  });

  test("whatever their applications are called", () => {
    const other = inEach((team, index) => [
      pod(`${team}/odd-${index}`, { ip: `10.9.${index}.9`, labels: { app: `odd-${index}`, tier: "odd" } }),
    ]);
    const ports = {
      spec: {
        podSelector: { matchLabels: { tier: "odd" } },
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }],
      },
    };
    expect(namespacesOf([...tenants([ports]), ...other])).toEqual([teams]);
  });
});
