import { english } from "../../../src/language/tongue.ts";
import { expect, test } from "vitest";
import type { Rule } from "../../../src/access/rule.ts";
import { renderHome } from "../../../src/adapters/slack/home.ts";
import type { OpenQuestion, Past, Watch } from "../../../src/ports.ts";
import { refuseBlocks, viewLimits } from "../../fake-slack/block-rules.ts";
import type { FakeSlack } from "../../fake-slack/fake-slack.ts";
import { listOf } from "../../fake-slack/types.ts";
import { question } from "../../report/incident.ts";
import { asked } from "../../captures/asked.ts";
import { said, stage, words } from "./harness.ts";

const rule: Rule = {
  name: "the shop team",
  users: ["U0MEI"],
  groups: [],
  channels: ["C0ONCALL"],
  clusters: ["*"],
  namespaces: ["shop", "shop-*", "!shop-payments"],
  nodes: [],
  outside: ["*.example.com"],
  actions: ["ask", "stop"],
};

const opened = (id: string, user = "U0MEI"): OpenQuestion => ({
  id,
  question: { ...question, text: `shop/web -> shop/db-${id}` },
  origin: { key: `key-${id}`, user, channel: "C0ONCALL" },
});
const watching = (id: string): Watch => {
  const { question: asked, origin } = opened(id);
  const times = { beganAt: 0, until: 7200_000 };
  const state = { looks: 0, passed: 0, steady: 0, blind: 0, changedAt: [], nextAt: 30_000 };
  const rest = { toTell: [], told: 0, revision: 0 };
  return { id, question: asked, of: "nd-1", askedBy: "U0MEI", origin, state, ...times, ...rest };
};
const answered = (id: string, namespace: string): Past => ({
  ...opened(id),
  at: Date.UTC(2026, 10, 28, 14, 5),
  line: `⛔ NetworkPolicy ${namespace}/deny stops it.`,
  verdict: true,
  about: [{ namespace }],
});

async function homeOf(slack: FakeSlack, user: string): Promise<string> {
  const home = await slack.until("the home tab", () => slack.workspace.homes.get(user));
  return words({ text: "", blocks: listOf(home, "blocks") });
}

test.each(["socket", "http"] as const)(
  "the home tab shows one's own questions, what runs, what one may ask and how, over %s",
  async (mode) => {
    const { slack, dialogue, audited } = await stage({ mode, rules: [rule] });
    dialogue.opened.push(opened("1"), opened("2", "U0SAM"));
    dialogue.answered.push(answered("3", "shop"), answered("4", "shop-payments"));
    await slack.people.openApp("U0MEI");
    const home = await homeOf(slack, "U0MEI");
    expect(home).toContain("2 workers run, 8 questions at once.");
    expect(home).toContain("`shop/web -&gt; shop/db-1` · being looked at or answered · in <#C0ONCALL>");
    expect(home).not.toContain("shop/db-2");
    expect(home).toContain("NetworkPolicy shop/deny stops it.");
    expect(home).not.toContain("shop-payments");
    expect(home).toContain(
      "• in <#C0ONCALL>, about namespaces shop, shop-* but some; outside of the cluster: *.example.com (ask,",
    );
    expect(home).toContain("`/netdiag ingress-nginx -&gt; productpage`");
    expect(audited).toMatchObject([{ event: "allowed", entry: "home tab", action: "ask", user: "U0MEI" }]);
    expect(said(slack, "D0MEI")).toEqual([]);
  },
);

test("what whoever is in a channel may ask is told in that channel alone, not in the home tab of everybody", async () => {
  const inChannel = {
    ...rule,
    name: "whoever is in #oncall",
    users: [],
    namespaces: ["vault-*"],
    clusters: ["prod-2"],
  };
  const own = { ...rule, name: "mei", channels: [], clusters: ["prod-1"] };
  const { slack } = await stage({ rules: [inChannel, own], clusters: ["prod-2"] });
  await slack.people.openApp("U0MEI");
  const home = await homeOf(slack, "U0MEI");
  expect(home).toContain("• anywhere, about namespaces shop, shop-* but some");
  expect(home).toContain("In some channels more is allowed: ask there with `/netdiag help`.");
  expect(home).not.toMatch(/vault|prod-2/);
  await slack.people.slash("U0MEI", "C0ONCALL", "help");
  const help = words(await slack.until("the help", () => slack.workspace.ephemerals[0]));
  expect(help).toContain("in <#C0ONCALL>, about namespaces vault-*;");
  expect(help).toContain(
    "Without a cluster's name prod-1 is asked about; another one: `/netdiag web -&gt; db:5432 --cluster prod-2`",
  );
  const { slack: other } = await stage({ rules: [inChannel], clusters: ["prod-2"] });
  await other.people.openApp("U0MEI");
  expect(await homeOf(other, "U0MEI")).not.toMatch(/vault|prod-/);
});

test("whether anybody works in the only cluster is told there to whom a channel's rule lets ask too, without its name", async () => {
  const { slack, dialogue } = await stage({ rules: [{ ...rule, users: [] }] });
  dialogue.workers = { workers: 0, places: 0 };
  await slack.people.openApp("U0MEI");
  const home = await homeOf(slack, "U0MEI");
  expect(home).toContain("No worker is running: questions wait until whoever runs netdiag starts one.");
  expect(home).not.toContain("prod-1");
});

test("its button opens the form, which asks where to answer", async () => {
  const { slack, dialogue } = await stage();
  await slack.people.openApp("U0MEI");
  await homeOf(slack, "U0MEI");
  await slack.people.clickHome("U0MEI", "netdiag_home_ask");
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.submit("U0MEI", { question: { text: "a -> b" }, place: { conversation: "C0ONCALL" } });
  await slack.until("the question", () => dialogue.submitted.length === 1);
});

test("the tab of the messages shows nothing and is no trouble", async () => {
  const { slack, troubles, audited } = await stage();
  expect(await slack.people.openApp("U0MEI", "messages")).toMatchObject({ acked: true });
  expect([troubles, audited, slack.workspace.homes.size]).toEqual([[], [], 0]);
});

test("whatever a home tab has to hold, Slack takes it", () => {
  const long = "a".repeat(63);
  const many = Array.from({ length: 60 }, (_none, index) => index);
  const { blocks } = renderHome(
    {
      open: {
        clusters: [{ name: long, workforce: { workers: 0, places: 0 } }],
        channel: "anywhere",
        own: many.map((index) => opened(`${index}${long}<&>`)),
        others: [],
        waiting: { count: 200, orMore: true },
        watched: many.map((index) => watching(`${index}${long}<&>`)),
        captured: many.map((index) => ({ ...asked, question: opened(`${index}${long}<&>`).question })),
      },
      past: {
        channel: "anywhere",
        own: many.map((index) => answered(`${index}${long}<&>`, long)),
        others: [],
      },
      rules: many.map(() => ({
        ...rule,
        channels: many.map((index) => `C0${index}`),
        namespaces: many.map((index) => `${long}${index}`),
      })),
      inChannels: true,
    },
    english,
  );
  expect(refuseBlocks(JSON.parse(JSON.stringify(blocks)), viewLimits)).toBeUndefined();
});
