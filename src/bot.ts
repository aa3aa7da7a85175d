/** Slack -> queue. Has no rights in the cluster: it reads words, asks who may ask, and hands questions on. */
import { permits } from "./access/rule.ts";
import { subjectsKept, subjectsNamed } from "./access/subject.ts";
import { accessOf } from "./adapters/access-file/access-file.ts";
import { createAudit } from "./adapters/audit/audit.ts";
import { adopt } from "./adapters/bullmq/adopting.ts";
import { createChangeQueue, createChangeStore } from "./adapters/bullmq/changes.ts";
import { createCaptureQueue } from "./adapters/bullmq/captures.ts";
import { createInbox, workInbox } from "./adapters/bullmq/inbox.ts";
import { depthsOf } from "./adapters/bullmq/depth.ts";
import { createLine } from "./adapters/bullmq/line.ts";
import { createOpenQuestions } from "./adapters/bullmq/open-questions.ts";
import { createDiagnosisQueue } from "./adapters/bullmq/queue.ts";
import { serveHealth, type Checks } from "./adapters/health/health.ts";
import { aboutDiagnosis, createLog } from "./adapters/log/log.ts";
import { loggedAudit } from "./adapters/log/logged.ts";
import { meteredAck, meteredAudit, meteredFetch, meteredStore } from "./adapters/metrics/metered.ts";
import { createMetrics, watchChecks, watchQueues } from "./adapters/metrics/metrics.ts";
import { diagnosisId } from "./adapters/bullmq/job-data.ts";
import { captureKey } from "./adapters/bullmq/same-question.ts";
import { openQueues } from "./adapters/bullmq/queues.ts";
import { jobKeys } from "./adapters/bullmq/signed.ts";
import { createTelling } from "./adapters/bullmq/telling.ts";
import { sweepUnanswered } from "./adapters/bullmq/unanswered.ts";
import { createLooks } from "./adapters/bullmq/looks.ts";
import { WatchBook } from "./adapters/bullmq/watches.ts";
import { workWatches } from "./adapters/bullmq/work-watches.ts";
import { serveCaptures } from "./adapters/captures/serve.ts";
import { systemClock } from "./adapters/clock/system-clock.ts";
import { orExit, untilTold } from "./adapters/process/life.ts";
import { watchRedis } from "./adapters/redis/answers.ts";
import { connectRedis } from "./adapters/redis/connect.ts";
import { createCaptureFiles } from "./adapters/redis/capture-files.ts";
import { createEvidenceStore } from "./adapters/redis/evidence-store.ts";
import { createHistory } from "./adapters/redis/history.ts";
import { createLedger } from "./adapters/redis/ledger.ts";
import { createAdmission } from "./adapters/redis/admission.ts";
import { createNameStore } from "./adapters/redis/names.ts";
import { createWorkforce } from "./adapters/redis/workforce.ts";
import { createPace } from "./adapters/redis/pace.ts";
import { Herald } from "./adapters/slack/herald.ts";
import { createSlackApp } from "./adapters/slack/app.ts";
import { carryOn, giveUp, refuseWatch, type WatchmanParts } from "./adapters/slack/watchman.ts";
import { tracedDelivery } from "./adapters/tracing/traced.ts";
import { tracingTo } from "./adapters/tracing/tracing.ts";
import { loadBotConfig, notRead } from "./config.ts";
import { usualSeconds } from "./model/capture-seconds.ts";
import { clusterPart } from "./model/clusters.ts";
import { writeAfterwards } from "./ports.ts";
import { likelyForKept, readingIn, suggestEnds } from "./question/index.ts";
import { channelLanguages } from "./settings/language.ts";
import { clustersOfBot, redisOf } from "./settings/queue.ts";
import { watchPace } from "./watch/pace.ts";

/** Each waits for Slack most of the time. */
const askedAtOnce = 30;
/** The same, of watches: they wait in Redis for the next look. */
const watchesAtOnce = 10;
/** After SIGTERM, for what is being dealt with; the rest is another bot's, milliseconds. */
const drainMs = 5000;

