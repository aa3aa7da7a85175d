/** Everything that netdiag says of a report, and which sentences of it have no translation. */
import type { Report } from "../../src/model/report.ts";
import { chinese } from "../../src/language/chinese/index.ts";
import type { Tongue } from "../../src/language/tongue.ts";
import { createTranslator } from "../../src/language/translator.ts";
import { renderThread, renderFix } from "../../src/report/slack/thread.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { renderWhyNot } from "../../src/report/slack/why-not.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { pathSentence } from "../../src/report/words.ts";

/** Says all of a report: message, thread, every cause that may be suspected, terminal. */
export function sayAll(report: Report, say: Tongue): unknown {
  const asked = { question: report.question, by: "U0MEI", cluster: "prod-1", id: "nd-1" };
  return [
    renderVerdict(asked, report, say),
    renderThread(report, say),
    renderFix(report, say),
    (report.suspects ?? []).map(({ code }) => renderWhyNot(report, code, say)),
    renderTerminal(report, { colour: false, say }),
    pathSentence(report, say),
  ];
}

/** Counts sentences that stay English, over all that is said with its `say`. */
export function listener(): { readonly say: Tongue; readonly unknown: ReadonlyMap<string, number> } {
  const unknown = new Map<string, number>();
  const { translate } = createTranslator(chinese, (sentence) => {
    unknown.set(sentence, (unknown.get(sentence) ?? 0) + 1);
  });
  return { say: translate, unknown };
}

/** A sentence without what differs from one run to the next: `{} of {} fresh packets got no further than {}`. */
export function shapeOf(sentence: string): string {
  return sentence
    .replace(/`[^`]*`|"[^"]*"/g, "{}")
    .split(" ")
    .map((word) =>
      word.replace(
        /^([("]*)(.*?)('s)?([)".,;:!?]*)$/,
        (_all, open: string, middle: string, s = "", close: string) =>
          isName(middle) ? `${open}{}${s}${close}` : `${open}${middle}${s}${close}`,
      ),
    )
    .join(" ")
    .replace(/\{\}(?:(?:, | and | → )\{\})+/g, "{}");
}

function isName(word: string): boolean {
  return /\d|[/_=]|[a-z]-[a-z]|\.[a-z]|^(?:client|productpage|reviews|ratings|details|shop|demo|test|web|db)$/.test(
    word,
  );
}
