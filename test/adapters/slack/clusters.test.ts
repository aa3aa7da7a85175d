import { expect, test } from "vitest";
import { actions, isAction, type Rule } from "../../../src/access/rule.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { blocked } from "../../report/incident.ts";
import { conversation, said, stage, words, type Stage } from "./harness.ts";

const everything = Object.keys(actions).filter(isAction);
const mei: Rule = {
  name: "mei",
  users: ["U0MEI"],
  groups: [],
  channels: [],
  clusters: ["prod-1", "prod-2"],
  namespaces: ["*"],
  nodes: ["*"],
  outside: [],
  actions: everything,
};
const sam: Rule = { ...mei, name: "sam", users: ["U0SAM"], clusters: ["prod-2"], namespaces: ["shop"] };
const some = {
  rules: [mei, sam],
  clusters: ["prod-2", "secret"],
  channels: { C0RANDOM: { cluster: "prod-2", namespace: "shop" } },
};

async function asked({ slack, dialogue }: Stage, nth = 1) {
  await slack.until("the question", () => dialogue.submitted.length === nth);
  return dialogue.submitted[nth - 1];
}

test("a question is about the cluster that it names, else the channel's, else the default one, and its answer says which", async () => {
  const staged = await stage(some);
  const { slack } = staged;
  await slack.people.slash("U0MEI", "C0ONCALL", "shop/a -> shop/b");
  expect((await asked(staged, 1))?.question).toMatchObject({ cluster: "prod-1", text: "shop/a -> shop/b" });
  await slack.people.slash("U0MEI", "C0RANDOM", "a -> b");
  expect((await asked(staged, 2))?.question).toMatchObject({
    cluster: "prod-2",
    namespace: "shop",
    text: "a -> b",
  });
  await slack.people.mention("U0MEI", "C0ONCALL", "", "shop/a -> shop/b --cluster prod-2");
  const named = (await asked(staged, 3))?.question;
  expect(named).toMatchObject({ cluster: "prod-2", text: "shop/a -> shop/b --cluster prod-2" });
  expect(named).not.toHaveProperty("namespace");
  await slack.people.slash("U0MEI", "C0RANDOM", "a -> b --cluster prod-1");
  expect((await asked(staged, 4))?.question).not.toHaveProperty("namespace");
  const headlines = said(slack).map((message) => words(message));
  expect(headlines[0]).toContain("· prod-1");
  expect(headlines[1]).toContain("· prod-2");
});

test("a cluster that is not there and one that the person may not ask about are told alike, with those that they may", async () => {
  const { slack, dialogue, audited } = await stage(some);
  for (const name of ["nowhere", "secret"]) {
    await slack.people.slash("U0MEI", "C0ONCALL", `a -> b --cluster ${name}`);
    const told = await slack.until("the words", () =>
      slack.workspace.ephemerals.find((each) => each.text.includes(name)),
    );
    expect(told.text).toBe(
      `I know no cluster ${name} that you may ask about here. There are prod-1, prod-2.`,
    );
  }
  expect(audited).toMatchObject([
    { event: "denied", reason: "cluster" },
    { event: "denied", reason: "cluster" },
  ]);
  expect(dialogue.submitted).toEqual([]);
});

test("the rules of the cluster that is meant count", async () => {
  const staged = await stage(some);
  const { slack, dialogue, audited } = staged;
  await slack.people.slash("U0SAM", "C0ONCALL", "shop/a -> shop/b");
  await slack.until("the refusal", () => audited.length === 1);
  await slack.people.slash("U0SAM", "C0RANDOM", "shop/a -> payments/b");
  await slack.until("the other", () => audited.length === 2);
  expect(audited).toMatchObject([{ reason: "not-listed" }, { reason: "namespace" }]);
  await slack.people.slash("U0SAM", "C0ONCALL", "shop/a -> shop/b --cluster prod-2");
  expect((await asked(staged))?.question.cluster).toBe("prod-2");
  expect(dialogue.submitted[0]?.rights).toBe("1");
});

test("Re-check and the other end stay in the cluster that was asked about", async () => {
  const staged = await stage(some);
  const { slack, dialogue, ledger } = staged;
  await slack.people.slash("U0MEI", "C0ONCALL", "shop/a -> shop/b --cluster prod-2");
  const first = await asked(staged);
  if (!first) throw new Error("nothing was asked");
  const place = { channel: "C0ONCALL", ts: said(slack)[0]?.ts ?? "" };
  await conversation(slack, ledger, first.origin, { asked: first.question }).verdict(blocked);
  expect(words(slack.workspace.message(place.channel, place.ts))).toContain("prod-2");
  await slack.people.click("U0MEI", place, "netdiag_recheck");
  expect((await asked(staged, 2))?.question.cluster).toBe("prod-2");

  const refused = "dial tcp 10.0.0.7:5432: connect: connection refused --cluster prod-2";
  await slack.people.slash("U0MEI", "C0ONCALL", refused);
  const menu = await slack.until("the menu", () =>
    said(slack).find((each) => words(each).includes("Pick the other")),
  );
  await slack.people.pick("U0MEI", menu, actionIds.otherEnd, "ingress-nginx");
  expect((await asked(staged, 3))?.question.cluster).toBe("prod-2");
  expect(dialogue.submitted).toHaveLength(3);
});

test("status tells who works in each cluster that the person may ask about, and of which a question is", async () => {
  const { slack, dialogue } = await stage(some);
  dialogue.workforce = (cluster) =>
    Promise.resolve(cluster === "prod-2" ? { workers: 0, places: 0 } : { workers: 2, places: 8 });
  const question = {
    text: "a -> b",
    from: { type: "ip", ip: "10.0.0.1" },
    to: { type: "ip", ip: "10.0.0.2" },
  } as const;
  const origin = { key: "key-00001", user: "U0MEI", channel: "C0ONCALL" };
  dialogue.opened.push({ id: "nd-1", question: { ...question, cluster: "prod-2" }, origin });
  await slack.people.slash("U0MEI", "C0ONCALL", "status");
  const told = words(await slack.until("the words", () => slack.workspace.ephemerals[0]));
  expect(told).toContain("prod-1: 2 workers run, 8 questions at once. prod-2: No worker is running");
  expect(told).toContain("`a -&gt; b` · prod-2 ·");
  expect(told).not.toContain("secret");
  await slack.people.slash("U0SAM", "C0ONCALL", "status");
  const sams = words(await slack.until("the others", () => slack.workspace.ephemerals[1]));
  expect(sams).not.toContain("prod-1");
});

test("names are offered of the channel's cluster", async () => {
  const { slack, dialogue } = await stage(some);
  const seen: string[] = [];
  dialogue.suggest = ({ cluster, typed }) => {
    if (typed !== "") seen.push(cluster);
    return Promise.resolve([]);
  };
  await slack.people.slash("U0MEI", "C0RANDOM", "");
  await slack.until("the form", () => slack.workspace.views.size === 1);
  await slack.people.type("U0MEI", "form", actionIds.formTo, "web");
  expect(seen).toEqual(["prod-2"]);
});
