/** What people do after an answer: they watch it, and have its fix applied, while other questions come and processes die. */
import { setTimeout as delay } from "node:timers/promises";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { clusterOf, printsOf } from "../../bench/load/replayed-nodes.ts";
import type { Message } from "../../fake-slack/types.ts";
import type { KubeObject } from "../../lab/api/object.ts";
import { loadEvidence } from "../../scenarios/evidence.ts";
import { readable } from "../asking.ts";
import type { Play, Row } from "../row.ts";
import type { Yard } from "../yard.ts";

const evidence = "nd410-ingress-denied";
const fixed = "allow-ingress-nginx-to-productpage";
/** On an idle machine everything takes a few seconds; a takeover of a dead process ten. */
const patienceMs = 90_000;

/** Longer than a takeover, and than it takes to put back what Redis lost. */
const againMs = 20_000;

/** What happens while a change is made; resolves when all runs again. */
type Mishap = (yard: Yard, approve: () => Promise<void>) => Promise<void>;

async function restarted(yard: Yard, kind: "bot" | "worker", approve: () => Promise<void>): Promise<void> {
  const before = yard.programs(kind);
  await approve();
  const end = performance.now() + patienceMs;
  while (before.some((program) => program.alive()) && performance.now() < end) await delay(50);
  for (const program of before) if (!program.alive()) await yard.start(kind);
}

const isWrite = (method: string, path: string): boolean =>
  method === "POST" && path.includes("networkpolicies") && !path.includes("dryRun");

const mishaps: Readonly<Record<string, Mishap>> = {
  nothing: (_yard, approve) => approve(),
  "workers die when it is made": (yard, approve) => {
    const stop = yard.cluster.store.onChange(({ object, type }) => {
      if (type !== "ADDED" || object.metadata.name !== fixed) return;
      for (const worker of yard.programs("worker")) worker.signal("SIGKILL");
    });
    return restarted(yard, "worker", approve).finally(stop);
  },
  "workers die before it is made": (yard, approve) => {
    yard.cluster.trouble = (method, path) => {
      if (!isWrite(method, path)) return {};
      for (const worker of yard.programs("worker")) worker.signal("SIGKILL");
      return { cut: true };
    };
    return restarted(yard, "worker", approve).finally(() => {
      yard.cluster.trouble = () => ({});
    });
  },
  "the bot dies after the approval": (yard, approve) =>
    restarted(yard, "bot", async () => {
      await approve();
      yard.programs("bot")[0]?.signal("SIGKILL");
    }),
  "Redis loses its data after the approval": async (yard, approve) => {
    await approve();
    await yard.redis.kill();
    await yard.redis.start({ empty: true });
    await delay(6000);
  },
  "the API server fails at it": async (yard, approve) => {
    yard.cluster.trouble = (method, path) => (isWrite(method, path) ? { code: 500 } : {});
    await approve();
    await delay(2000);
    yard.cluster.trouble = () => ({});
  },
};

