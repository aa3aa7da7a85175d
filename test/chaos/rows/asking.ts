import { setTimeout as delay } from "node:timers/promises";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { botUser } from "../../fake-slack/people.ts";
import { listOf, textOf } from "../../fake-slack/types.ts";
import { quantile } from "../../bench/figures.ts";
import { readable, type Ask } from "../asking.ts";
import type { Row } from "../row.ts";

const looking = (number: string): string => `red/api -> red/db:${number}`;

export const askingRows: readonly Row[] = [
  {
    name: "calm",
    breaks: "nothing",
    play: async ({ yard, questions }) => {
      await yard.askMany(questions, questions * 300);
    },
  },
  {
    name: "load",
    breaks: "nothing, but 300 questions come in 60 s, half of them in one channel",
    weight: 5,
    yard: { workers: 2 },
    // A cap may say so.
    mayRefuse: true,
    patienceMs: 240_000,
    play: async ({ yard, questions, note }) => {
      const [busy] = yard.crowd.channels;
      const cheap = (number: string): string => `red/web -> nobody-${number}`;
      await yard.askMany(questions, questions * 200, () => ({
        entry: "slash",
        ...(yard.random.chance(0.5) ? { channel: busy } : {}),
        words: yard.random.chance(0.2) ? looking : cheap,
      }));
      await yard.settled(240_000);
      const waits = (isBusy: boolean): number[] =>
        yard
          .account()
          .fates.filter(({ ask, endedAt }) => (ask.channel === busy) === isBusy && endedAt !== undefined)
          .map(({ ask, endedAt }) => ((endedAt ?? 0) - ask.at) / 1000);
      const of = (waited: readonly number[]): string =>
        `median ${quantile(waited, 0.5).toFixed(1)} s, p95 ${quantile(waited, 0.95).toFixed(1)} s`;
      note(`busy channel ${of(waits(true))}; others ${of(waits(false))}`);
      const refused = yard.slack.workspace.calls.filter(({ status }) => status === 429).length;
      note(`${refused} answers 429 of ${yard.slack.workspace.calls.length} calls`);
    },
  },
  {
    name: "second-askers",
    breaks: "nothing, but four people ask the same, in the same channel and elsewhere",
    short: true,
    play: async ({ yard, questions, blame }) => {
      yard.cluster.exec.tripMs = () => 400;
      for (let asked = 0; asked < questions; asked += 4) {
        const number = yard.askers.nextNumber();
        const [one, two] = [yard.random.pick(yard.crowd.channels), yard.random.pick(yard.crowd.channels)];
        const same = { number, words: looking };
        await Promise.all([
          yard.askers.ask({ ...same, entry: "slash", channel: one }),
          delay(150).then(() => yard.askers.ask({ ...same, entry: "slash", channel: one })),
          delay(300).then(() => yard.askers.ask({ ...same, entry: "mention", channel: two })),
          delay(450).then(() => yard.askers.ask({ ...same, entry: "dm" })),
        ]);
      }
      await yard.settled(60_000);
      const without = yard.account().fates.filter(({ end }) => end === "why-not").length;
      if (without > 0) blame(`${without} of those who joined got no verdict`);
    },
  },
  {
    name: "stop-by-one",
    breaks: "nothing, but one of three who ask the same presses Stop",
    play: async ({ yard, questions, blame }) => {
      yard.cluster.exec.tripMs = () => 900;
      const stoppers: Ask[] = [];
      for (let asked = 0; asked < questions; asked += 3) {
        const number = yard.askers.nextNumber();
        const channel = yard.random.pick(yard.crowd.channels);
        const same = { number, words: looking };
        const [first] = await Promise.all([
          yard.askers.ask({ ...same, entry: "slash", channel }),
          delay(150).then(() => yard.askers.ask({ ...same, entry: "slash", channel })),
          delay(300).then(() => yard.askers.ask({ ...same, entry: "dm" })),
        ]);
        await delay(yard.random.below(1200));
        const status = [...yard.slack.workspace.messages.values()].findLast(
          (message) =>
            message.user === botUser &&
            message.channel === channel &&
            readable(message).includes(`<@${first.by}>`) &&
            message.blocks.some((block) =>
              listOf(block, "elements").some((each) => textOf(each, "action_id") === actionIds.stop),
            ),
        );
        if (!status || !first.acked) continue;
        const pressed = await yard.slack.people
          .click(first.by, { channel, ts: status.ts }, actionIds.stop)
          .catch(() => ({ acked: false }));
        if (pressed.acked) stoppers.push(first);
      }
      await yard.settled(60_000);
      const robbed = yard
        .account()
        .fates.filter(({ ask, end }) => !stoppers.includes(ask) && end === "why-not").length;
      if (robbed > 0) blame(`${robbed} who did not press Stop got no verdict`);
      const { messages, ephemerals } = yard.slack.workspace;
      const unheard = stoppers.filter(
        ({ by, number }) =>
          ![...messages.values()].some((message) => {
            const says = readable(message);
            return [number, `<@${by}>`, "Stopped"].every((word) => says.includes(word));
          }) &&
          // The verdict was faster.
          !ephemerals.some((each) => each.user === by && readable(each).includes("nothing to stop")),
      );
      if (unheard.length > 0) blame(`${unheard.length} who pressed Stop were not told that it was stopped`);
    },
  },
];
