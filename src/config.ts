/**
 * Every environment variable, one schema per composition root. An empty value counts as not set. Failures name each
 * variable, what it is for and an example, and never show a value: some are secrets.
 */
import { z } from "zod";
import { about, aboutVariable } from "./settings/about.ts";
import { applyBotSettings, applyWorkerSettings } from "./settings/apply.ts";
import { accessSettings } from "./settings/access.ts";
import { captureSettings } from "./settings/capture.ts";
import { spoken } from "./settings/language.ts";
import { clusterName, defaultCluster, otherClusters, queue } from "./settings/queue.ts";
import { watchSettings } from "./settings/watch.ts";
import { unknownSettings } from "./settings/unknown.ts";

const seconds = z.coerce.number().positive();
const count = z.coerce.number().int().min(1);
const port = z.coerce.number().int().min(1).max(65535);
const slackApi = {
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith("xoxb-")
    .meta(about("the bot's token, from the Slack app's page OAuth & Permissions", "xoxb-1234-5678-abc")),
  SLACK_API_URL: z
    .url()
    .default("https://slack.com/api/")
    .meta(about("where Slack's Web API is; only a fake Slack needs another", "http://127.0.0.1:7000/api/")),
};
const running = {
  NETDIAG_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .meta(about("how much is logged", "debug")),
  NETDIAG_AUDIT_FILE: z
    .string()
    .default("stdout")
    .meta(about("where audit lines are appended: a path, or stdout", "/var/log/netdiag/audit.jsonl")),
  NETDIAG_HEALTH_PORT: port
    .optional()
    .meta(
      about(
        "serves /livez, /readyz, /healthz and /metrics on this port; without it no port is opened",
        "8080",
      ),
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      about(
        "an OpenTelemetry collector that traces are sent to (OTLP/HTTP); without it there are none",
        "http://otel-collector.monitoring:4318",
      ),
    ),
};
const kubernetes = {
  KUBECONFIG: z
    .string()
    .optional()
    .meta(
      about(
        "kubeconfig file; without it ~/.kube/config, then the pod's own account",
        "/etc/netdiag/kubeconfig",
      ),
    ),
  NETDIAG_CONTEXT: z
    .string()
    .optional()
    .meta(about("context of the kubeconfig; without it the current one", "prod-1")),
  NETDIAG_NAMESPACE: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    .default("netdiag-probers")
    .meta(about("the namespace debug pods live in", "netdiag-probers")),
  NETDIAG_PROBER: z
    .enum(["daemonset", "on-demand", "auto"])
    .default("auto")
    .meta(
      about(
        "debug pods: of the DaemonSet, made for each question, or the DaemonSet's where it runs",
        "on-demand",
      ),
    ),
  NETDIAG_PROBER_IMAGE: z
    .string()
    .optional()
    .meta(about("image of debug pods made for a question; without it none are made", "netdiag-prober:0.1.0")),
  NETDIAG_PROBER_PRIVILEGED: z
    .stringbool()
    .default(false)
    .meta(
      about("debug pods made for a question are privileged, where SELinux or AppArmor stop others", "true"),
    ),
};
const limits = {
  NETDIAG_DEADLINE_SECONDS: seconds
    .default(60)
    .meta(about("a diagnosis ends after this, with what it knows by then", "90")),
};

const Bot = z.object({
  ...slackApi,
  SLACK_APP_TOKEN: z
    .string()
    .startsWith("xapp-")
    .optional()
    .meta(
      about(
        "app-level token with connections:write, for Socket Mode; it or SLACK_SIGNING_SECRET must be set",
        "xapp-1-A0-1-abc",
      ),
    ),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16)
    .optional()
    .meta(
      about(
        "instead of SLACK_APP_TOKEN: proves that HTTP requests come from Slack",
        "8f742231b10e8888abcd99yyyzzz85a5",
      ),
    ),
  PORT: port.default(3000).meta(about("where Slack's HTTP requests arrive, without Socket Mode", "3000")),
  ...queue,
  ...otherClusters,
  NETDIAG_OPEN_PER_PERSON: count
    .default(10)
    .meta(about("questions one person may have open at once; more are refused with a sentence", "10")),
  NETDIAG_OPEN_PER_CHANNEL: count
    .default(40)
    .meta(about("questions one channel may have open at once; Slack takes one message a second there", "40")),
  NETDIAG_OPEN_IN_ALL: count
    .default(400)
    .meta(about("questions that may be open at once over all channels", "400")),
  ...watchSettings,
  ...accessSettings,
  ...applyBotSettings,
  ...captureSettings,
  ...spoken,
  ...running,
});

