import { tables, type IpSet, type IpSets, type Ruleset, type Table } from "./ruleset.ts";

export const emptyRuleset: Ruleset = {
  raw: { chains: new Map(), hooks: [] },
  mangle: { chains: new Map(), hooks: [] },
  nat: { chains: new Map(), hooks: [] },
  filter: { chains: new Map(), hooks: [] },
};

/** Lines for one table of `iptables-restore --noflush`, in three parts that stand in this order. */
export interface TableDelta {
  readonly declare: readonly string[];
  readonly rules: readonly string[];
  readonly remove: readonly string[];
}

const sameLines = (left: readonly string[] | undefined, right: readonly string[]): boolean =>
  left?.length === right.length && left.every((line, index) => line === right[index]);

/** What turns `before` into `after` in one table: changed chains are emptied and written anew, others are not touched. */
export function tableDelta(before: Ruleset, after: Ruleset, table: Table): TableDelta {
  const old = before[table];
  const now = after[table];
  const changed = [...now.chains].filter(([name, lines]) => !sameLines(old.chains.get(name), lines));
  const gone = [...old.chains.keys()].filter((name) => !now.chains.has(name));
  return {
    declare: [...changed.map(([name]) => name), ...gone].map((name) => `:${name} - [0:0]`),
    rules: [
      ...now.hooks.filter((hook) => !old.hooks.includes(hook)),
      ...changed.flatMap(([, lines]) => lines),
    ],
    remove: gone.map((name) => `-X ${name}`),
  };
}

/** The deltas of several agents as one input for `iptables-restore --noflush`; empty when nothing changed. */
export function restoreText(
  changes: readonly { readonly before: Ruleset; readonly after: Ruleset }[],
): string {
  return tables
    .flatMap((table) => {
      const deltas = changes.map(({ before, after }) => tableDelta(before, after, table));
      const lines = [
        ...deltas.flatMap((delta) => delta.declare),
        ...deltas.flatMap((delta) => delta.rules),
        ...deltas.flatMap((delta) => delta.remove),
      ];
      return lines.length === 0 ? [] : [`*${table}`, ...lines, "COMMIT"];
    })
    .map((line) => `${line}\n`)
    .join("");
}

const createLine = (name: string, { type, family }: IpSet): string =>
  `create ${name} ${type} family ${family === 4 ? "inet" : "inet6"} hashsize 1024 maxelem 1048576`;

/** Input for `ipset restore`: `fill` before the rules that ask the sets, `destroy` after those that did are gone. */
export function setDelta(before: IpSets, after: IpSets): { readonly fill: string; readonly destroy: string } {
  const fill: string[] = [];
  for (const [name, set] of after) {
    const old = before.get(name);
    if (!old) fill.push(createLine(name, set));
    for (const member of set.members) if (!old?.members.has(member)) fill.push(`add ${name} ${member}`);
    for (const member of old?.members ?? []) if (!set.members.has(member)) fill.push(`del ${name} ${member}`);
  }
  const destroy = [...before.keys()].filter((name) => !after.has(name)).map((name) => `destroy ${name}`);
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
  return { fill: text(fill), destroy: text(destroy) };
}
