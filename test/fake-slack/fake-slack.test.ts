import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { refuseBlocks } from "./block-rules.ts";
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from "./fake-slack.ts";
import { appToken, botToken } from "./people.ts";
import { remoteSlack } from "./remote.ts";
import { isJson, textOf, type Json } from "./types.ts";

async function running(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly retryAfter: string | null;
}

async function call(
  slack: FakeSlack,
  method: string,
  args: Record<string, unknown> = {},
  token = botToken,
): Promise<Answer> {
  const fields = Object.entries(args).map(([key, value]): [string, string] => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  });
  const body: unknown = await response.json();
  return {
    status: response.status,
    body: isJson(body) ? body : {},
    retryAfter: response.headers.get("retry-after"),
  };
}

/** A client of Socket Mode that acknowledges, or does not. */
async function link(slack: FakeSlack, acknowledges = true): Promise<Json[]> {
  const { body } = await call(slack, "apps.connections.open", {}, appToken);
  const socket = new WebSocket(textOf(body, "url"));
  const received: Json[] = [];
  socket.on("message", (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString());
    if (!isJson(message)) return;
    received.push(message);
    const id = textOf(message, "envelope_id");
    if (acknowledges && id !== "") socket.send(JSON.stringify({ envelope_id: id }));
  });
  await slack.until("hello", () => received.length > 0);
  return received;
}

const section = (text: string): Json => ({ type: "section", text: { type: "mrkdwn", text } });

