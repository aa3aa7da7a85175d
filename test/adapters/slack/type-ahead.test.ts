import { expect, test } from "vitest";
import { lookups } from "../../../src/adapters/slack/lookups.ts";
import type { Names } from "../../../src/model/names.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { listOf, textOf } from "../../fake-slack/types.ts";
import { said, stage, words, type Stage } from "./harness.ts";

const names: Names = {
  namespaces: ["ingress", "shop"],
  objects: [
    { kind: "Deployment", namespace: "ingress", name: "ingress-nginx" },
    {
      kind: "Service",
      namespace: "shop",
      name: "web",
      ports: [{ port: 8080, name: "http" }, { port: 9090 }],
    },
    { kind: "Deployment", namespace: "shop", name: "web" },
    { kind: "StatefulSet", namespace: "shop", name: "db", ports: [{ port: 5432, name: "postgres" }] },
  ],
};

async function formOf({ slack, dialogue }: Stage): Promise<readonly string[]> {
  dialogue.names = names;
  await slack.people.slash("U0MEI", "C0ONCALL", "");
  const [view] = await slack.until("the form", () => {
    const open = [...slack.workspace.views.values()];
    return open.length > 0 && open;
  });
  return listOf(view?.view ?? {}, "blocks").map((block) => textOf(block, "block_id"));
}

test.each(["socket", "http"] as const)(
  "over %s: who types into the form is offered names, and what is picked is asked as if typed",
  async (mode) => {
    const staged = await stage({ mode });
    const { slack, dialogue, audited } = staged;
    expect(await formOf(staged)).toEqual(["from", "to", "question"]);
    expect(await slack.people.type("U0MEI", "form", actionIds.formFrom, "nginx")).toEqual([
      { label: "Use what I typed: nginx", value: "nginx" },
      { label: "ingress/ingress-nginx · Deployment", value: "ingress/ingress-nginx" },
    ]);
    const offered = await slack.people.type("U0MEI", "form", actionIds.formTo, "shop/w");
    expect(offered).toEqual([
      { label: "Use what I typed: shop/w", value: "shop/w" },
      { label: "shop/web:8080 · Service, Deployment, port http", value: "shop/web:8080" },
      { label: "shop/web:9090 · Service, Deployment", value: "shop/web:9090" },
    ]);
    for (const { over } of slack.workspace.deliveries.slice(-2)) expect(over).toBe(mode);
    await slack.people.submit("U0MEI", {
      from: { [actionIds.formFrom]: "ingress/ingress-nginx" },
      to: { [actionIds.formTo]: "shop/web:8080" },
      question: { text: "" },
    });
    await slack.until("the question", () => dialogue.submitted.length === 1);
    expect(dialogue.submitted[0]?.question.text).toBe("ingress/ingress-nginx -> shop/web:8080");
    expect(audited.map(({ entry }) => entry)).toEqual([
      "slash command",
      "names in the form",
      "modal",
      undefined,
    ]);
  },
);

test("each part of an end is found by what is typed of it, which stands below the menu too", async () => {
  const staged = await stage({ languageIn: () => "zh" });
  const { slack } = staged;
  await formOf(staged);
  const [view] = [...slack.workspace.views.values()];
  expect(listOf(view?.view ?? {}, "blocks").map(({ hint }) => hint)).toMatchObject([
    { text: "输入命名空间或名称，写一部分也可以：shop、web、shop/web。" },
    { text: "输入命名空间、名称或端口，写一部分也可以：shop、shop/web、shop/web:80、web:http、8080。" },
    undefined,
  ]);
  const offered = async (typed: string) =>
    (await slack.people.type("U0MEI", "form", actionIds.formTo, typed)).map(({ label }) => label).slice(1);
  expect((await offered("shop"))[0]).toBe("pods in shop · 该命名空间的所有 Pod");
  expect(await offered("shop/we")).toEqual([
    "shop/web:8080 · Service、Deployment，端口 http",
    "shop/web:9090 · Service, Deployment",
  ]);
  expect(await offered("5432")).toEqual(["shop/db:5432 · StatefulSet，容器端口 postgres"]);
});

test("what was typed can be used as it is, and of one end alone the other is asked for", async () => {
  const staged = await stage();
  const { slack } = staged;
  await formOf(staged);
  await slack.people.type("U0MEI", "form", actionIds.formTo, "10.0.0.7:5432");
  await slack.people.submit("U0MEI", {
    from: { [actionIds.formFrom]: "" },
    to: { [actionIds.formTo]: "10.0.0.7:5432" },
    question: { text: "" },
  });
  const message = await slack.until("the menu", () => said(slack)[0]);
  expect(words(message)).toContain("10.0.0.7:5432");
});

test("a form in which nothing was picked or typed is answered with how to ask", async () => {
  const staged = await stage();
  await formOf(staged);
  await staged.slack.people.submit("U0MEI", { question: { text: "" } });
  const told = await staged.slack.until("the help", () => staged.slack.workspace.ephemerals[0]);
  expect(words(told)).toContain("-&gt;");
});

