import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished, expect, test } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from "../../fake-slack/fake-slack.ts";
import type { Message } from "../../fake-slack/types.ts";
import { ambiguous } from "../../report/endings.ts";
import { blocked, flows, reachable, step } from "../../report/incident.ts";
import { conversation, memoryLedger, said, words } from "./harness.ts";

const origin = { channel: "C0ONCALL", user: "U0MEI" };

async function slackOnly(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack({ rateLimits: false, ...options });
  onTestFinished(() => slack.close());
  return slack;
}

function verdicts(slack: FakeSlack): Message[] {
  return said(slack).filter((message) => message.text.startsWith("⛔"));
}

test("one status message grows into the verdict; picture, hops, policy and fix follow in its thread", async () => {
  const slack = await slackOnly();
  const telling = conversation(slack, memoryLedger(), origin);
  await telling.progress({ stage: "resolving" });
  await slack.until("the status", () => said(slack).length === 1);
  await telling.progress({ stage: "resolved", flows, policy: blocked.policy });
  await slack.until("the policy", () => words(said(slack)[0]).includes("policy says: blocked"));
  await telling.progress({ stage: "step", flowId: "f1", step: step("pod-in", "node3 cali", "stopped", []) });
  await slack.until("the mark", () => words(said(slack)[0]).includes("productpage: packets died here"));
  await telling.verdict(blocked);

  const [root, ...thread] = said(slack);
  expect(root?.text).toBe("⛔ productpage does not accept connections from ingress-nginx.");
  expect(root?.edits.length).toBeGreaterThanOrEqual(3);
  expect(thread.every((message) => message.threadTs === root?.ts)).toBe(true);
  expect(thread[0]?.text).toMatch(/^productpage does not accept connections .* Path: .*\(stopped here\)/);
  expect(thread.slice(1).map((message) => message.text.split("\n")[0])).toEqual([
    "Hop by hop: productpage does not accept connections from ingress-nginx",
    "What policy says",
    "Fix: allow ingress-nginx to productpage on TCP 9080",
  ]);
  const picture = slack.workspace.files.get(thread[0]?.fileIds[0] ?? "");
  expect(picture).toMatchObject({ name: "netdiag-d-1-key-d-1.png", complete: true });
  expect(picture?.altText).toContain("node3 califefebb442cd (stopped here)");
  expect(picture?.content.toString()).toBe("a picture");
});

test("many events make few edits: a second apart, then the verdict at once", async () => {
  const slack = await slackOnly();
  const telling = conversation(slack, memoryLedger(), origin, { out: { pace: new LocalPace() } });
  await telling.progress({ stage: "resolving" });
  await slack.until("the status", () => said(slack).length === 1);
  for (let event = 0; event < 40; event += 1)
    await telling.progress({ stage: "probing", flows: 1, packets: event });
  const before = Date.now();
  await telling.verdict(blocked);
  const edits = said(slack)[0]?.edits ?? [];
  expect((edits.at(-1)?.at ?? 0) - before).toBeLessThan(1000);
  expect(edits.length).toBeLessThanOrEqual(2);
});

test("under Slack's real limits everything arrives, without a call that was refused for good", async () => {
  const slack = await slackOnly({ rateLimits: true });
  const out = { pace: new LocalPace(), patienceMs: 15_000 };
  const telling = conversation(slack, memoryLedger(), origin, { out });
  const second = conversation(slack, memoryLedger(), origin, { id: "d-2", out });
  await Promise.all([telling.verdict(blocked), second.verdict(blocked)]);
  expect(verdicts(slack)).toHaveLength(2);
  expect(said(slack)).toHaveLength(10);
});

