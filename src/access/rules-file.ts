/** The rules as they are written: one YAML file. */
import { isMap, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { Places } from "./places.ts";
import { actions, allActions, isAction, type Rules } from "./rule.ts";

/** The rules do not read; the message is for whoever wrote them: each line with what is wrong there and the way out. */
export class RulesError extends Error {
  override readonly name = "RulesError";
}

const ids = (pattern: RegExp, what: string, example: string) =>
  z
    .array(z.string().regex(pattern, `is not the id of a ${what}: ${example}, not its name`))
    .min(1, `is empty: leave it out, or name a ${what}`)
    .default([]);
const patterns = (pattern: RegExp, what: string) =>
  z
    .array(z.string().regex(pattern, `is no pattern of ${what}`))
    .min(1, `is empty: leave it out, or write a pattern: ["*"]`);
const names = /^!?[A-Za-z0-9*]([-A-Za-z0-9.*_]*[A-Za-z0-9*])?$/;
const everyAction = Object.keys(actions).filter(isAction);

/** `all`, also beside those that are allowed by name alone: `[all, apply]`. */
function withAll(written: unknown): unknown {
  if (written === "all") return allActions;
  const each: readonly unknown[] = Array.isArray(written) ? written : [];
  return each.includes("all")
    ? [...allActions, ...each.filter((one) => one !== "all" && !allActions.some((known) => known === one))]
    : written;
}

const Outside = z
  .string()
  .refine(
    (text) =>
      text.includes("/")
        ? ipaddr.isValidCIDR(text)
        : names.test(text) && !ipaddr.IPv4.isValidFourPartDecimal(text),
    "is no host, pattern of hosts or block of addresses: api.example.com, *.example.com, 203.0.113.7/32",
  );

const RuleIn = z
  .strictObject({
    name: z.string().min(1, "is empty").max(80, "is longer than 80 characters"),
    users: ids(/^[UW][A-Z0-9]+$/, "person", "U0123ABCD"),
    groups: ids(/^S[A-Z0-9]+$/, "user group", "S0123ABCD"),
    channels: ids(/^[CGD][A-Z0-9]+$/, "channel", "C0123ABCD"),
    clusters: patterns(names, "clusters' names").default(["*"]),
    namespaces: patterns(names, "namespaces").default([]),
    nodes: patterns(names, "nodes").default([]),
    outside: z.array(Outside).default([]),
    actions: z.preprocess(
      (written) => withAll(written),
      z.array(z.enum(everyAction, `is no action; there are ${everyAction.join(", ")}`)).min(1, "is empty"),
    ),
  })
  .refine(({ users, groups, channels }) => users.length + groups.length + channels.length > 0, {
    error: "is for nobody: name users, groups or channels",
  })
  .refine(({ namespaces, nodes, outside }) => namespaces.length + nodes.length + outside.length > 0, {
    error: 'is about nothing: name namespaces, nodes or outside; namespaces: ["*"] is every one',
  });
const ChannelIn = z
  .strictObject({
    cluster: z.string().min(1, "is empty").exactOptional(),
    namespace: z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "is no namespace")
      .exactOptional(),
  })
  .refine(({ cluster, namespace }) => cluster !== undefined || namespace !== undefined, {
    error: "says nothing: name its cluster, its namespace or both",
  });
const channelId = z.string().regex(/^[CGD][A-Z0-9]+$/, "is not the id of a channel: C0123ABCD, not its name");

const RulesIn = z.strictObject(
  {
    rules: z.array(RuleIn).min(1, "is empty: then nobody may ask"),
    channels: z.record(channelId, ChannelIn).default({}),
  },
  { error: ({ code }) => (code === "invalid_type" ? "must be a map that begins with rules:" : undefined) },
);

/** What a file of rules says. */
export interface AccessFile {
  readonly rules: Rules;
  readonly channels: Places["channels"];
}

/** The rules alone. Throws RulesError. */
export function readRules(text: string, file: string): Rules {
  return readAccess(text, file).rules;
}

