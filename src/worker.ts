/** Queue -> diagnose -> thread. Reads the cluster, sends a few packets from its nodes; changes nothing there but, where that is switched on, a policy that somebody approved. */
import { extname } from "node:path";
import { hostname } from "node:os";
import { sightOfOrigin } from "./access/sight.ts";
import { loadRules } from "./adapters/access-file/access-file.ts";
import { auditFor, createAudit } from "./adapters/audit/audit.ts";
import { auditedDiagnosis } from "./adapters/audit/diagnosis.ts";
import { adopt } from "./adapters/bullmq/adopting.ts";
import { depthsOf } from "./adapters/bullmq/depth.ts";
import { createLine } from "./adapters/bullmq/line.ts";
import { LookPlaces } from "./adapters/bullmq/look-places.ts";
import { createLooks } from "./adapters/bullmq/looks.ts";
import { openQueues } from "./adapters/bullmq/queues.ts";
import { jobKeys } from "./adapters/bullmq/signed.ts";
import { createTelling } from "./adapters/bullmq/telling.ts";
import { createDiagnosisWorker, type DiagnosisJob } from "./adapters/bullmq/worker.ts";
import { systemClock } from "./adapters/clock/system-clock.ts";
import { serveHealth, type Checks } from "./adapters/health/health.ts";
import { createCluster } from "./adapters/kubernetes/cluster.ts";
import { readNames } from "./adapters/kubernetes/names.ts";
import { Glances } from "./adapters/kubernetes/glances.ts";
import { LongLists } from "./adapters/kubernetes/long-lists.ts";
import { connectCluster } from "./adapters/kubernetes/connection.ts";
import { createNodeShell, sweepRegularly, type NodeShellOptions } from "./adapters/kubernetes/node-shell.ts";
import {
  meteredAudit,
  meteredDiagnosis,
  meteredFetch,
  meteredJudge,
  meteredNodes,
} from "./adapters/metrics/metered.ts";
import { createMetrics, watchChecks, watchQueues } from "./adapters/metrics/metrics.ts";
import { orExit, untilTold } from "./adapters/process/life.ts";
import { aboutDiagnosis, createLog } from "./adapters/log/log.ts";
import { loggedAudit } from "./adapters/log/logged.ts";
import { watchRedis } from "./adapters/redis/answers.ts";
import { connectRedis } from "./adapters/redis/connect.ts";
import { createEvidenceStore } from "./adapters/redis/evidence-store.ts";
import { createHistory } from "./adapters/redis/history.ts";
import { createLedger } from "./adapters/redis/ledger.ts";
import { createAdmission } from "./adapters/redis/admission.ts";
import { keepNames } from "./adapters/redis/keep-names.ts";
import { createNameStore } from "./adapters/redis/names.ts";
import { createWorkforce } from "./adapters/redis/workforce.ts";
import { createPace } from "./adapters/redis/pace.ts";
import { withNodeLeases } from "./adapters/redis/node-leases.ts";
import { createSlackClient } from "./adapters/slack/client.ts";
import { SlackAudience } from "./adapters/slack/audience.ts";
import { Outbox } from "./adapters/slack/outbox.ts";
import type { TellerParts } from "./adapters/slack/teller.ts";
import { tracedDiagnosis, tracedNodes } from "./adapters/tracing/traced.ts";
import { tracingTo } from "./adapters/tracing/tracing.ts";
import { createThreads, threadCount } from "./adapters/threads/threads.ts";
import { answer, endingOf, ofAnotherCluster } from "./answer.ts";
import { loadWorkerConfig, notRead } from "./config.ts";
import { diagnose } from "./diagnose.ts";
import { usualSeconds } from "./model/capture-seconds.ts";
import { Interrupted, writeAfterwards, type Ending, type NodeShell } from "./ports.ts";
import { clustersOfWorker, redisOf } from "./settings/queue.ts";
import { clusterOf, probersOf } from "./settings/standing.ts";
import { workOnCaptures } from "./worker/captures.ts";
import { workOnChanges } from "./worker/changes.ts";
import { workOnTelling } from "./worker/telling.ts";