test.each(["chat.postMessage", "chat.update", "files.completeUploadExternal"])(
  "a 429 of %s is waited out as long as Slack says",
  async (method) => {
    const slack = await slackOnly();
    const status = slack.workspace.post({ ...origin, user: "U0NETDIAG", text: "⏳" });
    slack.limits.inject({ method, status: 429, retryAfter: 1 });
    const telling = conversation(slack, memoryLedger(), { ...origin, statusTs: status.ts });
    const before = Date.now();
    await telling.verdict(blocked);
    expect(Date.now() - before).toBeGreaterThanOrEqual(950);
    expect(said(slack)).toHaveLength(5);
    const calls = slack.workspace.calls.filter((call) => call.method === method);
    expect(calls.filter((call) => call.status === 429)).toHaveLength(1);
  },
);

test("a post whose answer was lost is found again, not repeated", async () => {
  const slack = await slackOnly();
  slack.limits.inject({ method: "chat.postMessage", timeoutAfterAccept: true });
  slack.limits.inject({ method: "files.completeUploadExternal", timeoutAfterAccept: true });
  await conversation(slack, memoryLedger(), origin, { timeoutMs: 300 }).verdict(blocked);
  expect(verdicts(slack)).toHaveLength(1);
  expect(said(slack)).toHaveLength(5);
});

test("errors inside Slack are tried again", async () => {
  const slack = await slackOnly();
  slack.limits.inject({ method: "*", status: 503, times: 2 });
  slack.limits.inject({ method: "chat.update", error: "internal_error" });
  await conversation(slack, memoryLedger(), origin).verdict(blocked);
  expect(verdicts(slack)).toHaveLength(1);
});

test("a status message that somebody deleted is posted again", async () => {
  const slack = await slackOnly();
  const telling = conversation(slack, memoryLedger(), origin);
  await telling.progress({ stage: "resolving" });
  const first = await slack.until("the status", () => said(slack)[0]);
  slack.workspace.remove(first);
  await telling.verdict(blocked);
  expect(verdicts(slack)).toHaveLength(1);
  expect(said(slack).filter((message) => message.threadTs === verdicts(slack)[0]?.ts)).toHaveLength(4);
});

test.each(["message_not_found", "cant_update_message", "edit_window_closed"])(
  "where Slack answers %s to every edit, the verdict is posted once, after two first words at most",
  async (error) => {
    const slack = await slackOnly();
    slack.limits.inject({ method: "chat.update", times: Infinity, error });
    const ledger = memoryLedger();
    const telling = conversation(slack, ledger, origin);
    await telling.verdict(blocked);
    expect(verdicts(slack)).toHaveLength(1);
    const all = said(slack).length;
    expect(said(slack).filter(({ text }) => text.endsWith(": question received"))).toHaveLength(2);
    // As after a crash before it was noted that the ending is told.
    for (const key of ledger.entries.keys()) if (key.endsWith(":ending")) ledger.entries.delete(key);
    await conversation(slack, ledger, origin).verdict(blocked);
    expect(verdicts(slack)).toHaveLength(1);
    expect(said(slack)).toHaveLength(all);
  },
);

test("a worker that takes over edits the same message and posts no second verdict or thread", async () => {
  const slack = await slackOnly();
  const ledger = memoryLedger();
  const dead = conversation(slack, ledger, origin);
  await dead.progress({ stage: "resolving" });
  await slack.until("the status", () => said(slack).length === 1);
  await dead.verdict(blocked);
  const before = said(slack).map((message) => message.ts);
  await conversation(slack, ledger, origin).verdict(blocked);
  expect(said(slack).map((message) => message.ts)).toEqual(before);
});

test("a worker that died between posting and noting is continued at its message", async () => {
  const slack = await slackOnly();
  const ledger = memoryLedger();
  const forgetful = {
    ...ledger,
    set: (key: string, value: string, ttl: number) =>
      /:(intent|end)$/.test(key) ? ledger.set(key, value, ttl) : Promise.reject(new Error("killed")),
  };
  const dead = conversation(slack, forgetful, origin);
  await expect(dead.verdict(blocked)).rejects.toThrow("killed");
  expect(said(slack)).toHaveLength(1);
  await conversation(slack, ledger, origin).verdict(blocked);
  expect(verdicts(slack)).toHaveLength(1);
});

