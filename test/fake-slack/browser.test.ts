import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPng } from "../../src/adapters/picture/png.ts";
import type { Rules } from "../../src/access/rule.ts";
import { seenIn } from "../../src/watch/seen.ts";
import { changeStory } from "../adapters/slack/change-story.ts";
import { conversation, everyone, stage, type Stage } from "../adapters/slack/harness.ts";
import { watchStory } from "../adapters/slack/watch-story.ts";
import { rules as changers } from "../apply/requests.ts";
import { rules as captureRules, traffic } from "../captures/asked.ts";
import { renderCaptureEnd } from "../../src/report/slack/capture.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import type { SlackMessage } from "../../src/report/slack/blocks.ts";
import { isJson, type Message } from "./types.ts";
import { blocked, flows, step } from "../report/incident.ts";
import { recordedVerdicts } from "../report/recorded-verdicts.ts";
import { canLook, launchBrowser, openPage, picture } from "./browser.ts";

const png = async (svg: string): Promise<Buffer> => Buffer.from(await renderPng(svg));

/** The page as @mei sees it in #oncall, with the real bot behind. */
async function look(
  browser: Browser,
  rules: Rules = everyone,
): Promise<Stage & { page: Page; errors: string[] }> {
  const all = await stage({ rules });
  const { page, errors } = await openPage(browser, all.slack.url);
  await page.selectOption("#user", { label: "mei" });
  await page.click("#channels a:has-text('oncall')");
  return { ...all, page, errors };
}

const passing = "ingress-nginx reaches productpage: 2 of 2 endpoints answered on TCP 9080";

function never(): never {
  throw new Error("nothing is watched");
}

function post({ workspace }: Stage["slack"], { text, blocks }: SlackMessage, threadTs?: string): Message {
  const plain: unknown = JSON.parse(JSON.stringify(blocks));
  const list = Array.isArray(plain) ? plain.filter(isJson) : [];
  return workspace.post({
    channel: "C0ONCALL",
    user: "U0NETDIAG",
    text,
    blocks: list,
    ...(threadTs !== undefined && { threadTs }),
  });
}

async function type(page: Page, words: string): Promise<void> {
  await page.fill("#compose input:not([list])", words);
  await page.press("#compose input:not([list])", "Enter");
}

/** Asks in words and is heard; returns the worker's side. */
async function ask(
  { page, slack, dialogue, ledger }: Stage & { page: Page },
  words = "ingress-nginx -> productpage",
  more: { readonly appliesFixes?: boolean } = {},
) {
  await type(page, `/netdiag ${words}`);
  const { origin, question } = await slack.until("the question", () => dialogue.submitted[0]);
  return conversation(slack, ledger, origin, { png, asked: question, ...more });
}

