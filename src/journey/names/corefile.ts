/** CoreDNS' Corefile, as far as it can make the server answer for a name before the cluster's objects are asked. */

/** A line of a server block with what stands in its own braces. */
interface Directive {
  readonly plugin: string;
  readonly words: readonly string[];
  readonly block: readonly (readonly string[])[];
  /** As it is written, on one line. */
  readonly text: string;
}

interface ServerBlock {
  /** Without port and trailing dot; "" is the root. */
  readonly zones: readonly string[];
  readonly directives: readonly Directive[];
}

/** Something in a Corefile that decides about a name in the place of the cluster's objects. */
export interface Override {
  readonly plugin: string;
  readonly text: string;
  /** What it does, to follow "which": `answers NXDOMAIN for it`. */
  readonly does: string;
}

/** One question to CoreDNS with what came of it: an override counts only where it gives that answer to such a question. */
export interface Asked {
  readonly name: string;
  readonly type: "A" | "AAAA";
  /** `NOERROR`, `NXDOMAIN`, `REFUSED` … */
  readonly status: string;
  /** Whether it came with addresses. */
  readonly withAddresses: boolean;
}

/**
 * What stands between a name and the `kubernetes` plugin and gives such an answer, in the order in which CoreDNS asks its
 * plugins (plugin.cfg). Empty where nothing is known to: what only may fit (a pattern that is not simple) is left out.
 */
export function overridesOf(corefile: string, asked: Asked): readonly Override[] {
  const block = blockFor(parseCorefile(corefile), asked.name);
  if (!block) return [];
  const { directives } = block;
  // Lines of another file, or of a snippet, may hold what is missed here.
  const whole = !directives.some(({ plugin }) => plugin === "import");
  const kubernetes = directives.find(({ plugin }) => plugin === "kubernetes");
  if (!kubernetes)
    return whole
      ? [
          {
            plugin: "server block",
            text: block.zones.map((zone) => (zone === "" ? "." : zone)).join(" "),
            does: "has no kubernetes plugin, so the cluster's objects are not asked for it",
          },
        ]
      : [];
  return order.flatMap((plugin) =>
    directives.flatMap((directive) => {
      const does = directive.plugin === plugin ? readers[plugin](directive, asked, block.zones) : undefined;
      return does === undefined ? [] : [{ plugin, text: directive.text, does }];
    }),
  );
}

const order = ["acl", "rewrite", "template", "hosts", "kubernetes"] as const;
type Known = (typeof order)[number];

const readers: Readonly<
  Record<Known, (directive: Directive, asked: Asked, zones: readonly string[]) => string | undefined>
> = {
  // Of its actions only `block` answers, with REFUSED; `filter` answers NOERROR without a record, `drop` not at all.
  acl: ({ words, block }, { name, status }, zones) =>
    status === "REFUSED" && inZones(words, name, zones) && block.some(([action]) => action === "block")
      ? "may refuse it to some clients"
      : undefined,
  rewrite: ({ words, block }, { name }) => rewritten([words, ...block], name),
  template: ({ words, block }, asked, zones) => {
    const [, type = "ANY"] = words;
    if (!["ANY", asked.type].includes(type.toUpperCase())) return undefined;
    if (!inZones(words.slice(2), asked.name, zones)) return undefined;
    const patterns = block.flatMap(([key, ...told]) => (key === "match" ? told : []));
    if (patterns.length > 0 && !patterns.some((pattern) => matches(pattern, `${asked.name}.`) === true))
      return undefined;
    const rcode = (block.find(([key]) => key === "rcode")?.[1] ?? "NOERROR").toUpperCase();
    if (rcode !== asked.status) return undefined;
    const answers = block.some(([key]) => key === "answer");
    if (asked.withAddresses && !answers) return undefined;
    return answers ? "answers it with a record of its own" : `answers ${rcode} for it`;
  },
  hosts: ({ block }, { name, withAddresses }) =>
    withAddresses && block.some(([, ...names]) => names.includes(name))
      ? "answers it with an address of its own"
      : undefined,
  kubernetes: ({ words, block }, { name }, zones) => {
    if (!inZones(words, name, zones)) return `is asked for ${words.join(", ")} only`;
    const exposed = block.find(([key]) => key === "namespaces")?.slice(1);
    const namespace = name.split(".svc.")[0]?.split(".").at(-1);
    return exposed !== undefined && namespace !== undefined && !exposed.includes(namespace)
      ? `knows the namespaces ${exposed.join(", ")} only`
      : undefined;
  },
};