/** One answer in one channel: watched, and its fix asked for by one and approved by another. Its story in a word. */
async function round({ yard, blame }: Play, channel: string, name: string, mishap: Mishap): Promise<string> {
  const { slack, crowd } = yard;
  const [mei, sam = mei] = crowd.people;
  const here = (says: string): Message[] =>
    [...slack.workspace.messages.values()].filter(
      (message) => message.channel === channel && readable(message).includes(says),
    );
  const until = (what: string, found: () => Message | undefined): Promise<Message> =>
    slack.until(`${what} (${name})`, found, patienceMs).catch((error: unknown) => {
      throw new Error(
        `${String(error)}; said there: ${here("")
          .map(({ text }) => text)
          .join(" | ")}`,
      );
    });
  const written: KubeObject[] = [];
  const unfollow = yard.cluster.store.onChange(({ type, object }) => {
    if (object.metadata.name === fixed && type !== "DELETED") written.push(object);
  });
  try {
    await slack.people.slash(mei, channel, "ingress-nginx -> productpage");
    const answer = await until("the answer", () => here(actionIds.applyFix)[0]);
    await slack.people.click(mei, answer, actionIds.watch);
    await slack.people.click(mei, answer, actionIds.applyFix);
    const request = await until("the request", () => here(actionIds.approve)[0]);
    await mishap(yard, async () => {
      await slack.people.click(sam, request, actionIds.approve).catch(() => undefined);
    });
    const isOpen = (): boolean => here(actionIds.approve).length > 0;
    // Where Redis lost it in that moment, whoever approved is told so, and presses again once it is back.
    const again = performance.now() + againMs;
    while (isOpen() && performance.now() < again) await delay(100);
    if (isOpen()) await slack.people.click(sam, request, actionIds.approve).catch(() => undefined);
    const end = performance.now() + patienceMs;
    while (isOpen() && performance.now() < end) await delay(100);
    if (isOpen()) blame(`${name}: the request stands there with its buttons`);
    await delay(1000);
    const says = readable(slack.workspace.message(channel, request.ts) ?? request);
    const told = here("was applied (resourceVersion").length;
    const isApplied = says.includes("and applied");
    if (written.length > 1) blame(`${name}: written ${written.length} times`);
    if (told !== (isApplied ? 1 : 0)) blame(`${name}: told ${told} times that it was applied`);
    if (isApplied !== (written.length === 1)) {
      if (!says.includes("not known"))
        blame(`${name}: written ${written.length} times, and told: ${says.slice(-300)}`);
    }
    return isApplied ? "applied" : says.includes("not known") ? "not known" : "not applied";
  } finally {
    unfollow();
    const resource = yard.cluster.store.resourceOf({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
    });
    if (yard.cluster.store.find(resource, "test", fixed)) yard.cluster.store.remove(resource, "test", fixed);
  }
}

/** Whoever watches stops it, and what is asked again after an applied fix with it; each watch is told its end once, and none is left. */
async function stopAll({ yard, blame }: Play, channels: readonly string[]): Promise<void> {
  const { slack, crowd } = yard;
  const ends = (channel: string): Message[] =>
    [...slack.workspace.messages.values()].filter(
      (message) => message.channel === channel && /stopped the watch|watch has ended/.test(message.text),
    );
  for (const channel of channels) await slack.people.slash(crowd.people[0], channel, "stop all");
  const end = performance.now() + patienceMs;
  while (channels.some((channel) => ends(channel).length === 0) && performance.now() < end) await delay(200);
  await delay(1000);
  const said = (channel: string): string =>
    [...slack.workspace.messages.values(), ...slack.workspace.ephemerals]
      .filter(
        (message) =>
          message.channel === channel && /watch|passes now|broke|no open question/i.test(message.text),
      )
      .map(({ text }) => text)
      .join(" | ");
  for (const channel of channels)
    if (ends(channel).length !== 1)
      blame(
        `${channel}: the end of the watch was told ${ends(channel).length} times; said there: ${said(channel)}`,
      );
  const left = await yard.redis.with((redis) => redis.hlen("{netdiag}:watches"));
  if (left > 0) blame(`${left} watches that nobody ends`);
}

export const afterAnswerRows: readonly Row[] = [
  {
    name: "watched-and-applied",
    breaks:
      "workers, the bot, Redis' data and the API server, each in the moment in which a fix is applied, while its answer is watched",
    mayRefuse: true,
    yard: {
      workers: 2,
      actions: ["all", "apply", "approve"],
      settings: {
        NETDIAG_APPLY: "on",
        NETDIAG_WATCHES_PER_PERSON: "50",
        // Where the machine is busy judging takes longer, and what was not judged in time has no fix to apply.
        NETDIAG_JUDGING_SECONDS: "60",
      },
      get objects() {
        return clusterOf(loadEvidence(evidence));
      },
    },
    play: async (play) => {
      const { yard, questions, note } = play;
      const prints = printsOf(loadEvidence(evidence));
      yard.cluster.exec.trouble = (pod) => ({ print: prints(pod) });
      const rounds = Object.entries(mishaps);
      const asking = yard.askMany(questions, rounds.length * 8000, () => ({ entry: "slash" }));
      const channels = yard.crowd.channels.slice(0, rounds.length);
      for (const [index, [name, mishap]] of rounds.entries())
        note(`${name}: ${await round(play, channels[index] ?? "", name, mishap)}`);
      await asking;
      await yard.settled(patienceMs);
      await stopAll(play, channels);
      await yard.healed();
    },
  },
];