/** Reads the text of a file of rules. Throws RulesError. */
export function readAccess(text: string, file: string): AccessFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  /** As they stand in the file, from its first line to its last. */
  const wrong = (problems: readonly Problem[]): RulesError =>
    failure(
      [...problems]
        .sort((one, other) => one.offset - other.offset)
        .map(({ offset, says }) => `${file} line ${lines.linePos(offset).line}: ${says}`),
    );
  if (document.errors.length > 0)
    throw wrong(document.errors.map(({ pos: [offset], message }) => ({ offset, says: firstLine(message) })));
  const read = RulesIn.safeParse(plain(document, file));
  if (!read.success) throw wrong(read.error.issues.flatMap((issue) => problemsOf(issue, document)));
  const { rules, channels } = read.data;
  const twice = rules.flatMap(({ name }, index) => {
    const first = rules.findIndex((rule) => rule.name === name);
    if (first === index) return [];
    const says = `rules[${first + 1}] and rules[${index + 1}] are both called "${name}": give each a name of its own`;
    return [{ offset: nearest(document, ["rules", index, "name"]), says }];
  });
  if (twice.length > 0) throw wrong(twice);
  return { rules, channels };
}

interface Problem {
  /** Where it stands in the text. */
  readonly offset: number;
  readonly says: string;
}

/** Aliases of aliases (a YAML bomb) are not unfolded. */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch (error) {
    throw failure([`${file}: ${error instanceof Error ? firstLine(error.message) : String(error)}`]);
  }
}

function problemsOf(issue: z.core.$ZodIssue, document: Document): readonly Problem[] {
  const keys = issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step));
  const where = pathWords(keys);
  if (issue.code === "invalid_key")
    return issue.issues.map(({ message }) => ({
      offset: nearest(document, keys),
      says: `${where} ${message}`,
    }));
  if (issue.code !== "unrecognized_keys")
    return [{ offset: nearest(document, keys), says: `${where} ${whatIsWrong(issue, keys)}` }];
  const known = Object.keys(
    keys.length === 0 ? RulesIn.shape : keys[0] === "channels" ? ChannelIn.shape : RuleIn.shape,
  );
  const map = keys.length === 0 ? document.contents : document.getIn(keys, true);
  return issue.keys.map((wrong) => {
    const key = isMap(map)
      ? map.items.find((pair) => isScalar(pair.key) && pair.key.value === wrong)?.key
      : undefined;
    const offset = offsetOf(key) ?? nearest(document, keys);
    return { offset, says: `${where} knows no "${wrong}"; it has ${known.join(", ")}` };
  });
}

function whatIsWrong(
  { code, message, ...issue }: z.core.$ZodIssue,
  keys: readonly (string | number)[],
): string {
  if (message.includes("received undefined")) return `is missing; ${example(keys)}`;
  if (code !== "invalid_type" || !("expected" in issue) || keys.length === 0) return message;
  const last = String(keys.at(-1));
  if (issue.expected === "array") {
    const within = listed[last];
    return within === undefined
      ? "must be a list of rules, each of which begins with - name:"
      : `must be a list, ${last}: [${within}]`;
  }
  if (keys[0] === "channels" && issue.expected !== "string")
    return "must be a map: { cluster: prod-2, namespace: shop }";
  return issue.expected === "object"
    ? "must be a rule, which begins with - name:"
    : 'must be text: in quotes it is, as in "7"';
}

/** What stands in each list, for whoever wrote something else there. */
const listed: Readonly<Record<string, string>> = {
  users: "U0123ABCD",
  groups: "S0123ABCD",
  channels: "C0123ABCD",
  clusters: "prod-*",
  namespaces: "shop, shop-*",
  nodes: "node-1",
  outside: "api.example.com",
  actions: "ask, choose, recheck",
};

/** `rules[0].actions` of the rule that is called so, where it has a name. */
function pathWords(keys: readonly (string | number)[]): string {
  if (keys.length === 0) return "the file";
  return keys
    .map((key) => (typeof key === "number" ? `[${key + 1}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

function example(keys: readonly (string | number)[]): string {
  return keys.at(-1) === "actions"
    ? `write actions: [${everyAction.slice(0, 3).join(", ")}], or actions: all`
    : keys.at(-1) === "name"
      ? "write name: the shop team"
      : "a file of rules begins with rules:";
}

/** Where the value stands, or the one around it that is there. */
function nearest(document: Document, keys: readonly (string | number)[]): number {
  for (let depth = keys.length; depth > 0; depth--) {
    const offset = offsetOf(document.getIn(keys.slice(0, depth), true));
    if (offset !== undefined) return offset;
  }
  return offsetOf(document.contents) ?? 0;
}

function offsetOf(node: unknown): number | undefined {
  return isNodeWithRange(node) ? node.range[0] : undefined;
}

function isNodeWithRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

function failure(problems: readonly string[]): RulesError {
  return new RulesError(
    `The rules of who may ask do not read:\n${problems.map((one) => `  ${one}`).join("\n")}`,
  );
}
