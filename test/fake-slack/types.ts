/** What the workspace remembers. Times are milliseconds of the wall clock; `ts` are Slack's, kept as text. */

export type Json = Readonly<Record<string, unknown>>;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly guest: boolean;
  readonly stranger: boolean;
  readonly bot: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "channel" | "im";
  readonly extShared: boolean;
  readonly archived: boolean;
  /** User ids. The app's bot posts only where it is a member. */
  readonly members: readonly string[];
}

export interface Edit {
  readonly at: number;
  readonly text: string;
  readonly blocks: readonly Json[];
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata?: Json;
  readonly fileIds: readonly string[];
  readonly reactions: readonly string[];
  /** What stood here before, oldest first. */
  readonly edits: readonly Edit[];
  readonly at: number;
}

export interface Ephemeral {
  readonly channel: string;
  readonly user: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly at: number;
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string;
  readonly length: number;
  readonly content: Buffer;
  readonly complete: boolean;
}

export interface View {
  readonly id: string;
  readonly user: string;
  readonly view: Json;
  readonly open: boolean;
}

/** One thing sent to the app, and how it was taken. */
export interface Delivery {
  readonly type: "slash_commands" | "interactive" | "events_api";
  readonly over: "socket" | "http" | "nobody";
  /** Which of the sockets, counted from 0. */
  readonly socket?: number;
  readonly attempt: number;
  readonly acked: boolean;
  readonly ackMs?: number;
  readonly status?: number;
  readonly payload: Json;
}

/** One call of the Web API and what was answered. */
export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly status: number;
  readonly error?: string;
  readonly at: number;
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text under a key, or "" when there is none. */
export function textOf(json: Json, key: string): string {
  const value = json[key];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

export function jsonOf(json: Json, key: string): Json {
  const value = json[key];
  return isJson(value) ? value : {};
}

export function listOf(json: Json, key: string): readonly Json[] {
  const value = json[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}
