import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Queue } from "bullmq";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { botUser } from "../../fake-slack/people.ts";
import { listOf } from "../../fake-slack/types.ts";
import type { KubeObject } from "../../lab/api/object.ts";
import { peakMiB } from "../processes.ts";
import type { Row } from "../row.ts";
import type { Yard } from "../yard.ts";
import { struck } from "./strike.ts";

const fakeTime = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
].find(existsSync);

export const machineRows: readonly Row[] = [
  {
    name: "audit-full",
    breaks: "the disk of the audit log is full for 15 s",
    mayRefuse: true,
    play: async (play) => {
      const { yard } = play;
      // The programs of the start write to stdout, which has no end.
      await again(yard, {
        bot: { NETDIAG_AUDIT_FILE: join(yard.folder, "bot.audit") },
        worker: { NETDIAG_AUDIT_FILE: join(yard.folder, "worker.audit") },
      });
      let ran = 0;
      await struck(play, {
        lastsMs: 15_000,
        strike: async () => {
          const programs = [...yard.programs("bot"), ...yard.programs("worker")];
          for (const { pid } of programs) limitFiles(pid, "0");
          // Sessions that were opened before may end.
          await delay(2000);
          const before = yard.cluster.exec.started;
          return () => {
            ran = yard.cluster.exec.started - before;
            for (const { pid } of programs) limitFiles(pid, "unlimited");
          };
        },
      });
      if (ran > 0) play.blame(`${ran} execs while nothing could be audited`);
    },
  },
  {
    name: "policy-huge",
    breaks: "one NetworkPolicy with 40,000 ports",
    weight: 0.5,
    play: async ({ yard, questions }) => {
      yard.cluster.put({
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "huge", namespace: "red" },
        spec: {
          podSelector: {},
          policyTypes: ["Ingress"],
          ingress: [
            { ports: Array.from({ length: 40_000 }, (_, index) => ({ protocol: "TCP", port: index + 1 })) },
          ],
        },
      });
      await yard.askMany(questions, questions * 400, () => ({
        words: (number) =>
          yard.random.chance(0.5) ? `red/api -> red/db:${number}` : `shop/client -> shop/web:${number}`,
      }));
    },
  },
  {
    name: "namespace-huge",
    breaks: "a namespace of 6,000 pods, and its evidence is asked for",
    weight: 0.2,
    play: async ({ yard, questions, note, blame }) => {
      // As Node limits itself in containers of deploy/: half of their memory.
      await again(yard, { bot: { NODE_OPTIONS: heap(128) }, worker: { NODE_OPTIONS: heap(256) } });
      manyPods(yard, 6000);
      await yard.askMany(questions, questions * 1500, () => ({
        entry: "slash",
        words: (number) => `big/pod-7 -> big/pod-11:${number}`,
      }));
      await yard.settled(90_000);
      const verdicts = [...yard.slack.workspace.messages.values()].filter(
        (message) =>
          message.user === botUser &&
          message.blocks.some((block) =>
            listOf(block, "elements").some((each) => each["action_id"] === actionIds.evidence),
          ),
      );
      for (const { channel, ts } of verdicts)
        await yard.slack.people.click(yard.crowd.people[0], { channel, ts }, actionIds.evidence);
      await delay(4000);
      const bot = Math.max(0, ...yard.programs("bot").map(({ pid }) => peakMiB(pid)));
      const worker = Math.max(0, ...yard.programs("worker").map(({ pid }) => peakMiB(pid)));
      const largest = Math.max(0, ...[...yard.slack.workspace.files.values()].map(({ length }) => length));
      note(`bot ${bot} MiB, worker ${worker} MiB, largest file ${(largest / 1e6).toFixed(1)} MB`);
      if (verdicts.length === 0) blame("no verdict had evidence to ask for");
      if (yard.programs("bot").length === 0) blame("the bot died");
      // The limits of deploy/, and of the issue.
      if (bot > 256) blame(`the bot took ${bot} MiB of its 256`);
      if (worker > 512) blame(`the worker took ${worker} MiB of its 512`);
      if (largest > 2_000_000) blame(`the evidence has ${(largest / 1e6).toFixed(1)} MB`);
    },
  },
  {
    name: "clock-jump",
    breaks: "the clocks of bot and worker jump an hour forward, two back, and home",
    play: async (play) => {
      const { yard } = play;
      if (fakeTime === undefined) {
        play.note("not played: libfaketime is not installed (Debian: apt-get install faketime)");
        return;
      }
      const clock = join(yard.folder, "clock");
      const set = (offset: string): void => {
        writeFileSync(clock, `${offset}\n`);
      };
      set("+0");
      const settings = {
        LD_PRELOAD: fakeTime,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_CACHE_DURATION: "1",
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
        DONT_FAKE_MONOTONIC: "1",
      };
      for (const program of [...yard.programs("bot"), ...yard.programs("worker")])
        await program.end("SIGTERM");
      await Promise.all([yard.start("bot", settings), yard.start("worker", settings)]);
      await struck(play, {
        lastsMs: 12_000,
        strike: async () => {
          for (const offset of ["+3600", "-3600"]) {
            set(offset);
            await delay(play.ms(6000));
          }
          return () => {
            set("+0");
          };
        },
      });
      // The file is looked at once a second.
      await delay(1500);
    },
  },
  {
    name: "upgrade",
    breaks: "jobs that the version before wrote wait for the new worker",
    short: true,
    yard: { workers: 0 },
    play: async ({ yard, questions }) => {
      await queueAsBefore(yard, Math.min(questions, 40));
      await yard.start("worker");
      await yard.healed();
    },
  },
];