test("an ending does not wait for Slack to say whether first words of ten seconds ago are there: it comes under new ones", async () => {
  const slack = await slackOnly();
  const ledger = memoryLedger();
  await ledger.set("slack:key-d-1:status:intent", String(Date.now() - 11_000), 60);
  slack.limits.inject({ method: "conversations.history", status: 429, retryAfter: 30 });
  await conversation(slack, ledger, origin).verdict(blocked);
  expect(verdicts(slack)).toHaveLength(1);
});

test("a worker that stood still between looking and editing does not leave its edit over the verdict", async () => {
  const slack = await slackOnly();
  const ledger = memoryLedger();
  const frozen = conversation(slack, ledger, origin, {
    mayShow: async () => {
      await conversation(slack, ledger, origin).verdict(blocked);
      return true;
    },
  });
  await frozen.progress({ stage: "resolving" });
  await slack.until("its edit and the verdict again", () => (said(slack)[0]?.edits.length ?? 0) === 3);
  const [root] = said(slack);
  expect(root?.edits.map(({ text }) => text.includes("looking up the names"))).toContain(true);
  expect(root?.text).toBe("⛔ productpage does not accept connections from ingress-nginx.");
  expect(verdicts(slack)).toHaveLength(1);
});

test("a worker that lost its diagnosis shows nothing more", async () => {
  const slack = await slackOnly();
  const telling = conversation(slack, memoryLedger(), origin, { mayShow: () => Promise.resolve(false) });
  await telling.progress({ stage: "resolving" });
  await delay(300);
  expect(said(slack)).toEqual([]);
});

test("without the right to read back, a lost answer costs at most a second copy in the thread", async () => {
  const slack = await slackOnly();
  const status = slack.workspace.post({ ...origin, user: "U0NETDIAG", text: "⏳" });
  slack.limits.inject({ method: "conversations.replies", error: "missing_scope", times: 99 });
  slack.limits.inject({ method: "chat.postMessage", timeoutAfterAccept: true });
  await conversation(slack, memoryLedger(), { ...origin, statusTs: status.ts }, { timeoutMs: 300 }).verdict(
    blocked,
  );
  expect(verdicts(slack)).toHaveLength(1);
  expect(said(slack).filter((message) => message.text.startsWith("Hop by hop"))).toHaveLength(2);
});

test("without that right and without a known status, there is one verdict, and the lost first words stay true", async () => {
  const slack = await slackOnly();
  slack.limits.inject({ method: "conversations.history", error: "missing_scope", times: 99 });
  slack.limits.inject({ method: "chat.postMessage", timeoutAfterAccept: true });
  await conversation(slack, memoryLedger(), origin, { timeoutMs: 300 }).verdict(blocked);
  expect(verdicts(slack)).toHaveLength(1);
  const [lost] = said(slack);
  expect(words(lost)).toContain("come as a new one");
  expect(lost?.edits).toEqual([]);
});

test("an ending that is told again, as after a crash, changes nothing that was said", async () => {
  const slack = await slackOnly();
  const ledger = memoryLedger();
  await conversation(slack, ledger, origin).verdict(blocked);
  const calls = slack.workspace.calls.length;
  await conversation(slack, ledger, origin).verdict(blocked);
  expect(slack.workspace.calls).toHaveLength(calls);
});

test("a picture that cannot be drawn does not keep the thread away", async () => {
  const slack = await slackOnly();
  const troubles: string[] = [];
  const telling = conversation(slack, memoryLedger(), origin, {
    png: () => Promise.reject(new Error("no fonts")),
    onTrouble: (what) => troubles.push(what),
  });
  await telling.verdict(reachable);
  expect(troubles).toEqual(["the picture was not shown"]);
  expect(said(slack).length).toBeGreaterThan(1);
});

