import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { tongueOf } from "../../src/language/tongue.ts";
import type { Report } from "../../src/model/report.ts";
import { renderFix, renderThread } from "../../src/report/slack/thread.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { sentence } from "../../src/report/words.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { unknown } from "./endings.ts";
import { question } from "./incident.ts";

const asked = { question, by: "U0MEI", cluster: "prod-1", id: "d-1" };
const seen = (value: unknown): string => JSON.stringify(value).replaceAll("\\n", "\n");

test("causes that could not be looked at are one short line of the verdict, whatever the API server wrote", () => {
  const refused = conclude(loadEvidence("nd410-suspected-without-exec"));
  const shown = seen(renderVerdict(asked, refused).blocks);
  expect(shown).toContain(
    "10 other causes could not be checked: exec on node3 was refused (9 of them; more in the thread).",
  );
  expect(shown).not.toContain("Would show the same, and could not be looked at");
  expect(seen(renderVerdict(asked, refused, tongueOf("zh")).blocks)).toContain(
    "另有 10 个可能的原因未能检查：在 node3 上执行 exec 被拒绝（其中 9 个；详见消息串）。",
  );
  expect(seen(renderThread(refused))).toContain("pods/exec");
});

test("a next step is no fix: it is labelled so, its command stands as code without a stop, and no button shows it again", () => {
  const command = "kubectl get pod -n netdiag -o wide";
  const looked: Report = {
    ...unknown,
    fix: { summary: `check node2: ${command}`, onlyNext: true, checked: false },
  };
  const message = renderVerdict(asked, looked);
  expect(seen(message.blocks)).toContain(`*Next:* check node2: \`${command}\`"`);
  expect(seen(message.blocks)).not.toContain("Show fix");
  expect(renderThread(looked).map(({ part }) => part)).not.toContain("fix");
  expect(seen(renderFix(looked))).not.toContain("Fix");
  expect(renderTerminal(looked, { colour: false })).toContain(`Next  check node2: ${command}\n`);
  expect(seen(renderVerdict(asked, looked, tongueOf("zh")).blocks)).toContain(`\`${command}\`"`);
});

test("a stop ends a sentence and no command", () => {
  expect(sentence("kubectl get nodes")).toBe("kubectl get nodes");
  expect(sentence("on node2: systemctl status kubelet; kubectl describe node node2")).toMatch(/node2$/);
  expect(sentence("kubectl get pod a -o wide; its container must be called b")).toMatch(/b\.$/);
  expect(sentence("run kubectl by hand")).toBe("run kubectl by hand.");
});
