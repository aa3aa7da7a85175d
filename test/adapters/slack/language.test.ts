/** In which language people are spoken to: that of their words, else that of the channel. */
import { describe, expect, test } from "vitest";
import { question } from "../../report/incident.ts";
import { conversation, said, stage, words } from "./harness.ts";

const inChinese = (channel: string): "zh" | "en" => (channel === "C0ONCALL" ? "zh" : "en");

describe("a channel that speaks English", () => {
  test("is answered in Chinese where the question is in Chinese", async () => {
    const { slack, dialogue } = await stage();
    await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx 访问不了 productpage");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(dialogue.submitted[0]?.question.language).toBe("zh");
    expect(words(said(slack)[0])).toContain("已收到。答案会替换这条消息，或者另发一条。");
  });

  test("is refused in Chinese where the words are Chinese", async () => {
    const { slack } = await stage();
    await slack.people.slash("U0MEI", "C0ONCALL", "你好，今天天气不错");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toMatch(/在 \\?"你好，今天天气不错\\?" 中没有找到两端。例如：/);
  });

  test("tells its status in Chinese to who asks 状态", async () => {
    const { slack } = await stage();
    await slack.people.slash("U0MEI", "C0ONCALL", "状态");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain("有 2 个 worker 在运行，可同时处理 8 个问题。没有人在排队。你没有未完成的问题。");
  });
});

describe("a channel that speaks Chinese", () => {
  test("is answered in Chinese where an arrow or a log line tells no language", async () => {
    const { slack, dialogue } = await stage({ languageIn: inChinese });
    await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(dialogue.submitted[0]?.question.language).toBe("zh");
    expect(words(said(slack)[0])).toContain("提问者 <@U0MEI>");
  });

  test("is answered in English where the question is in English", async () => {
    const { slack, dialogue } = await stage({ languageIn: inChinese });
    await slack.people.slash("U0MEI", "C0ONCALL", "why can't ingress-nginx reach productpage");
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(dialogue.submitted[0]?.question.language).toBe("en");
    expect(words(said(slack)[0])).toContain("asked by <@U0MEI>");
  });

  test("says where the button is to whom types its word, and asks nothing yet", async () => {
    const { slack, dialogue } = await stage({ languageIn: inChinese });
    await slack.people.slash("U0MEI", "C0ONCALL", "抓包 ingress-nginx -> productpage");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain("请先提问，再点回答下面的“抓包……”。");
    expect(told).toContain("/netdiag ingress-nginx -&gt; productpage");
    expect(dialogue.submitted).toEqual([]);
  });

  test("says who may not ask, and how to ask, in Chinese", async () => {
    const { slack } = await stage({ languageIn: inChinese, rules: [] });
    await slack.people.slash("U0MEI", "C0ONCALL", "help");
    const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
    expect(told).toContain("目前没有人有权提问。");
    const { slack: other } = await stage({ languageIn: inChinese });
    await other.people.slash("U0MEI", "C0ONCALL", "help");
    const help = words(await other.until("the words", () => other.workspace.ephemerals[0]));
    expect(help).toContain("问集群中一方为什么访问不了另一方");
    expect(help).toContain("除了经批准的“应用修复……”，不做任何改动。");
    expect(help).toContain("“抓包……”保存两端之间数据包的包头");
    expect(help.replace(/`[^`]*`/g, "")).not.toMatch(/[a-z]+ [a-z]+ [a-z]+ [a-z]+/);
  });
});

test("a question that ends without a verdict says why, and what is asked back, in the asker's language", async () => {
  const { slack, ledger, bot } = await stage();
  const asked = { ...question, text: "web 访问不了 db", language: "zh" } as const;
  const talk = conversation(slack, ledger, { channel: "C0ONCALL", user: "U0MEI" }, { asked });
  await talk.failed("Stopped before there was a verdict.");
  expect(words(said(slack).at(-1))).toContain("❔ 在得出结论之前被停止。");
  await bot.stop();
});
