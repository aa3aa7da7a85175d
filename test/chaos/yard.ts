/** One set of everything that runs in production, with hands on every part of it, for one row of the suite. */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { seeded, type Random } from "../bench/random.ts";
import { startFakeSlack, type FakeSlack } from "../fake-slack/fake-slack.ts";
import { appToken, botToken, signingSecret } from "../fake-slack/people.ts";
import { jobKey } from "../job-key.ts";
import type { KubeObject } from "../lab/api/object.ts";
import { accountOf, type Account } from "./account.ts";
import { Askers, type Ask, type Wish } from "./asking.ts";
import { idle, leftBehind } from "./left-behind.ts";
import { crowd, type Crowd } from "./people.ts";
import { freePort, startProgram, YardRedis, type Running } from "./processes.ts";
import { startStubCluster, type StubCluster } from "./stub/cluster.ts";

export interface YardOptions {
  readonly seed: number;
  readonly dist: string;
  readonly folder: string;
  readonly bots?: number;
  readonly workers?: number;
  readonly people?: number;
  readonly channels?: number;
  readonly persistentRedis?: boolean;
  /** Signed HTTP instead of Socket Mode. */
  readonly http?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** What everybody may do everywhere, by a file of rules; without it the lists of people and channels hold. */
  readonly actions?: readonly string[];
  /** The cluster's objects, instead of those of a real one. */
  readonly objects?: readonly KubeObject[];
}

type Kind = "bot" | "worker";

/** Where the recorded DaemonSet's pods are; those made on demand stand there too. */
export const probersAt = "netdiag";

export class Yard {
  readonly random: Random;
  readonly slack: FakeSlack;
  readonly redis: YardRedis;
  readonly cluster: StubCluster;
  readonly askers: Askers;
  readonly crowd: Crowd;
  readonly folder: string;
  readonly #options: YardOptions;
  readonly #port: number;
  readonly #programs = new Set<Running>();
  #started = 0;
  /** When the last fault was over; undefined without one. */
  healedAt: number | undefined;
  /** Asked when all was healed: how long a new question takes. */
  afterHeal: Ask | undefined;

  private constructor(
    options: YardOptions,
    parts: { slack: FakeSlack; redis: YardRedis; cluster: StubCluster; crowd: Crowd; port: number },
  ) {
    this.#options = options;
    this.folder = options.folder;
    this.random = seeded(options.seed);
    this.slack = parts.slack;
    this.redis = parts.redis;
    this.cluster = parts.cluster;
    this.crowd = parts.crowd;
    this.#port = parts.port;
    this.askers = new Askers(parts.slack, parts.crowd, seeded(options.seed + 1));
  }

  /** Resolves when every program is up. What was started before a failure is stopped again. */
  static async start(options: YardOptions): Promise<Yard> {
    mkdirSync(options.folder, { recursive: true });
    const people = crowd(options.people ?? 60, options.channels ?? 40);
    const [slack, redis, cluster, port] = await Promise.all([
      startFakeSlack({ ...people.seed, eventRetryMs: [0, 10_000, 30_000] }),
      YardRedis.start(options.folder, options.persistentRedis ?? false),
      startStubCluster(options.objects),
      freePort(),
    ]);
    const yard = new Yard(options, { slack, redis, cluster, crowd: people, port });
    try {
      await Promise.all([
        ...Array.from({ length: options.bots ?? 1 }, () => yard.start("bot")),
        ...Array.from({ length: options.workers ?? 1 }, () => yard.start("worker")),
      ]);
      return yard;
    } catch (error) {
      await yard.stop();
      throw error;
    }
  }

