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

/**
 * What stands between a name and the `kubernetes` plugin, in the order in which CoreDNS asks its plugins (plugin.cfg).
 * Empty where nothing does, or the text cannot be read.
 */
export function overridesOf(corefile: string, name: string): readonly Override[] {
  const block = blockFor(parseCorefile(corefile), name);
  if (!block) return [];
  const { directives } = block;
  const kubernetes = directives.find(({ plugin }) => plugin === "kubernetes");
  if (!kubernetes)
    return [
      {
        plugin: "server block",
        text: block.zones.map((zone) => (zone === "" ? "." : zone)).join(" "),
        does: "has no kubernetes plugin, so the cluster's objects are not asked for it",
      },
    ];
  return order.flatMap((plugin) =>
    directives.flatMap((directive) => {
      const does = directive.plugin === plugin ? readers[plugin](directive, name, block.zones) : undefined;
      return does === undefined ? [] : [{ plugin, text: directive.text, does }];
    }),
  );
}

const order = ["acl", "rewrite", "template", "hosts", "kubernetes"] as const;
type Asked = (typeof order)[number];

const readers: Readonly<
  Record<Asked, (directive: Directive, name: string, zones: readonly string[]) => string | undefined>
> = {
  acl: ({ words, block }, name, zones) =>
    inZones(words, name, zones) && block.some(([action]) => action !== undefined && action !== "allow")
      ? "may refuse it to some clients"
      : undefined,
  rewrite: ({ words, block }, name) => rewritten([words, ...block], name),
  template: ({ words, block }, name, zones) => {
    const patterns = block.flatMap(([key, pattern]) =>
      key === "match" && pattern !== undefined ? [pattern] : [],
    );
    if (!inZones(words.slice(2), name, zones)) return undefined;
    if (patterns.length > 0 && !patterns.some((pattern) => matches(pattern, `${name}.`))) return undefined;
    const rcode = block.find(([key]) => key === "rcode")?.[1] ?? "NOERROR";
    const answers = block.some(([key]) => key === "answer");
    return answers ? "answers it with a record of its own" : `answers ${rcode.toUpperCase()} for it`;
  },
  hosts: ({ block }, name) =>
    block.some(([, ...names]) => names.includes(name)) ? "answers it with an address of its own" : undefined,
  kubernetes: ({ words, block }, name) => {
    if (!words.some((zone) => within(name, bare(zone))))
      return `is asked for ${words.join(", ") || "no zone"} only`;
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
              : matches(from, name) || matches(from, `${name}.`);
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

/** Go's syntax differs in the names of groups and in where flags stand. A pattern that cannot be read may match. */
function matches(pattern: string, text: string): boolean {
  const flags = /^\(\?([a-z]+)\)/.exec(pattern)?.[1] ?? "";
  const plain = pattern.replace(/^\(\?[a-z]+\)/, "").replaceAll("(?P<", "(?<");
  try {
    return new RegExp(plain, flags.includes("i") ? "i" : "").test(text);
  } catch {
    return true;
  }
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
