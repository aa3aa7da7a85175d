/** In which language the terminal is spoken to. */
import { expect, test } from "vitest";
import { speakingOf } from "../../src/cli/language.ts";
import { channelLanguages } from "../../src/settings/language.ts";
import { loadBotConfig } from "../../src/config.ts";

const stop = (say: (text: string) => string): string => say("Stop");

test.each([
  ["the option", "zh", "en", {}, "停止"],
  ["the option, whatever the terminal is set to", "en", "zh", { LANG: "zh_CN.UTF-8" }, "Stop"],
  ["the question's language", undefined, "zh", {}, "停止"],
  [
    "the question's language, whatever the terminal is set to",
    undefined,
    "en",
    { LANG: "zh_CN.UTF-8" },
    "Stop",
  ],
  ["the terminal's, where an arrow was typed", undefined, undefined, { LANG: "zh_CN.UTF-8" }, "停止"],
  ["LC_ALL before LANG", undefined, undefined, { LC_ALL: "C", LANG: "zh_CN.UTF-8" }, "Stop"],
  ["English where nothing is set", undefined, undefined, {}, "Stop"],
] as const)("it is %s", (_what, option, asked, environment, said) => {
  expect(stop(speakingOf(option, environment)(asked))).toBe(said);
});

test("another language is refused with those that there are", () => {
  expect(() => speakingOf("fr", {})).toThrow("There is no language fr; there are en, zh.");
});

test("a channel speaks its own language, and all others that of the setting", () => {
  const inChannel = channelLanguages("zh, C0ENGLISH=en");
  expect([inChannel("C0ENGLISH"), inChannel("C0OTHER"), channelLanguages("C01=zh")("C02")]).toEqual([
    "en",
    "zh",
    "en",
  ]);
});

test("a setting that is no language says what it has to be", () => {
  const bot = {
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "xapp-1",
    REDIS_URL: "redis://localhost",
    NETDIAG_LANGUAGE: "chinese",
  };
  expect(() => loadBotConfig(bot)).toThrow(
    "NETDIAG_LANGUAGE: is set, but is not en or zh, with channels that differ after it",
  );
});
