/** The ends that somebody who types the first letters of one may mean, from the names of a cluster. Pure. */
import { distance } from "fastest-levenshtein";
import type { NamedObject, Names } from "../model/names.ts";
import { readKept } from "./kept-end.ts";

/** An end as it can be typed, and what it is: `shop/web:8080`, `Service, port http`. */
export interface Suggestion {
  readonly end: string;
  readonly says: string;
}

export interface Wanted {
  /** What stands there so far; may be nothing. */
  readonly typed: string;
  /** Who calls, or what is called: that has a port. `other`: of an end that was kept, as it comes out of Redis, the one that was missing. */
  readonly side: "from" | "to" | { readonly other: unknown };
  /** Whether the person may be told of that namespace: of others nothing is suggested, nor counted. */
  readonly sees: (namespace: string) => boolean;
  /** Only what this text is no longer than. */
  readonly longest: number;
}

/** Slack shows so many. */
const most = 100;

/** How well a name fits; lower is better, undefined not at all. */
type Rank = number | undefined;
const ranks = { exact: 0, prefix: 1, word: 2, inside: 3, near: 4 } as const;

/** Best first: what begins so, then what has a word that does, what has it inside, and what is a slip of the keyboard. */
export function suggestEnds({ namespaces, objects }: Names, wanted: Wanted): readonly Suggestion[] {
  const { typed, sees, longest } = wanted;
  const side = sideOf(wanted.side);
  const text = readTyped(typed);
  const visible = onceEach(sees);
  // A namespace that is typed alone stands for what is in it.
  const fitsAround = onceEach((namespace) => fit(text.namespace ?? text.name, namespace));
  const found: Found[] = [];
  for (const workload of together(objects)) {
    if (!visible(workload.namespace)) continue;
    const rank = rankOf(fit(text.name, workload.name), fitsAround(workload.namespace), text);
    if (rank === undefined) continue;
    for (const one of endsOf(workload, side, text.port)) found.push({ ...one, rank });
  }
  if (text.port === undefined)
    for (const namespace of namespaces.filter(visible)) {
      const rank = text.name === "" || text.namespace === undefined ? fit(text.name, namespace) : undefined;
      // Of a namespace and its contents the contents are meant more often.
      const end = { end: `pods in ${namespace}`, says: "every pod of the namespace" };
      if (rank !== undefined) found.push({ ...end, rank: rank * 10 + 9 });
    }
  return found
    .filter(({ end }) => end.length <= longest)
    .sort((one, other) => one.rank - other.rank || byLength(one.end, other.end))
    .slice(0, most)
    .map(({ end, says }) => ({ end, says }));
}

type Side = "from" | "to";

function sideOf(side: Wanted["side"]): Side {
  if (typeof side === "string") return side;
  return readKept(side.other)?.side === "to" ? "from" : "to";
}

interface Found extends Suggestion {
  readonly rank: number;
}

interface Typed {
  /** Before a slash. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** After a colon. */
  readonly port: string | undefined;
}

/** `shop/we`, `shop/web:80`, `deployment/shop/we`, `we`, `pods in sh`. */
function readTyped(typed: string): Typed {
  const plain = typed
    .trim()
    .toLowerCase()
    .replace(/^pods in /, "");
  const [path = "", port] = plain.split(":");
  const parts = path.split(/[/\s]+/);
  const name = parts.at(-1) ?? "";
  return { namespace: parts.at(-2), name, port };
}

/** All objects of one name in a namespace: asked about by one name. */
interface Together {
  readonly namespace: string;
  readonly name: string;
  readonly kinds: readonly NamedObject["kind"][];
  readonly ports: NonNullable<NamedObject["ports"]>;
}

/** The same objects are searched at every letter that is typed. */
const gathered = new WeakMap<readonly NamedObject[], readonly Together[]>();

function together(objects: readonly NamedObject[]): readonly Together[] {
  const known = gathered.get(objects) ?? gather(objects);
  gathered.set(objects, known);
  return known;
}

function gather(objects: readonly NamedObject[]): readonly Together[] {
  const all = new Map<string, Together>();
  for (const { kind, namespace, name, ports = [] } of objects) {
    // These are asked about with their kind.
    const alone = kind === "Job" || kind === "CronJob" ? `${kind}/` : "";
    const key = `${alone}${namespace}/${name}`;
    const other = all.get(key);
    all.set(key, {
      namespace,
      name,
      kinds: [...(other?.kinds ?? []), kind],
      ports: [...(other?.ports ?? []), ...ports],
    });
  }
  return [...all.values()];
}

function rankOf(own: Rank, around: Rank, { namespace }: Typed): Rank {
  if (namespace !== undefined)
    return own === undefined || around === undefined ? undefined : around * 100 + own * 10;
  const byName = own === undefined ? Infinity : own * 10;
  const byNamespace = around === undefined || around === ranks.near ? Infinity : around * 10 + 5;
  const best = Math.min(byName, byNamespace);
  return best === Infinity ? undefined : best;
}

/** The same for the same namespace, which many names are in. */
function onceEach<Value>(of: (namespace: string) => Value): (namespace: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (namespace) => {
    const before = known.get(namespace);
    const value = before ? before.value : of(namespace);
    if (!before) known.set(namespace, { value });
    return value;
  };
}

function endsOf({ namespace, name, kinds, ports }: Together, side: Side, port?: string): Suggestion[] {
  const [kind] = kinds;
  const prefix = kind === "Job" || kind === "CronJob" ? `${kind.toLowerCase()}/` : "";
  const end = `${prefix}${namespace}/${name}`;
  const says = kinds.join(", ");
  if (side === "from") return [{ end, says }];
  // Whether anything listens there nobody says before it was asked.
  if (ports.length === 0) return [{ end: /^\d+$/.test(port ?? "") ? `${end}:${port ?? ""}` : end, says }];
  return ports
    .filter(
      (one) => port === undefined || String(one.port).startsWith(port) || one.name?.startsWith(port) === true,
    )
    .map((one) => ({
      end: `${end}:${one.port}${one.protocol === undefined ? "" : `/${one.protocol.toLowerCase()}`}`,
      says: one.name === undefined ? says : `${says}, port ${one.name}`,
    }));
}

function fit(typed: string, name: string): Rank {
  if (typed === "") return ranks.prefix;
  if (name === typed) return ranks.exact;
  if (name.startsWith(typed)) return ranks.prefix;
  if (["-", "."].some((before) => name.includes(`${before}${typed}`))) return ranks.word;
  if (name.includes(typed)) return ranks.inside;
  return isNear(typed, name) ? ranks.near : undefined;
}

/** Whether it is the name, or the beginning of it, with a slip: a third of the letters wrong at most. */
function isNear(typed: string, name: string): boolean {
  if (typed.length < 4 || typed.length > 63) return false;
  return distance(typed, name.slice(0, typed.length)) <= Math.floor(typed.length / 3);
}

function byLength(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}