function rewritten(rules: readonly (readonly string[])[], name: string): string | undefined {
  for (const rule of rules) {
    const [field, ...rest] = rule.filter((word) => word !== "continue" && word !== "stop");
    if (field !== "name") continue;
    const kinds = ["exact", "prefix", "suffix", "substring", "regex"];
    const [kind = "exact", from = "", to = ""] = kinds.includes(rest[0] ?? "") ? rest : ["exact", ...rest];
    const plain = from.replace(/\.$/, "");
    const fits =
      kind === "exact"
        ? name === plain
        : kind === "prefix"
          ? name.startsWith(from)
          : kind === "suffix"
            ? `${name}.`.endsWith(`${plain}.`)
            : kind === "substring"
              ? name.includes(from)
              : matches(from, `${name}.`);
    // The first rule that fits ends the search: one that may fit leaves open what becomes of the name.
    if (fits === undefined) return undefined;
    if (fits) return `turns it into ${to}`;
  }
  return undefined;
}

function inZones(words: readonly string[], name: string, otherwise: readonly string[]): boolean {
  const zones = words.length > 0 ? words.map(bare) : otherwise;
  return zones.some((zone) => within(name, zone));
}

const within = (name: string, zone: string): boolean =>
  zone === "" || name === zone || name.endsWith(`.${zone}`);

/** `cluster.local.:53` and `dns://cluster.local` are `cluster.local`. */
const bare = (zone: string): string =>
  zone
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/:\d+$/, "")
    .replace(/\.$/, "");

/**
 * Whether a pattern of the cluster matches a name, without running it: Go's expressions take linear time, those of JavaScript
 * may take for ever. Read is plain text, anchored or not, with anything at its ends: `^ratings\\.(.*)$`. Undefined: it may.
 */
function matches(pattern: string, name: string): boolean | undefined {
  const blind = pattern.startsWith("(?i)");
  const [, start = "", middle, end = ""] =
    /^(\^?)((?:[\w.-]|\\[.-])*)(\$?)$/.exec(
      pattern
        .replace("(?i)", "")
        .replace(/^\^?(?:\(\.\*\)|\.\*)/, "")
        .replace(/(?:\(\.\*\)|\.\*)\$?$/, ""),
    ) ?? [];
  if (middle === undefined) return undefined;
  const fold = (words: string): string => (blind ? words.toLowerCase() : words);
  const text = fold(name);
  const sought = fold(middle.replaceAll("\\", ""));
  const fits = (inside: string): boolean =>
    (start === "" || inside.startsWith(sought)) &&
    (end === "" || inside.endsWith(sought)) &&
    (start === "" || end === "" || inside === sought) &&
    inside.includes(sought);
  if (fits(text)) return true;
  // A bare dot stands for any character; whether the dot at a name's end is there depends on the release.
  return /(?:^|[^\\])\./.test(middle) || fits(text.replace(/\.$/, "")) ? undefined : false;
}

/** The server block with the longest zone that the name is in. */
function blockFor(blocks: readonly ServerBlock[], name: string): ServerBlock | undefined {
  const fitting = blocks.flatMap((block) => {
    const zone = block.zones
      .filter((own) => within(name, own))
      .sort((one, other) => other.length - one.length)[0];
    return zone === undefined ? [] : [{ block, zone }];
  });
  return fitting.sort((one, other) => other.zone.length - one.zone.length)[0]?.block;
}

function parseCorefile(text: string): readonly ServerBlock[] {
  const blocks: { zones: string[]; directives: Directive[] }[] = [];
  let directive: { words: string[]; block: string[][] } | undefined;
  let depth = 0;
  const close = (): void => {
    const [plugin = "", ...words] = directive?.words ?? [];
    if (directive)
      blocks.at(-1)?.directives.push({ plugin, words, block: directive.block, text: shown(directive) });
    directive = undefined;
  };
  for (const words of text.split("\n").map(wordsOf)) {
    if (words.length === 0) continue;
    const opens = words.at(-1) === "{";
    const body = opens ? words.slice(0, -1) : words;
    if (body[0] === "}") {
      depth = Math.max(0, depth - 1);
      if (depth === 1) close();
    } else if (depth === 0) {
      if (opens) blocks.push({ zones: body.map((zone) => bare(zone.replace(/,$/, ""))), directives: [] });
    } else if (depth === 1) {
      directive = { words: body, block: [] };
      if (!opens) close();
    } else directive?.block.push(body);
    if (opens) depth++;
  }
  return blocks.filter(({ zones }) => !zones.some((zone) => zone.startsWith("(")));
}

function shown({
  words,
  block,
}: {
  readonly words: readonly string[];
  readonly block: readonly (readonly string[])[];
}): string {
  const inside = block.map((line) => line.join(" ")).join("; ");
  return `${words.join(" ")}${inside === "" ? "" : ` { ${inside} }`}`.slice(0, 300);
}

/** Words of a line, quotes taken off, without its comment. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)];
  const comment = words.findIndex(([, , plain]) => plain?.startsWith("#") === true);
  return words
    .slice(0, comment < 0 ? words.length : comment)
    .map(([, quoted, plain]) => quoted ?? plain ?? "");
}
