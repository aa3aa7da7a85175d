/** What the outbox does when Slack is slow, refuses or does not answer. */
import { expect, onTestFinished, test, vi } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { Once } from "../../../src/adapters/slack/once.ts";
import { Outbox, type OutboxSettings } from "../../../src/adapters/slack/outbox.ts";
import { plainSentence } from "../../../src/adapters/slack/sentences.ts";
import { english } from "../../../src/language/tongue.ts";
import { NotNow } from "../../../src/ports.ts";
import { startFakeSlack, type FakeSlack } from "../../fake-slack/fake-slack.ts";
import { botToken } from "../../fake-slack/people.ts";
import { memoryLedger, quick, said } from "./harness.ts";

const spot = { channel: "C0ONCALL" };
const hello = plainSentence("hello")(english);

async function outbox(
  settings: Partial<OutboxSettings> = {},
  rateLimits = false,
): Promise<{ slack: FakeSlack; out: Outbox }> {
  const slack = await startFakeSlack({ rateLimits });
  onTestFinished(() => slack.close());
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs: 500 });
  return { slack, out: new Outbox(client, { ...quick(), ...settings }) };
}

test("what does not fit into the patience is told with the time to come back, and nothing was sent", async () => {
  // One message in 20 s, after the first four.
  const { slack, out } = await outbox({ speed: 0.05 });
  for (let index = 0; index < 4; index += 1) await out.post(spot, hello, `k${index}`);
  const late = await out.post(spot, hello, "k4", { patienceMs: 100 }).catch((error: unknown) => error);
  expect(late).toBeInstanceOf(NotNow);
  expect(late).toMatchObject({
    waitMs: expect.toSatisfy((ms: number) => ms > 100 && ms <= 20_000) as number,
  });
  expect(said(slack)).toHaveLength(4);
});

test("a 429 longer than the patience is told with Slack's own time, and holds back the whole channel", async () => {
  const { slack, out } = await outbox();
  slack.limits.inject({ method: "chat.postMessage", status: 429, retryAfter: 30 });
  await expect(out.post(spot, hello, "a", { patienceMs: 100 })).rejects.toMatchObject({ waitMs: 30_000 });
  await expect(out.post(spot, hello, "b", { patienceMs: 100 })).rejects.toBeInstanceOf(NotNow);
  await out.post({ channel: "C0RANDOM" }, hello, "c", { patienceMs: 100 });
  expect(slack.workspace.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(2);
});

test("what only waited for its turn is not looked for when it comes back", async () => {
  const { slack, out } = await outbox({ speed: 0.25 });
  const ledger = memoryLedger();
  const once = new Once(out, ledger);
  for (let index = 0; index < 4; index += 1) await once.say(`k${index}`, spot, hello);
  await expect(once.say("late", spot, hello, { patienceMs: 50 })).rejects.toBeInstanceOf(NotNow);
  expect(ledger.entries.has("late")).toBe(false);
  await once.say("late", spot, hello, { patienceMs: 15_000 });
  expect(said(slack)).toHaveLength(5);
  expect(slack.workspace.calls.some(({ method }) => method === "conversations.history")).toBe(false);
});

test("a file is made when its turn has come, once, and not while it waits in the line", async () => {
  const { out } = await outbox({ speed: 0.25 });
  const root = await out.post(spot, hello, "root");
  for (let index = 1; index < 4; index += 1) await out.post(spot, hello, `k${index}`);
  let made = 0;
  const file = {
    name: "way.png",
    title: "way",
    content: () => {
      made += 1;
      return Promise.resolve(Buffer.from("a picture"));
    },
  };
  const place = { ...spot, threadTs: root };
  const waiting = out.upload(place, [file], "the way", { patienceMs: 30_000, lineMs: 50 });
  await expect(waiting).rejects.toBeInstanceOf(NotNow);
  expect(made).toBe(0);
  await out.upload(place, [file], "the way", { patienceMs: 30_000 });
  expect(made).toBe(1);
});

test("a clock that is set an hour forward while Slack fails ends no patience", async () => {
  const { slack, out } = await outbox();
  const real = Date.now;
  let off = 0;
  const spy = vi.spyOn(Date, "now").mockImplementation(() => real() + off);
  onTestFinished(() => {
    spy.mockRestore();
  });
  slack.limits.inject({ method: "chat.postMessage", status: 503 });
  const onTurn = (): Promise<void> => {
    off = 3600_000;
    return Promise.resolve();
  };
  await out.post(spot, hello, "a", { patienceMs: 30_000, onTurn });
  expect(said(slack)).toHaveLength(1);
});

test("a lost answer is not taken for a lost message while Slack does not let us look", async () => {
  const { slack, out } = await outbox();
  const once = new Once(out, memoryLedger());
  slack.limits.inject({ method: "chat.postMessage", timeoutAfterAccept: true });
  slack.limits.inject({ method: "conversations.history", status: 429, retryAfter: 2 });
  await expect(once.say("k", spot, hello, { patienceMs: 1000 })).rejects.toBeInstanceOf(NotNow);
  await once.say("k", spot, hello, { patienceMs: 5000 });
  expect(said(slack)).toHaveLength(1);
});

test("a message is found again by a process whose clock is an hour ahead", async () => {
  const { out } = await outbox();
  const ts = await out.post(spot, hello, "mine");
  expect(await out.find(spot, { key: "mine", since: Date.now() + 3600_000 })).toBe(ts);
});

test("progress is shown where there is room, and dropped where there is none", async () => {
  const { slack, out } = await outbox({ speed: 1 });
  const ts = await out.post(spot, hello, "k");
  expect(await out.progress(spot.channel, ts, plainSentence("one")(english))).toBe(0);
  expect(await out.progress(spot.channel, ts, plainSentence("two")(english))).toBeGreaterThan(500);
  expect(said(slack)[0]?.text).toBe("one");
});

test("twelve posts at once to one channel under Slack's limits: all arrive, none is refused", async () => {
  const { slack, out } = await outbox({ speed: 1, patienceMs: 20_000 }, true);
  await Promise.all(Array.from({ length: 12 }, (_, index) => out.post(spot, hello, `k${index}`)));
  expect(said(slack)).toHaveLength(12);
  expect(slack.workspace.calls.filter(({ status }) => status === 429)).toHaveLength(0);
}, 30_000);

test("two processes that pace themselves alone meet refusals, wait as told, and lose nothing", async () => {
  const { slack, out } = await outbox({ speed: 1, patienceMs: 30_000 }, true);
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs: 500 });
  const other = new Outbox(client, { pace: new LocalPace(), patienceMs: 30_000 });
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? out : other).post(spot, hello, `k${index}`)),
  );
  expect(said(slack)).toHaveLength(12);
}, 40_000);
