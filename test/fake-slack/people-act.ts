import { refuseOptions } from "./block-rules.ts";
import type { Deliveries } from "./deliveries.ts";
import {
  clickPayload,
  eventPayload,
  globalShortcutPayload,
  homeClickPayload,
  messageEvent,
  shortcutPayload,
  slashPayload,
  submissionPayload,
  suggestionPayload,
} from "./payloads.ts";
import { botUser } from "./people.ts";
import {
  jsonOf,
  listOf,
  textOf,
  type Channel,
  type Json,
  type Message,
  type User,
  type View,
} from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** What was done with it: `acked` false means the person saw Slack's own error. */
export interface Outcome {
  readonly acked: boolean;
  /** The person's message, when there is one. */
  readonly ts?: string;
}

export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** What people in the workspace can do. Each resolves when the app acknowledged it, or did not. */
export class PeopleAct {
  readonly #workspace: Workspace;
  readonly #deliveries: Deliveries;
  readonly #url: () => string;
  /** Who was offered what in which menu. */
  readonly #offered = new Set<string>();

  constructor(workspace: Workspace, deliveries: Deliveries, url: () => string) {
    this.#workspace = workspace;
    this.#deliveries = deliveries;
    this.#url = url;
  }

  /** A slash command; not possible in a thread, as in Slack. */
  async slash(userId: string, channelId: string, text: string, command = "/netdiag"): Promise<Outcome> {
    const { user, channel } = this.#who(userId, channelId);
    const payload = slashPayload(this.#interaction(user, { channel: channelId }), channel, command, text);
    const { acked, body } = await this.#deliveries.deliver("slash_commands", payload);
    const said = textOf(body, "text");
    if (said !== "")
      this.#workspace.whisper({
        channel: channelId,
        user: userId,
        text: said,
        blocks: listOf(body, "blocks"),
      });
    if (!acked)
      this.#workspace.whisper({
        channel: channelId,
        user: userId,
        text: `${command} failed with the error "operation_timeout"`,
        blocks: [],
      });
    return { acked };
  }

  /** A message that mentions the bot; `threadTs` "" for a new one in the channel. */
  async mention(userId: string, channelId: string, threadTs: string, text: string): Promise<Outcome> {
    const { user, channel } = this.#who(userId, channelId);
    const message = this.say(userId, channelId, `<@${botUser}> ${text}`, threadTs);
    if (!channel.members.includes(botUser)) return { acked: false, ts: message.ts };
    return this.#tell(messageEvent("app_mention", message, user, channel), channel, message.ts);
  }

  /** A direct message to the bot. */
  async dm(userId: string, text: string): Promise<Outcome> {
    const user = this.#user(userId);
    const channel = this.#direct(userId);
    const message = this.say(userId, channel.id, text);
    return this.#tell(messageEvent("message", message, user, channel), channel, message.ts);
  }

  /** A plain message the app is not told about. */
  say(user: string, channel: string, text: string, threadTs = ""): Message {
    return this.#workspace.post({ user, channel, text, ...(threadTs === "" ? {} : { threadTs }) });
  }

  /**
   * Presses a button that is on the message, or chooses an option of a menu; with several of one id, the one of that value.
   */
  async click(userId: string, place: Place, actionId: string, value?: string): Promise<Outcome> {
    const { user, channel } = this.#who(userId, place.channel);
    const message = this.#message(place);
    const action = message.blocks
      .flatMap((block) => listOf(block, "elements"))
      .flatMap(pressable)
      .find((each) => each.action_id === actionId && (value === undefined || each.value === value));
    if (!action) throw new Error(`no button ${actionId} on ${place.ts}: ${message.text}`);
    const payload = clickPayload(
      this.#interaction(user, { ...this.#where(message) }),
      channel,
      message,
      action,
    );
    const { acked } = await this.#deliveries.deliver("interactive", payload);
    return { acked };
  }

  /** Picks from a menu that is on the message, by the words that are shown. */
  async pick(userId: string, place: Place, actionId: string, label: string): Promise<Outcome> {
    const { user, channel } = this.#who(userId, place.channel);
    const message = this.#message(place);
    const menu = message.blocks
      .flatMap((block) => listOf(block, "elements"))
      .find((each) => each.action_id === actionId && each.type === "static_select");
    const option = listOf(menu ?? {}, "options").find(
      (each) => textOf(jsonOf(each, "text"), "text") === label,
    );
    if (!menu || !option)
      throw new Error(`no ${label} in a menu ${actionId} on ${place.ts}: ${message.text}`);
    const { type, action_id } = menu;
    const action = { type, action_id, selected_option: option };
    const payload = clickPayload(this.#interaction(user, this.#where(message)), channel, message, action);
    const { acked } = await this.#deliveries.deliver("interactive", payload);
    return { acked };
  }

  /** Types into a menu of the message, or of the form that is open; the labels and values that are offered. */
  async type(
    userId: string,
    place: Place | "form",
    actionId: string,
    value: string,
  ): Promise<readonly { readonly label: string; readonly value: string }[]> {
    const user = this.#user(userId);
    const where = place === "form" ? { open: this.#openForm(userId) } : this.#shown(place);
    const blocks = "open" in where ? listOf(where.open.view, "blocks") : where.message.blocks;
    const found = blocks
      .flatMap((block) =>
        [jsonOf(block, "element"), ...listOf(block, "elements")].map((each) => ({ block, each })),
      )
      .find(({ each }) => each.type === "external_select" && each.action_id === actionId);
    if (!found) throw new Error(`no menu ${actionId} to type into`);
    const at = { block_id: textOf(found.block, "block_id"), action_id: actionId };
    const { body } = await this.#deliveries.deliver("interactive", suggestionPayload(user, where, at, value));
    const wrong = refuseOptions(body.options ?? []);
    if (wrong.length > 0) throw new Error(`Slack would not show these options: ${wrong.join("; ")}`);
    const offered = listOf(body, "options");
    for (const option of offered) this.#offered.add(`${userId} ${actionId} ${textOf(option, "value")}`);
    return offered.map((option) => ({
      label: textOf(jsonOf(option, "text"), "text"),
      value: textOf(option, "value"),
    }));
  }

  /** Picks what was offered for what was typed into a menu of a message. */
  async pickTyped(userId: string, place: Place, actionId: string, value: string): Promise<Outcome> {
    const { user, channel } = this.#who(userId, place.channel);
    const { message } = this.#shown(place);
    const action = { type: "external_select", action_id: actionId, ...this.#chosen(userId, actionId, value) };
    const payload = clickPayload(this.#interaction(user, this.#where(message)), channel, message, action);
    const { acked } = await this.#deliveries.deliver("interactive", payload);
    return { acked };
  }

  /** Runs a message shortcut from the menu of a message. */
  async messageShortcut(userId: string, place: Place, callbackId = "netdiag_diagnose"): Promise<Outcome> {
    const { user, channel } = this.#who(userId, place.channel);
    const message = this.#message(place);
    const interaction = this.#interaction(user, this.#where(message));
    const payload = shortcutPayload(interaction, channel, message, callbackId);
    const { acked } = await this.#deliveries.deliver("interactive", payload);
    return { acked };
  }

  /** Opens the app: its home tab, or the tab of the messages. */
  async openApp(userId: string, tab: "home" | "messages" = "home"): Promise<Outcome> {
    const channel = this.#direct(userId);
    const event_ts = this.#workspace.nextTs();
    const event = { type: "app_home_opened", user: userId, channel: channel.id, tab, event_ts };
    return this.#tell(event, channel, event_ts);
  }

  /** Presses a button in the app's home tab. */
  async clickHome(userId: string, actionId: string): Promise<Outcome> {
    const user = this.#user(userId);
    const view = this.#workspace.homes.get(userId) ?? {};
    const action = listOf(view, "blocks")
      .flatMap((block) => listOf(block, "elements"))
      .find((each) => each.action_id === actionId);
    if (!action) throw new Error(`no button ${actionId} in the home tab of ${userId}`);
    const payload = homeClickPayload(user, view, action, this.#workspace.newTrigger(userId));
    const { acked } = await this.#deliveries.deliver("interactive", payload);
    return { acked };
  }

  /** Runs a shortcut from the search bar or the menu beside where one writes. */
  async globalShortcut(userId: string, callbackId = "netdiag_ask_anywhere"): Promise<Outcome> {
    const user = this.#user(userId);
    const payload = globalShortcutPayload(user, this.#workspace.newTrigger(userId), callbackId);
    const { acked } = await this.#deliveries.deliver("interactive", payload);
    return { acked };
  }

  /** Sends the modal that is open for the person; `values` is block id -> action id -> text, or the id of a conversation. */
  async submit(
    userId: string,
    values: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): Promise<Outcome> {
    const user = this.#user(userId);
    const open = this.#openForm(userId);
    const menus = listOf(open.view, "blocks")
      .map((block) => jsonOf(block, "element"))
      .filter(({ type }) => type === "external_select")
      .map(({ action_id }) => action_id);
    const state = Object.fromEntries(
      Object.entries(values).map(([block, fields]) => [
        block,
        Object.fromEntries(
          Object.entries(fields).map(([id, value]) => [
            id,
            menus.includes(id)
              ? { type: "external_select", ...this.#chosen(userId, id, value) }
              : this.#workspace.channels.has(value)
                ? { type: "conversations_select", selected_conversation: value }
                : { type: "plain_text_input", value },
          ]),
        ),
      ]),
    );
    const payload = submissionPayload(user, open, state, this.#workspace.newTrigger(userId));
    const { acked, body } = await this.#deliveries.deliver("interactive", payload);
    if (acked && body.response_action !== "errors")
      this.#workspace.views.set(open.id, { ...open, open: false });
    return { acked };
  }

  /** Sends the same event once more, as Slack does when an acknowledgement was lost. */
  async repeatLastEvent(): Promise<Outcome> {
    const last = this.#workspace.deliveries.findLast((delivery) => delivery.type === "events_api");
    if (!last) throw new Error("no event was sent yet");
    return this.#deliveries.deliver("events_api", last.payload);
  }

  async #tell(event: Json, channel: Channel, ts: string): Promise<Outcome> {
    const payload = eventPayload(event, this.#workspace.nextId("Ev"), channel);
    const { acked } = await this.#deliveries.deliver("events_api", payload);
    return { acked, ts };
  }

  #interaction(
    user: User,
    where: { channel: string; threadTs?: string; messageTs?: string },
  ): {
    user: User;
    triggerId: string;
    responseUrl: string;
  } {
    const token = this.#workspace.newResponseUrl({ ...where, user: user.id });
    return {
      user,
      triggerId: this.#workspace.newTrigger(user.id),
      responseUrl: `${this.#url()}/response/${token}`,
    };
  }

  #where(message: Message): { channel: string; threadTs?: string; messageTs: string } {
    return {
      channel: message.channel,
      messageTs: message.ts,
      ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    };
  }

  #openForm(userId: string): View {
    const open = [...this.#workspace.views.values()].findLast((view) => view.user === userId && view.open);
    if (!open) throw new Error(`${userId} has no modal open`);
    return open;
  }

  /** What stands in the state of a menu: nothing, or an option that was offered. */
  #chosen(userId: string, actionId: string, value: string): Json {
    if (value === "") return { selected_option: null };
    if (!this.#offered.has(`${userId} ${actionId} ${value}`))
      throw new Error(`${value} was not offered in ${actionId}`);
    return { selected_option: { text: { type: "plain_text", text: value, emoji: true }, value } };
  }

  #shown(place: Place): { message: Message; channel: Channel } {
    const channel = this.#workspace.channels.get(place.channel);
    if (!channel) throw new Error(`no channel ${place.channel}`);
    return { message: this.#message(place), channel };
  }

  #message({ channel, ts }: Place): Message {
    const message = this.#workspace.message(channel, ts);
    if (!message) throw new Error(`no message ${ts} in ${channel}`);
    return message;
  }

  #direct(userId: string): Channel {
    const channel = [...this.#workspace.channels.values()].find(
      (each) => each.kind === "im" && each.members.includes(userId) && each.members.includes(botUser),
    );
    if (!channel) throw new Error(`${userId} has no direct conversation with the bot`);
    return channel;
  }

  #user(id: string): User {
    const user = this.#workspace.users.get(id);
    if (!user) throw new Error(`no user ${id}`);
    return user;
  }

  #who(userId: string, channelId: string): { user: User; channel: Channel } {
    const channel = this.#workspace.channels.get(channelId);
    if (!channel) throw new Error(`no channel ${channelId}`);
    return { user: this.#user(userId), channel };
  }
}

/** What can be pressed of an element, in the shape in which Slack tells it. */
function pressable(element: Json): readonly Json[] {
  switch (element.type) {
    case "feedback_buttons":
      return [jsonOf(element, "positive_button"), jsonOf(element, "negative_button")].map(
        ({ text, value }) => ({
          type: "feedback_buttons",
          action_id: element.action_id,
          text,
          value,
        }),
      );
    default:
      return [element];
  }
}