const config = orExit(() => loadBotConfig(process.env));
const clusters = clustersOfBot(config);
const { rules, channels } = orExit(() => accessOf(config));
const log = createLog({ program: "bot", level: config.NETDIAG_LOG_LEVEL });
for (const line of notRead(process.env)) log.warn(line);
const tracing = tracingTo("bot", config.OTEL_EXPORTER_OTLP_ENDPOINT);
const onTrouble = (what: string, error: unknown): void => {
  log.warn({ err: error }, what);
};
const onRedisError = (error: Error): void => {
  onTrouble("Redis", error);
};
const redis = connectRedis(redisOf(config), onRedisError);
const metrics = createMetrics("bot");
const store = meteredStore(createEvidenceStore(redis), metrics);
const audit = loggedAudit(
  meteredAudit(
    orExit(() => createAudit(config.NETDIAG_AUDIT_FILE)),
    metrics,
  ),
  log,
);
const queues = openQueues({
  ...(clusters && { clusters }),
  redis: connectRedis(redisOf(config), onRedisError, { for: "working" }),
  keys: jobKeys(config.NETDIAG_JOB_KEY, config.SLACK_BOT_TOKEN),
  onError: onRedisError,
  ...(tracing.telemetry && { telemetry: tracing.telemetry }),
  onPutBack: () => {
    metrics.count("put_back");
  },
  onRefused: ({ step, id, why }) => {
    writeAfterwards(audit, { event: "job-refused", queue: step, job: id, why });
  },
});
const inbox = createInbox({
  redis: connectRedis(redisOf(config), onRedisError, { for: "asking", withinMs: 1000 }),
  queues,
});
const diagnoses = createDiagnosisQueue({ queues, clusterName: config.NETDIAG_CLUSTER_NAME });
const telling = createTelling(queues);
const admission = createAdmission(redis);
const caps = {
  perPerson: config.NETDIAG_OPEN_PER_PERSON,
  perChannel: config.NETDIAG_OPEN_PER_CHANNEL,
  inAll: config.NETDIAG_OPEN_IN_ALL,
};
const ledger = createLedger(redis);
const book = new WatchBook({
  queues,
  clusterName: config.NETDIAG_CLUSTER_NAME,
  caps: {
    perPerson: config.NETDIAG_WATCHES_PER_PERSON,
    perChannel: config.NETDIAG_WATCHES_PER_CHANNEL,
    inAll: config.NETDIAG_WATCHES_IN_ALL,
  },
  hours: config.NETDIAG_WATCH_HOURS,
  pace: watchPace,
});
const history = createHistory(redis, store);
const openQuestions = createOpenQuestions(queues);
const workforce = createWorkforce(redis);
const names = createNameStore(redis);
const slack = await createSlackApp({
  way: config.slack,
  botToken: config.SLACK_BOT_TOKEN,
  apiUrl: config.SLACK_API_URL,
  rules,
  cluster: config.NETDIAG_CLUSTER_NAME,
  languageIn: channelLanguages(config.NETDIAG_LANGUAGE),
  otherClusters: clusters?.others ?? [],
  channels,
  ledger,
  inbox,
  out: { pace: createPace(redis) },
  audit,
  ...(config.NETDIAG_APPLY === "on" && {
    changes: {
      store: createChangeStore(queues),
      queue: createChangeQueue(queues),
      openMs: config.NETDIAG_APPLY_MINUTES * 60_000,
      now: queues.now,
    },
  }),
  captures: {
    queue: createCaptureQueue(queues),
    questionOf: captureKey,
    seconds: usualSeconds,
    now: queues.now,
  },
  dialogue: {
    ...readingIn([config.NETDIAG_CLUSTER_NAME, ...(clusters?.others ?? [])]),
    likely: likelyForKept,
    suggest: async (wanted) => {
      const known = await names.load(wanted.cluster);
      return known && suggestEnds(known, wanted);
    },
    about: async (id) => {
      const kept = await store.load(id);
      if (kept) return { subjects: subjectsKept(kept.bundle), cluster: kept.bundle.question.cluster };
      const question = await diagnoses.question(id);
      return { subjects: question ? subjectsNamed(question) : [], cluster: question?.cluster };
    },
    admit: (origin, cluster) => admission.admit({ ...origin, ...partOf(cluster) }, caps),
    ended: (key) => admission.ended(key),
    submit: (request) => diagnoses.submit(request),
    leave: (id, by) => diagnoses.leave(id, by),
    tell: (told) => telling.tell(told),
    open: () => openQuestions.now(),
    workforce: (cluster) => workforce.look(partOf(cluster).cluster),
    past: (of) => history.last(of),
    watches: book,
    rate: (id, user, says) => store.rate(id, user, { says, at: systemClock.now().toISOString() }),
    load: (id) => store.load(id),
  },
  fetch: meteredFetch(fetch, metrics),
  around: (entry, work) => meteredAck(metrics, systemClock, entry, () => tracedDelivery(entry, work)),
  onTrouble,
}).catch(cannotStart);
const asked = await workInbox({
  queues,
  run: (delivery) => aboutDiagnosis(diagnosisId(delivery), () => slack.doorkeeper.dealWith(delivery)),
  knows: (delivery) => slack.doorkeeper.knows(delivery),
  onGivenUp: (delivery) => slack.doorkeeper.giveUp(delivery),
  onNotBelieved: (claimed) => slack.doorkeeper.refuse(claimed),
  concurrency: askedAtOnce,
});
const adopting = adopt(queues);
const watchman: WatchmanParts = {
  outbox: slack.outbox,
  ledger,
  audit,
  cluster: config.NETDIAG_CLUSTER_NAME,
  appliesFixes: config.NETDIAG_APPLY === "on",
  capturable: { rules, seconds: usualSeconds, minutes: config.NETDIAG_CAPTURE_MINUTES },
  pace: watchPace,
  now: queues.now,
  authorize: slack.authorize,
  submit: (request) => diagnoses.submit(request),
  leave: (id, user) =>
    diagnoses.leave(id, {
      user,
      before: (leaver) => telling.tell({ ...leaver, ending: { kind: "failed", sentence: "Given up." } }),
    }),
  looks: createLooks(queues),
  load: (id) => store.load(id),
  book,
  onEnded: (why) => {
    metrics.count("watches_ended", { why });
  },
  onTrouble,
};
const watches = await workWatches({
  queues,
  book,
  run: (watch) => carryOn(watch, watchman),
  onGivenUp: (watch) => giveUp(watch, watchman),
  onNotBelieved: (claimed) => refuseWatch(claimed, watchman),
  concurrency: watchesAtOnce,
});
metrics.watch("netdiag_watches_running", async () => [{ value: (await book.now()).length }]);
const sweep = sweepUnanswered({
  queues,
  telling,
  onSwept: ({ id, origin }) => {
    metrics.count("lost_swept");
    log.error({ diagnosis: id, channel: origin.channel }, "a question was nobody's any more; that is told");
  },
});
const herald = new Herald({
  line: createLine(queues),
  workforce: { look: (cluster) => workforce.look(partOf(cluster).cluster) },
  outbox: slack.outbox,
  ledger,
  cluster: config.NETDIAG_CLUSTER_NAME,
  onTrouble,
});
herald.start();
const { port } = await slack.start().catch(cannotStart);
const alive = watchRedis(redis);
const checks: Checks = {
  redis: () => alive.answers(),
  slack: () => slack.isUp(),
  audit: () => audit.works(),
};
watchChecks(metrics, checks);
watchQueues(metrics, () => depthsOf(queues));
if (config.NETDIAG_HEALTH_PORT !== undefined)
  await serveHealth(config.NETDIAG_HEALTH_PORT, checks, metrics.text);
// Nobody is served what nobody may capture.
const serving =
  config.NETDIAG_CAPTURE_PORT !== undefined && rules.some((rule) => permits(rule, "capture"))
    ? await serveCaptures({
        port: config.NETDIAG_CAPTURE_PORT,
        files: createCaptureFiles(redis),
        audit,
        elapsed: () => systemClock.elapsed(),
        onTrouble,
      })
    : undefined;
untilTold(async () => {
  alive.close();
  serving?.close();
  await slack.stop();
  sweep.close();
  adopting.close();
  await herald.stop();
  await Promise.all([asked.close(drainMs), watches.close(drainMs)]);
  await inbox.close();
  await queues.close();
  await tracing.stop();
  redis.disconnect();
});
log.info({ mode: config.slack.mode, ...(port !== undefined && { port }) }, "bot is up");

/** A cluster's part in names of keys. */
function partOf(cluster: string | undefined): { readonly cluster?: string } {
  const part = clusterPart(clusters, cluster);
  return part === undefined ? {} : { cluster: part };
}

function cannotStart(error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`netdiag bot cannot start: ${why} (Slack at ${config.SLACK_API_URL})\n`);
  process.exit(1);
}