test("an unclear question becomes buttons on the status message", async () => {
  const slack = await slackOnly();
  const telling = conversation(slack, memoryLedger(), origin);
  await telling.progress({ stage: "resolving" });
  await telling.askBack(ambiguous.sentence, ambiguous.choices);
  expect(said(slack)).toHaveLength(1);
  expect(words(said(slack)[0])).toContain("Service staging/productpage");
});

test("a failure is told on the status message with a way to try again", async () => {
  const slack = await slackOnly();
  await conversation(slack, memoryLedger(), origin).failed("Stopped before there was a verdict.");
  expect(words(said(slack)[0])).toContain("Stopped before there was a verdict.");
  expect(words(said(slack)[0])).toContain("Try again");
});

test.each([
  ["is archived", { archived: true }],
  ["has lost the bot", { members: ["U0MEI"] }],
])(
  "where the channel %s before the verdict, the asker is told directly, once, with the detail",
  async (_, change) => {
    const slack = await slackOnly();
    const ledger = memoryLedger();
    // Progress that cannot be shown any more is trouble, and no reason to stop.
    const asked = conversation(slack, ledger, origin, { onTrouble: () => undefined });
    await asked.progress({ stage: "resolving" });
    await slack.until("the status", () => said(slack).length === 1);
    const channel = slack.workspace.channels.get(origin.channel);
    if (!channel) throw new Error("no channel");
    slack.workspace.channels.set(origin.channel, { ...channel, ...change });
    await asked.verdict(blocked);
    await conversation(slack, ledger, origin).verdict(blocked);

    const direct = said(slack, "D0MEI");
    expect(direct[0]?.text).toBe("⛔ productpage does not accept connections from ingress-nginx.");
    expect(verdicts(slack)).toEqual([]);
    expect(words(direct[0])).toContain("You asked this in <#C0ONCALL>, which takes no more messages of mine");
    expect(direct.slice(1).map((message) => message.text.split("\n")[0])).toEqual([
      "Hop by hop: productpage does not accept connections from ingress-nginx",
      "What policy says",
      "Fix: allow ingress-nginx to productpage on TCP 9080",
    ]);
  },
);

test("where nobody can be told any more, that ends it and is no reason to try again", async () => {
  const slack = await slackOnly();
  slack.limits.inject({ method: "chat.postMessage", error: "is_archived" });
  slack.limits.inject({ method: "chat.postMessage", error: "channel_not_found" });
  const telling = conversation(slack, memoryLedger(), origin).verdict(blocked);
  await expect(telling).rejects.toThrow("Slack takes no message for U0MEI (channel_not_found)");
});

test("a workspace that does not draw plans gets the status in blocks that it draws, in the same message", async () => {
  const slack = await slackOnly({ withoutBlocks: ["plan"] });
  const worker = conversation(slack, memoryLedger(), origin);
  await worker.progress({ stage: "resolving" });
  await slack.until("the status", () => words(said(slack)[0]).includes("looking up the names"));
  await worker.progress({ stage: "resolved", flows, policy: blocked.policy });
  await slack.until("the next status", () => words(said(slack)[0]).includes("◌ leaving node1"));
  expect(said(slack)).toHaveLength(1);
  const refused = slack.workspace.calls.filter(({ error }) => error === "invalid_blocks");
  expect(refused).toHaveLength(1);
  await worker.failed("Stopped.");
});

test("a workspace that draws no tables gets the counts as lines, and is asked for a table once", async () => {
  const slack = await slackOnly({ withoutBlocks: ["table"] });
  await conversation(slack, memoryLedger(), origin).verdict(blocked);
  const [hops] = said(slack).filter(({ text }) => text.startsWith("Hop by hop"));
  expect(words(hops)).toContain("✓ from node3, the target's own node · 2 of 2 answered");
  expect(slack.workspace.calls.filter(({ error }) => error === "invalid_blocks")).toHaveLength(1);
});
