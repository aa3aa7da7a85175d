/** What people who wait are told, by a herald with a made-up line and a real outbox. */
import { expect, onTestFinished, test } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { Herald, heraldKey } from "../../../src/adapters/slack/herald.ts";
import { Outbox } from "../../../src/adapters/slack/outbox.ts";
import type { InLine, WorkforceNow } from "../../../src/ports.ts";
import { startFakeSlack, type FakeSlack } from "../../fake-slack/fake-slack.ts";
import { botToken } from "../../fake-slack/people.ts";
import type { Message } from "../../fake-slack/types.ts";
import { question } from "../../report/incident.ts";
import { memoryLedger } from "./harness.ts";

const channel = "C0ONCALL";

interface Scene {
  readonly slack: FakeSlack;
  readonly herald: Herald;
  readonly ledger: ReturnType<typeof memoryLedger>;
  now: WorkforceNow;
  line: InLine[];
  status(): Message;
  /** As it stands now. */
  shown(status: Message): Message | undefined;
  another(): Herald;
}

async function scene(): Promise<Scene> {
  const slack = await startFakeSlack({ rateLimits: false });
  onTestFinished(() => slack.close());
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs: 1000 });
  const ledger = memoryLedger();
  const herald = (): Herald =>
    new Herald({
      line: { waiting: () => Promise.resolve(it.line), waits: () => Promise.resolve(true) },
      workforce: { look: () => Promise.resolve(it.now) },
      outbox: new Outbox(client, { pace: new LocalPace(), speed: 1000 }),
      ledger,
      cluster: "prod-1",
      onTrouble: (what, error) => {
        throw new Error(what, { cause: error });
      },
    });
  const it: Scene = {
    slack,
    herald: herald(),
    ledger,
    now: { workers: 1, places: 4, diagnosisMs: 3000 },
    line: [],
    status: () => slack.workspace.post({ channel, user: "U0NETDIAG", text: "⏳ waiting" }),
    shown: ({ ts }) => slack.workspace.message(channel, ts),
    another: herald,
  };
  return it;
}

const waits = (status: Message, place: number, waitedMs: number): InLine => ({
  id: `nd-${place}`,
  question,
  origins: [{ key: `key-${place}`, channel, user: "U0MEI", statusTs: status.ts }],
  place,
  waitedMs,
});

test("who waits is told the place in the line and about how long; it changes with the line", async () => {
  const on = await scene();
  const status = on.status();
  on.line = [waits(status, 12, 3000)];
  await on.herald.look();
  expect(on.shown(status)?.text).toContain("place 12 in line, about 10 s");
  on.line = [waits(status, 1, 5000)];
  await on.herald.look();
  expect(on.shown(status)?.text).toContain("next in line, a few seconds");
  await on.herald.look();
  expect(on.shown(status)?.edits).toHaveLength(2);
});

test("for two seconds nothing is said: most questions do not wait", async () => {
  const on = await scene();
  const status = on.status();
  on.line = [waits(status, 3, 1500)];
  await on.herald.look();
  expect(on.shown(status)?.edits).toHaveLength(0);
});

test("without a worker that is said after ten seconds, and mended when one comes", async () => {
  const on = await scene();
  const status = on.status();
  on.now = { workers: 0, places: 0 };
  on.line = [waits(status, 1, 9000)];
  await on.herald.look();
  expect(on.shown(status)?.edits).toHaveLength(0);
  on.line = [waits(status, 1, 10_500)];
  await on.herald.look();
  expect(on.shown(status)?.text).toContain("no worker is running");
  on.now = { workers: 1, places: 4 };
  await on.herald.look();
  expect(on.shown(status)?.text).toContain("next in line");
});

test("of two heralds one tells", async () => {
  const on = await scene();
  const status = on.status();
  on.line = [waits(status, 4, 3000)];
  await on.herald.look();
  on.line = [waits(status, 2, 3000)];
  await on.another().look();
  expect(on.shown(status)?.text).toContain("place 4");
});

test("while an edit is on its way, that is written where the teller of endings looks", async () => {
  const on = await scene();
  const status = on.status();
  on.line = [waits(status, 4, 3000)];
  const key = heraldKey(channel, status.ts);
  on.slack.limits.inject({ method: "chat.update", timeoutAfterAccept: true });
  const looking = on.herald.look();
  await expect.poll(() => on.ledger.entries.has(key)).toBe(true);
  await looking;
  expect(on.ledger.entries.has(key)).toBe(false);
});

test("a message that somebody deleted is left alone", async () => {
  const on = await scene();
  const status = on.status();
  on.slack.workspace.remove(status);
  on.line = [waits(status, 4, 3000)];
  await on.herald.look();
  await on.herald.look();
  expect(on.slack.workspace.calls.filter(({ method }) => method === "chat.update")).toHaveLength(1);
});
