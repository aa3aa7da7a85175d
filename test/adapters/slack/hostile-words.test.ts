/** No name, however long or hostile, breaks a limit of Slack or is markup there: of all that is said beside answers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ViewsOpenArguments } from "@slack/web-api";
import type { Rule } from "../../../src/access/rule.ts";
import { renderHome } from "../../../src/adapters/slack/home.ts";
import { openForm, otherEndForm, questionForm } from "../../../src/adapters/slack/modal.ts";
import { renderHistory, renderOpen, renderWhichToStop } from "../../../src/adapters/slack/overview.ts";
import { correctedExample, plainSentence } from "../../../src/adapters/slack/sentences.ts";
import { renderStopped } from "../../../src/adapters/slack/stopped.ts";
import { tongueOf } from "../../../src/language/tongue.ts";
import type { ChangeRequest } from "../../../src/model/change.ts";
import type { WatchSaying } from "../../../src/model/watch.ts";
import type { OpenQuestion, Past, Watch } from "../../../src/ports.ts";
import { endOf, renderOneEnd } from "../../../src/report/slack/ask.ts";
import { menuOptions } from "../../../src/report/slack/blocks.ts";
import {
  renderAfter,
  renderNotAsked,
  renderRequest,
  renderRequestEnd,
} from "../../../src/report/slack/change.ts";
import { renderWatchSaying } from "../../../src/report/slack/watch.ts";
import { refuseBlocks, viewLimits } from "../../fake-slack/block-rules.ts";
import { nasty } from "../../report/arbitrary.ts";
import { asked as capture } from "../../captures/asked.ts";
import { question } from "../../report/incident.ts";
import { expectSafe, mrkdwnTexts } from "../../report/safe-message.ts";

const language = fc.constantFrom("en" as const, "zh" as const);
const many = fc.array(nasty, { maxLength: 40 });
const runs = { endOnFailure: true, numRuns: 60 };

function asked(text: string): OpenQuestion {
  const origin = { key: "key-1", user: "U0MEI", channel: "D0MEI" };
  return { id: "nd-1", question: { ...question, text }, origin };
}

function expectSafeView(blocks: readonly unknown[]): void {
  expect(refuseBlocks(JSON.parse(JSON.stringify(blocks)), viewLimits)).toBeUndefined();
  for (const text of mrkdwnTexts(blocks)) {
    expect(text.replaceAll("<@U0MEI>", "").replace(/<!date[^>]*>/g, "")).not.toMatch(/<(?!#C0ONCALL>)/);
  }
}

test("forms, and whatever their menus offer", async () => {
  await fc.assert(
    fc.asyncProperty(nasty, many, language, async (text, ends, spoken) => {
      const say = tongueOf(spoken);
      const words = { kind: "unread", sentence: text, example: text } as const;
      const from = { user: "U0MEI", channel: "C0ONCALL", value: "of", deliveryKey: "k", external: false };
      for (const form of [questionForm({ ...from, words }), otherEndForm(from)]) {
        const opened: unknown[] = [];
        const open = (arguments_?: ViewsOpenArguments) => {
          opened.push(...(arguments_?.view.blocks ?? []));
          return Promise.resolve({ ok: true });
        };
        const whisper = () => Promise.resolve();
        await openForm({ views: { open } }, form, { triggerId: "t", names: true, whisper, say });
        expectSafeView(opened);
      }
      const options = menuOptions(ends.map((end) => ({ label: end, value: end })));
      expect(options.length).toBeLessThanOrEqual(100);
      for (const { text: shown, value } of options) {
        expect(shown.text.length).toBeGreaterThan(0);
        expect(shown.text.length).toBeLessThanOrEqual(75);
        expect(value?.length ?? 0).toBeLessThanOrEqual(150);
      }
      const menu = { of: "of", by: "U0MEI", likely: ends };
      for (const looksUp of [true, false]) expectSafe(renderOneEnd(text, { ...menu, looksUp }, say));
      expect(endOf("of", text)).toContain(text);
    }),
    runs,
  );
});

test("what is told of a watch", () => {
  const seen = nasty.map((says) => ({ verdict: "blocked" as const, cause: says, says }));
  const saying: fc.Arbitrary<WatchSaying> = fc.oneof(
    fc.record({ kind: fc.constantFrom("passes" as const, "broke" as const, "other-cause" as const), seen }),
    fc.record({ kind: fc.constant("flaps" as const), changes: fc.nat(), withinMs: fc.nat(), seen }),
    fc.record({ kind: fc.constant("blind" as const), looks: fc.nat(), why: nasty }),
    fc.record({
      kind: fc.constant("ended" as const),
      end: fc.constantFrom({ why: "time" as const }, { why: "failed" as const }, { why: "unclear" as const }),
      looks: fc.nat(),
      afterMs: fc.nat(),
      seen,
    }),
  );
  fc.assert(
    fc.property(saying, nasty, language, (each, text, spoken) => {
      expectSafe(renderWatchSaying({ id: "nw-1", question: { ...question, text } }, each, tongueOf(spoken)));
    }),
    runs,
  );
});

test("what is told of a change", () => {
  fc.assert(
    fc.property(nasty, many, language, (text, lines, spoken) => {
      const request: ChangeRequest = {
        id: "ch-0a1b2c3d4e5f",
        diagnosis: "nd-1",
        cluster: text,
        by: { user: "U0MEI", channel: "C0ONCALL", groups: [] },
        threadTs: "1.1",
        question: { ...question, text, language: spoken },
        manifest: {
          apiVersion: "v1",
          kind: "NetworkPolicy",
          metadata: { name: "a", namespace: "b" },
          spec: {},
        },
        summary: text,
        alsoOpens: lines,
        alsoCloses: lines,
        caution: text,
        askedAt: 0,
        expiresAt: 1000,
        bound: { state: "absent" },
        digest: "0".repeat(64),
      };
      const shown = { object: text, yaml: lines.join("\n") };
      const applied = { kind: "applied", by: "U0MEI", resourceVersion: text } as const;
      const after = renderAfter(request, shown, applied, text);
      const told = [
        renderRequest(request, shown),
        renderRequestEnd(request, shown, { kind: "refused", why: "conflict", sentence: text }),
        renderNotAsked(request, text, text),
        ...(after ? [after] : []),
      ];
      for (const { text: plain, blocks } of told) {
        expect(refuseBlocks(blocks)).toBeUndefined();
        expect(plain.trim()).not.toBe("");
        expectSafeView(blocks);
      }
    }),
    runs,
  );
});

describe("what is told to one person", () => {
  test("home tab, status, history, what can be stopped and what was", () => {
    fc.assert(
      fc.property(many, nasty, language, (texts, text, spoken) => {
        const say = tongueOf(spoken);
        const rule: Rule = {
          name: text,
          users: ["U0MEI"],
          groups: [],
          channels: ["C0ONCALL"],
          clusters: [text],
          namespaces: texts,
          nodes: texts,
          outside: texts,
          actions: ["ask"],
        };
        const own = texts.map(asked);
        const past = own.map((each): Past => ({ ...each, at: 1, line: text, verdict: true, about: [] }));
        const state = { looks: 0, passed: 0, steady: 0, blind: 0, changedAt: [], nextAt: 30_000 };
        const watched = own.map((each): Watch => ({
          ...each,
          of: "nd-1",
          askedBy: "U0MEI",
          beganAt: 0,
          until: 7200_000,
          state,
          toTell: [],
          told: 0,
          revision: 0,
        }));
        const clusters = [{ name: text, workforce: { workers: 1, places: 1 } }];
        const captured = own.map(({ question: each }) => ({ ...capture, question: each }));
        const waiting = { count: 1, orMore: false };
        const open = { clusters, channel: "D0MEI", own, others: own, waiting, watched, captured };
        const before = { channel: "D0MEI", own: past, others: past };
        const rules = [rule];
        const { blocks } = renderHome({ open, past: before, rules, inChannels: true }, say);
        expectSafeView(blocks);
        const stopped = texts.slice(0, 20).map((each) => ({
          says: "Not watched any more, begun by {who}: {question}",
          question: each,
          who: "U0MEI",
        }));
        const told = [
          renderOpen(open, say),
          renderHistory(before, say),
          renderWhichToStop(own, "/netdiag ", say),
          renderStopped(stopped)(say),
          correctedExample({ sentence: text, example: text }, "/netdiag ")(say),
          plainSentence(`You may not ask about namespace ${text} here.`)(say),
        ];
        for (const each of told) {
          expect(refuseBlocks(each.blocks)).toBeUndefined();
          expectSafeView(each.blocks);
        }
      }),
      runs,
    );
  });
});
