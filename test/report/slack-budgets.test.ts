import fc from "fast-check";
import { expect, test } from "vitest";
import { tongueOf } from "../../src/language/tongue.ts";
import { renderAskBack, renderFailure } from "../../src/report/slack/ask.ts";
import type { SlackMessage } from "../../src/report/slack/blocks.ts";
import { advance, queued, renderStatus } from "../../src/report/slack/status.ts";
import { renderFix, renderThread } from "../../src/report/slack/thread.ts";
import { renderWhyNot } from "../../src/report/slack/why-not.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { nasty, progress, report } from "./arbitrary.ts";
import { question } from "./incident.ts";
import { expectSafe } from "./safe-message.ts";

const asked = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };

/** The same asked in English and in Chinese. */
const languages = fc.constantFrom("en" as const, "zh" as const);

test("a verdict of any report fits Slack, is escaped, and its plain text carries the headline", () => {
  fc.assert(
    fc.property(report, languages, (each, language) => {
      const message = renderVerdict(asked, each, tongueOf(language));
      expectSafe(message);
      expect(message.text).toMatch(/^(?:✅|⛔|⚠️|❔) /u);
    }),
    { endOnFailure: true, numRuns: 150 },
  );
});

test("the thread of any report fits Slack in parts that each have a name of their own", () => {
  fc.assert(
    fc.property(report, languages, (each, language) => {
      const say = tongueOf(language);
      const parts = renderThread(each, say);
      for (const { message } of [...parts, ...renderFix(each, say).map((message) => ({ message }))])
        expectSafe(message);
      expect(new Set(parts.map(({ part }) => part)).size).toBe(parts.length);
    }),
    { endOnFailure: true, numRuns: 150 },
  );
});

test("what is said of any cause that somebody suspects fits Slack, and the menu of causes never pushes the verdict out", () => {
  fc.assert(
    fc.property(report, languages, (each, language) => {
      const say = tongueOf(language);
      for (const { code } of (each.suspects ?? []).slice(0, 3)) {
        const message = renderWhyNot(each, code, say);
        expect(message).toBeDefined();
        if (message) expectSafe(message);
      }
      const kinds = (blocks: SlackMessage["blocks"]): string[] => blocks.map(({ type }) => type);
      const [whole, bare] = [each, { ...each, suspects: [] }].map(
        (one) => renderVerdict(asked, one, say).blocks,
      );
      expect(kinds(whole ?? []).filter((kind) => kind !== "actions")).toEqual(
        kinds(bare ?? []).filter((kind) => kind !== "actions"),
      );
    }),
    { endOnFailure: true, numRuns: 100 },
  );
});

test("the status of any course of events fits Slack and is escaped", () => {
  fc.assert(
    fc.property(fc.array(progress, { maxLength: 12 }), nasty, languages, (events, text, language) => {
      const state = events.reduce(advance, queued);
      expectSafe(renderStatus({ ...asked, question: { ...question, text } }, state, tongueOf(language)));
    }),
    { endOnFailure: true, numRuns: 150 },
  );
});

test("a question asked back and a failure fit Slack with any names in them", () => {
  fc.assert(
    fc.property(nasty, fc.array(nasty, { maxLength: 30 }), languages, (words, labels, language) => {
      const say = tongueOf(language);
      const choices = labels.map((label) => ({ label, question: { ...question, text: label } }));
      expectSafe(renderAskBack(asked, words, choices, say));
      expectSafe(renderFailure(asked, words, say));
    }),
    { endOnFailure: true, numRuns: 150 },
  );
});
