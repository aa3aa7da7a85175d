/** The shortest ways to say it, with each helper and each verb: whoever is tired types these. */
import { expect, test } from "vitest";
import { parseQuestion } from "../../src/question/index.ts";
import { tellReading } from "./tell-reading.ts";

const helpers = [
  "can't",
  "cannot",
  "can not",
  "cant",
  "couldn't",
  "unable to",
  "not able to",
  "fails to",
  "failed to",
  "is unable to",
  "isn't able to",
  "no longer can",
];
const verbs = [
  "reach",
  "access",
  "call",
  "contact",
  "connect to",
  "talk to",
  "get to",
  "send requests to",
  "open a connection to",
];
const chinese = [
  "连不上",
  "无法连接",
  "访问不了",
  "连接不上",
  "不能访问",
  "无法访问",
  "连不到",
  "调不通",
  "ping 不通",
];

const alone = helpers.flatMap((helper) => verbs.map((verb) => `${helper} ${verb}`));

/** What is read of it, without how it fails. */
const pairOf = (text: string): string => tellReading(parseQuestion(text)).split(" · ")[0] ?? "";

test.each([...alone, ...chinese])("%s db: who calls is asked for", (words) => {
  expect(pairOf(`${words} db`)).toMatch(/^\? -> db(?:\/icmp)?$/);
});

test.each(alone)("checkout %s db", (words) => {
  expect(pairOf(`checkout ${words} db`)).toBe("checkout -> db");
});

test.each(alone)("%s db from checkout", (words) => {
  expect(pairOf(`${words} db from checkout`)).toBe("checkout -> db");
});

test.each(chinese)("checkout %s db", (words) => {
  expect(pairOf(`checkout ${words} db`)).toMatch(/^checkout -> db(?:\/icmp)?$/);
});

test.each(alone)("%s db, is github down?: a guess is no end", (words) => {
  expect(pairOf(`${words} db, is github down?`)).toBe("? -> db");
});

test.each(["shipping", "posts", "publishing", "streaming", "orders"])(
  "a Service may be called %s",
  (name) => {
    expect(pairOf(`${name} can't reach db`)).toBe(`${name} -> db`);
  },
);

/** A is who calls, B who is called. */
const forms = [
  "A times out calling B",
  "A gets timeouts when calling B",
  "A hangs connecting to B",
  "B is unreachable from A",
  "B is not reachable from A",
  "B unreachable from A",
  "B refuses connections from A",
  "connection refused from A to B",
  "connection from A to B times out",
  "why can't A reach B",
  "why is B unreachable from A",
  "why does A time out calling B",
  "A gets 503 from B",
  "A gets connection refused from B",
  "A is getting 502s from B",
  "A keeps timing out on B",
  "A lost connection to B",
  "A has no connection to B",
  "A -> B times out",
  "A -> B: connection refused",
  "requests from A to B fail",
  "traffic from A to B is dropped",
  "traffic between A and B is dropped",
  "no traffic from A reaches B",
  "A and B can't talk",
  "we can't reach B from A",
  "I can't curl B from A",
  "curl B from A hangs",
  "from A I can't reach B",
  "from A, B times out",
  "A to B timeout",
  "A to B broken",
  "A B timeout",
  "B down from A",
  "does A have access to B",
  "is A allowed to reach B",
  "can A reach B?",
  "A should reach B but doesn't",
  "A used to reach B",
  "A stopped reaching B after the deploy",
  "since the deploy A can't reach B",
  "hey, A can't reach B, help pls",
  "A sometimes can't reach B",
  "A can no longer reach B",
  "A can't open a socket to B",
  "A fails health checks against B",
  "something blocks A from reaching B",
  "who blocks A -> B",
  "networkpolicy blocks A to B",
  "A 访问 B 超时",
  "A 连不上 B",
  "A 访问不了 B",
  "从 A 访问不了 B",
  "从 A 连 B 超时",
  "A 到 B 不通",
  "A 到 B 网络不通",
  "A ping 不通 B",
  "B 从 A 访问不到",
  "A 调用 B 超时",
  "A 调 B 报 503",
  "A 请求 B 返回 502",
  "A 无法连接到 B",
  "A 连接 B 被拒绝",
  "为什么 A 访问不了 B",
  "A 偶尔连不上 B",
  "发布之后 A 连不上 B",
  "A 和 B 之间不通",
  "A 和 B 不通",
  "B 拒绝 A 的连接",
  "A 请求不到 B",
  "A 里 curl B 超时",
  "在 A 里面访问 B 不通",
  "A 访问 B 很慢",
  "A 访问 B 时好时坏",
  "A 到 B 的流量被丢了",
  "A 收不到 B 的响应",
  "B 收不到 A 的请求",
  "帮忙看下 A 为什么连不上 B",
  "请问 A 访问 B 失败是什么原因",
  "A 连接B失败",
  "A访问B超时",
];
const pairs = [
  ["checkout", "payments"],
  ["shop/web", "data/db:5432"],
  ["orders-v2", "redis-master"],
  ["web", "api"],
] as const;

test.each(forms)("%s", (form) => {
  for (const [caller, called] of pairs) {
    const text = form.replace("A", caller).replace("B", called);
    expect([text, pairOf(text).replace(/\/icmp$/, "")]).toEqual([text, `${caller} -> ${called}`]);
  }
});
