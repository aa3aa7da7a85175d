/** Whether fixes may be applied, and in whose name: for bot and worker. */
import { z } from "zod";
import { about } from "./about.ts";

export const applySettings = {
  NETDIAG_APPLY: z
    .enum(["off", "on"])
    .default("off")
    .meta(
      about(
        "on: whom the rules let, by name, may have a checked fix of one policy applied, once somebody else approved it; takes deploy/components/apply",
        "on",
      ),
    ),
};

export const applyBotSettings = {
  ...applySettings,
  NETDIAG_APPLY_MINUTES: z.coerce
    .number()
    .min(1)
    .max(60)
    .default(10)
    .meta(about("how long a request to apply a fix may be approved", "10")),
};

export const applyWorkerSettings = {
  ...applySettings,
  NETDIAG_APPLY_IMPERSONATE: z
    .string()
    .optional()
    .meta(
      about(
        "file that says which user of the cluster each approver is, U0123ABCD: mei@example.com in lines; changes are made in their name, and for nobody else",
        "/etc/netdiag/access/users.yaml",
      ),
    ),
};
