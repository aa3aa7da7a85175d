import { messageLimits, refuseBlocks } from "../block-rules.ts";
import { botId, botUser, teamId } from "../people.ts";
import { isJson, textOf, type Channel, type Json, type Message } from "../types.ts";
import type { Workspace } from "../workspace.ts";
import { Refused, type Method } from "./method.ts";

/** Slack cuts longer texts without saying so. */
const longestText = 40_000;

export const chat: Readonly<Record<string, Method>> = {
  "chat.postMessage": (args, { workspace }) => {
    const channel = postable(workspace, conversationOf(workspace, textOf(args, "channel")));
    const threadTs = textOf(args, "thread_ts");
    if (threadTs !== "" && !workspace.message(channel.id, threadTs)) throw new Refused("thread_not_found");
    const metadata = args.metadata;
    const message = workspace.post({
      channel: channel.id,
      user: botUser,
      ...content(args, workspace),
      ...(threadTs === "" ? {} : { threadTs: rootOf(workspace, channel.id, threadTs) }),
      ...(isJson(metadata) ? { metadata } : {}),
    });
    return { ok: true, channel: channel.id, ts: message.ts, message: asSlack(message) };
  },

  "chat.update": (args, { workspace }) => {
    const channel = postable(workspace, textOf(args, "channel"), "is_inactive");
    const message = ownMessage(workspace, channel.id, textOf(args, "ts"), "cant_update_message");
    const metadata = args.metadata;
    const edited = workspace.edit(message, {
      ...content(args, workspace),
      ...(isJson(metadata) ? { metadata } : {}),
    });
    return { ok: true, channel: channel.id, ts: edited.ts, text: edited.text, message: asSlack(edited) };
  },

  "chat.delete": (args, { workspace }) => {
    const channel = postable(workspace, textOf(args, "channel"));
    const message = ownMessage(workspace, channel.id, textOf(args, "ts"), "cant_delete_message");
    workspace.remove(message);
    return { ok: true, channel: channel.id, ts: message.ts };
  },

  "chat.postEphemeral": (args, { workspace }) => {
    const channel = postable(workspace, textOf(args, "channel"));
    const user = textOf(args, "user");
    if (!channel.members.includes(user)) throw new Refused("user_not_in_channel");
    const threadTs = textOf(args, "thread_ts");
    workspace.whisper({
      channel: channel.id,
      user,
      ...content(args, workspace),
      ...(threadTs === "" ? {} : { threadTs }),
    });
    return { ok: true, message_ts: workspace.nextTs() };
  },

  "chat.getPermalink": (args, { workspace, url }) => {
    const message = workspace.message(textOf(args, "channel"), textOf(args, "message_ts"));
    if (!message) throw new Refused("message_not_found");
    return { ok: true, channel: message.channel, permalink: `${url}/#${message.channel}/${message.ts}` };
  },
};

/** Text and blocks as Slack would keep them. */
export function content(args: Json, { withoutBlocks }: Workspace): { text: string; blocks: readonly Json[] } {
  const text = textOf(args, "text").slice(0, longestText);
  const { blocks } = args;
  if (blocks === undefined) {
    if (text.trim() === "") throw new Refused("no_text");
    return { text, blocks: [] };
  }
  const refusal = refuseBlocks(blocks, messageLimits, withoutBlocks);
  if (refusal) throw new Refused(refusal.error, refusal.messages);
  return { text, blocks: Array.isArray(blocks) ? blocks.filter(isJson) : [] };
}

/** What is posted to a person's id goes to their conversation with the app; no other method takes such an id. */
function conversationOf(workspace: Workspace, id: string): string {
  const direct = [...workspace.channels.values()].find(
    ({ kind, members }) => kind === "im" && members.includes(id) && members.includes(botUser),
  );
  return workspace.users.has(id) ? (direct?.id ?? id) : id;
}

export function postable(workspace: Workspace, id: string, archived = "is_archived"): Channel {
  const channel = workspace.channels.get(id);
  if (!channel) throw new Refused("channel_not_found");
  if (channel.archived) throw new Refused(archived);
  if (!channel.members.includes(botUser)) throw new Refused("not_in_channel");
  return channel;
}

function ownMessage(workspace: Workspace, channel: string, ts: string, otherwise: string): Message {
  const message = workspace.message(channel, ts);
  if (!message) throw new Refused("message_not_found");
  if (message.user !== botUser) throw new Refused(otherwise);
  return message;
}

/** Threads have one level: a reply to a reply goes under the root. */
export function rootOf(workspace: Workspace, channel: string, ts: string): string {
  return workspace.message(channel, ts)?.threadTs ?? ts;
}

/** A message as the Web API and payloads show it. */
export function asSlack(message: Message, fileName: (id: string) => string = String): Json {
  const own = message.user === botUser;
  return {
    type: "message",
    user: message.user,
    ...(own ? { bot_id: botId } : {}),
    team: teamId,
    text: message.text,
    blocks: message.blocks,
    ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    ...(message.fileIds.length > 0
      ? { files: message.fileIds.map((id) => ({ id, name: fileName(id) })) }
      : {}),
  };
}
