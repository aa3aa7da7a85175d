import { parse } from "yaml";
import { actionIds } from "../../src/report/slack/action-ids.ts";
import { startFakeSlack, type FakeSlack } from "../fake-slack/fake-slack.ts";
import type { WorkspaceSeed } from "../fake-slack/workspace.ts";
import { appToken, botToken } from "../fake-slack/people.ts";
import type { Message } from "../fake-slack/types.ts";
import { isKubeObject } from "../lab/api/object.ts";
import { incident } from "../lab/clusters/incident.ts";
import { startLab } from "../lab/lab.ts";
import type { Backend } from "../lab/network/network.ts";
import { anyRedis } from "../redis.ts";
import { startProgram } from "../program.ts";
import { followThread, readable, yamlIn } from "./show.ts";

export interface StageOptions {
  readonly backend: Backend;
  /** Of the fake Slack; 0 for a free one. */
  readonly port: number;
  /** Off where nothing is to be seen of Slack's pace. */
  readonly rateLimits?: boolean;
  /** What the fake Slack begins with; its own people and channels unless said. */
  readonly workspace?: WorkspaceSeed;
  /** Who may ask; everybody in #oncall unless said. */
  readonly access?: Readonly<Record<string, string>>;
  /** What it is called; the lab's own name unless said. */
  readonly cluster?: string;
  /** Takes what bot and worker write: log and audit. */
  readonly onOutput?: (text: string) => void;
  readonly print: (text: string) => void;
}

export interface Stage {
  readonly slack: FakeSlack;
  readonly page: string;
  readonly kubeconfig: string;
  /** Asks, applies the fix, asks again. Rejects when an answer is not what it should be. */
  play(): Promise<void>;
  stop(): Promise<void>;
}

const channel = "C0ONCALL";
/** What the cluster suffers from. */
export const incidentWords = "ingress-nginx -> productpage";
const asker = "U0MEI";
/** Generous: two verdicts take three seconds on an idle machine. */
const patienceMs = 60_000;

/** Everything up and connected. What was started before a failure is stopped again. */
export async function stage(options: StageOptions): Promise<Stage> {
  const { backend, port, print, rateLimits = true, workspace, onOutput } = options;
  const { access = { NETDIAG_ALLOWED_CHANNELS: channel }, cluster = incident.name } = options;
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const started = performance.now();
    const [lab, redis, slack] = await Promise.all([
      startLab({ cluster: incident, backend }).then((it) => {
        undo.push(() => it.stop());
        return it;
      }),
      anyRedis().then((it) => {
        undo.push(() => it.stop());
        return it;
      }),
      startFakeSlack({ port, rateLimits, ...workspace }).then((it) => {
        undo.push(() => it.close());
        return it;
      }),
    ]);
    // As with IPVS, where every node holds the Service addresses itself: why a ping to one proves nothing.
    for (const { name } of incident.nodes)
      await lab.network.runOnNode(name, ["ip", "route", "add", "local", incident.serviceCIDR, "dev", "lo"]);
    print(
      `A cluster of ${incident.nodes.length} nodes and ${lab.api.list("Pod").length} pods is up after ${Math.round(performance.now() - started)} ms (${backend} rules).`,
    );
    if (lab.network.rootless)
      print(
        "Built without root: tcpdump cannot capture there, so the thread tells hops from counters alone.",
      );
    const kubeconfig = lab.kubeconfig();
    const common = {
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      NETDIAG_CLUSTER_NAME: cluster,
      NETDIAG_LOG_LEVEL: "info",
      ...access,
    };
    const bot = startProgram("bot", {
      ...common,
      SLACK_APP_TOKEN: appToken,
    });
    const worker = startProgram("worker", {
      ...common,
      KUBECONFIG: kubeconfig,
      NETDIAG_PROBER: "daemonset",
      NETDIAG_GRACE_SECONDS: "2",
    });
    for (const program of [bot, worker]) undo.push(async () => (await program).end("SIGTERM"));
    for (const program of await Promise.all([bot, worker])) {
      for (const line of program.lines) onOutput?.(`${line}\n`);
      program.process.stdout?.on("data", (chunk: Buffer) => onOutput?.(chunk.toString()));
    }
    const page = slack.url;
    print(`The Slack is at ${page}\n`);
    return {
      slack,
      page,
      kubeconfig,
      stop,
      async play() {
        const unfollow = followThread(slack, channel, print);
        undo.push(() => {
          unfollow();
          return Promise.resolve();
        });
        print(`@mei types: /netdiag ${incidentWords}\n`);
        const { acked } = await slack.people.slash(asker, channel, incidentWords);
        if (!acked) throw new Error("the bot did not acknowledge the command");
        await verdict(slack, "cannot reach", 1);
        const yaml = await slack.until(
          "the fix",
          () =>
            all(slack)
              .map((message) => yamlIn(readable(message)))
              .find((text) => text !== undefined),
          patienceMs,
        );
        print("Applying the suggested fix to the lab:  kubectl apply -f -\n");
        const object: unknown = parse(yaml);
        if (!isKubeObject(object)) throw new Error(`the fix is no Kubernetes object:\n${yaml}`);
        lab.api.apply(object);
        await lab.api.settled();
        const asked = await verdict(slack, "cannot reach", 1);
        print("@mei presses Re-check\n");
        await slack.people.click(asker, { channel, ts: asked.ts }, actionIds.recheck);
        await verdict(slack, "reaches productpage", 1);
        print("Reachable: the fix works.\n");
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function all(slack: FakeSlack): readonly Message[] {
  return [...slack.workspace.messages.values()].filter((message) => message.channel === channel);
}

function verdict(slack: FakeSlack, words: string, count: number): Promise<Message> {
  return slack.until(
    `a verdict that says "${words}"`,
    () => all(slack).filter(({ text }) => text.includes(words))[count - 1],
    patienceMs,
  );
}
