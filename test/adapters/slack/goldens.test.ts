import { expect, test } from "vitest";
import type { DiagnosisRequest } from "../../../src/ports.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { readable } from "../../demo/show.ts";
import type { Message } from "../../fake-slack/types.ts";
import { blocked } from "../../report/incident.ts";
import { recordedVerdicts } from "../../report/recorded-verdicts.ts";
import { conversation, said, stage, type Stage } from "./harness.ts";

/**
 * What is sent, whole, for each way to ask, each verdict and each language: the same words in the same order wherever somebody
 * asked. `npx vitest run test/adapters/slack/goldens.test.ts -u` writes goldens/ anew; read the difference before it is committed.
 */
const words = {
  en: "ingress-nginx -> productpage",
  zh: "ingress-nginx 访问不了 productpage",
} as const;

/** How @mei asks with these words; `asked` is a question asked before, of which the buttons are pressed. */
const ways: Readonly<Record<string, (staged: Stage, asked: string) => Promise<unknown>>> = {
  "slash command": ({ slack }, asked) => slack.people.slash("U0MEI", "C0ONCALL", asked),
  mention: ({ slack }, asked) => slack.people.mention("U0MEI", "C0ONCALL", "", asked),
  "mention in a thread": ({ slack }, asked) => {
    const root = slack.people.say("U0SAM", "C0ONCALL", "something is slow");
    return slack.people.mention("U0MEI", "C0ONCALL", root.ts, asked);
  },
  "direct message": ({ slack }, asked) => slack.people.dm("U0MEI", asked),
  "shortcut Diagnose this": ({ slack }, asked) =>
    slack.people.messageShortcut("U0MEI", slack.people.say("U0SAM", "C0ONCALL", asked)),
  form: async ({ slack }, asked) => {
    await slack.people.slash("U0MEI", "C0ONCALL", "");
    await slack.until("the form", () => slack.workspace.views.size > 0);
    await slack.people.submit("U0MEI", { question: { text: asked } });
    slack.workspace.views.clear();
  },
  "button Re-check": async (staged, asked) => {
    const { slack, ledger, dialogue } = staged;
    await slack.people.slash("U0MEI", "C0ONCALL", asked);
    const before = await slack.until("the question before", () => dialogue.submitted.pop());
    const telling = conversation(slack, ledger, before.origin, { id: "before", asked: before.question });
    await telling.verdict(blocked);
    const message = said(slack).find(
      ({ ts, threadTs }) => threadTs === undefined && ts === before.origin.statusTs,
    );
    await slack.people.click("U0MEI", message ?? never(), actionIds.recheck);
  },
};

function never(): never {
  throw new Error("there is no message");
}

/** Everything of one answer as it stands in the end: the verdict, then its thread. */
function sent({ slack }: Stage, { origin }: DiagnosisRequest, before: ReadonlySet<string>): string {
  const all = said(slack, origin.channel).filter(({ ts }) => !before.has(ts));
  return all
    .map((message, index) => `${heading(message, index, slack.workspace.files)}\n\n${text(message)}`)
    .join("\n\n---\n\n");
}

function heading(message: Message, index: number, files: Stage["slack"]["workspace"]["files"]): string {
  const alt = message.fileIds.map((id) => files.get(id)?.altText ?? "").join("\n");
  const where = index === 0 ? "# the answer" : "# in its thread";
  return [where, `text: ${message.text}`, ...(alt === "" ? [] : [`picture: ${alt}`])].join("\n");
}

const text = (message: Message): string => readable(message).replaceAll(/\bd-\d+\b/g, "d-1");

const all = Object.keys(ways).flatMap((way) =>
  (["en", "zh"] as const).map((language) => [way, language] as const),
);

test.each(all)("whoever asks by %s in %s is sent each verdict whole, as ever", async (way, language) => {
  const staged = await stage();
  const { slack, dialogue, ledger } = staged;
  for (const [name, report] of Object.entries(recordedVerdicts)) {
    dialogue.submitted.length = 0;
    await ways[way]?.(staged, words[language]);
    const request = await slack.until("the question", () => dialogue.submitted[0]);
    const before = new Set(said(slack, request.origin.channel).map(({ ts }) => ts));
    if (request.origin.statusTs !== undefined) before.delete(request.origin.statusTs);
    expect(request.question.language ?? "en").toBe(language);
    await conversation(slack, ledger, request.origin, { id: `d-${name}`, asked: request.question }).verdict(
      report,
    );
    await expect(sent(staged, request, before).replaceAll(`d-${name}`, "d-1")).toMatchFileSnapshot(
      `goldens/${name}.${language}.txt`,
    );
  }
});