  programs(kind: Kind): readonly Running[] {
    return [...this.#programs].filter((program) => program.name === kind && program.alive());
  }

  async start(kind: Kind, settings: Readonly<Record<string, string>> = {}): Promise<Running> {
    const common = {
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: this.slack.apiUrl,
      REDIS_URL: this.redis.url,
      NETDIAG_JOB_KEY: jobKey,
      NETDIAG_CLUSTER_NAME: "prod-1",
      ...this.#access(),
      NETDIAG_LOG_LEVEL: "info",
    };
    const own =
      kind === "bot"
        ? {
            ...(this.#options.http
              ? { SLACK_SIGNING_SECRET: signingSecret, PORT: String(this.#port) }
              : { SLACK_APP_TOKEN: appToken }),
          }
        : {
            KUBECONFIG: this.cluster.kubeconfig,
            NETDIAG_NAMESPACE: probersAt,
            NETDIAG_PROBER: "daemonset",
            NETDIAG_PER_NODE: "8",
            NETDIAG_TAKEOVER_SECONDS: "4",
            NETDIAG_GRACE_SECONDS: "4",
          };
    this.#started += 1;
    const name = `${kind}-${this.#started}`;
    const running = await startProgram(kind, {
      dist: this.#options.dist,
      log: join(this.folder, `${name}.log`),
      environment: { ...common, ...own, ...this.#options.settings, ...settings },
    });
    this.write(`${name} is up`);
    running.process.once("exit", (code, signal) => {
      this.write(`${name} has ended: ${code ?? signal ?? "?"}`);
    });
    this.#programs.add(running);
    if (kind === "bot" && this.#options.http)
      this.slack.deliveries.http = {
        requestUrl: `http://127.0.0.1:${this.#port}/slack/events`,
        signingSecret,
      };
    return running;
  }

  #access(): Readonly<Record<string, string>> {
    const { people, channels } = this.crowd;
    const { actions } = this.#options;
    if (!actions)
      return { NETDIAG_ALLOWED_CHANNELS: channels.join(","), NETDIAG_ALLOWED_USERS: people.join(",") };
    const everywhere = { namespaces: ["*"], nodes: ["*"], outside: ["*"] };
    const file = join(this.folder, "access.yaml");
    // JSON is YAML.
    writeFileSync(
      file,
      JSON.stringify({ rules: [{ name: "everybody", users: people, ...everywhere, actions }] }),
    );
    return { NETDIAG_ACCESS_FILE: file };
  }

  /** For whoever looks for a cause: a line with the time, beside the logs of the programs. */
  write(line: string): void {
    appendFileSync(join(this.folder, "row.log"), `${new Date().toISOString()} ${line}\n`);
  }

  /** Questions spread evenly over the time, each acknowledged or given up when this resolves. */
  async askMany(count: number, overMs: number, wish: () => Wish = () => ({})): Promise<readonly Ask[]> {
    const asked: Promise<Ask>[] = [];
    const began = performance.now();
    for (let index = 0; index < count; index += 1) {
      const due = began + (overMs * index) / count;
      await delay(Math.max(0, due - performance.now()));
      asked.push(this.askers.ask(wish()));
    }
    return Promise.all(asked);
  }

  account(): Account {
    return accountOf(this.slack.workspace, this.askers.asks);
  }

  /** Notes that nothing is broken any more, and asks one more question. */
  async healed(at = Date.now()): Promise<void> {
    this.healedAt = at;
    await delay(Math.max(0, at - Date.now()));
    this.afterHeal = await this.askers.ask({
      entry: "slash",
      words: (number) => `red/api -> red/db:${number}`,
    });
  }

  /** Of a question, as they were and are, without their blocks. */
  messagesOf(number: string): readonly unknown[] {
    return [...this.slack.workspace.messages.values()]
      .filter((message) => JSON.stringify(message).includes(number))
      .map(({ channel, ts, threadTs, user, text, metadata, at, edits }) => ({
        ...{ channel, ts, threadTs, user, text, metadata, at },
        edits: edits.map((edit) => ({ at: edit.at, text: edit.text })),
      }));
  }

  /** Until every acknowledged question has its end and no status claims to wait; false when the time is over. */
  async settled(withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    for (;;) {
      const { lost, waiting } = this.account();
      if (lost.length === 0 && waiting.length === 0) return true;
      if (performance.now() > end) return false;
      await delay(250);
    }
  }

  /** Ends the programs as an operator would; what then is still there was left behind. */
  async close(): Promise<readonly string[]> {
    const slow: string[] = [];
    await delay(500);
    await idle(this.redis, () => this.slack.workspace.messages.size);
    for (const kind of ["bot", "worker"] as const)
      await Promise.all(
        this.programs(kind).map(async (program) => {
          if (!(await program.end("SIGTERM"))) slow.push(`a ${kind} that did not end within 40 s`);
        }),
      );
    const left = await leftBehind(this.redis, this.cluster);
    await this.stop();
    return [...slow, ...left];
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#programs].map((program) => program.end("SIGKILL")));
    await Promise.all([this.slack.close(), this.redis.kill(), this.cluster.stop()]);
  }
}