const config = orExit(() => loadWorkerConfig(process.env));
const rules = orExit(() => loadRules(config));
const log = createLog({ program: "worker", level: config.NETDIAG_LOG_LEVEL });
for (const line of notRead(process.env)) log.warn(line);
const tracing = tracingTo("worker", config.OTEL_EXPORTER_OTLP_ENDPOINT);
const onTrouble = (what: string, error: unknown): void => {
  log.warn({ err: error }, what);
};
const onRedisError = onTrouble.bind(undefined, "Redis");
const metrics = createMetrics("worker");
const audit = loggedAudit(
  meteredAudit(
    orExit(() => createAudit(config.NETDIAG_AUDIT_FILE)),
    metrics,
  ),
  log,
);
const redis = connectRedis(redisOf(config), onRedisError);
const admission = createAdmission(redis);
const workforce = createWorkforce(redis);
const store = createEvidenceStore(redis, config.NETDIAG_KEEP_HOURS * 3600);
const history = createHistory(redis, store, config.NETDIAG_KEEP_HOURS * 3600);
const threads = createThreads({
  // Its file is beside this one, before and after building.
  file: new URL(`./judging-thread${extname(import.meta.url)}`, import.meta.url),
  limitMs: config.NETDIAG_JUDGING_SECONDS * 1000,
  onError: (error) => {
    onTrouble("a thread", error);
  },
});
const slack: TellerParts = {
  outbox: new Outbox(
    createSlackClient({
      token: config.SLACK_BOT_TOKEN,
      apiUrl: config.SLACK_API_URL,
      fetch: meteredFetch(fetch, metrics),
    }),
    { pace: createPace(redis) },
  ),
  ledger: createLedger(redis),
  cluster: config.NETDIAG_DEFAULT_CLUSTER ?? config.NETDIAG_CLUSTER_NAME,
  appliesFixes: config.NETDIAG_APPLY === "on",
  capturable: { rules, seconds: usualSeconds, minutes: config.NETDIAG_CAPTURE_MINUTES },
  png: threads.picture,
  onTrouble,
};
const connection = orExit(() => connectCluster(clusterOf(config)));
const standing: NodeShellOptions = { ...probersOf(config), owner: hostname() };
const clusters = clustersOfWorker(config);
/** This cluster's part in names of keys; the default one has none. */
const ofCluster = clusters ? { cluster: config.NETDIAG_CLUSTER_NAME } : {};
const leases = {
  ...ofCluster,
  redis,
  perNode: config.NETDIAG_PER_NODE,
  waitMs: config.NETDIAG_DEADLINE_SECONDS * 500,
};

const placed = (shell: NodeShell): NodeShell =>
  tracedNodes(meteredNodes(withNodeLeases(shell, leases), metrics, systemClock));

const longLists = new LongLists(threadCount);
const keeper = keepNames({
  store: createNameStore(redis),
  cluster: config.NETDIAG_CLUSTER_NAME,
  read: (signal) => readNames(connection, signal),
  onTrouble,
});

/** After SIGTERM, for what is being told; the rest is another's, milliseconds. */
const drainMs = 5000;

/** Most of the deadline; the rest is for judging and telling. */
const lookingMs = config.NETDIAG_DEADLINE_SECONDS * 850;

async function run(job: DiagnosisJob): Promise<Ending> {
  const { cluster: asked = config.NETDIAG_CLUSTER_NAME } = job.question;
  if (asked !== config.NETDIAG_CLUSTER_NAME) return ofAnotherCluster(asked, config.NETDIAG_CLUSTER_NAME);
  const about = { diagnosis: job.id, user: job.origin.user, channel: job.origin.channel };
  const began = systemClock.elapsed();
  const lines = auditFor(audit, about);
  const shell = createNodeShell(connection, { ...standing, audit: lines });
  const long = longLists.forOne();
  const judge = meteredJudge(threads.judge, metrics, systemClock);
  const doors = {
    cluster: createCluster(connection, { signal: job.signal, long }),
    nodes: placed(shell),
    clock: systemClock,
    judge: {
      ...judge,
      policies: (...read: Parameters<typeof judge.policies>) => judge.policies(...read).finally(long.leave),
    },
  };
  const audience = new SlackAudience(job, slack);
  try {
    return await answer(job, {
      // The looking ends in time to tell what was seen before the job itself is ended.
      diagnose: tracedDiagnosis(
        job.id,
        auditedDiagnosis(
          meteredDiagnosis(
            (question, options) =>
              diagnose(question, doors, {
                ...options,
                deadline: AbortSignal.timeout(lookingMs),
                sight: sightOfOrigin(rules, job.origin, config.NETDIAG_CLUSTER_NAME),
              }),
            metrics,
            systemClock,
          ),
          lines,
          systemClock,
        ),
      ),
      onProgress: (progress) => {
        audience.progress(progress);
      },
      store: job.origin.watch === undefined ? store : { save: () => Promise.resolve() },
      onTrouble,
    });
  } catch (error) {
    const level = error instanceof Interrupted ? "info" : "error";
    log[level]({ err: error, attempt: job.attempt }, "diagnosis ended early");
    throw error;
  } finally {
    long.leave();
    await Promise.all([audience.end(), shell.close()]);
    const durationMs = Math.round(systemClock.elapsed() - began);
    void workforce.lasted(durationMs, ofCluster.cluster);
    keeper.diagnosed();
    void admission.rested(job.origin.key).catch((error: unknown) => {
      onTrouble("a place was not given back", error);
    });
  }
}

