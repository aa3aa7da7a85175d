import { expect, test } from "vitest";
import { yamlOf } from "../../src/apply/manifest.ts";
import { undoOf } from "../../src/apply/undo.ts";
import type { ChangeEnd } from "../../src/model/change.ts";
import {
  renderAfter,
  renderNotAsked,
  renderRequest,
  renderRequestEnd,
} from "../../src/report/slack/change.ts";
import { request } from "./requests.ts";

const asked = request();
const zh = { ...asked, question: { ...asked.question, language: "zh" as const } };
const shown = { object: "NetworkPolicy test/allow-web", yaml: yamlOf(asked.manifest) };
const applied: ChangeEnd = { kind: "applied", by: "U0SAM", resourceVersion: "7" };

test("a request and how it ended are told in the asker's language", () => {
  const texts = [
    renderRequest(zh, shown),
    renderRequestEnd(zh, shown, applied),
    renderRequestEnd(zh, shown, { kind: "rejected", by: "U0SAM" }),
    renderRequestEnd(zh, shown, { kind: "expired" }),
    renderAfter(zh, shown, applied, undoOf(zh)),
    renderNotAsked(zh, shown.object, "That request has expired. Nothing was changed; press Apply fix again."),
  ].map((message) => `${message?.text ?? ""} ${JSON.stringify(message?.blocks ?? [])}`);
  for (const [index, chinese] of [
    /应用这个修复？.*请求在 prod-1 应用这个修复.*批准.*拒绝/s,
    /由 <@U0SAM> 批准，已应用/,
    /被 <@U0SAM> 拒绝/,
    /无人按时批准/,
    /已应用（resourceVersion 7）.*撤销的方法/s,
    /没有对 NetworkPolicy test\/allow-web 应用修复.*已过期/s,
  ].entries())
    expect(texts[index]).toMatch(chinese);
});
