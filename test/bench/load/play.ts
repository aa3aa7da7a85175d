/** One load on everything that runs in production: who asked, what became of it, how long it took, what it cost. */
import { setTimeout as delay } from "node:timers/promises";
import type { Fate } from "../../chaos/account.ts";
import type { Entry, Wish } from "../../chaos/asking.ts";
import { freePort, peakMiB, type Running } from "../../chaos/processes.ts";
import { Yard } from "../../chaos/yard.ts";
import { loadEvidence } from "../../scenarios/evidence.ts";
import { seeded } from "../random.ts";
import { askLivez, machineMs, processorMs, type Spent } from "./processes.ts";
import { clusterOf, printsOf } from "./replayed-nodes.ts";

export interface Load {
  /** Over the busy channel and the others. */
  readonly questions: number;
  readonly seconds: number;
  /**
   * Whether the busy channel asks its half; the others ask the same questions at the same times either way. `even`: there is
   * none, and all the questions are the others'.
   */
  readonly busy: boolean | "even";
  readonly workers: number;
  readonly seed: number;
  readonly dist: string;
  readonly folder: string;
  readonly tripMs: number;
  /**
   * Asked at once before these, of nodes that take ten seconds for an answer until the last of these is asked: so many
   * questions wait in the queue all the while. What is told of them is told of the others alone.
   */
  readonly queued?: number;
  readonly print: (line: string) => void;
}

export interface Played {
  readonly fates: readonly Fate[];
  readonly unacknowledged: number;
  readonly doubled: number;
  /** Questions without an end when the first was asked, and when the last was. */
  readonly open: { readonly first: number; readonly last: number };
  readonly ackMs: readonly number[];
  /** Milliseconds from the question to the first words that stand in Slack. */
  readonly heardMs: readonly number[];
  /** Milliseconds from the question to its end, of verdicts. */
  readonly others: readonly number[];
  readonly busiest: readonly number[];
  readonly posts: number;
  /** Calls that Slack answered with 429, by method. */
  readonly refusedBySlack: ReadonlyMap<string, number>;
  /** Of all workers together. */
  readonly processorMs: Spent;
  readonly verdicts: number;
  /** Worker processes. */
  readonly workers: number;
  /** From the first question to the last verdict. */
  readonly lastedMs: number;
  readonly livezMs: readonly number[];
  /** The most that a worker ever held. */
  readonly workerMiB: number;
  /** Of this machine's processors, what other work took in the meantime: 0 to 1. */
  readonly takenByOthers: number;
  /** Statuses that claim to wait when all was over. */
  readonly waiting: number;
}

/** The recorded run whose objects and answers the cluster has. */
const evidence = "nd410-ingress-denied";
const otherChannels = 25;
/** Longer than all that is asked meanwhile takes. */
const slowTripMs = 10_000;
const people = 80;
const entries: readonly [Entry, ...Entry[]] = ["slash", "slash", "mention", "thread"];

/**
 * All questions are about the same two nodes, where those of a minute are about many: how many may stand on one is no bound
 * here. All else is as it is by default.
 */
const settings = { NETDIAG_PER_NODE: "64", NETDIAG_NAMESPACE: "netdiag" };

export async function play(load: Load): Promise<Played> {
  const { questions, seconds, seed, workers, tripMs, queued = 0 } = load;
  const bundle = loadEvidence(evidence);
  const yard = await Yard.start({
    seed,
    dist: load.dist,
    folder: load.folder,
    bots: 0,
    workers: 0,
    people,
    channels: otherChannels + 1,
    objects: clusterOf(bundle),
  });
  try {
    const prints = printsOf(bundle);
    const target = bundle.flows[0]?.to;
    const pod = target?.type === "pod" ? target.name : "";
    let slow = queued > 0;
    yard.cluster.exec.tripMs = () => (slow ? slowTripMs : tripMs);
    yard.cluster.exec.trouble = (pod) => ({ print: prints(pod) });
    const started = await startAll(yard, workers);
    const [busy, ...others] = yard.crowd.channels;
    const [anybody] = yard.crowd.people;
    const random = seeded(seed);
    // Every second question is the busy channel's; the others' are the same with and without it.
    const wishes = Array.from({ length: queued + questions }, (_, index): Wish | undefined => {
      const others_ = load.busy === "even" || index % 2 === 0;
      const wish = {
        entry: random.pick(entries),
        by: yard.crowd.people[load.busy === "even" ? index % people : random.below(people)] ?? anybody,
        channel: others_ ? (others[random.below(otherChannels)] ?? busy) : busy,
        // A pod has no list of ports: both nodes are looked at, packets are sent, and all of it is judged.
        words: (number: string) => `ingress-nginx -> pod/${pod}:${number}`,
      };
      return others_ || load.busy ? wish : undefined;
    });
    const own = [process.pid, yard.redis.server.pid, ...yard.programs("bot").map(({ pid }) => pid)];
    const look = (): { workers: Spent; own: number; machine: ReturnType<typeof machineMs> } => ({
      workers: added(started.workers.map(({ pid }) => processorMs(pid))),
      own: added(own.map(processorMs)).inAll,
      machine: machineMs(),
    });
    const before = look();
    const began = Date.now();
    await askAll(yard, wishes.slice(0, queued), queued * 50);
    const askedBefore = yard.askers.asks.length;
    const first = yard.account().lost.length;
    await askAll(yard, wishes.slice(queued), seconds * 1000);
    const open = { first, last: yard.account().lost.length };
    slow = false;
    await settle(yard, load.print);
    const after = look();
    const livezMs = (await Promise.all(started.livez.map((each) => each.stop()))).flat();
    const spent = less(after.workers, before.workers);
    const machine = {
      busy: after.machine.busy - before.machine.busy,
      inAll: after.machine.inAll - before.machine.inAll,
    };
    const account = yard.account();
    const verdicts = account.fates.filter(({ end }) => end === "verdict");
    const asked = new Set(yard.askers.asks.slice(askedBefore));
    const waits = (of: (fate: Fate) => boolean): number[] =>
      verdicts.filter(of).map(({ ask, endedAt = ask.at }) => endedAt - ask.at);
    const { calls } = yard.slack.workspace;
    return {
      fates: account.fates,
      unacknowledged: yard.askers.asks.filter(({ acked }) => !acked).length,
      doubled: account.doubled,
      open,
      ackMs: yard.askers.asks.slice(askedBefore).map(({ ackMs }) => ackMs),
      heardMs: account.fates.flatMap(({ ask, heardAt }) =>
        heardAt === undefined || !asked.has(ask) ? [] : [heardAt - ask.at],
      ),
      others: waits(({ ask }) => ask.channel !== busy),
      busiest: waits(({ ask }) => ask.channel === busy),
      posts: calls.filter(({ method, status }) => method === "chat.postMessage" && status === 200).length,
      refusedBySlack: counted(calls.filter(({ status }) => status === 429).map(({ method }) => method)),
      processorMs: spent,
      verdicts: verdicts.length,
      workers,
      lastedMs: Math.max(0, ...verdicts.map(({ endedAt = began }) => endedAt)) - began,
      livezMs,
      workerMiB: Math.max(...started.workers.map(({ pid }) => peakMiB(pid))),
      takenByOthers: Math.max(0, machine.busy - spent.inAll - (after.own - before.own)) / machine.inAll,
      waiting: account.waiting.length,
    };
  } finally {
    await yard.stop();
    // Their last words are still on the way to their logs.
    await delay(500);
  }
}

