/** The story: words to answer. Read this first. */
import { bystanderLooks } from "./gather/bystander-looks.ts";
import { furtherLooks } from "./gather/further-looks.ts";
import { gridLooks, serviceAgain } from "./gather/grid-plan.ts";
import { hostLooks, withHostAddresses } from "./gather/name-looks.ts";
import { keptOutputs } from "./gather/kept-outputs.ts";
import type { Look } from "./gather/look.ts";
import { lossRound, noRound } from "./gather/loss-round.ts";
import { NodeSessions } from "./gather/node-sessions.ts";
import { cameLate, foundMeanwhile, mayBeLate, patientMs, patientPings } from "./gather/patience.ts";
import { seldomRound } from "./gather/seldom-round.ts";
import { PACKETS, SourcePorts } from "./gather/senders.ts";
import { standingLooks } from "./gather/standing-plan.ts";
import { longestWaitMs, waitingTime } from "./gather/waiting-time.ts";
import { mainLooks, windowsFor } from "./gather/window-plan.ts";
import { conclude } from "./judge/conclude.ts";
import { withoutLooking } from "./judge/kept-snapshot.ts";
import { judgePolicies } from "./judge/judge-policies.ts";
import { unjudged } from "./judge/unjudged.ts";
import type { Bundle } from "./model/bundle.ts";
import type { Flow } from "./model/flow.ts";
import { OwnFaults } from "./model/own-faults.ts";
import type { Progress } from "./model/progress.ts";
import type { Question } from "./model/question.ts";
import type { Report } from "./model/report.ts";
import { CouldNotJudge, type Clock, type Cluster, type Judge, type NodeShell } from "./ports.ts";
import { redactJson } from "./report/redact.ts";
import { EvidenceIndex } from "./probes/evidence-index.ts";
import { operator, type Sight } from "./access/sight.ts";
import { refuseAddresses, refuseLookedUp, refuseWords } from "./resolve/never-sent.ts";
import { resolve } from "./resolve/resolve.ts";
import { nodesOf } from "./journey/machine/places.ts";
import { withSources } from "./journey/way/sources.ts";

export interface Doors {
  readonly cluster: Cluster;
  readonly nodes: NodeShell;
  readonly clock: Clock;
  /** Without one the judging is done here, for as long as it takes. */
  readonly judge?: Judge;
}

const judgingHere: Judge = {
  policies: (flows, snapshot) => Promise.resolve(judgePolicies(flows, snapshot)),
  conclude: (bundle) => Promise.resolve(conclude(bundle)),
};

export interface DiagnoseOptions {
  /** Stops it: nothing is concluded, the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Ends the looking: what was seen until then is judged, and the rest told as not seen. */
  readonly deadline?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /** What the asker may be told of and asked about; the person at a terminal, everything. */
  readonly sight?: Sight;
}

/**
 * Answers one question. Throws AskBack and NotFound (`resolve/unresolved.ts`) when the words do not name two ends, NotAllowed when
 * nobody may ask that, or this asker may not,
 * CouldNotRead when the API refuses what nothing can do without, and the signal's reason when it is stopped.
 * Whatever else cannot be looked at is a line of the report.
 */
