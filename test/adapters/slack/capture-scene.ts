/** The stage of captures, for tests. */
import { onTestFinished } from "vitest";
import { createCaptureQueue, workCaptures } from "../../../src/adapters/bullmq/captures.ts";
import { captureKey } from "../../../src/adapters/bullmq/same-question.ts";
import { serveCaptures } from "../../../src/adapters/captures/serve.ts";
import { createCaptureEnds } from "../../../src/adapters/redis/capture-ends.ts";
import { createCaptureFiles } from "../../../src/adapters/redis/capture-files.ts";
import { connectRedis } from "../../../src/adapters/redis/connect.ts";
import { createLedger } from "../../../src/adapters/redis/ledger.ts";
import { tokenOf } from "../../../src/adapters/redis/sealed.ts";
import { CaptureTeller } from "../../../src/adapters/slack/capture-teller.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { Outbox } from "../../../src/adapters/slack/outbox.ts";
import { workOnCapture, type CapturingParts } from "../../../src/captures/work.ts";
import type { Refused } from "../../../src/adapters/bullmq/queues.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import { whyNone } from "../../../src/worker/captures.ts";
import { captured, rules } from "../../captures/asked.ts";
import { botToken } from "../../fake-slack/people.ts";
import { isJson, type Json, type Message } from "../../fake-slack/types.ts";
import { jobKey } from "../../job-key.ts";
import { blocked, question } from "../../report/incident.ts";
import { openWorld } from "../bullmq/world.ts";
import { quick, stage, type Stage } from "./harness.ts";

const channel = "C0ONCALL";

/** What a test of captures stands on. */
export interface Scene {
  readonly staged: Stage;
  readonly queues: ReturnType<typeof openWorld>["queues"];
  readonly refused: Refused[];
  /** What the nodes see; a worker's `stop` ends it. */
  capture: CapturingParts["capture"];
  runs: number;
  keepMs: number;
  /** Another worker, as in another process. */
  readonly work: () => Promise<{ readonly close: (graceMs: number) => Promise<void> }>;
  readonly fetch: (url: string) => Promise<Response>;
  readonly verdict: () => Message;
  readonly inThread: (root: Message) => Message[];
}

let count = 0;

/** The real bot, queue, worker, Redis and server of files; the packets alone are made up. */
export async function scene(redisUrl: string, mode: "socket" | "http" = "socket"): Promise<Scene> {
  const prefix = `{capture-${process.pid}-${++count}}`;
  const refused: Refused[] = [];
  const { queues, close } = openWorld(redisUrl, prefix, (each) => refused.push(each));
  const staged = await stage({ mode, rules });
  const { slack, captures, audited, troubles } = staged;
  Object.assign(captures.queue, createCaptureQueue(queues));
  Object.assign(captures, { now: queues.now });
  const connection = connectRedis(redisUrl, () => undefined);
  const files = createCaptureFiles(connection, prefix);
  const audit = { write: (event: Record<string, unknown>) => void audited.push(event) };
  const onTrouble = (what: string, error: unknown): void => void troubles.push(`${what}: ${String(error)}`);
  const served = await serveCaptures({
    port: 0,
    host: "127.0.0.1",
    files,
    audit,
    onTrouble,
    elapsed: () => performance.now(),
  });
  onTestFinished(async () => {
    served.close();
    connection.disconnect();
    await close();
  });
  const place = { url: `http://127.0.0.1:${served.port}/captures/` };
  const made: Scene = {
    staged,
    queues,
    refused,
    runs: 0,
    keepMs: 60_000,
    capture: () => Promise.resolve(captured),
    work: async () => {
      const ledger = createLedger(connection, prefix);
      const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs: 5000 });
      const told = new CaptureTeller({ outbox: new Outbox(client, quick()), ledger, onTrouble }, place);
      const token = (id: string): string => tokenOf(jobKey, id);
      const worker = await workCaptures({
        queues,
        run: (each, signals) =>
          workOnCapture(
            each,
            {
              cluster: "prod-1",
              rules,
              now: queues.now,
              ledger,
              audit,
              ends: createCaptureEnds(ledger, token),
              files,
              told,
              tokenOf: token,
              url: place.url,
              keepMs: made.keepMs,
              questionOf: captureKey,
              whyNone,
              onTrouble,
              capture: (...how) => {
                made.runs += 1;
                return made.capture(...how);
              },
            },
            signals,
          ),
        onNotBelieved: (claimed) => told.notBelieved(claimed),
        onGivenUp: () => Promise.resolve(),
        concurrency: 2,
        deadlineMs: 10_000,
        lockDurationMs: 2000,
        stalledIntervalMs: 500,
      });
      let closed = false;
      const once = async (graceMs: number): Promise<void> => {
        if (closed) return;
        closed = true;
        await worker.close(graceMs);
      };
      onTestFinished(() => once(500));
      return { close: once };
    },
    fetch: (url) => fetch(url),
    verdict: () => {
      const frame = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };
      const { text, blocks } = renderVerdict({ ...frame, capturing: { seconds: 30, minutes: 60 } }, blocked);
      const plain: unknown = JSON.parse(JSON.stringify(blocks));
      const list: Json[] = Array.isArray(plain) ? plain.filter(isJson) : [];
      return slack.workspace.post({ channel, user: "U0NETDIAG", text, blocks: list });
    },
    inThread: ({ ts }) => slack.workspace.inThread(channel, ts).filter((each) => each.ts !== ts),
  };
  return made;
}
