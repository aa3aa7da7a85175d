import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchExpression } from "../../../src/policy/calico/match.ts";
import { parseSelector } from "../../../src/policy/calico/selector.ts";

function selects(text: string, labels: Record<string, string>): boolean {
  const read = parseSelector(text);
  if ("error" in read) throw new Error(read.error);
  return matchExpression(read.expression, { labels, unread: [] }) === "yes";
}

describe("each operator, both sides of it", () => {
  const web = { app: "web", "example.com/tier": "front", empty: "" };
  test.each([
    ["", {}, true],
    ["all()", {}, true],
    ["all( )", {}, true],
    ["app == 'web'", web, true],
    ['app == "web"', web, true],
    ["app=='web'", web, true],
    ["app == 'db'", web, false],
    ["missing == ''", web, false],
    ["empty == ''", web, true],
    ["app != 'db'", web, true],
    ["app != 'web'", web, false],
    ["missing != 'x'", web, true],
    ["app in {'db', 'web'}", web, true],
    ["app in {'db'}", web, false],
    ["app in {}", web, false],
    ["app in {'web',}", web, true],
    ["missing in {'x'}", web, false],
    ["app not in {'db'}", web, true],
    ["app not in {'web'}", web, false],
    ["missing not in {'x'}", web, true],
    ["has(app)", web, true],
    ["has( example.com/tier )", web, true],
    ["has(missing)", web, false],
    ["!has(missing)", web, true],
    ["!!has(app)", web, true],
    ["app contains 'e'", web, true],
    ["app contains 'x'", web, false],
    ["missing contains ''", web, false],
    ["app starts with 'we'", web, true],
    ["app starts with 'eb'", web, false],
    ["app ends with 'eb'", web, true],
    ["app ends with 'we'", web, false],
    ["app == 'web' && has(missing)", web, false],
    ["app == 'db' || app == 'web'", web, true],
    ["app == 'web' || has(x) && has(y)", web, true],
    ["(app == 'web' || has(x)) && has(y)", web, false],
    ["!(app == 'web')", web, false],
    ["global()", web, true],
    ["global()", { "projectcalico.org/namespace": "shop" }, false],
    ["all == 'x'", { all: "x" }, true],
    ["in in {'x'}", { in: "x" }, true],
    ["constructor == 'x'", {}, false],
    ["has(toString)", {}, false],
  ])("%s on %j: %s", (text, labels, expected) => {
    expect(selects(text, labels)).toBe(expected);
  });
});

test.each([
  "app = 'web'",
  "app == web",
  "app == 'web",
  "app",
  "has(app",
  "has()",
  "has (app)",
  "all(x)",
  "app == 'web' &&",
  "app == 'web' & has(x)",
  "(app == 'web'",
  "app == 'web')",
  "app in 'web'",
  "app in {web}",
  "app not 'x'",
  "== 'web'",
  "app == 'a' app == 'b'",
  "app == 'a' &&\nhas(b)",
  "&&",
  "(".repeat(5000),
  `${"(".repeat(5000)}has(a)${")".repeat(5000)}`,
])("%j is refused with a reason", (text) => {
  expect(parseSelector(text)).toEqual({ error: expect.any(String) as string });
});

/** A selector as text, and what it means, made together: the meaning owes nothing to the parser. */
interface Made {
  readonly text: string;
  readonly holds: (labels: Record<string, string>) => boolean;
}

const keys = ["app", "tier", "example.com/a-b"];
const values = ["", "web", "we", "b"];
const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const space = fc.constantFrom("", " ", "\t ");

const leaf: fc.Arbitrary<Made> = fc.oneof(
  fc.constant<Made>({ text: "all()", holds: () => true }),
  key.map((k): Made => ({ text: `has(${k})`, holds: (labels) => k in labels })),
  fc
    .tuple(key, value, space)
    .map(([k, v, s]): Made => ({ text: `${k}${s}==${s}'${v}'`, holds: (labels) => labels[k] === v })),
  fc
    .tuple(key, value, space)
    .map(([k, v, s]): Made => ({ text: `${k}${s}!="${v}"`, holds: (labels) => labels[k] !== v })),
  fc.tuple(key, value).map(([k, v]): Made => ({
    text: `${k} contains '${v}'`,
    holds: (labels) => (labels[k] ?? "\0").includes(v) && k in labels,
  })),
  fc.tuple(key, value).map(([k, v]): Made => ({
    text: `${k} starts with '${v}'`,
    holds: (labels) => k in labels && (labels[k] ?? "").startsWith(v),
  })),
  fc.tuple(key, value).map(([k, v]): Made => ({
    text: `${k} ends with '${v}'`,
    holds: (labels) => k in labels && (labels[k] ?? "").endsWith(v),
  })),
  fc.tuple(key, fc.uniqueArray(value), fc.boolean()).map(([k, vs, not]): Made => ({
    text: `${k} ${not ? "not in" : "in"} {${vs.map((v) => `'${v}'`).join(", ")}}`,
    holds: (labels) => (k in labels && vs.includes(labels[k] ?? "")) !== not,
  })),
);

const { made } = fc.letrec<{ made: Made }>((tie) => ({
  made: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie("made").map(({ text, holds }): Made => ({ text: `!(${text})`, holds: (labels) => !holds(labels) })),
    fc.tuple(tie("made"), tie("made"), space).map(([one, other, s]): Made => ({
      text: `(${one.text})${s}&&${s}(${other.text})`,
      holds: (labels) => one.holds(labels) && other.holds(labels),
    })),
    fc.tuple(tie("made"), tie("made")).map(([one, other]): Made => ({
      text: `(${one.text} || ${other.text})`,
      holds: (labels) => one.holds(labels) || other.holds(labels),
    })),
  ),
}));

const labels = fc.dictionary(key, value, { noNullPrototype: true });

test("what is written means what it says, however deep", () => {
  fc.assert(
    fc.property(made, labels, ({ text, holds }, has) => {
      expect(selects(text, has), text).toBe(holds(has));
    }),
    { numRuns: 1000 },
  );
});

test("&& binds tighter than ||", () => {
  fc.assert(
    fc.property(leaf, leaf, leaf, labels, (a, b, c, has) => {
      expect(selects(`${a.text} || ${b.text} && ${c.text}`, has)).toBe(
        a.holds(has) || (b.holds(has) && c.holds(has)),
      );
    }),
    { numRuns: 300 },
  );
});

test("no text makes it throw", () => {
  const word = fc.constantFrom(
    "has(",
    "all()",
    "(",
    ")",
    "!",
    "&&",
    "||",
    "==",
    "'",
    '"',
    "{",
    "}",
    ",",
    "in",
    "a",
    " ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join("")),
      ),
      (text) => {
        const read = parseSelector(text);
        if ("expression" in read) matchExpression(read.expression, { labels: {}, unread: [] });
      },
    ),
    { numRuns: 2000 },
  );
});