test("while no names are known the form has the line alone, and the other end a menu of likely ones", async () => {
  const { slack } = await stage();
  await slack.people.slash("U0MEI", "C0ONCALL", "");
  const [view] = await slack.until("the form", () => {
    const open = [...slack.workspace.views.values()];
    return open.length > 0 && open;
  });
  expect(listOf(view?.view ?? {}, "blocks").map((block) => textOf(block, "block_id"))).toEqual(["question"]);
  await slack.people.slash("U0MEI", "C0ONCALL", "dial tcp 10.0.0.7:5432: connect: connection refused");
  const message = await slack.until("the menu", () => said(slack)[0]);
  expect(words(message)).toContain("static_select");
});

test("the menu of the other end offers the likely ones, then names, and what is picked is asked in that message", async () => {
  const { slack, dialogue } = await stage();
  dialogue.names = names;
  await slack.people.slash("U0MEI", "C0ONCALL", "dial tcp 10.0.0.7:5432: connect: connection refused");
  const message = await slack.until("the menu", () => said(slack)[0]);
  const all = await slack.people.type("U0MEI", message, actionIds.otherEnd, "");
  expect(all.map(({ label }) => label)).toEqual([
    "ingress-nginx · asked about before",
    "shop/db · StatefulSet",
    "shop/web · Service, Deployment",
    "ingress/ingress-nginx · Deployment",
    "pods in shop · every pod of the namespace",
    "pods in ingress · every pod of the namespace",
  ]);
  const [, db] = await slack.people.type("U0MEI", message, actionIds.otherEnd, "db");
  await slack.people.pickTyped("U0MEI", message, actionIds.otherEnd, db?.value ?? "");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({
    question: { text: "shop/db -> 10.0.0.7:5432" },
    origin: { statusTs: message.ts },
  });
});

test("the form of the other end offers names as well", async () => {
  const { slack, dialogue } = await stage();
  dialogue.names = names;
  await slack.people.slash("U0MEI", "C0ONCALL", "dial tcp 10.0.0.7:5432: connect: connection refused");
  const message = await slack.until("the menu", () => said(slack)[0]);
  await slack.people.click("U0MEI", message, actionIds.typeOtherEnd);
  await slack.until("the form", () => slack.workspace.views.size === 1);
  const offered = await slack.people.type("U0MEI", "form", actionIds.formOther, "shop/db");
  expect(offered.map(({ value }) => value)).toEqual(["shop/db"]);
  await slack.people.submit("U0MEI", {
    other: { [actionIds.formOther]: "shop/db" },
    question: { text: "" },
  });
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]?.question.text).toBe("shop/db -> 10.0.0.7:5432");
});

test("what is picked is decided again when it is sent: a name that was offered before may be refused by then", async () => {
  const only = { name: "mei", users: ["U0MEI"], groups: [], channels: [], nodes: [], outside: [] };
  const rules = [{ ...only, clusters: ["*"], namespaces: ["shop"], actions: ["ask", "choose"] as const }];
  const staged = await stage({ rules });
  const { slack, dialogue, audited } = staged;
  await formOf(staged);
  await slack.people.type("U0MEI", "form", actionIds.formFrom, "shop/db");
  await slack.people.type("U0MEI", "form", actionIds.formTo, "payments/db:80");
  await slack.people.submit("U0MEI", {
    from: { [actionIds.formFrom]: "shop/db" },
    to: { [actionIds.formTo]: "payments/db:80" },
    question: { text: "" },
  });
  await slack.until("the refusal", () => audited.some(({ event }) => event === "denied"));
  expect(audited.at(-1)).toMatchObject({ entry: "modal", reason: "namespace" });
  expect(dialogue.submitted).toEqual([]);
});

test("in a form that was opened anywhere, a channel's namespaces are named only once the answer is to go there", async () => {
  const anyone = {
    groups: [],
    users: [],
    nodes: [],
    outside: [],
    clusters: ["*"],
    actions: ["ask"] as const,
  };
  const rules = [
    { ...anyone, name: "whoever is in #oncall", channels: ["C0ONCALL"], namespaces: ["shop"] },
    { ...anyone, name: "everybody", channels: [], namespaces: ["ingress"] },
    { ...anyone, name: "mei", users: ["U0MEI"], channels: ["C0ONCALL"], namespaces: ["shop"] },
  ];
  const { bot, dialogue } = await stage({ rules });
  dialogue.names = names;
  const [inForm] = lookups;
  const offered = async (user: string, chosen?: string) => {
    const picked = chosen === undefined ? {} : { place: { conversation: { selected_conversation: chosen } } };
    const view = {
      id: "V1",
      private_metadata: JSON.stringify({ channel: "anywhere" }),
      state: { values: picked },
    };
    const body = { user: { id: user }, action_id: actionIds.formFrom, block_id: "from", value: "", view };
    return (inForm ? await bot.doorkeeper.lookUp(inForm, body) : []).map(({ value }) => value);
  };
  expect(await offered("U0SAM")).toEqual(["ingress/ingress-nginx", "pods in ingress"]);
  expect(await offered("U0SAM", "C0ONCALL")).toContain("shop/web");
  expect(await offered("U0MEI")).toContain("shop/web");
});
