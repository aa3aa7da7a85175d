/** The doors of the bot: what people type and paste, what Slack sends, and evidence that is shown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { entries } from "../../src/adapters/slack/entries.ts";
import { readWish } from "../../src/adapters/slack/read-words.ts";
import { correctedExample } from "../../src/adapters/slack/sentences.ts";
import { Bundle } from "../../src/model/bundle.ts";
import { Question } from "../../src/model/question.ts";
import { describeQuestion, parseKeeping, parseQuestion } from "../../src/question/index.ts";
import { renderBundle, renderEvidence } from "../../src/report/evidence.ts";
import { redact } from "../../src/report/redact.ts";
import { mutatedObject } from "../mutated/objects.ts";
import type { Door } from "./door.ts";
import { spoiled, spoiledRun } from "./spoiled.ts";
import { hostileJson, hostileText } from "./texts.ts";

const questions = fc.constantFrom(
  "ingress-nginx -> productpage",
  "demo/client to test/productpage:9080",
  "why can't pod demo/client reach https://example.com:8443/path?x=1",
  "node/node1 to 172.30.0.12:30080/udp",
  "shop/web -> fd00::12:8080",
  '2026/11/28 10:00:00 [error] 31#31: *1 upstream timed out (110: Operation timed out) while connecting to upstream, client: 10.0.0.1, server: shop.example, request: "GET / HTTP/1.1", upstream: "http://10.0.0.2:8080/", host: "shop.example"',
);

const typed = hostileText(questions).map((text) => () => {
  const parsed = parseQuestion(text);
  if ("question" in parsed) describeQuestion(parsed.question);
  else correctedExample(parsed.refusal, "/netdiag ");
  readWish({ parse: parseKeeping }, `watch ${text}`);
  redact(text);
});

const question = (() => {
  const parsed = parseQuestion("demo/client to test/productpage:9080");
  if (!("question" in parsed)) throw new Error("not a question");
  return JSON.stringify(parsed.question);
})();

const from = { user: { id: "U1" }, channel: { id: "C1" }, trigger_id: "1.2.a" };
const message = { ts: "1.1", thread_ts: "1.0", text: "web to db:5432" };
const event = { user: "U1", channel: "C1", text: "<@U2> web to db", ts: "1.1", channel_type: "im" };
const payloads = fc.constantFrom<object>(
  { user_id: "U1", channel_id: "C1", text: "web to db:5432", trigger_id: "1.2.a" },
  { event_id: "E1", is_ext_shared_channel: false, event },
  { ...from, message },
  { ...from, message, actions: [{ action_id: "netdiag_recheck", value: question }] },
  { ...from, message, actions: [{ action_id: "netdiag_watch", value: "nd-0a1b2c3d4e5f U1" }] },
  { ...from, message, actions: [{ action_id: "netdiag_feedback", value: "nd-0a1b2c3d4e5f wrong" }] },
  {
    ...from,
    message,
    actions: [{ action_id: "netdiag_why_not", selected_option: { value: "nd-0a1b2c3d4e5f ND410" } }],
  },
  {
    ...from,
    view: {
      id: "V1",
      private_metadata: '{"channel":"C1","threadTs":"1.0"}',
      state: { values: { question: { text: { value: "web to db" } } } },
    },
  },
);

const slack = fc
  .oneof(
    mutatedObject(payloads),
    spoiled(payloads, fc.oneof(hostileText(questions), hostileText(fc.constant(question)), hostileJson)),
  )
  .map((payload) => () => {
    for (const { reads } of entries) {
      const read = reads.safeParse(payload);
      if (!read.success) continue;
      parseQuestion(read.data.text);
      try {
        Question.safeParse(JSON.parse(read.data.value));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
  });

const kept = Bundle.parse(
  JSON.parse(
    gunzipSync(
      readFileSync(join(import.meta.dirname, "../evidence/nd307-slice-lists-another-node.json.gz")),
    ).toString(),
  ),
);

const shown = spoiledRun(kept).map((run) => () => {
  const bundle = { ...kept, evidence: [...run.evidence] };
  renderEvidence(bundle);
  renderBundle(bundle);
});

export const botDoors: readonly Door[] = [
  { name: "words that are typed or pasted", share: 38, inputs: typed },
  { name: "payloads of Slack", share: 25, inputs: slack },
  { name: "evidence that is shown", share: 1, inputs: shown },
];
