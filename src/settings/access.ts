/** The settings that say who may ask, of bot and worker alike. */
import { z } from "zod";
import { about, list } from "./about.ts";

const slackIds = (pattern: RegExp) =>
  list
    .refine((ids) => ids.every((id) => pattern.test(id)), { error: "is not a list of Slack ids" })
    .default([]);

export const accessSettings = {
  NETDIAG_ACCESS_FILE: z
    .string()
    .optional()
    .meta(
      about(
        "rules of who may do what about which namespaces, beside what the three lists allow",
        "/etc/netdiag/access/access.yaml",
      ),
    ),
  NETDIAG_ALLOWED_CHANNELS: slackIds(/^[CGD][A-Z0-9]+$/).meta(
    about(
      "channels where anyone may ask anything of the cluster; nobody may until a list or the file says so",
      "C0123ABCD,C0456EFGH",
    ),
  ),
  NETDIAG_ALLOWED_USERS: slackIds(/^[UW][A-Z0-9]+$/).meta(
    about("people who may ask anything of the cluster, everywhere", "U0123ABCD"),
  ),
  NETDIAG_ALLOWED_USER_GROUPS: slackIds(/^S[A-Z0-9]+$/).meta(
    about("user groups whose members may, as those people (paid Slack plans)", "S0123ABCD"),
  ),
};
