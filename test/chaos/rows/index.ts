import type { Row } from "../row.ts";
import { afterAnswerRows } from "./after-answers.ts";
import { askingRows } from "./asking.ts";
import { kubernetesRows } from "./kubernetes.ts";
import { machineRows } from "./machine.ts";
import { mixRows } from "./mix.ts";
import { programRows } from "./programs.ts";
import { redisRows } from "./redis.ts";
import { slackRows } from "./slack.ts";

export const rows: readonly Row[] = [
  ...askingRows,
  ...slackRows,
  ...programRows,
  ...redisRows,
  ...kubernetesRows,
  ...machineRows,
  ...afterAnswerRows,
  ...mixRows,
];
