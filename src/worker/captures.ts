/** How a worker deals with captures: what of them stands where, put together. */
import type { Rules } from "../access/rule.ts";
import { sightOf } from "../access/sight.ts";
import { auditFor } from "../adapters/audit/audit.ts";
import { workCaptures } from "../adapters/bullmq/captures.ts";
import type { Queues } from "../adapters/bullmq/queues.ts";
import { captureKey } from "../adapters/bullmq/same-question.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createCluster } from "../adapters/kubernetes/cluster.ts";
import type { Connection } from "../adapters/kubernetes/connection.ts";
import { createNodeShell, type NodeShellOptions } from "../adapters/kubernetes/node-shell.ts";
import { createCaptureEnds } from "../adapters/redis/capture-ends.ts";
import { createCaptureFiles } from "../adapters/redis/capture-files.ts";
import { tokenOf } from "../adapters/redis/sealed.ts";
import { CaptureTeller } from "../adapters/slack/capture-teller.ts";
import type { TellerParts } from "../adapters/slack/teller.ts";
import { endingOf } from "../answer.ts";
import { besideSeconds, captureTraffic } from "../capture.ts";
import { giveUpOnCapture, workOnCapture, type CapturingParts } from "../captures/work.ts";
import type { CaptureAsked } from "../model/capture-asked.ts";
import { Interrupted, writeAfterwards, type Audit, type NodeShell } from "../ports.ts";
import { capturePlace, type CaptureConfig } from "../settings/capture.ts";

interface Parts {
  readonly config: CaptureConfig & { readonly NETDIAG_CLUSTER_NAME: string };
  readonly queues: Queues;
  /** This cluster's part in names; absent where there is one only. */
  readonly ofCluster: { readonly cluster?: string };
  readonly rules: Rules;
  readonly slack: Pick<TellerParts, "outbox" | "ledger" | "onTrouble">;
  readonly audit: Audit;
  /** The key that signs jobs. */
  readonly jobKey: string;
  readonly connection: Connection;
  readonly standing: NodeShellOptions;
  /** With the bound on how many stand on one node at once. */
  readonly placed: (shell: NodeShell) => NodeShell;
}

/** On the nodes of both ends, as far as whoever asked may have them captured. */
function capturer({ config, rules, audit, connection, standing, placed }: Parts): CapturingParts["capture"] {
  return async (asked, { signal, ...how }) => {
    const { id: capture, by, question, seconds, diagnosis } = asked;
    const lines = auditFor(audit, { diagnosis, capture, user: by.user, channel: by.channel });
    const limits = { lifeSeconds: seconds + besideSeconds };
    const shell = createNodeShell(connection, { ...standing, audit: lines, limits });
    const doors = {
      cluster: createCluster(connection, { signal }),
      nodes: placed(shell),
      clock: systemClock,
    };
    const sight = sightOf(rules, by, config.NETDIAG_CLUSTER_NAME, "capture");
    try {
      return await captureTraffic(doors, sight)(question, { ...how, seconds, signal });
    } finally {
      await shell.close();
    }
  };
}

/** They wait most of the time, each on a place of a node that a diagnosis could have. */
const atOnce = 2;

export async function workOnCaptures(parts: Parts): ReturnType<typeof workCaptures> {
  const { config, queues, ofCluster, rules, slack, audit, jobKey } = parts;
  const place = capturePlace(config);
  const told = new CaptureTeller(slack, place);
  const token = (id: string): string => tokenOf(jobKey, id);
  const every: CapturingParts = {
    cluster: config.NETDIAG_CLUSTER_NAME,
    rules,
    now: queues.now,
    ledger: slack.ledger,
    audit,
    ends: createCaptureEnds(slack.ledger, token),
    files: createCaptureFiles(queues.redis, queues.prefix),
    told,
    tokenOf: token,
    url: place?.url,
    keepMs: config.NETDIAG_CAPTURE_MINUTES * 60_000,
    questionOf: captureKey,
    capture: capturer(parts),
    whyNone,
    onTrouble: slack.onTrouble,
  };
  return workCaptures({
    queues,
    ...ofCluster,
    run: (asked, signals) => workOnCapture(asked, every, signals),
    onNotBelieved: (claimed) => told.notBelieved(claimed),
    onGivenUp: async (asked, why) => {
      writeAfterwards(audit, { event: "capture-untold", capture: asked.id, why: why.message });
      await giveUpOnCapture(asked, every).catch((error: unknown) => {
        slack.onTrouble("who asked for a capture was not told", error);
      });
    },
    concurrency: atOnce,
    deadlineMs: besideSeconds * 1000,
  });
}

/** The words of a diagnosis that came to no verdict, where they are the same. */
export function whyNone({ id, question }: Pick<CaptureAsked, "id" | "question">, cause: unknown): string {
  if (cause instanceof Interrupted && cause.kind === "deadline")
    return `The capture ${cause.message}, so it was ended, and nothing of it is told. Press Capture again.`;
  const ending = endingOf({ id, question }, cause);
  return ending.kind === "verdict" ? "" : ending.sentence;
}
