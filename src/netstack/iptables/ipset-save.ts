import { addressInterval } from "../numbers/address-interval.ts";
import { dimensionsOf } from "../kernel/ipset-lookup.ts";
import { protocolNumber } from "../rules/packet-state.ts";
import { deviceInterval, exactly, type Interval, type NamedSet, type SetElement } from "../numbers/sets.ts";

interface Growing {
  readonly name: string;
  readonly type: string;
  readonly elements: SetElement[];
  readonly members: string[];
  undecidable?: string;
}

/**
 * Reads `ipset save` text: sets by name. An entry that is not understood makes its set undecidable for
 * whatever no other entry holds. Lines that are neither `create` nor `add` are returned in `strange`.
 */
export function parseIpsetSave(text: string): {
  readonly sets: ReadonlyMap<string, NamedSet>;
  readonly strange: readonly string[];
} {
  const sets = new Map<string, Growing>();
  const strange: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [verb, name = "", what = "", ...options] = line.split(" ");
    if (verb === "create") sets.set(name, { name, type: what, elements: [], members: [] });
    else if (verb === "add" && sets.has(name)) addEntry(sets.get(name), what, options);
    else strange.push(line);
  }
  return {
    sets: new Map(
      [...sets].map(([name, { members, ...set }]) => [
        name,
        set.type === "list:set" ? { ...set, members } : set,
      ]),
    ),
    strange,
  };
}

function addEntry(set: Growing | undefined, entry: string, options: readonly string[]): void {
  if (!set) return;
  if (set.type === "list:set") {
    set.members.push(entry);
    return;
  }
  const key = keyOf(set.type, entry);
  if (!key) {
    set.undecidable ??= `${set.type} entry ${entry}`;
    return;
  }
  const timeout = Number(options[options.indexOf("timeout") + 1] ?? 0);
  set.elements.push({
    key,
    ...(options.includes("nomatch") && { nomatch: true }),
    ...(options.includes("timeout") && { timeout }),
  });
}

function keyOf(type: string, entry: string): readonly Interval[] | undefined {
  const dimensions = dimensionsOf(type);
  const values = entry.split(",");
  const bitmap = type.startsWith("bitmap:");
  const key: Interval[] = [];
  for (const [index, dimension] of dimensions.entries()) {
    const parts = intervalsOf(dimension, values[index] ?? "", bitmap);
    if (!parts) return undefined;
    key.push(...parts);
  }
  return key;
}

function intervalsOf(dimension: string, value: string, bitmap: boolean): readonly Interval[] | undefined {
  switch (dimension) {
    case "ip":
    case "net": {
      const interval = addressInterval(value);
      return interval && [interval];
    }
    case "port":
      return portIntervals(value, bitmap);
    case "mark":
      return [exactly(Number(value))];
    case "iface":
      return value.startsWith("physdev:") ? undefined : [deviceInterval(value, "+")];
    default:
      return undefined;
  }
}

/** `tcp:8080`, `8080`, `80-90`, `icmp:8/0`, `icmp:echo-request`. A bitmap:port holds ports of TCP and UDP alike. */
function portIntervals(value: string, bitmap: boolean): readonly Interval[] | undefined {
  const [before, after] = value.includes(":") ? value.split(":") : ["tcp", value];
  const protocol = protocolNumber(before ?? "");
  if (protocol === undefined || after === undefined) return undefined;
  const protocols = bitmap ? { from: 0n, to: 255n } : exactly(protocol);
  const icmp = /^(\d+)\/(\d+)$/.exec(after);
  if (icmp) return [protocols, exactly(Number(icmp[1]) * 256 + Number(icmp[2]))];
  if (after === "echo-request") return [protocols, exactly(protocol === 58 ? 128 * 256 : 8 * 256)];
  const range = /^(\d+)(?:-(\d+))?$/.exec(after);
  if (!range) return undefined;
  return [protocols, { from: BigInt(range[1] ?? 0), to: BigInt(range[2] ?? range[1] ?? 0) }];
}
