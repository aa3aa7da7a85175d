import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Deliveries } from "./deliveries.ts";
import { answer, jsonBodyOf } from "./http-body.ts";
import type { Limits } from "./limits.ts";
import type { PeopleAct } from "./people-act.ts";
import type { Sockets } from "./sockets.ts";
import type { Json } from "./types.ts";
import type { Workspace } from "./workspace.ts";

export interface Controlled {
  readonly workspace: Workspace;
  readonly people: PeopleAct;
  readonly limits: Limits;
  readonly sockets: Sockets;
  readonly deliveries: Deliveries;
}

const text = z.string();
const place = { user: text, channel: text };

/** `POST /control/NAME` with JSON: what people and the network can be made to do, for the page and other processes. */
const commands: Readonly<Record<string, (body: Json, around: Controlled) => Promise<Json> | Json>> = {
  slash: async (body, { people }) => {
    const asked = z.object({ ...place, text, command: text.optional() }).parse(body);
    return { ...(await people.slash(asked.user, asked.channel, asked.text, asked.command)) };
  },
  mention: async (body, { people }) => {
    const asked = z.object({ ...place, text, threadTs: text.default("") }).parse(body);
    return { ...(await people.mention(asked.user, asked.channel, asked.threadTs, asked.text)) };
  },
  dm: async (body, { people }) => {
    const asked = z.object({ user: text, text }).parse(body);
    return { ...(await people.dm(asked.user, asked.text)) };
  },
  say: (body, { people }) => {
    const asked = z.object({ ...place, text, threadTs: text.default("") }).parse(body);
    return { ts: people.say(asked.user, asked.channel, asked.text, asked.threadTs).ts };
  },
  click: async (body, { people }) => {
    const asked = z.object({ ...place, ts: text, actionId: text, value: text.optional() }).parse(body);
    return { ...(await people.click(asked.user, asked, asked.actionId, asked.value)) };
  },
  pick: async (body, { people }) => {
    const asked = z.object({ ...place, ts: text, actionId: text, label: text }).parse(body);
    return { ...(await people.pick(asked.user, asked, asked.actionId, asked.label)) };
  },
  type: async (body, { people }) => {
    const asked = z
      .object({ user: text, actionId: text, value: text, channel: text.optional(), ts: text.optional() })
      .parse(body);
    const { channel, ts } = asked;
    const where = channel === undefined || ts === undefined ? "form" : { channel, ts };
    return { options: await people.type(asked.user, where, asked.actionId, asked.value) };
  },
  pickTyped: async (body, { people }) => {
    const asked = z.object({ ...place, ts: text, actionId: text, value: text }).parse(body);
    return { ...(await people.pickTyped(asked.user, asked, asked.actionId, asked.value)) };
  },
  shortcut: async (body, { people }) => {
    const asked = z.object({ ...place, ts: text, callbackId: text.optional() }).parse(body);
    return { ...(await people.messageShortcut(asked.user, asked, asked.callbackId)) };
  },
  openApp: async (body, { people }) => {
    const asked = z.object({ user: text }).parse(body);
    return { ...(await people.openApp(asked.user)) };
  },
  clickHome: async (body, { people }) => {
    const asked = z.object({ user: text, actionId: text }).parse(body);
    return { ...(await people.clickHome(asked.user, asked.actionId)) };
  },
  globalShortcut: async (body, { people }) => {
    const asked = z.object({ user: text }).parse(body);
    return { ...(await people.globalShortcut(asked.user)) };
  },
  submit: async (body, { people }) => {
    const asked = z.object({ user: text, values: z.record(text, z.record(text, text)) }).parse(body);
    return { ...(await people.submit(asked.user, asked.values)) };
  },
  remove: (body, { workspace }) => {
    const asked = z.object({ channel: text, ts: text }).parse(body);
    const message = workspace.message(asked.channel, asked.ts);
    if (message) workspace.remove(message);
    return { removed: message !== undefined };
  },
  fault: (body, { limits }) => {
    const fault = z.object({
      method: text,
      times: z.number().exactOptional(),
      channel: text.exactOptional(),
      status: z.number().exactOptional(),
      retryAfter: z.number().exactOptional(),
      error: text.exactOptional(),
      timeoutAfterAccept: z.boolean().exactOptional(),
    });
    limits.inject(fault.parse(body));
    return {};
  },
  limits: (body, { limits }) => {
    limits.enabled = z.object({ enabled: z.boolean() }).parse(body).enabled;
    return { enabled: limits.enabled };
  },
  disconnect: (_body, { sockets }) => {
    sockets.disconnect();
    return {};
  },
  http: (body, { deliveries }) => {
    deliveries.http = z.object({ requestUrl: z.url(), signingSecret: text }).parse(body);
    return {};
  },
};

export async function serveControl(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  around: Controlled,
): Promise<void> {
  const json = { "content-type": "application/json" };
  // A page of another origin in the same browser must not press buttons here.
  const origin = request.headers.origin;
  const own = origin === undefined || origin === `http://${request.headers.host ?? ""}`;
  const command = commands[name];
  if (request.method !== "POST" || !command || !own) {
    answer(response, 404, JSON.stringify({ error: "no such command" }), json);
    return;
  }
  try {
    const result = await command(await jsonBodyOf(request), around);
    answer(response, 200, JSON.stringify(result), json);
  } catch (error) {
    const words = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    answer(response, 400, JSON.stringify({ error: words }), json);
  }
}
