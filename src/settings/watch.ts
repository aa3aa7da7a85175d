/** How long and how much is watched: for the bot. */
import { z } from "zod";
import { about } from "./about.ts";

const count = z.coerce.number().int().min(1);

export const watchSettings = {
  NETDIAG_WATCH_HOURS: z.coerce
    .number()
    .positive()
    .max(24)
    .default(2)
    .meta(about("a question that is watched until it passes is watched no longer than this", "2")),
  NETDIAG_WATCHES_PER_PERSON: count
    .default(5)
    .meta(about("questions one person may have watched at once; more are refused with a sentence", "5")),
  NETDIAG_WATCHES_PER_CHANNEL: count
    .default(10)
    .meta(about("questions that may be watched at once in one channel", "10")),
  NETDIAG_WATCHES_IN_ALL: count
    .default(40)
    .meta(about("questions that may be watched at once over all channels", "40")),
};
