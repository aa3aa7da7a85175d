/** A request to change the cluster: exactly what would be changed, by whom, until when, and how it ended. */
import type { KnownBlock } from "@slack/types";
import { together } from "../../language/spacing.ts";
import { tongueOf, type Tongue } from "../../language/tongue.ts";
import type { ChangeEnd, ChangeRequest } from "../../model/change.ts";
import { redact } from "../redact.ts";
import { sentence } from "../words.ts";
import { aboutDiagnosis, actionIds } from "./action-ids.ts";
import { actions, budget, button, context, fenced, message, section, type SlackMessage } from "./blocks.ts";
import { bold, code, codeBlocks, filled, Markup, markup, mention, moment } from "./markup.ts";

/** What is shown of a change beside the request itself: the object as YAML, and in words. */
export interface Shown {
  /** `NetworkPolicy test/allow-web`. */
  readonly object: string;
  readonly yaml: string;
}

/** Whether nothing of it would be taken out before it is shown: what is approved has to be read whole. */
export function isShownWhole(yaml: string): boolean {
  return redact(yaml) === yaml;
}

/** For whoever may approve, with the buttons to do so. */
export function renderRequest(request: ChangeRequest, shown: Shown): SlackMessage {
  const say = tongueOf(request.question.language);
  return message(`${say("Apply this fix?")} ${shown.object}`, [
    ...what(request, shown, say),
    ...section(
      filled(
        together(
          say("Nothing is changed yet: a dry run on the API server went well."),
          say("Somebody else who may approve has to press Approve before {when}."),
        ),
        { when: moment(request.expiresAt) },
      ),
    ),
    ...actions([
      button(say("Approve"), actionIds.approve, aboutDiagnosis(request.id, request.digest), "primary"),
      button(say("Reject"), actionIds.reject, aboutDiagnosis(request.id, request.digest), "danger"),
    ]),
  ]);
}

/** The same when it is over: without buttons, and with how it ended. */
export function renderRequestEnd(request: ChangeRequest, shown: Shown, end: ChangeEnd): SlackMessage {
  const say = tongueOf(request.question.language);
  const ended = endWords(end, say);
  return message(`${shown.object}: ${endText(end, say)}`, [...what(request, shown, say), ...section(ended)]);
}

/** In the thread, when it was applied or nobody knows: what comes next, and how it is undone. */
export function renderAfter(
  { question }: Pick<ChangeRequest, "question">,
  shown: Pick<Shown, "object">,
  end: ChangeEnd,
  undo: string,
): SlackMessage | undefined {
  if (end.kind !== "applied") return undefined;
  const say = tongueOf(question.language);
  const applied = together(
    say(`${shown.object} was applied (resourceVersion ${end.resourceVersion}).`),
    say("The question is asked again in this thread."),
    say("To undo it:"),
  );
  return message(applied, [...section(markup`${applied}`), ...fenced(codeBlocks(undo, budget.section))]);
}

/** To who asked, where it does not come to a request. */
export function renderNotAsked(
  { question }: Pick<ChangeRequest, "question">,
  object: string,
  why: string,
): SlackMessage {
  const say = tongueOf(question.language);
  const words = together(say(`The fix is not applied to ${object}.`), say(why));
  return message(words, section(markup`${words}`));
}

function what(request: ChangeRequest, { object, yaml }: Shown, say: Tongue): KnownBlock[] {
  const { by, cluster, before, summary, alsoOpens, alsoCloses, caution, digest, id } = request;
  const head = filled(say("{who} asks to apply this fix in {cluster}"), {
    who: mention(by.user),
    cluster: markup`${cluster}`,
  });
  return [
    ...section(markup`${head}: ${say(before ? "edit" : "create")} ${bold(object)}`),
    ...section(
      Markup.join(
        [
          markup`${say(sentence(summary))}`,
          ...blastRadius(alsoOpens, alsoCloses).map((line) => markup`• ${say(line)}`),
          ...(caution === undefined ? [] : [markup`${say(sentence(caution))}`]),
        ],
        "\n",
      ),
    ),
    ...fenced(codeBlocks(yaml, budget.section)),
    ...context([markup`${id}`, markup`sha256 ${code(digest.slice(0, 16))}`]),
  ];
}

/** What else a change opens and closes; of pods that were not read nobody knows. */
function blastRadius(opens: readonly string[], closes: readonly string[]): readonly string[] {
  if (opens.length === 0 && closes.length === 0)
    return ["It opens no other traffic and closes none, among the pods that were read."];
  return [
    opens.length > 0
      ? `also opens ${opens.join("; ")}`
      : "It opens no other traffic, among the pods that were read.",
    closes.length > 0
      ? `closes ${closes.join("; ")}`
      : "It closes no traffic, among the pods that were read.",
  ];
}

function endWords(end: ChangeEnd, say: Tongue): Markup {
  switch (end.kind) {
    case "applied": {
      const inTheirName = end.as === undefined ? "" : " in their name in the cluster";
      const words = say(`Approved by {who} and applied${inTheirName}.`);
      return markup`✅ ${filled(words, { who: mention(end.by) })}`;
    }
    case "rejected":
      return markup`⛔ ${filled(say("Rejected by {who}. Nothing was changed."), { who: mention(end.by) })}`;
    case "expired":
    case "refused":
    case "unknown":
      return markup`${endText(end, say)}`;
  }
}

/** Without markup: for a screen reader. */
function endText(end: ChangeEnd, say: Tongue): string {
  switch (end.kind) {
    case "applied":
      return say("applied");
    case "rejected":
      return say("rejected, nothing was changed");
    case "expired":
      return `⌛ ${say("Nobody approved it in time. Nothing was changed.")}`;
    case "refused":
      return `⛔ ${say(end.sentence)}`;
    case "unknown":
      return `⚠️ ${say(end.sentence)}`;
  }
}
