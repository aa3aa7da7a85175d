import { somebodyMay } from "../../access/decide.ts";
import type { Rules } from "../../access/rule.ts";
import { subjectsNamed } from "../../access/subject.ts";
import { manifestOf, yamlOf, type NotApplied } from "../../apply/manifest.ts";
import type { ChangeManifest } from "../../model/change.ts";
import type { Fix } from "../../model/finding.ts";
import type { Question } from "../../model/question.ts";
import { isShownWhole } from "../../report/slack/change.ts";
import type { Asked } from "../../report/slack/status.ts";

/** What applying a fix would write, exactly as it can be shown; or why it is not offered, as the end of a sentence. */
export function offerOf(fix: Fix | undefined): ChangeManifest | NotApplied {
  if (!fix) return { not: "there is none" };
  const manifest = manifestOf(fix);
  if ("not" in manifest) return manifest;
  return isShownWhole(yamlOf(manifest))
    ? manifest
    : { not: "it holds what looks like a secret, so it cannot be shown whole" };
}

/** What an answer needs to know to offer a capture: who may, for how long it is watched, and how long its file is kept. */
export interface Capturable {
  readonly rules: Rules;
  readonly seconds: number;
  readonly minutes: number;
}

/** Whether the answer offers a capture: where a rule lets somebody, and nowhere else. Who presses is looked at then. */
export function capturing(
  question: Question,
  cluster: string,
  channel: string,
  capturable: Capturable | undefined,
): Pick<Asked, "capturing"> {
  if (!capturable) return {};
  const { rules, seconds, minutes } = capturable;
  const wish = { action: "capture", cluster, channel, about: subjectsNamed(question) } as const;
  return somebodyMay(rules, wish) ? { capturing: { seconds, minutes } } : {};
}

/** What the answer says of it: nothing where fixes are not applied. */
export function applying(fix: Fix | undefined, appliesFixes = false): Pick<Asked, "applying"> {
  if (!appliesFixes) return {};
  const offer = offerOf(fix);
  return { applying: "not" in offer ? offer : "offered" };
}
