import { expect, test } from "vitest";
import type { CaptureEnd } from "../../src/model/capture-asked.ts";
import { renderCaptureBegun, renderCaptureEnd, renderCapturing } from "../../src/report/slack/capture.ts";
import type { SlackMessage } from "../../src/report/slack/blocks.ts";
import { refuseBlocks } from "../fake-slack/block-rules.ts";
import { asked, traffic } from "./asked.ts";

const zh = { ...asked, question: { ...asked.question, language: "zh" as const } };
const link = "http://localhost:8081/captures/TOKEN";
const forward = "kubectl -n netdiag port-forward deploy/netdiag-bot 8081:8081";
const file = { kind: "kept", until: 1_790_000_000_000, bytes: 12_345 } as const;
const seen = { kind: "captured", traffic, file, stoppedBy: "U0SAM" } as const;
const words = ({ text, blocks }: SlackMessage): string => `${text} ${JSON.stringify(blocks)}`;
const ended = (end: CaptureEnd, of = asked): string => words(renderCaptureEnd(of, end, {}));

test("what was seen is told with the link, and with what is typed first where nothing leads there", () => {
  const told = renderCaptureEnd(asked, seen, { link, forward });
  expect(told.text).toMatch(/^📡 3 headers were captured.*Its file is behind the link in this message\.$/);
  expect(words(told)).toMatch(
    /Who talked to whom.*1 without an answer.*Stopped by <@U0SAM>.*13 KiB.*TOKEN\|netdiag-nc-0a1b2c3d4e5f.pcapng.*First, on the machine with your browser: `kubectl/s,
  );
  expect(words(renderCaptureEnd(asked, seen, { link }))).not.toContain("kubectl");
});

test("each message fits Slack in both its forms, however much was seen", () => {
  const [talk] = traffic.talks;
  const [place] = traffic.places;
  if (!talk || !place) throw new Error("something was seen");
  const much = {
    ...traffic,
    talks: Array.from({ length: 500 }, () => ({ ...talk, source: "fd00::".padEnd(200, "<!channel>") })),
    places: Array.from({ length: 500 }, () => place),
  };
  for (const message of [
    renderCaptureBegun(asked),
    renderCapturing(asked, { stage: "watching", nodes: ["node1"], seconds: 5, ofSeconds: 30 }),
    renderCaptureEnd(asked, { ...seen, traffic: much }, { link, forward }),
  ])
    for (const blocks of [message.blocks, message.classic ?? []])
      expect(
        blocks.length === 0 ? undefined : refuseBlocks(JSON.parse(JSON.stringify(blocks))),
      ).toBeUndefined();
  expect(words(renderCaptureEnd(asked, { ...seen, traffic: much }, { link }))).toContain("TOKEN");
});

test.each<[CaptureEnd, RegExp, RegExp]>([
  [
    seen,
    /The file is not kept any more: its time is over, or Redis lost it\. Press Capture again/,
    /文件已不再保留/,
  ],
  [{ ...seen, file: { kind: "nothing-in-it" } }, /so there is no file/, /没有抓到数据包/],
  [{ ...seen, file: { kind: "not-kept" } }, /Redis did not take it/, /Redis 没有接收/],
  [{ ...seen, file: { kind: "not-served" } }, /can set NETDIAG_CAPTURE_PORT/, /NETDIAG_CAPTURE_PORT/],
  [{ ...seen, file: { kind: "too-large", bytes: 10_000_000 } }, /9766 KiB is more than fits/, /超出上限/],
  [
    { kind: "none", why: "stopped", sentence: "Stopped before anything was captured." },
    /Stopped before/,
    /就停止了/,
  ],
])(
  "why there is no file, or nothing at all, is a sentence in both languages: %#",
  (end, english, chinese) => {
    expect(ended(end)).toMatch(english);
    expect(ended(end, zh)).toMatch(chinese);
  },
);

test("in Chinese it is told whole", () => {
  expect(words(renderCaptureEnd(zh, seen, { link, forward }))).toMatch(
    /抓到 3 个报文头.*由 <@U0SAM> 停止.*文件（只有报文头，13 KiB），保留到.*有链接的人都可以下载.*先在你的浏览器/s,
  );
  expect(
    words(renderCapturing(zh, { stage: "watching", nodes: ["node1"], seconds: 5, ofSeconds: 30 })),
  ).toMatch(/在 node1 上抓包：5 \/ 30 s/);
});