test.each<[string, unknown[], string]>([
  ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" })), "no more than 50 items"],
  ["a section of 3,001 characters", [section("x".repeat(3001))], "/blocks/0/text/text"],
  ["an empty section", [{ type: "divider" }, section("")], "/blocks/1/text/text"],
  [
    "a header of 151 characters",
    [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
    "/blocks/0",
  ],
  ["an unknown block", [{ type: "hologram" }], "unsupported type: hologram"],
  [
    "two buttons of one id",
    [{ type: "actions", elements: [button("a"), button("a")] }],
    "action_id must be unique",
  ],
  [
    "two tasks of one id",
    [{ type: "plan", title: "Looking", tasks: [task("names", "complete"), task("names", "pending")] }],
    "task_id must be unique",
  ],
  [
    "a task in no state of Slack's",
    [{ type: "plan", title: "Looking", tasks: [task("names", "done")] }],
    "/status",
  ],
])("%s are refused with a pointer", (_what, blocks, complaint) => {
  expect(refuseBlocks(blocks)).toMatchObject({ error: "invalid_blocks" });
  expect(refuseBlocks(blocks)?.messages.join()).toContain(complaint);
});

function task(id: string, status: string): Json {
  return { type: "task_card", task_id: id, title: "Names", status };
}

function button(id: string): Json {
  return { type: "button", action_id: id, text: { type: "plain_text", text: "Press" } };
}

test("of two tables in one message Slack takes none", () => {
  const table: Json = { type: "table", rows: [[{ type: "raw_text", text: "Answered" }]] };
  expect(refuseBlocks([table])).toBeUndefined();
  expect(refuseBlocks([table, table])).toEqual({ error: "only_one_table_allowed", messages: [] });
});

test("many blocks that each fit may be too long together", () => {
  const blocks = Array.from({ length: 10 }, () => section("x".repeat(1500)));
  expect(refuseBlocks(blocks)).toEqual({ error: "msg_blocks_too_long", messages: [] });
  expect(refuseBlocks(blocks.slice(0, 8))).toBeUndefined();
});

test.each<[string, string, Record<string, unknown>, string]>([
  ["no text and no blocks", "chat.postMessage", { channel: "C0ONCALL" }, "no_text"],
  ["an unknown channel", "chat.postMessage", { channel: "C0NOPE", text: "x" }, "channel_not_found"],
  ["a channel without the bot", "chat.postMessage", { channel: "C0QUIET", text: "x" }, "not_in_channel"],
  ["an archived channel", "chat.postMessage", { channel: "C0OLD", text: "x" }, "is_archived"],
  ["an edit of nothing", "chat.update", { channel: "C0ONCALL", ts: "1.1", text: "x" }, "message_not_found"],
  ["an unknown group", "usergroups.users.list", { usergroup: "S9" }, "no_such_subteam"],
  ["an unknown method", "chat.shout", {}, "unknown_method"],
  ["a view without a trigger", "views.open", { trigger_id: "x", view: {} }, "invalid_trigger_id"],
])("%s is refused as Slack refuses it", async (_what, method, args, error) => {
  const slack = await running();
  expect(await call(slack, method, args)).toMatchObject({ status: 200, body: { ok: false, error } });
});

test("a wrong token gets nowhere", async () => {
  const slack = await running();
  expect(await call(slack, "auth.test", {}, "xoxb-other")).toMatchObject({ body: { error: "invalid_auth" } });
  expect(await call(slack, "auth.test", {}, "")).toMatchObject({ body: { error: "not_authed" } });
  expect(await call(slack, "apps.connections.open")).toMatchObject({ body: { error: "invalid_auth" } });
});

test("posting faster than one a second is answered with 429 and the seconds to wait, per channel", async () => {
  const slack = await running();
  const post = (channel: string): Promise<Answer> => call(slack, "chat.postMessage", { channel, text: "x" });
  const answers = await Promise.all(Array.from({ length: 8 }, () => post("C0ONCALL")));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(3);
  expect(refused[0]?.retryAfter).toBe("1");
  expect((await post("C0RANDOM")).status).toBe(200);
  slack.limits.enabled = false;
  expect((await post("C0ONCALL")).status).toBe(200);
});

test("each envelope goes to one of the links, in turn", async () => {
  const slack = await running();
  const [one, two] = [await link(slack), await link(slack)];
  for (let count = 0; count < 4; count += 1) await slack.people.slash("U0MEI", "C0ONCALL", `${count}`);
  const commands = (received: readonly Json[]): number =>
    received.filter((message) => message.type === "slash_commands").length;
  expect([commands(one), commands(two)]).toEqual([2, 2]);
});

test("an event that nobody acknowledges is sent again with the count; a command is not", async () => {
  const slack = await running({ ackWithinMs: 100, eventRetryMs: [0, 20] });
  const received = await link(slack, false);
  expect(await slack.people.mention("U0MEI", "C0ONCALL", "", "hello")).toMatchObject({ acked: false });
  const events = received.filter((message) => message.type === "events_api");
  expect(events.map((event) => event.retry_attempt)).toEqual([undefined, 1, 2]);
  expect(await slack.people.slash("U0MEI", "C0ONCALL", "hello")).toEqual({ acked: false });
  expect(received.filter((message) => message.type === "slash_commands")).toHaveLength(1);
  expect(slack.workspace.ephemerals[0]?.text).toContain("operation_timeout");
});

test("a response_url is good for five uses", async () => {
  const slack = await running();
  const received = await link(slack);
  await slack.people.slash("U0MEI", "C0ONCALL", "hello");
  const command = await slack.until("the command", () =>
    received.find((each) => each.type === "slash_commands"),
  );
  const url = isJson(command.payload) ? textOf(command.payload, "response_url") : "";
  const answers: number[] = [];
  for (let count = 0; count < 6; count += 1)
    answers.push((await fetch(url, { method: "POST", body: JSON.stringify({ text: "psst" }) })).status);
  expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  expect(slack.workspace.ephemerals).toHaveLength(5);
});

test("a page of another origin cannot press buttons", async () => {
  const slack = await running();
  const response = await fetch(`${slack.url}/control/say`, {
    method: "POST",
    headers: { origin: "http://elsewhere.example" },
    body: JSON.stringify({ user: "U0MEI", channel: "C0ONCALL", text: "x" }),
  });
  expect(response.status).toBe(404);
  expect(slack.workspace.messages.size).toBe(0);
});

test("as a process it prints its addresses, can be acted on from outside, and ends with its parent's stdin", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "main.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const ended = once(child, "exit");
  const printed: unknown[] = await once(createInterface(child.stdout), "line");
  const { url } = z.object({ url: z.url(), apiUrl: z.url() }).parse(JSON.parse(String(printed[0])));
  const remote = remoteSlack(url);
  await remote.act("say", { user: "U0MEI", channel: "C0ONCALL", text: "hello" });
  expect(await remote.messages("C0ONCALL")).toMatchObject([{ user: "U0MEI", text: "hello" }]);
  await expect(
    remote.act("click", { user: "U0MEI", channel: "C0ONCALL", ts: "1.1", actionId: "x" }),
  ).rejects.toThrow("no message");
  child.stdin.end();
  expect(await ended).toEqual([0, null]);
});
