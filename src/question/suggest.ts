/**
 * The ends that somebody who types the first letters of one may mean, from the names of a cluster. Pure. One line has all three
 * parts, `namespace/name:port`, as it is written everywhere, and each is found by itself: whoever is tired types what they know of it.
 */
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
export function suggestEnds(names: Names, wanted: Wanted): readonly Suggestion[] {
  const { typed, longest } = wanted;
  const visible = { ...names, sees: onceEach(wanted.sees) };
  const side = sideOf(wanted.side);
  const text = readTyped(typed);
  // A number alone is a port more often than a part of a name.
  const asPort = side === "to" && /^\d+$/.test(text.name) && text.namespace === undefined;
  const readings = asPort ? [{ namespace: undefined, name: "", port: text.name }, text] : [text];
  const once = new Map<string, Found>();
  for (const reading of readings)
    for (const found of [...objectsFor(visible, reading, side), ...namespacesFor(visible, reading)])
      if (found.end.length <= longest && !once.has(found.end)) once.set(found.end, found);
  return [...once.values()]
    .sort((one, other) => one.rank - other.rank || byLength(one.end, other.end))
    .slice(0, most)
    .map(({ end, says }) => ({ end, says }));
}

type Visible = Names & Pick<Wanted, "sees">;

function objectsFor({ objects, sees }: Visible, text: Typed, side: Side): readonly Found[] {
  // A namespace that is typed alone stands for what is in it.
  const fitsAround = onceEach((namespace) => fit(text.namespace ?? text.name, namespace));
  const found: Found[] = [];
  for (const workload of together(objects)) {
    if (!sees(workload.namespace)) continue;
    const rank = rankOf(fit(text.name, workload.name), fitsAround(workload.namespace), text);
    if (rank === undefined) continue;
    for (const one of endsOf(workload, side, text)) found.push({ ...one, rank });
  }
  return found;
}

function namespacesFor({ namespaces, sees }: Visible, { namespace, name, port }: Typed): readonly Found[] {
  if (port !== undefined || (namespace !== undefined && name !== "")) return [];
  const typed = namespace ?? name;
  return namespaces.filter(sees).flatMap((one) => {
    const rank = fit(typed, one);
    const end = { end: `pods in ${one}`, says: "every pod of the namespace" };
    if (rank === undefined) return [];
    // One that is typed in full comes before the many things in it. Of others the contents are meant more often.
    return [{ ...end, rank: rank === ranks.exact ? -1 : rank * 10 + 9 }];
  });
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
  /** Of the Service, where there is one. */
  readonly ports: Ports;
  /** Those that containers of a workload declare. */
  readonly declared: readonly { readonly kind: NamedObject["kind"]; readonly ports: Ports }[];
}

type Ports = NonNullable<NamedObject["ports"]>;

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
      ports: [...(other?.ports ?? []), ...(kind === "Service" ? ports : [])],
      declared: [...(other?.declared ?? []), ...(kind === "Service" ? [] : [{ kind, ports }])],
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

function endsOf(workload: Together, side: Side, typed: Typed): readonly Suggestion[] {
  const { port } = typed;
  const { namespace, name, kinds, ports, declared } = workload;
  const [kind] = kinds;
  const path = `${namespace}/${name}`;
  const end = kind === "Job" || kind === "CronJob" ? `${kind.toLowerCase()}/${path}` : path;
  const says = kinds.join(", ");
  if (side === "from") return [{ end, says }];
  const isService = kinds.includes("Service");
  const own = ports.filter(begins(port)).map((one) => ({
    end: `${end}:${numberOf(one)}`,
    says: one.name === undefined ? says : `${says}, port ${one.name}`,
  }));
  // The name alone means the Service: its pods' own ports are asked about with the workload's kind.
  const straight = declared.flatMap(({ kind: its, ports: open }) =>
    open
      .filter(begins(port))
      .filter((one) => !ports.some((other) => numberOf(other) === numberOf(one)))
      .map((one) => ({
        end: `${isService ? `${its.toLowerCase()}/${path}` : end}:${numberOf(one)}`,
        says: one.name === undefined ? `${its}, container port` : `${its}, container port ${one.name}`,
      })),
  );
  if (ports.length > 0 || declared.some(({ ports: open }) => open.length > 0)) return [...own, ...straight];
  // Of a port alone only those are meant that have it.
  if (typed.namespace === undefined && typed.name === "" && port !== undefined) return [];
  // Whether anything listens there nobody says before it was asked.
  return [{ end: /^\d+$/.test(port ?? "") ? `${end}:${port ?? ""}` : end, says }];
}

/** By number or by name. */
function begins(typed: string | undefined): (port: Ports[number]) => boolean {
  return ({ port, name }) =>
    typed === undefined || String(port).startsWith(typed) || name?.startsWith(typed) === true;
}

/** `8080`, `53/udp`. */
function numberOf({ port, protocol }: Ports[number]): string {
  return `${port}${protocol === undefined ? "" : `/${protocol.toLowerCase()}`}`;
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
