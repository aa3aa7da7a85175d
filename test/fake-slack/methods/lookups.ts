import { appId, botId, botUser, teamId } from "../people.ts";
import { textOf, type Channel, type Message, type User } from "../types.ts";
import type { Workspace } from "../workspace.ts";
import { asSlack } from "./chat.ts";
import { Refused, type Method } from "./method.ts";

export const lookups: Readonly<Record<string, Method>> = {
  "auth.test": (_args, { url }) => ({
    ok: true,
    url: `${url}/`,
    team: "Fake",
    user: "netdiag",
    team_id: teamId,
    user_id: botUser,
    bot_id: botId,
    app_id: appId,
  }),

  "users.info": (args, { workspace }) => {
    const user = workspace.users.get(textOf(args, "user"));
    if (!user) throw new Refused("user_not_found");
    return { ok: true, user: person(user) };
  },

  "users.list": (args, { workspace }) => {
    const all = [...workspace.users.values()].filter(({ stranger }) => !stranger);
    const { items, next } = pageOf(all, args);
    return { ok: true, members: items.map(person), response_metadata: { next_cursor: next } };
  },

  "users.conversations": (args, { workspace }) => {
    const all = [...workspace.channels.values()].filter(
      ({ kind, members }) => kind === "channel" && members.includes(botUser),
    );
    const { items, next } = pageOf(all, args);
    return { ok: true, channels: items.map(conversation), response_metadata: { next_cursor: next } };
  },

  "usergroups.users.list": (args, { workspace }) => {
    const members = workspace.userGroups.get(textOf(args, "usergroup"));
    if (!members) throw new Refused("no_such_subteam");
    return { ok: true, users: members };
  },

  "conversations.info": (args, { workspace }) => {
    const channel = workspace.channels.get(textOf(args, "channel"));
    if (!channel) throw new Refused("channel_not_found");
    return { ok: true, channel: conversation(channel) };
  },

  "conversations.replies": (args, { workspace }) => {
    const channel = textOf(args, "channel");
    const root = workspace.message(channel, textOf(args, "ts"));
    if (!root) throw new Refused("thread_not_found");
    const all = [root, ...workspace.inThread(channel, root.ts)];
    const some = all.slice(0, Number(textOf(args, "limit") || "1000"));
    return { ok: true, messages: some.map(shown(args, workspace)), has_more: some.length < all.length };
  },

  "conversations.history": (args, { workspace }) => {
    const channel = textOf(args, "channel");
    if (!workspace.channels.has(channel)) throw new Refused("channel_not_found");
    const oldest = Number(textOf(args, "oldest") || "0");
    const found = workspace.inChannel(channel).filter((message) => Number(message.ts) >= oldest);
    return { ok: true, messages: found.reverse().map(shown(args, workspace)), has_more: false };
  },

  "reactions.add": (args, { workspace }) => {
    const message = reactedTo(workspace, args);
    const name = textOf(args, "name");
    if (message.reactions.includes(name)) throw new Refused("already_reacted");
    workspace.put({ ...message, reactions: [...message.reactions, name] });
    return { ok: true };
  },

  "reactions.remove": (args, { workspace }) => {
    const message = reactedTo(workspace, args);
    const name = textOf(args, "name");
    if (!message.reactions.includes(name)) throw new Refused("no_reaction");
    workspace.put({ ...message, reactions: message.reactions.filter((each) => each !== name) });
    return { ok: true };
  },
};

/** Metadata comes only when asked for. */
function shown(args: Readonly<Record<string, unknown>>, workspace: Workspace) {
  const all = textOf(args, "include_all_metadata") === "true" || args.include_all_metadata === true;
  return (message: Message): unknown => {
    const { metadata, ...rest } = asSlack(message, (id) => workspace.files.get(id)?.name ?? id);
    return all && metadata !== undefined ? { ...rest, metadata } : rest;
  };
}

function reactedTo(workspace: Workspace, args: Readonly<Record<string, unknown>>): Message {
  const message = workspace.message(textOf(args, "channel"), textOf(args, "timestamp"));
  if (!message) throw new Refused("message_not_found");
  return message;
}

/** The cursor is the place of the first item, which nobody may rely on with Slack. */
function pageOf<Item>(
  all: readonly Item[],
  args: Readonly<Record<string, unknown>>,
): { readonly items: readonly Item[]; readonly next: string } {
  const from = Number(textOf(args, "cursor") || "0");
  const to = from + Number(textOf(args, "limit") || "100");
  return { items: all.slice(from, to), next: to < all.length ? String(to) : "" };
}

function person({ id, name, team, bot, guest, stranger }: User) {
  return {
    id,
    name,
    team_id: team,
    deleted: false,
    is_bot: bot,
    is_restricted: guest,
    is_ultra_restricted: false,
    ...(stranger ? { is_stranger: true } : {}),
  };
}

function conversation({ id, name, kind, archived, members, extShared }: Channel) {
  return {
    id,
    name,
    is_im: kind === "im",
    is_archived: archived,
    is_member: members.includes(botUser),
    is_ext_shared: extShared,
    is_shared: extShared,
    is_pending_ext_shared: false,
  };
}
