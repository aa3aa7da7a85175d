/** Who can reach whom. */
import { outsiders, policyBlocks } from "./blocks.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../input/objects.ts";
import type { End } from "../match/ends.ts";
import { podGroups } from "./groups.ts";
import { reachIn, reachText } from "./reach.ts";

/** Ends that reach the same and are reached by the same. */
export interface MatrixGroup {
  /** `shop/web`, `every pod of shop`, `addresses in 10.0.0.0/8`. */
  readonly name: string;
  /** `namespace/name`; empty for addresses outside. */
  readonly pods: readonly string[];
}

export interface Matrix {
  readonly groups: readonly MatrixGroup[];
  /** `cells[from][to]`: `everything`, `nothing`, `?` (cannot be told) or the ports that are open. */
  readonly cells: readonly (readonly string[])[];
}

interface Member {
  readonly name: string;
  readonly namespace: string;
  readonly pods: readonly string[];
  readonly end: End;
  readonly twin: End;
}

/** More names than this are counted. */
const shownNames = 3;

function listed(names: readonly string[]): string {
  const more = names.length - shownNames;
  return more > 0 ? `${names.slice(0, shownNames).join(", ")} and ${more} more` : names.join(", ");
}

function nameOf(members: readonly Member[], sizes: ReadonlyMap<string, number>): string {
  const spaces = [...new Set(members.map(({ namespace }) => namespace))];
  const pods = members.reduce((sum, { pods: held }) => sum + held.length, 0);
  const whole =
    spaces.every((space) => space !== "") &&
    pods === spaces.reduce((sum, space) => sum + (sizes.get(space) ?? 0), 0);
  const [only] = members;
  if (whole && (members.length > 1 || pods > 1)) return `every pod of ${listed(spaces)}`;
  return members.length === 1 && only ? only.name : listed(members.map(({ name }) => name));
}

/**
 * The whole matrix of these namespaces (all, when none is named) and of the addresses outside that policies speak of.
 * Rows and columns that are the same are one.
 */
export function matrix(
  objects: PolicyModel | readonly KubernetesObject[],
  namespaces: readonly string[] = [],
): Matrix {
  const model = toModel(objects);
  const blocks = policyBlocks(model);
  const members: Member[] = [
    ...podGroups(model, namespaces, blocks),
    ...outsiders(model, blocks).map(({ name, end }) => ({ name, end, twin: end, namespace: "", pods: [] })),
  ];
  const reach = reachIn(model);
  const cells = members.map((from) =>
    members.map((to) =>
      from.namespace === "" && to.namespace === ""
        ? ""
        : reachText(reach(from.end, from === to ? to.twin : to.end)),
    ),
  );
  const sizes = new Map<string, number>();
  for (const { namespace, pods } of members) sizes.set(namespace, (sizes.get(namespace) ?? 0) + pods.length);
  const alike = new Map<string, number[]>();
  for (const [index, { namespace }] of members.entries()) {
    // Outside addresses stay by themselves: a block's name says more than its behaviour.
    const own = namespace === "" ? index : "";
    const key = JSON.stringify([own, cells[index], cells.map((row) => row[index])]);
    alike.set(key, [...(alike.get(key) ?? []), index]);
  }
  const merged = [...alike.values()].flatMap((indexes) => {
    const held = indexes.flatMap((index) => members[index] ?? []);
    const [first] = indexes;
    return first === undefined ? [] : [{ first, held }];
  });
  return {
    groups: merged.map(({ held }) => ({
      name: nameOf(held, sizes),
      pods: held.flatMap(({ pods }) => pods),
    })),
    cells: merged.map(({ first: from }) => merged.map(({ first: to }) => cells[from]?.[to] ?? "")),
  };
}

/** A field of a CSV file (RFC 4180); a leading sign a spreadsheet would compute with is quoted away. */
function csvField(text: string): string {
  const safe = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row per source, one column per destination. */
export function matrixCsv({ groups, cells }: Matrix): string {
  const rows = [
    ["from \\ to", ...groups.map(({ name }) => name)],
    ...groups.map(({ name }, index) => [name, ...(cells[index] ?? [])]),
  ];
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

/** A paragraph per source: each thing it reaches, and the destinations that share it. */
export function matrixText({ groups, cells }: Matrix): string {
  const counted = groups.map(({ name, pods }) => (pods.length > 1 ? `${name} (${pods.length} pods)` : name));
  return counted
    .map((from, row) => {
      const byReach = new Map<string, string[]>();
      for (const [column, to] of counted.entries()) {
        const what = cells[row]?.[column] ?? "";
        if (what !== "") byReach.set(what, [...(byReach.get(what) ?? []), to]);
      }
      const lines = [...byReach].map(([what, to]) => `  ${what} → ${to.join("; ")}\n`);
      return `${from}\n${lines.sort().join("")}`;
    })
    .join("\n");
}
