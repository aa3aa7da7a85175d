import { setTimeout as delay } from "node:timers/promises";
import type { Row } from "../row.ts";
import { struck, struckOften } from "./strike.ts";

const posting = ["chat.*", "files.*"] as const;

export const slackRows: readonly Row[] = [
  {
    name: "slack-down",
    breaks: "Slack's posting answers 503 for 75 s",
    short: true,
    play: (play) =>
      struck(play, {
        lastsMs: 75_000,
        strike: () => {
          const heals = posting.map((method) =>
            play.yard.slack.limits.inject({ method, times: Infinity, status: 503 }),
          );
          return () => {
            for (const heal of heals) heal();
          };
        },
      }),
  },
  {
    name: "slack-retry-after",
    breaks: "Slack answers posts with 429 and Retry-After 90",
    play: async (play) => {
      const seconds = Math.max(1, Math.round(play.ms(90_000) / 1000));
      const { slack } = play.yard;
      await struck(play, {
        lastsMs: 5000,
        strike: () =>
          slack.limits.inject({ method: "chat.*", times: Infinity, status: 429, retryAfter: seconds }),
        // Until then Slack itself said that nothing may be sent.
        healedAt: () =>
          (slack.workspace.calls.findLast(({ status }) => status === 429)?.at ?? Date.now()) + seconds * 1000,
      });
    },
  },
  {
    name: "slack-429-minutes",
    breaks: "half of all posts are answered 429 for a minute",
    play: (play) =>
      struck(play, {
        lastsMs: 60_000,
        strike: () =>
          play.yard.slack.limits.inject({
            method: "chat.*",
            times: Infinity,
            status: 429,
            retryAfter: 2,
            hits: () => play.yard.random.chance(0.5),
          }),
      }),
  },
  {
    name: "verdict-due",
    breaks: "Slack is down for 150 s when verdicts are due",
    play: async (play) => {
      const { yard, questions, ms } = play;
      // Slow enough that all are under way when Slack goes.
      yard.cluster.exec.tripMs = () => 700;
      const asking = yard.askMany(Math.min(questions, 40), 3000);
      await delay(3500);
      const heals = posting.map((method) =>
        yard.slack.limits.inject({ method, times: Infinity, status: 503 }),
      );
      await delay(ms(150_000));
      for (const heal of heals) heal();
      yard.cluster.exec.tripMs = () => 100;
      await yard.healed();
      await asking;
      await yard.settled(90_000);
      const late = [...yard.slack.workspace.messages.values()].filter(({ text }) =>
        text.includes("No verdict in time"),
      ).length;
      if (late > 0) play.blame(`${late} told that there was no verdict in time, though there was one`);
    },
  },
  {
    name: "answer-lost",
    breaks: "Slack carries posts out, but every third answer never comes",
    short: true,
    play: (play) =>
      struck(play, {
        lastsMs: 15_000,
        strike: () =>
          play.yard.slack.limits.inject({
            method: "chat.*",
            times: Infinity,
            timeoutAfterAccept: true,
            hits: () => play.yard.random.chance(0.3),
          }),
      }),
  },
  {
    name: "answer-lost-blind",
    breaks: "the same, and the app may not read channels",
    play: (play) =>
      struck(play, {
        lastsMs: 15_000,
        wish: () => ({ entry: "slash" }),
        strike: () => {
          const { random, slack } = play.yard;
          for (const method of ["conversations.history", "conversations.replies"])
            slack.limits.inject({ method, times: Infinity, error: "missing_scope" });
          return slack.limits.inject({
            method: "chat.*",
            times: Infinity,
            timeoutAfterAccept: true,
            hits: () => random.chance(0.3),
          });
        },
      }),
  },
  {
    name: "slack-errors",
    breaks: "Slack answers one call in four with 500 or internal_error",
    play: (play) =>
      struck(play, {
        lastsMs: 20_000,
        strike: () => {
          const hits = (): boolean => play.yard.random.chance(0.125);
          const { limits } = play.yard.slack;
          const heals = [
            limits.inject({ method: "*", times: Infinity, status: 500, hits }),
            limits.inject({ method: "*", times: Infinity, error: "internal_error", hits }),
          ];
          return () => {
            for (const heal of heals) heal();
          };
        },
      }),
  },
  {
    name: "sockets-cut",
    breaks: "Socket Mode links end, with and without a word",
    yard: { bots: 2 },
    play: (play) =>
      struckOften(play, 6, async (turn) => {
        if (turn % 2 === 0) play.yard.slack.sockets.cut();
        else play.yard.slack.sockets.disconnect();
        await delay(1000);
      }),
  },
];
