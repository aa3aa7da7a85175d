import { appId, botUser, teamId } from "./people.ts";
import { asSlack } from "./methods/chat.ts";
import type { Channel, Json, Message, User, View } from "./types.ts";

/** The shapes in which Slack tells an app what a person did. */

const verificationToken = "fake-verification-token";

interface Interaction {
  readonly user: User;
  readonly triggerId: string;
  readonly responseUrl: string;
}

export function slashPayload(
  { user, triggerId, responseUrl }: Interaction,
  channel: Channel,
  command: string,
  text: string,
): Json {
  return {
    token: verificationToken,
    team_id: user.team,
    team_domain: "fake",
    channel_id: channel.id,
    channel_name: channel.kind === "im" ? "directmessage" : channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: appId,
    is_enterprise_install: "false",
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

export function eventPayload(event: Json, eventId: string, channel: Channel): Json {
  return {
    token: verificationToken,
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel.extShared,
    event_context: `4-${eventId}`,
  };
}

/** `app_mention`, or `message` in a direct conversation. */
export function messageEvent(
  type: "app_mention" | "message",
  message: Message,
  user: User,
  channel: Channel,
): Json {
  return {
    type,
    user: user.id,
    text: message.text,
    ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    channel: channel.id,
    ...(type === "message" ? { channel_type: "im" } : {}),
    team: user.team,
    ...(user.team === teamId ? {} : { user_team: user.team, source_team: user.team }),
    event_ts: message.ts,
  };
}

export function clickPayload(
  { user, triggerId, responseUrl }: Interaction,
  channel: Channel,
  message: Message,
  action: Json,
): Json {
  return {
    type: "block_actions",
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: appId,
    token: verificationToken,
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: false,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: triggerId,
    team: { id: teamId, domain: "fake" },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: channel.name },
    message: asSlack(message),
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ ...action, action_ts: message.ts }],
  };
}

export function shortcutPayload(
  { user, triggerId, responseUrl }: Interaction,
  channel: Channel,
  message: Message,
  callbackId: string,
): Json {
  return {
    type: "message_action",
    callback_id: callbackId,
    token: verificationToken,
    action_ts: message.ts,
    message_ts: message.ts,
    team: { id: teamId, domain: "fake" },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    channel: { id: channel.id, name: channel.name },
    message: asSlack(message),
    response_url: responseUrl,
    trigger_id: triggerId,
  };
}

/** A shortcut that is not on a message: it knows no channel. */
export function globalShortcutPayload(user: User, triggerId: string, callbackId: string): Json {
  return {
    type: "shortcut",
    callback_id: callbackId,
    token: verificationToken,
    action_ts: String(Date.now() / 1000),
    team: { id: teamId, domain: "fake" },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, team_id: user.team },
    trigger_id: triggerId,
  };
}

/** A click in the home tab: it knows no channel and no message. */
export function homeClickPayload(user: User, view: Json, action: Json, triggerId: string): Json {
  return {
    type: "block_actions",
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: appId,
    token: verificationToken,
    container: { type: "view", view_id: "VHOME" },
    trigger_id: triggerId,
    team: { id: teamId, domain: "fake" },
    enterprise: null,
    is_enterprise_install: false,
    view: { ...view, id: "VHOME", team_id: teamId, state: { values: {} } },
    actions: [{ ...action, action_ts: String(Date.now() / 1000) }],
  };
}

export function submissionPayload(user: User, open: View, values: Json, triggerId: string): Json {
  return {
    type: "view_submission",
    team: { id: teamId, domain: "fake" },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: appId,
    token: verificationToken,
    trigger_id: triggerId,
    view: { ...open.view, id: open.id, team_id: teamId, state: { values } },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** What is typed into a menu of a message, or of a form: the app answers with options. */
export function suggestionPayload(
  user: User,
  where: { readonly message: Message; readonly channel: Channel } | { readonly open: View },
  { block_id, action_id }: { readonly block_id: string; readonly action_id: string },
  value: string,
): Json {
  const place =
    "open" in where
      ? {
          container: { type: "view", view_id: where.open.id },
          view: { ...where.open.view, id: where.open.id, team_id: teamId, state: { values: {} } },
        }
      : {
          container: {
            type: "message",
            message_ts: where.message.ts,
            channel_id: where.channel.id,
            is_ephemeral: false,
          },
          channel: { id: where.channel.id, name: where.channel.name },
          message: asSlack(where.message),
        };
  return {
    type: "block_suggestion",
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
    api_app_id: appId,
    token: verificationToken,
    team: { id: teamId, domain: "fake" },
    enterprise: null,
    is_enterprise_install: false,
    ...place,
    action_id,
    block_id,
    value,
  };
}
