import fc from "fast-check";
import { expect, test } from "vitest";
import { Question, TargetKind, type Target } from "../../src/model/question.ts";
import { Protocol } from "../../src/model/protocol.ts";
import { describeQuestion, describeTarget, didYouMean, parseQuestion } from "../../src/question/index.ts";
import { kindOf, protocolOf } from "../../src/question/words.ts";

const pieces = fc.constantFrom(
  "a",
  "web",
  "->",
  "→",
  "=>",
  " to ",
  "from ",
  ":",
  "/",
  "//",
  "svc",
  "pod/",
  ".",
  "..",
  "[",
  "]",
  "<",
  ">",
  "|",
  "@",
  "http://",
  "10.0.0.1",
  "fd00::1",
  "80",
  "0",
  "70000",
  "udp",
  "why can't ",
  " reach ",
  "?",
  "\n",
  '"',
  "`",
  " in ",
  "-n",
  'upstream: "http://',
  "[a-b-80] ",
  "503",
  "\u0000",
  "\ud800",
  "é",
  "🦀",
  "&gt;",
  "<http://",
  "port ",
  "dial tcp ",
  "lookup ",
  "10.0.0.1:53: i/o timeout",
  'Get "http://web:80/": ',
  "kubectl exec ",
  " -- curl ",
  '{"status":502,"upstream_addr":"10.0.0.1:80"}',
  "Readiness probe failed: ",
  " is unreachable from ",
  "can't resolve ",
  "all pods in ",
  "sometimes ",
  "since the deploy",
  "访问不了 ",
  "从 ",
  " 上的 pod ",
  "命名空间",
  "，",
);

test("whatever is typed is read or refused with an example that can be read, and nothing throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
        fc.string({ unit: "binary", maxLength: 200 }),
      ),
      (text) => {
        const parsed = parseQuestion(text);
        if ("question" in parsed) {
          Question.parse(parsed.question);
          return;
        }
        expect(parsed.refusal.sentence).not.toBe("");
        expect(parseQuestion(parsed.refusal.example)).toHaveProperty("question");
      },
    ),
    { numRuns: 800 },
  );
});

const label = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/)
  .filter((text) => !kindOf(text) && !protocolOf(text) && !/^(ns|namespaces?)$/.test(text));
const target: fc.Arbitrary<Target> = fc.oneof(
  fc
    .record({
      kind: fc.option(fc.constantFrom(...TargetKind.options)),
      namespace: fc.option(label),
      name: label,
    })
    .map(({ kind, namespace, name }): Target => ({
      type: "object",
      ...(kind ? { kind } : {}),
      ...(namespace ? { namespace } : {}),
      name,
    })),
  fc.tuple(label, label).map(([name, namespace]): Target => ({
    type: "object",
    namespace,
    name,
    orHost: `${name}.${namespace}`,
  })),
  fc.ipV4().map((ip): Target => ({ type: "ip", ip })),
  fc.constantFrom("fd00::1", "2001:db8::a:1").map((ip): Target => ({ type: "ip", ip })),
  fc
    .record({ namespace: fc.option(label), node: fc.option(label) })
    .filter(({ namespace, node }) => namespace !== null || node !== null)
    .map(({ namespace, node }): Target => ({
      type: "pods",
      ...(namespace ? { namespace } : {}),
      ...(node ? { node } : {}),
    })),
  fc
    .tuple(label, label, label)
    .filter(([, , last]) => last !== "svc")
    .map((labels): Target => ({ type: "host", host: labels.join(".") })),
);

test("a question in its shortest form reads back as the same question", () => {
  fc.assert(
    fc.property(
      target,
      target,
      fc.option(fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom("http", "grpc-web"))),
      fc.option(fc.constantFrom(...Protocol.options.filter((protocol) => protocol !== "ICMP"))),
      (from, to, port, protocol) => {
        fc.pre(describeTarget(from) !== describeTarget(to));
        const asked = {
          from,
          to,
          ...(port === null ? {} : { port }),
          ...(protocol === null ? {} : { protocol }),
        };
        const parsed = parseQuestion(describeQuestion(asked));
        expect(parsed).toMatchObject({ question: asked });
      },
    ),
  );
});

test("a slip of the keyboard finds the name that was meant", () => {
  expect(didYouMean("prodcutpage", ["productpage", "reviews", "ratings"])).toEqual(["productpage"]);
  expect(didYouMean("nginx", ["ingress-nginx", "web"])).toEqual(["ingress-nginx"]);
  expect(didYouMean("web", ["database", "productpage"])).toEqual([]);
});

test("hostile texts of the largest size come to an end", () => {
  for (const text of [
    "<",
    '"',
    "a -> ",
    "[a-",
    "why ",
    "a to ",
    '" 503 0 "',
    "connect() failed ",
    "://",
    "a/",
    "10.",
    "::",
    "a/b:1 (x) -> ",
    "IP 10.0.0.1.80 > ",
    "src=10.0.0.1 dst=",
    "] a b/c 0/",
    "only a can ",
    "a (b) ",
    "Server a/b is ",
    "in a or ",
    "環境的",
    "a 环境的 ",
    "a, b or ",
    "a and b can't ",
    "从 a 可以，",
    "a's pods ",
    "a 上 pod ip ",
    "udp 1 from a to ",
    "from a i can reach b but not ",
    "a b error: can't reach ",
  ])
    for (const length of [900, 7_900, 19_900])
      parseQuestion(text.repeat(Math.ceil(length / text.length)).slice(0, length));
});
