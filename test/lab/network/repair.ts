/**
 * What agents put right that others changed. Real ones look again by the clock: Felix has its jumps back in front within a
 * second, and its routes within a minute and a half. Here they look when an object changed for them, and by the clock only where
 * a lab asks for it (`resync`): what somebody broke to be asked about has to be there still when the question is.
 */
import type { Family, IpSets, Ruleset, Table } from "./ruleset.ts";
import { tables } from "./ruleset.ts";

/** `-A` lines by table and chain, as iptables-save prints them. */
export type Saved = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function readSave(text: string): Saved {
  const saved = new Map<string, Map<string, string[]>>();
  let chains = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    if (line.startsWith("*")) {
      chains = new Map();
      saved.set(line.slice(1), chains);
    } else if (line.startsWith(":")) chains.set(line.slice(1).split(" ")[0] ?? "", []);
    else if (line.startsWith("-A ")) chains.get(line.split(" ")[1] ?? "")?.push(line);
  }
  return saved;
}

const hashOf = (line: string): string => /cali:([\w-]{16})/.exec(line)?.[1] ?? "";
const chainOf = (line: string): string => line.split(" ")[1] ?? "";
const targetOf = (line: string): string => /(?:-j|--jump|-g|--goto) (\S+)/.exec(line)?.[1] ?? "";

function restore(linesOf: (table: Table) => readonly string[]): string {
  return tables
    .flatMap((table) => {
      const lines = linesOf(table);
      return lines.length === 0 ? [] : [`*${table}`, ...lines, "COMMIT"];
    })
    .map((line) => `${line}\n`)
    .join("");
}

const whole = (name: string, lines: readonly string[]): readonly string[] => [`:${name} - [0:0]`, ...lines];

/** Felix knows its rules by their hashes: a chain that differs is written anew, a jump that is not first is put first again. */
export function felixRepair(saved: Saved, wanted: Ruleset): string {
  return restore((table) => {
    const { chains, hooks } = wanted[table];
    const known = saved.get(table);
    const differing = [...chains].filter(([name, lines]) => {
      const found = known?.get(name)?.map(hashOf);
      return found?.join() !== lines.map(hashOf).join();
    });
    const jumps = hooks.flatMap((hook) => {
      const found = known?.get(chainOf(hook)) ?? [];
      const copies = found.filter((line) => hashOf(line) === hashOf(hook));
      const first = hook.startsWith("-I ");
      if (copies.length === 1 && (!first || hashOf(found[0] ?? "") === hashOf(hook))) return [];
      return [...copies.map(() => hook.replace(/^-[AI]/, "-D")), hook];
    });
    // Every chain is declared before a rule leads to it.
    return [
      ...differing.map(([name]) => `:${name} - [0:0]`),
      ...jumps,
      ...differing.flatMap(([, lines]) => lines),
    ];
  });
}

/**
 * While it runs, kube-proxy notices only that its canary is gone, with which all its chains are; then it writes all of them, as
 * it does when it starts.
 */
export function kubeProxyRepair(saved: Saved, wanted: Ruleset, starts: boolean): string {
  const flushed = (["mangle", "nat", "filter"] as const).some(
    (table) => wanted[table].chains.has("KUBE-PROXY-CANARY") && !saved.get(table)?.has("KUBE-PROXY-CANARY"),
  );
  if (!flushed && !starts) return "";
  return restore((table) => {
    const { chains, hooks } = wanted[table];
    const missing = hooks.filter(
      (hook) =>
        !saved
          .get(table)
          ?.get(chainOf(hook))
          ?.some((line) => targetOf(line) === targetOf(hook)),
    );
    return [
      ...[...chains.keys()].map((name) => `:${name} - [0:0]`),
      ...missing,
      ...[...chains.values()].flat(),
    ];
  });
}

/** kube-proxy writes the chains that all Services share whenever it writes at all. */
export function sharedChains(wanted: Ruleset): string {
  return restore((table) =>
    [...wanted[table].chains]
      .filter(([name]) =>
        /^KUBE-(SERVICES|EXTERNAL-SERVICES|NODEPORTS|FORWARD|POSTROUTING|MARK-MASQ|FIREWALL|PROXY-FIREWALL)$/.test(
          name,
        ),
      )
      .flatMap(([name, lines]) => whole(name, lines)),
  );
}

/** Members that are missing or too many, as input for `ipset restore`; `text` is what `ipset save` prints. */
export function setRepair(text: string, wanted: IpSets, family: Family): string {
  const found = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const [verb, name = "", member = ""] = line.split(" ");
    if (verb === "create") found.set(name, new Set());
    if (verb === "add") found.get(name)?.add(plain(member));
  }
  return [...wanted]
    .flatMap(([name, set]) => {
      if (set.family !== family) return [];
      const there = found.get(name);
      if (!there) return [];
      const meant = new Set([...set.members].map(plain));
      return [
        ...[...meant].filter((member) => !there.has(member)).map((member) => `add ${name} ${member}\n`),
        ...[...there].filter((member) => !meant.has(member)).map((member) => `del ${name} ${member}\n`),
      ];
    })
    .join("");
}

/** ipset prints a block of one address without its length. */
const plain = (member: string): string => member.replace(/\/(32|128)(?=$|,)/, "");
