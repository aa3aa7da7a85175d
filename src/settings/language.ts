/** In which language channels are answered where the words of a question tell none. */
import { z } from "zod";
import { Language } from "../model/question.ts";
import { about, list } from "./about.ts";

const entry = /^(?:([CGD][A-Z0-9]+)=)?(en|zh)$/;

export const spoken = {
  NETDIAG_LANGUAGE: z
    .string()
    .refine((text) => list.parse(text).every((part) => entry.test(part)), {
      error: "is not en or zh, with channels that differ after it",
    })
    .default("en")
    .meta(
      about(
        "en or zh: what is answered in where a question's own words tell no language, and channels that differ",
        "en,C0123ABCD=zh",
      ),
    ),
};

/** What a channel speaks, by that setting. */
export function channelLanguages(setting: string): (channel: string) => Language {
  const read = list.parse(setting).map((part) => entry.exec(part) ?? []);
  const spokenIn = new Map(read.map(([, channel = "", language]) => [channel, Language.parse(language)]));
  return (channel) => spokenIn.get(channel) ?? spokenIn.get("") ?? "en";
}
