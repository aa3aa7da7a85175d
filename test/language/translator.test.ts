/** How finished English sentences become Chinese ones. */
import { expect, test } from "vitest";
import { createTranslator } from "../../src/language/translator.ts";

const { translate } = createTranslator({
  "{lost:number} of {sent:number} fresh packets got no further than {place}":
    "{sent} 个新数据包中有 {lost} 个没有越过 {place}",
  "{n:number} packet[|s] [was|were] lost": "丢失了 {n} 个数据包",
  "{from} cannot reach {to}: {why}": "{from} 无法访问 {to}：{why}",
  "a network policy stops it": "网络策略阻止了它",
  "{what} are dropped": "{what}被丢弃",
  "VXLAN packets": "VXLAN 数据包",
  "{node} drops {what} of {whom}": "{node} 丢弃了 {whom} 的{what}",
  "The API said: {text:any}": "API 的回答：{text}",
  "Look at {command}. Then ask again": "查看 {command}。然后再问一次",
  "saw {n:number} on {device}": "在 {device} 看到 {n}",
  "{n:number} on {device}": "{device} 上 {n}",
  "packets die here": "数据包在此被丢弃",
  "node {name}": "节点 {name}",
});

test.each([
  [
    "7 of 7 fresh packets got no further than cali1a2b.",
    "7 个新数据包中有 7 个没有越过 cali1a2b。",
    "a sentence by its template, the full stop with it",
  ],
  ["1 packet was lost", "丢失了 1 个数据包", "one way through brackets"],
  ["2 packets were lost", "丢失了 2 个数据包", "and another"],
  [
    "web cannot reach db: a network policy stops it.",
    "web 无法访问 db：网络策略阻止了它。",
    "a phrase in a gap",
  ],
  [
    "VXLAN packets are dropped",
    "VXLAN 数据包被丢弃",
    "blanks between Chinese and Latin letters, and nowhere else",
  ],
  ["node1 drops VXLAN packets of web", "node1 丢弃了 web 的 VXLAN 数据包", "gaps in another order"],
  [
    "packets die here; 2 packets were lost.",
    "数据包在此被丢弃；丢失了 2 个数据包。",
    "parts between semicolons",
  ],
  ["packets die here (node node1)", "数据包在此被丢弃（节点 node1）", "an aside in brackets"],
  [
    "packets die here (saw 7 on ens3, 8 on ens4)",
    "数据包在此被丢弃（在 ens3 看到 7、ens4 上 8）",
    "facts in a row, none in another's gap",
  ],
  ["web and db are dropped", "web 和 db 被丢弃", "a list of names"],
  [
    "The API said: pods is forbidden.",
    "API 的回答：pods is forbidden。",
    "what others said stays as they said it",
  ],
  ["Look at `ip route`. Then ask again.", "查看 `ip route`。然后再问一次。", "two sentences of one entry"],
  ["⛔ 1 packet was lost.", "⛔ 丢失了 1 个数据包。", "a sign in front"],
  [
    "1 packet was lost · 0.4 ms · packets die here",
    "丢失了 1 个数据包 · 0.4 ms · 数据包在此被丢弃",
    "facts with dots",
  ],
])("%s", (text, chinese) => {
  expect(translate(text)).toBe(chinese);
});

test.each([
  ["Nobody knows this sentence.", "a sentence that is in no entry"],
  ["web cannot reach db: something nobody translated.", "a gap that holds English"],
  ["packets die here; nobody knows this.", "a part that is not known"],
  ["test/web:80", "a name"],
  ['{"kind": "Pod", "name": "packets die here"}', "JSON"],
  ["kubectl -n test get pods", "a command"],
])("%s stays whole as it is", (text) => {
  expect(translate(text)).toBe(text);
});

test("of two sentences the known one is translated, the other stays whole", () => {
  expect(translate("1 packet was lost. Nobody knows this sentence.")).toBe(
    "丢失了 1 个数据包。Nobody knows this sentence.",
  );
});

test("a name at the end of a sentence does not take the next sentence with it", () => {
  expect(
    translate("7 of 7 fresh packets got no further than cali1a2b. node1 drops VXLAN packets of web."),
  ).toBe("7 个新数据包中有 7 个没有越过 cali1a2b。node1 丢弃了 web 的 VXLAN 数据包。");
});

test("a name keeps to itself where one stands, although a word of ours is called so", () => {
  const { translate: say } = createTranslator({
    policy: "策略",
    "Nothing in {place} listens on {asked}": "{place} 里没有程序监听 {asked}",
    "{third} reaches it": "{third} 能访问它",
  });
  expect(say("Nothing in policy listens on 80. policy reaches it.")).toBe(
    "policy 里没有程序监听 80。policy 能访问它。",
  );
});

test("what a sentence is about does not reach over a semicolon", () => {
  expect(translate("packets die here; node1 drops VXLAN packets of web; web and db are dropped")).toBe(
    "数据包在此被丢弃；node1 丢弃了 web 的 VXLAN 数据包；web 和 db 被丢弃",
  );
});

test("no gap reaches over the end of a sentence", () => {
  expect(translate("web cannot reach db. Ask: a network policy stops it")).toBe(
    "web cannot reach db. Ask: a network policy stops it",
  );
});
