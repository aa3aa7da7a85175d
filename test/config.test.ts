import { expect, test } from "vitest";
import {
  ConfigError,
  loadBotConfig,
  loadCliConfig,
  loadWorkerConfig,
  notRead,
  variables,
} from "../src/config.ts";
import { aboutVariable } from "../src/settings/about.ts";
import { redisOf } from "../src/settings/queue.ts";

const bot = {
  SLACK_BOT_TOKEN: "xoxb-1-secret",
  SLACK_APP_TOKEN: "xapp-1-secret",
  REDIS_URL: "redis://127.0.0.1:6379",
  NETDIAG_JOB_KEY: "k".repeat(32),
};

function failure(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

test("a bot without settings is told each missing one, what it is for and an example", () => {
  const text = failure(() => loadBotConfig({}));
  expect(text).toMatch(
    /SLACK_BOT_TOKEN: is not set\n {4}for: the bot's token.*\n {4}example: SLACK_BOT_TOKEN=xoxb-/,
  );
  expect(text).toMatch(/REDIS_URL: is not set\n {4}for: .*\n {4}example: REDIS_URL=rediss:/);
  expect(text).toContain("SLACK_APP_TOKEN: one of SLACK_APP_TOKEN, SLACK_SIGNING_SECRET must be set");
  expect(text).not.toContain("NETDIAG_LOG_LEVEL");
});

test("a wrong value is named but never shown", () => {
  const text = failure(() =>
    loadBotConfig({ ...bot, SLACK_BOT_TOKEN: "hunter2", REDIS_URL: "http://:pass@host" }),
  );
  expect(text).toContain("SLACK_BOT_TOKEN");
  expect(text).toContain("REDIS_URL");
  expect(text).not.toMatch(/hunter2|pass@/);
});

test.each([
  ["NETDIAG_PROBER", "ssh", "must be one of daemonset, on-demand, auto"],
  ["NETDIAG_PER_NODE", "1.5", "must be a whole number"],
  ["NETDIAG_JUDGING_SECONDS", "soon", "must be a number"],
  ["NETDIAG_DEADLINE_SECONDS", "0", "must be more than 0"],
  ["NETDIAG_TAKEOVER_SECONDS", "1", "must be 2 or more"],
  ["NETDIAG_HEALTH_PORT", "70000", "must be 65535 or less"],
  ["NETDIAG_JOB_KEY", "short", "must have 32 characters or more"],
  ["SLACK_BOT_TOKEN", "xoxp-1", "must begin with xoxb-"],
  ["SLACK_API_URL", "slack", "must be an address as in the example"],
  ["NETDIAG_NAMESPACE", "My_Pods", "must have the form of the example"],
])("%s=%s is told as set, with what it must be and an example", (name, value, must) => {
  const text = failure(() => loadWorkerConfig({ ...bot, [name]: value }));
  expect(text).toContain(`${name}: is set, but ${must}\n    for: `);
  expect(text).toContain(`\n    example: ${name}=`);
  expect(text).not.toContain("not set");
});

test("Redis is one address, or several where Sentinels or a Cluster are, and not another database", () => {
  const urls = "rediss://u:p@a:6379, rediss://u:p@b:6379";
  expect(
    redisOf(loadBotConfig({ ...bot, REDIS_URL: urls, REDIS_TOPOLOGY: "cluster", REDIS_CA_FILE: "/ca.crt" })),
  ).toEqual({
    urls: urls.split(", "),
    topology: "cluster",
    master: "mymaster",
    caFile: "/ca.crt",
  });
  expect(failure(() => loadBotConfig({ ...bot, REDIS_URL: "redis://a:6379,postgres://b" }))).toMatch(
    /REDIS_URL: is set, but is not a list of redis:\/\/ or rediss:\/\/ addresses/,
  );
});

test("an empty value counts as not set", () => {
  expect(failure(() => loadBotConfig({ ...bot, REDIS_URL: "" }))).toContain("REDIS_URL: is not set");
});

test("an app token means Socket Mode, a signing secret HTTP", () => {
  expect(loadBotConfig(bot).slack).toEqual({ mode: "socket", appToken: "xapp-1-secret" });
  const http = loadBotConfig({
    ...bot,
    SLACK_APP_TOKEN: "",
    SLACK_SIGNING_SECRET: "0123456789abcdef",
    PORT: "8080",
  });
  expect(http.slack).toEqual({ mode: "http", signingSecret: "0123456789abcdef", port: 8080 });
});

test("nobody may ask until a list says so", () => {
  const config = loadBotConfig(bot);
  expect([
    config.NETDIAG_ALLOWED_CHANNELS,
    config.NETDIAG_ALLOWED_USERS,
    config.NETDIAG_ALLOWED_USER_GROUPS,
  ]).toEqual([[], [], []]);
});

test("lists are separated by commas or blanks, and names instead of ids are refused", () => {
  expect(
    loadBotConfig({ ...bot, NETDIAG_ALLOWED_CHANNELS: "C01, C02 C03" }).NETDIAG_ALLOWED_CHANNELS,
  ).toEqual(["C01", "C02", "C03"]);
  expect(failure(() => loadBotConfig({ ...bot, NETDIAG_ALLOWED_CHANNELS: "#oncall" }))).toMatch(
    /NETDIAG_ALLOWED_CHANNELS: is set, but is not a list of Slack ids/,
  );
});

test("the worker's limits have defaults, and nonsense is refused", () => {
  const config = loadWorkerConfig(bot);
  expect(config.NETDIAG_PROBER).toBe("auto");
  expect(config.NETDIAG_DEADLINE_SECONDS).toBe(60);
  expect(failure(() => loadWorkerConfig({ ...bot, NETDIAG_PER_NODE: "0", NETDIAG_PROBER: "ssh" }))).toMatch(
    /NETDIAG_PROBER: [^]*NETDIAG_PER_NODE: |NETDIAG_PER_NODE: [^]*NETDIAG_PROBER: /,
  );
});

test("the command line needs no Slack and no Redis", () => {
  expect(loadCliConfig({}).NETDIAG_NAMESPACE).toBe("netdiag-probers");
  expect(Object.keys(variables["cli"] ?? {}).filter((name) => /SLACK|REDIS/.test(name))).toEqual([]);
});

test("every variable says what it is for, with an example that would be accepted", () => {
  for (const [root, shape] of Object.entries(variables)) {
    for (const [name, schema] of Object.entries(shape)) {
      const { purpose, example } = aboutVariable(schema);
      expect(purpose, `${root} ${name}`).not.toBe("");
      expect(schema.safeParse(example).success, `${root} ${name}=${example}`).toBe(true);
    }
  }
});

test.each([
  ["NETDIAG_CONCURENCY", "Did you mean NETDIAG_CONCURRENCY?"],
  ["NETDIAG_HELTH_PORT", "Did you mean NETDIAG_HEALTH_PORT?"],
  ["NETDIAG_REDIS_URL", "Did you mean REDIS_URL?"],
])("%s is told as read by nobody, with the name that is near and without its value", (name, near) => {
  expect(notRead({ ...bot, [name]: "hunter2" })).toEqual([
    `${name} is no setting of netdiag and was not read. ${near}`,
  ]);
});

test("of a setting that is near to none it is said that it was not read", () => {
  expect(notRead({ NETDIAG_FROBNICATE: "1" })).toEqual([
    "NETDIAG_FROBNICATE is no setting of netdiag and was not read.",
  ]);
});

test("nothing is said of the other programs' settings, empty ones, foreign ones, and what Kubernetes sets for a Service", () => {
  const service = {
    NETDIAG_REDIS_SERVICE_HOST: "10.0.0.1",
    NETDIAG_REDIS_SERVICE_PORT_REDIS: "6379",
    NETDIAG_REDIS_PORT: "tcp://10.0.0.1:6379",
    NETDIAG_REDIS_PORT_6379_TCP_ADDR: "10.0.0.1",
  };
  const others = { NETDIAG_CONCURRENCY: "8", NETDIAG_OPEN_IN_ALL: "1", NETDIAG_CONTEXT: "prod" };
  expect(
    notRead({ ...bot, ...others, ...service, NETDIAG_OLD: "", PATH: "/bin", MY_NETDIAG_X: "1" }),
  ).toEqual([]);
});