/** Several rounds of the same as one. */
export function together(rounds: readonly Played[]): Played {
  const sum = (of: (played: Played) => number): number => rounds.reduce((all, each) => all + of(each), 0);
  return {
    fates: rounds.flatMap(({ fates }) => fates),
    unacknowledged: sum(({ unacknowledged }) => unacknowledged),
    doubled: sum(({ doubled }) => doubled),
    open: {
      first: Math.max(...rounds.map(({ open }) => open.first)),
      last: Math.max(...rounds.map(({ open }) => open.last)),
    },
    ackMs: rounds.flatMap(({ ackMs }) => ackMs),
    heardMs: rounds.flatMap(({ heardMs }) => heardMs),
    others: rounds.flatMap(({ others }) => others),
    busiest: rounds.flatMap(({ busiest }) => busiest),
    posts: sum(({ posts }) => posts),
    refusedBySlack: counted(
      rounds.flatMap(({ refusedBySlack }) =>
        [...refusedBySlack].flatMap(([method, times]) => Array.from({ length: times }, () => method)),
      ),
    ),
    processorMs: added(rounds.map(({ processorMs }) => processorMs)),
    verdicts: sum(({ verdicts }) => verdicts),
    workers: Math.max(...rounds.map(({ workers }) => workers)),
    lastedMs: sum(({ lastedMs }) => lastedMs),
    livezMs: rounds.flatMap(({ livezMs }) => livezMs),
    workerMiB: Math.max(...rounds.map(({ workerMiB }) => workerMiB)),
    takenByOthers: sum(({ takenByOthers }) => takenByOthers) / rounds.length,
    waiting: sum(({ waiting }) => waiting),
  };
}

function added(all: readonly Spent[]): Spent {
  return {
    inAll: all.reduce((sum, { inAll }) => sum + inAll, 0),
    first: all.reduce((sum, { first }) => sum + first, 0),
  };
}

function less(after: Spent, before: Spent): Spent {
  return { inAll: after.inAll - before.inAll, first: after.first - before.first };
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

async function startAll(
  yard: Yard,
  count: number,
): Promise<{ workers: readonly Running[]; livez: readonly ReturnType<typeof askLivez>[] }> {
  const workers: Running[] = [];
  const livez: ReturnType<typeof askLivez>[] = [];
  await yard.start("bot");
  for (let index = 0; index < count; index += 1) {
    const port = await freePort();
    workers.push(await yard.start("worker", { ...settings, NETDIAG_HEALTH_PORT: String(port) }));
    livez.push(askLivez(port));
  }
  return { workers, livez };
}

async function askAll(yard: Yard, wishes: readonly (Wish | undefined)[], overMs: number): Promise<void> {
  const asked: Promise<unknown>[] = [];
  const began = performance.now();
  for (const [index, wish] of wishes.entries()) {
    const due = began + (overMs * index) / wishes.length;
    await delay(Math.max(0, due - performance.now()));
    if (wish) asked.push(yard.askers.ask(wish));
  }
  await Promise.all(asked);
}

/** Until everything has its end, or nothing has changed for two minutes. */
async function settle(yard: Yard, print: (line: string) => void): Promise<void> {
  let open = Infinity;
  let changedAt = performance.now();
  for (;;) {
    if (await yard.settled(5000)) return;
    const { lost, waiting } = yard.account();
    const now = lost.length + waiting.length;
    if (now !== open) changedAt = performance.now();
    open = now;
    print(`  ${lost.length} without an end, ${waiting.length} statuses that wait`);
    if (performance.now() - changedAt > 120_000) return;
  }
}