/** One bot and one worker in the place of those that run, with these settings. */
async function again(
  yard: Yard,
  settings: Readonly<Record<"bot" | "worker", Readonly<Record<string, string>>>>,
): Promise<void> {
  for (const program of [...yard.programs("bot"), ...yard.programs("worker")]) await program.end("SIGTERM");
  await Promise.all([yard.start("bot", settings.bot), yard.start("worker", settings.worker)]);
}

function heap(mebibytes: number): string {
  return `--max-old-space-size=${mebibytes}`;
}

/** The largest file a process may write, as a full disk has it; its other limit stays, so that it can be lifted. */
function limitFiles(pid: number, bytes: string): void {
  execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
}

function manyPods(yard: Yard, count: number): void {
  const { store } = yard.cluster;
  const [like] = store.ofKind("v1", "Pod", "red");
  if (!like) throw new Error("the recording has no pod in red");
  store.create({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "big" },
    status: { phase: "Active" },
  });
  for (let index = 0; index < count; index += 1) {
    const ip = `10.244.${Math.floor(index / 250)}.${index % 250}`;
    const pod: KubeObject = {
      ...like,
      metadata: {
        name: `pod-${index}`,
        namespace: "big",
        labels: like.metadata.labels ?? {},
        managedFields: like.metadata["managedFields"],
      },
      status: { ...(typeof like["status"] === "object" ? like["status"] : {}), podIP: ip, podIPs: [{ ip }] },
    };
    store.create(pod);
  }
}

/** As 0.1.0 left it: a status in the channel, and a job with data of version 1. */
async function queueAsBefore(yard: Yard, count: number): Promise<void> {
  const { hostname, port } = new URL(yard.redis.url);
  const queue = new Queue("diagnosis", {
    connection: { host: hostname, port: Number(port) },
    prefix: "{netdiag}",
  });
  try {
    for (let index = 0; index < count; index += 1) {
      const number = yard.askers.nextNumber();
      const by = yard.random.pick(yard.crowd.people);
      const channel = yard.random.pick(yard.crowd.channels);
      const words = `red/api -> red/db:${number}`;
      const status = yard.slack.workspace.post({
        user: botUser,
        channel,
        text: `⏳ ${words}: waiting for a free worker …`,
        blocks: [
          {
            type: "section",
            text: { type: "mrkdwn", text: `*${words.replace("->", "→")}* · asked by <@${by}> · prod-1` },
          },
        ],
      });
      const data = {
        version: 1,
        question: {
          text: words,
          from: { type: "object", namespace: "red", name: "api" },
          to: { type: "object", namespace: "red", name: "db" },
          port: Number(number),
        },
        origin: { channel, user: by, statusTs: status.ts },
      };
      await queue.add("diagnose", data, {
        jobId: `nd-${number.padStart(12, "0")}`,
        attempts: 1,
        deduplication: { id: number },
      });
      yard.askers.asks.push({
        entry: "slash",
        by,
        channel,
        threadTs: undefined,
        number,
        words,
        at: Date.now(),
        acked: true,
        ackMs: 0,
      });
    }
  } finally {
    await queue.close();
  }
}