export async function diagnose(
  question: Question,
  { cluster, nodes, clock, judge = judgingHere }: Doors,
  { signal, deadline, onProgress, sight = operator }: DiagnoseOptions = {},
): Promise<{ readonly report: Report; readonly bundle: Bundle }> {
  const started = clock.elapsed();
  const since = (): number => Math.round(clock.elapsed() - started);
  const tell = async (progress: Progress): Promise<void> => {
    signal?.throwIfAborted();
    await onProgress?.(progress);
  };

  await tell({ stage: "resolving" });
  refuseWords(question);
  const own = new OwnFaults();
  const declared = await readDeclared(question, { cluster, judge }, sight, since);
  const { snapshot, policies, totalEndpoints, firstAnswerMs } = declared;
  let { flows } = declared;
  await tell({ stage: "resolved", flows, policy: policies.says });

  const sessions = new NodeSessions(nodes, anyOf(signal, deadline));
  const seen = (): EvidenceIndex => new EvidenceIndex(sessions.evidence);
  const ports = new SourcePorts(clock.now());
  let spent: Bundle["timings"]["nodes"] = [];
  try {
    await tell({ stage: "looking", nodes: [...new Set(flows.flatMap(nodesOf))] });
    const plan = (what: string, looks: () => readonly Look[]): readonly Look[] =>
      own.orElse(`plan ${what}`, () => [], looks);
    await sessions.run(
      plan("what to read", () => standingLooks(flows, snapshot)),
      "standing",
    );

    let waitMs = own.orElse(
      "measure how long to wait",
      () => longestWaitMs,
      () => waitingTime(flows, seen()),
    );
    await sessions.run(
      plan("what the first reading left open", () => [
        ...hostLooks(flows, snapshot, seen()),
        ...furtherLooks(flows, seen()),
      ]),
      "standing",
    );
    const known = flows;
    flows = own.orElse(
      "find the addresses on the wire",
      () => known,
      () => withSources(withHostAddresses(known, seen()), seen()),
    );
    await refuseLookedUp(question, { flows, before: known }, cluster, sight);
    await tell({ stage: "probing", flows: flows.length, packets: PACKETS * flows.length });
    const sendWatched = async (forMs: number, count = PACKETS): Promise<void> => {
      const window = await sessions.observe(
        own.orElse(
          "plan what to watch",
          () => new Map(),
          () => windowsFor(flows, snapshot, seen()),
        ),
      );
      await sessions.run(
        plan("the packets", () => mainLooks(flows, snapshot, seen(), { waitMs: forMs, count, ports })),
        "window",
        { parallel: true },
      );
      await window.close();
    };
    await sendWatched(waitMs);
    const late = own.orElse(
      "tell whether packets are late",
      () => false,
      () => mayBeLate(flows, seen()),
    );
    if (late) {
      const first = sessions.evidence.length;
      await Promise.all([
        sendWatched(patientMs),
        sessions.run(
          plan("patient pings", () => patientPings(flows, snapshot)),
          "standing",
        ),
      ]);
      // Where nothing came either, the first round tells more: packets that were not repeated.
      if (cameLate(flows, seen(), waitMs)) waitMs = patientMs;
      else if (!foundMeanwhile(flows, seen())) sessions.evidence.splice(first);
    }
    const count = own.orElse(
      "tell whether more packets are needed",
      () => undefined,
      () => seldomRound(question, flows, seen()),
    );
    if (count !== undefined) {
      await tell({ stage: "probing", flows: flows.length, packets: count * flows.length });
      await sendWatched(waitMs, count);
    }
    await Promise.all([
      sessions.run(
        plan("the packets from elsewhere", () =>
          gridLooks(flows, { snapshot, symptom: question.symptom }, seen(), waitMs, ports),
        ),
        "grid",
        { parallel: true },
      ),
      sessions.run(
        plan("a third node's view", () => bystanderLooks(flows, snapshot, seen())),
        "standing",
      ),
    ]);
    await sessions.run(
      plan("packets to the Service once more", () => serviceAgain(flows, seen(), longestWaitMs, ports)),
      "grid",
      { parallel: true },
    );
    const again = own.orElse(
      "plan a second round of packets",
      () => noRound,
      () => lossRound(flows, seen(), waitMs, ports),
    );
    if (again.looks.length > 0) {
      const second = await sessions.observe(again.windows);
      await sessions.run(again.looks, "window", { parallel: true });
      await second.close();
    }
  } finally {
    spent = await sessions.close();
  }
  signal?.throwIfAborted();

  // What looks like a secret is gone before anything is judged: a run that is kept is judged the same once more.
  const bundle: Bundle = redactJson({
    version: 1,
    recordedAt: clock.now().toISOString(),
    question,
    flows: [...flows],
    totalEndpoints,
    snapshot: {
      ...snapshot,
      notRead: [...snapshot.notRead, ...policies.notTold, ...own.lines],
    },
    evidence: keptOutputs(sessions.evidence),
    timings: { firstAnswerMs, totalMs: since(), nodes: spent },
  });
  const report = await orCouldNotJudge(judge.conclude(bundle), (reason) => unjudged(bundle, reason));
  for (const { flow, steps } of report.flows)
    for (const step of steps) await tell({ stage: "step", flowId: flow.id, step });
  return { report, bundle };
}

/**
 * What the cluster declares, and what its policies alone say. By itself, so that nothing holds all that was read, a whole
 * namespace, while the nodes are looked at.
 */
async function readDeclared(
  question: Question,
  { cluster, judge }: { readonly cluster: Cluster; readonly judge: Judge },
  sight: Sight,
  since: () => number,
): Promise<
  Pick<Bundle, "snapshot" | "totalEndpoints"> & {
    readonly flows: readonly Flow[];
    readonly policies: Omit<Awaited<ReturnType<Judge["policies"]>>, "kept">;
    readonly firstAnswerMs: number;
  }
> {
  const { flows, snapshot: read, totalEndpoints } = await resolve(question, cluster, { sight });
  refuseAddresses(question, flows, read);
  const firstAnswerMs = since();
  const { kept, ...policies } = await orCouldNotJudge(judge.policies(flows, read), (reason) => ({
    says: undefined,
    notTold: [{ what: "what the policies alone say", reason, next: "netdiag policy A to B" }],
    kept: withoutLooking(read, flows),
  }));
  return { flows, snapshot: kept, policies, totalEndpoints, firstAnswerMs };
}

async function orCouldNotJudge<Value>(
  judged: Promise<Value>,
  instead: (reason: string) => Value,
): Promise<Value> {
  try {
    return await judged;
  } catch (error) {
    if (error instanceof CouldNotJudge) return instead(error.message);
    throw error;
  }
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 0 ? undefined : AbortSignal.any(given);
}
