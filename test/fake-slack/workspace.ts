import { channels, userGroups, users } from "./people.ts";
import type { Call, Channel, Delivery, Ephemeral, Json, Message, SharedFile, User, View } from "./types.ts";

export interface WorkspaceSeed {
  /** Kinds of blocks that Slack has not rolled out to this workspace. */
  readonly withoutBlocks?: readonly string[];
  readonly users?: readonly User[];
  readonly channels?: readonly Channel[];
  readonly userGroups?: Readonly<Record<string, readonly string[]>>;
}

interface Interaction {
  readonly user: string;
  readonly at: number;
  used: boolean;
}

interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  readonly threadTs?: string;
  readonly messageTs?: string;
  readonly at: number;
  uses: number;
}

/** The state of one workspace, and whoever wants to know that it changed. */
export class Workspace {
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly userGroups: Map<string, readonly string[]>;
  readonly messages = new Map<string, Message>();
  readonly ephemerals: Ephemeral[] = [];
  readonly files = new Map<string, SharedFile>();
  readonly views = new Map<string, View>();
  /** What a person sees in the app's home tab. */
  readonly homes = new Map<string, Json>();
  readonly deliveries: Delivery[] = [];
  readonly calls: Call[] = [];
  readonly triggers = new Map<string, Interaction>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly withoutBlocks: ReadonlySet<string>;
  readonly #listeners = new Set<() => void>();
  /** Rises with every change. */
  version = 0;
  #lastTs = 0;
  #count = 0;

  constructor(seed: WorkspaceSeed = {}) {
    this.withoutBlocks = new Set(seed.withoutBlocks);
    this.users = new Map((seed.users ?? users).map((user) => [user.id, user]));
    this.channels = new Map((seed.channels ?? channels).map((channel) => [channel.id, channel]));
    this.userGroups = new Map(Object.entries(seed.userGroups ?? userGroups));
  }

  /** A Slack timestamp: seconds, a dot, six digits; unique and rising. */
  nextTs(): string {
    this.#lastTs = Math.max(Date.now() * 1000, this.#lastTs + 1);
    const digits = String(this.#lastTs);
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  /** `Ev0000000007` and the like. */
  nextId(prefix: string): string {
    this.#count += 1;
    return `${prefix}${String(this.#count).padStart(8, "0")}`;
  }

  /** Single use, three seconds. */
  newTrigger(user: string): string {
    const id = this.nextId("trigger.");
    this.triggers.set(id, { user, at: Date.now(), used: false });
    return id;
  }

  /** Five uses, thirty minutes. Returns the token of the URL. */
  newResponseUrl(where: Omit<ResponseUrl, "at" | "uses">): string {
    const token = this.nextId("response-");
    this.responseUrls.set(token, { ...where, at: Date.now(), uses: 0 });
    return token;
  }

  key(channel: string, ts: string): string {
    return `${channel}/${ts}`;
  }

  message(channel: string, ts: string): Message | undefined {
    return this.messages.get(this.key(channel, ts));
  }

  put(message: Message): Message {
    this.messages.set(this.key(message.channel, message.ts), message);
    this.changed();
    return message;
  }

  post(message: Pick<Message, "channel" | "user" | "text"> & Partial<Message>): Message {
    return this.put({
      blocks: [],
      fileIds: [],
      reactions: [],
      edits: [],
      at: Date.now(),
      ts: this.nextTs(),
      ...message,
    });
  }

  edit(message: Message, change: { text: string; blocks: readonly Json[]; metadata?: Json }): Message {
    const { text, blocks } = message;
    return this.put({ ...message, ...change, edits: [...message.edits, { at: Date.now(), text, blocks }] });
  }

  remove(message: Message): void {
    this.messages.delete(this.key(message.channel, message.ts));
    this.changed();
  }

  /** Top-level messages of a channel, oldest first. */
  inChannel(channel: string): Message[] {
    return [...this.messages.values()].filter(
      (message) => message.channel === channel && message.threadTs === undefined,
    );
  }

  /** Replies under a message, oldest first. */
  inThread(channel: string, ts: string): Message[] {
    return [...this.messages.values()].filter(
      (message) => message.channel === channel && message.threadTs === ts,
    );
  }

  whisper(ephemeral: Omit<Ephemeral, "at">): void {
    this.ephemerals.push({ ...ephemeral, at: Date.now() });
    this.changed();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}