const alive = watchRedis(redis);
const checks: Checks = { redis: () => alive.answers(), audit: () => audit.works() };
watchChecks(metrics, checks);
if (config.NETDIAG_HEALTH_PORT !== undefined)
  await serveHealth(config.NETDIAG_HEALTH_PORT, checks, metrics.text);
const keys = jobKeys(config.NETDIAG_JOB_KEY, config.SLACK_BOT_TOKEN);
const queues = openQueues({
  ...(clusters && { clusters }),
  redis: connectRedis(redisOf(config), onRedisError, { for: "working" }),
  keys,
  onError: onRedisError,
  ...(tracing.telemetry && { telemetry: tracing.telemetry }),
  onPutBack: () => {
    metrics.count("put_back");
  },
  onRefused: ({ step, id, why }) => {
    writeAfterwards(audit, { event: "job-refused", queue: step, job: id, why });
  },
});
watchQueues(metrics, () => depthsOf(queues));
const looks = createLooks(queues);
let running = 0;
const onError = onTrouble.bind(undefined, "beside a look of a watch");
const glances = new Glances({
  cluster: () => createCluster(connection),
  wake: (watch) => looks.hurry(watch),
  onError,
});
const lookPlaces = new LookPlaces({
  line: createLine(queues, [ofCluster.cluster]),
  places: config.NETDIAG_CONCURRENCY,
  running: () => running,
  onLooked: (watch, ending) => glances.follow(watch, ending),
  onError,
});
metrics.watch("netdiag_diagnoses_running", () => [{ value: running }]);
const told = await workOnTelling({ queues, slack, looks, history, admission, audit, log });
const beside = { config, queues, rules, slack, audit };
const changing = await workOnChanges({ ...beside, api: connection.api });
const capturing = await workOnCaptures({
  ...beside,
  ofCluster,
  jobKey: keys[0],
  connection,
  standing,
  placed,
});
const worker = await createDiagnosisWorker({
  queues,
  ...ofCluster,
  telling: createTelling(queues),
  run: async (job) => {
    running += 1;
    try {
      return await aboutDiagnosis(job.id, () =>
        job.origin.watch === undefined ? run(job) : lookPlaces.take(job, run),
      );
    } finally {
      running -= 1;
    }
  },
  endingOf,
  onAnswered: ({ origin }) => admission.ended(origin.key),
  begin: ({ origin, priority }) =>
    origin.watch === undefined
      ? admission.begin({ key: origin.key, priority, ...ofCluster })
      : lookPlaces.begin(),
  concurrency: config.NETDIAG_CONCURRENCY,
  deadlineMs: config.NETDIAG_DEADLINE_SECONDS * 1000,
  lockDurationMs: config.NETDIAG_TAKEOVER_SECONDS * 750,
  stalledIntervalMs: config.NETDIAG_TAKEOVER_SECONDS * 250,
});
const adopting = adopt(queues);
const leaveWorkforce = workforce.join({
  name: `${hostname()}-${process.pid}`,
  places: config.NETDIAG_CONCURRENCY,
  ...ofCluster,
});
const stopSweeping = sweepRegularly(connection, standing, {
  now: () => systemClock.now(),
  onRemoved: (removed) => {
    metrics.count("leftovers_removed", {}, removed);
  },
  onTrouble,
});
untilTold(async () => {
  alive.close();
  stopSweeping();
  glances.stop();
  keeper.stop();
  await leaveWorkforce();
  await worker.close(config.NETDIAG_GRACE_SECONDS * 1000);
  await Promise.all([changing.close(drainMs), capturing.close(drainMs)]);
  await told.close(drainMs);
  adopting.close();
  await queues.close();
  await threads.close();
  await tracing.stop();
  redis.disconnect();
});
log.info({ cluster: connection.name, namespace: config.NETDIAG_NAMESPACE }, "worker is up");