const Worker = z.object({
  ...slackApi,
  ...queue,
  ...defaultCluster,
  ...accessSettings,
  ...applyWorkerSettings,
  ...captureSettings,
  ...kubernetes,
  ...limits,
  // A diagnosis lasts a second or two where a node answers after 150 ms, most of it waiting: eight at once are the five a
  // second that a worker's processor carries.
  NETDIAG_CONCURRENCY: count.default(8).meta(about("diagnoses at once in one worker", "8")),
  NETDIAG_JUDGING_SECONDS: seconds
    .default(5)
    .meta(
      about(
        "judging one question may take this long; a fault that does not end by then is left out, and told; with a third one netdiag cannot tell",
        "5",
      ),
    ),
  NETDIAG_PER_NODE: count
    // What the debug pod of a node has room for (deploy/base/prober.yaml), and half of what one worker runs: who waits for a
    // place on a node that everybody asks about gets it before the time for looking is half over.
    .default(4)
    .meta(about("diagnoses that may stand on one node at once, over all workers", "4")),
  NETDIAG_GRACE_SECONDS: seconds
    .default(20)
    .meta(about("after SIGTERM, how long running diagnoses may take to end before others take them", "20")),
  NETDIAG_TAKEOVER_SECONDS: z.coerce
    .number()
    .min(2)
    .default(20)
    .meta(about("within this another worker takes over what a dead one was doing", "20")),
  NETDIAG_KEEP_HOURS: z.coerce
    .number()
    .positive()
    .default(24)
    .meta(about("how long evidence, reports and the history of questions are kept in Redis", "24")),
  ...running,
});

const Cli = z.object({
  ...kubernetes,
  ...limits,
  NETDIAG_CLUSTER_NAME: z.string().optional().meta(clusterName),
});

export type BotConfig = z.infer<typeof Bot> & {
  readonly slack:
    | { readonly mode: "socket"; readonly appToken: string }
    | { readonly mode: "http"; readonly signingSecret: string; readonly port: number };
};
export type WorkerConfig = z.infer<typeof Worker>;
export type CliConfig = z.infer<typeof Cli>;

/** What a root reads, for documentation. */
export const variables: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  bot: Bot.shape,
  worker: Worker.shape,
  cli: Cli.shape,
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings are missing or wrong; the message is for the person who starts the program. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Throws ConfigError. */
export function loadBotConfig(environment: Environment): BotConfig {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = withoutEmpty(environment);
  const neither = appToken === undefined && signingSecret === undefined;
  const config = load("bot", Bot, environment, neither ? ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"] : []);
  if (appToken !== undefined) return { ...config, slack: { mode: "socket", appToken } };
  return { ...config, slack: { mode: "http", signingSecret: signingSecret ?? "", port: config.PORT } };
}

/** Throws ConfigError. */
export function loadWorkerConfig(environment: Environment): WorkerConfig {
  return load("worker", Worker, environment);
}

/** Throws ConfigError. */
export function loadCliConfig(environment: Environment): CliConfig {
  return load("command", Cli, environment);
}

/** A line for each setting that no program of ours has; what another one reads may stand in an environment they share. */
export function notRead(environment: Environment): readonly string[] {
  return unknownSettings(environment, Object.values(variables).flatMap(Object.keys));
}

function load<Shape extends z.ZodRawShape>(
  root: string,
  schema: z.ZodObject<Shape>,
  environment: Environment,
  oneOf: readonly string[] = [],
): z.infer<z.ZodObject<Shape>> {
  const read = schema.safeParse(withoutEmpty(environment));
  if (read.success && oneOf.length === 0) return read.data;
  const wrong = new Map(oneOf.map((name) => [name, `one of ${oneOf.join(", ")} must be set`]));
  for (const issue of read.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const unset = withoutEmpty(environment)[name] === undefined;
    wrong.set(name, unset ? "is not set" : `is set, but ${whatItMustBe(issue)}`);
  }
  const lines = [...wrong].map(([name, problem]) => {
    const { purpose, example } = aboutVariable(schema.shape[name]);
    return `  ${name}: ${problem}\n    for: ${purpose}\n    example: ${name}=${example}`;
  });
  throw new ConfigError(`netdiag ${root} cannot start until these settings are right:\n${lines.join("\n")}`);
}

/** In words of whoever sets it, and without the value: `must be one of debug, info, warn, error`. */
function whatItMustBe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "invalid_type":
      return `must be a ${issue.expected === "int" ? "whole number" : issue.expected}`;
    case "too_small":
    case "too_big": {
      const [word, bound] = issue.code === "too_small" ? ["more", issue.minimum] : ["less", issue.maximum];
      if (issue.origin === "string") return `must have ${String(bound)} characters or ${word}`;
      if (issue.origin === "array") return `must have ${String(bound)} parts or ${word}`;
      return issue.inclusive === false
        ? `must be ${word} than ${String(bound)}`
        : `must be ${String(bound)} or ${word}`;
    }
    case "invalid_format":
      if ("prefix" in issue) return `must begin with ${String(issue.prefix)}`;
      return issue.format === "url"
        ? "must be an address as in the example"
        : "must have the form of the example";
    default:
      return issue.message;
  }
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}