describe.skipIf(!canLook)("whoever looks at the page of the fake Slack", { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test("sees the status fill while the way is followed, and then the verdict in its place", async () => {
    const seen = await look(browser);
    const { page, errors } = seen;
    const worker = await ask(seen);
    await worker.progress({ stage: "resolving" });
    await worker.progress({ stage: "resolved", flows, policy: blocked.policy });
    await worker.progress({
      stage: "step",
      flowId: "f1",
      step: step("pod-in", "node3 cali", "stopped", []),
    });
    await page.getByText("The way of the packets").waitFor();
    await picture(page, "status");
    await worker.verdict(blocked);
    await page.getByText(blocked.headline).first().waitFor();
    await expect.poll(() => page.getByText("The way of the packets").count()).toBe(0);
    expect(await page.locator("#messages .message").count()).toBe(1);
    expect(errors).toEqual([]);
  });

  test.each([
    ...Object.keys(recordedVerdicts).map((name) => [name, "ingress-nginx -> productpage"] as const),
    ["blocked", "ingress-nginx 访问不了 productpage"] as const,
  ])("reads a verdict and its thread: %s, asked as %s", async (name, words) => {
    const seen = await look(browser);
    const { page, errors } = seen;
    const worker = await ask(seen, words);
    await worker.verdict(recordedVerdicts[name] ?? blocked);
    await page.click("a.replies");
    await page.locator("#replies .message").nth(2).waitFor();
    // Each block of ours is drawn: what the page does not know stands there as [type].
    expect(await page.getByText(/^\[[a-z_]+\]$/).count()).toBe(0);
    for (const drawn of await page.locator("#replies img").all())
      expect((await drawn.getAttribute("alt"))?.length).toBeGreaterThan(20);
    await page.locator("#replies summary").first().click();
    await page.locator("#replies details[open]").getByText("node3").first().waitFor();
    await page.locator("#replies").hover();
    await page.mouse.wheel(0, -20_000);
    await page.mouse.wheel(0, 720);
    await picture(page, words.includes("->") ? name : `${name}-in-chinese`);
    expect(errors).toEqual([]);
  });

  test("presses Show fix, an opinion and Re-check, and picks a cause in Why not?, and each does what it says", async () => {
    const seen = await look(browser);
    const { page, slack, dialogue, errors } = seen;
    const worker = await ask(seen);
    await worker.verdict(blocked);
    await page.getByRole("button", { name: "Show fix" }).click();
    await page.getByText("kubectl apply").first().waitFor();
    await page.getByRole("button", { name: /right/i }).first().click();
    await slack.until("the opinion", () => dialogue.rated.size === 1);
    await page.selectOption("#messages select", { index: 1 });
    await page.getByText("Only visible to you").last().waitFor();
    await page.getByRole("button", { name: "Re-check" }).first().click();
    await slack.until("the second question", () => dialogue.submitted.length === 2);
    expect(errors).toEqual([]);
  });

  test("watches an answer until it is fixed, and reads in its thread that it passes, and that it broke again", async () => {
    const seen = await look(browser);
    const { page, slack, dialogue, errors } = seen;
    const report = recordedVerdicts["blocked"] ?? blocked;
    await (await ask(seen)).verdict(report);
    dialogue.reports.set("d-1", report);
    await page.getByRole("button", { name: "Watch until fixed" }).click();
    await page.getByText("I ask this again until it passes").waitFor();
    const [request] = dialogue.watched;
    const { channel, answerTs: ts = "" } = request?.origin ?? never();
    const passes = { verdict: "reachable", cause: "", says: passing } as const;
    const looks = [seenIn(report), passes, seenIn(report)].map(
      (each) => ({ kind: "seen", seen: each }) as const,
    );
    await watchStory(seen, { answer: { channel, ts }, report, looks, goesOn: true });
    await page.getByRole("button", { name: "Stop watching" }).waitFor();
    expect(
      slack.workspace.inThread(channel, ts).filter(({ text }) => /passes now|broke again/.test(text)),
    ).toHaveLength(2);
    await page.click("a.replies");
    await page.getByText("It broke again").waitFor();
    await page.getByText("It passes now").first().scrollIntoViewIfNeeded();
    await page.locator("#messages").hover();
    await page.mouse.wheel(0, 20_000);
    await picture(page, "watch");
    const fixed = [passes, passes].map((each) => ({ kind: "seen", seen: each }) as const);
    await watchStory(seen, { answer: { channel, ts }, report, looks: fixed });
    await page.getByText("as watched; see the thread").first().waitFor();
    await page.getByRole("button", { name: "Watch until fixed" }).first().waitFor();
    expect(errors).toEqual([]);
  });

  test("asks for a fix to be applied as one person, approves it as another, and reads how it is undone", async () => {
    const seen = await look(browser, [...everyone, ...changers]);
    const { page, slack, dialogue, changes, errors } = seen;
    changes.requests.clear();
    const report = recordedVerdicts["blocked"] ?? blocked;
    const { worked } = changeStory(seen);
    await (await ask(seen, undefined, { appliesFixes: true })).verdict(report);
    dialogue.reports.set("d-1", report);
    await page.getByRole("button", { name: "Apply fix…" }).click();
    await slack.until("the first word", () => slack.workspace.ephemerals[0]);
    await worked();
    await page.selectOption("#user", { label: "sam" });
    await page.click("#channels a:has-text('oncall')");
    await page.click("a.replies");
    const approve = page.getByRole("button", { name: "Approve" });
    // All that is approved, from who asks for it to the buttons.
    await page.setViewportSize({ width: 1280, height: 1180 });
    await approve.scrollIntoViewIfNeeded();
    await picture(page, "approve");
    await approve.click();
    await page.getByText("To undo it:").waitFor();
    await worked();
    expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test("reads what Capture will do before it does it, says no, then yes, and reads what was seen", async () => {
    const seen = await look(browser, captureRules);
    const { page, slack, dialogue, captures, errors } = seen;
    const { ts } = post(
      slack,
      renderVerdict(
        {
          id: "d-1",
          question: blocked.question,
          by: "U0MEI",
          cluster: "prod-1",
          capturing: { seconds: 30, minutes: 60 },
        },
        blocked,
      ),
    );
    dialogue.reports.set("d-1", blocked);
    const button = page.getByRole("button", { name: "Capture…" });
    await button.click();
    await page.getByText("Headers alone are kept").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(captures.asked).toEqual([]);
    await button.click();
    await picture(page, "capture-asked");
    await page.locator("#confirm").getByRole("button", { name: "Capture" }).click();
    const asked = await slack.until("the capture", () => captures.asked[0]);
    const file = { kind: "kept", until: Date.UTC(2026, 10, 28, 4, 6), bytes: 84_300 } as const;
    const link = "http://localhost:8081/captures/Xz0qR3";
    post(slack, renderCaptureEnd(asked, { kind: "captured", traffic, file }, { link }), ts);
    await page.click("a.replies");
    await page.getByText("Who talked to whom").waitFor();
    await page.locator("#replies summary").first().click();
    await picture(page, "capture");
    expect(errors).toEqual([]);
  });

  test("opens the form, types into its menus what the app offers, and asks", async () => {
    const seen = await look(browser);
    const { page, slack, dialogue, errors } = seen;
    dialogue.names = {
      namespaces: ["ingress", "shop"],
      objects: [
        { kind: "Deployment", namespace: "ingress", name: "ingress-nginx" },
        { kind: "Service", namespace: "shop", name: "web", ports: [{ port: 8080, name: "http" }] },
      ],
    };
    await type(page, "/netdiag");
    await page.locator("#modal[open]").waitFor();
    for (const [index, typed, offered] of [
      [0, "nginx", "ingress/ingress-nginx · Deployment"],
      [1, "shop/w", "shop/web:8080 · Service, port http"],
    ] as const) {
      const field = page.locator("#modal p").nth(index);
      await field.locator("input").fill(typed);
      await field.locator(`option[value="${offered}"]`).waitFor({ state: "attached" });
      await field.locator("input").fill(offered);
    }
    await picture(page, "form");
    await page.locator("#modal > button").click();
    const { question } = await slack.until("the question", () => dialogue.submitted[0]);
    expect(question.text).toBe("ingress/ingress-nginx -> shop/web:8080");
    expect(errors).toEqual([]);
  });

  test("finds at home how to ask, and asks from there", async () => {
    const { page, errors } = await look(browser);
    await page.click("#channels a:has-text('netdiag')");
    const button = page.getByRole("button", { name: "Ask" }).first();
    await button.waitFor();
    await picture(page, "home");
    await button.click();
    await page.locator("#modal[open]").waitFor();
    expect(errors).toEqual([]);
  });
});
