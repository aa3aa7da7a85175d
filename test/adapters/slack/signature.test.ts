import { expect, test } from "vitest";
import { createSlackApp } from "../../../src/adapters/slack/app.ts";
import { encoded, signedHeaders } from "../../fake-slack/deliveries.ts";
import { botToken, signingSecret } from "../../fake-slack/people.ts";
import { memoryCaptures } from "./memory-captures.ts";
import {
  everyone,
  MemoryInbox,
  memoryLedger,
  quick,
  recordingDialogue,
  stage,
  type Stage,
} from "./harness.ts";

const now = (): number => Math.floor(Date.now() / 1000);

function slashBody(slackUrl: string): string {
  return encoded("slash_commands", {
    command: "/netdiag",
    text: "ingress-nginx -> productpage",
    user_id: "U0MEI",
    channel_id: "C0ONCALL",
    team_id: "T0FAKE",
    trigger_id: "t1",
    response_url: `${slackUrl}/response/x`,
  }).body;
}

async function send({ port }: Stage, body: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });
  return response.status;
}

test("a request signed with the secret is taken", async () => {
  const on = await stage({ mode: "http" });
  const body = slashBody(on.slack.url);
  expect(await send(on, body, signedHeaders(signingSecret, body, now()))).toBe(200);
  await on.slack.until("the question", () => on.dialogue.submitted.length === 1);
});

test.each<[string, (body: string) => Record<string, string>]>([
  ["signed with another secret", (body) => signedHeaders("wrong", body, now())],
  ["signed six minutes ago", (body) => signedHeaders(signingSecret, body, now() - 360)],
  ["altered after signing", (body) => signedHeaders(signingSecret, body.replace("U0MEI", "U0SAM"), now())],
  ["without a signature", () => ({ "x-slack-request-timestamp": String(now()) })],
  [
    "without a time",
    (body) => ({ "x-slack-signature": signedHeaders(signingSecret, body, now())["x-slack-signature"] ?? "" }),
  ],
  ["without either", () => ({})],
])("a request %s is refused", async (_how, headers) => {
  const on = await stage({ mode: "http" });
  const body = slashBody(on.slack.url);
  expect(await send(on, body, headers(body))).toBe(401);
  // Slack's certificate check needs no signature and gets a 200; nothing may be done for it.
  await send(on, `${body}&ssl_check=1`, headers(body));
  expect(on.dialogue.submitted).toEqual([]);
  expect(on.slack.workspace.messages.size).toBe(0);
});

test("without a signing secret the bot does not start", async () => {
  await expect(
    createSlackApp({
      way: { mode: "http", signingSecret: " ", port: 0 },
      botToken,
      apiUrl: "http://127.0.0.1:9/",
      rules: everyone,
      cluster: "x",
      otherClusters: [],
      channels: {},
      dialogue: recordingDialogue(),
      captures: memoryCaptures(),
      ledger: memoryLedger(),
      inbox: new MemoryInbox(),
      audit: { write: () => undefined },
      out: quick(),
      onTrouble: () => undefined,
    }),
  ).rejects.toThrow("SLACK_SIGNING_SECRET is empty");
});
