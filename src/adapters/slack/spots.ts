import type { Origin } from "../../ports.ts";
import type { Spot } from "./read-back.ts";

/** Where the answer to somebody goes. */
export function spotOf({ channel, threadTs }: Origin): Spot {
  return { channel, ...(threadTs === undefined ? {} : { threadTs }) };
}

/** A conversation of one person and netdiag. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

/** Under this the ledger knows the message that becomes the answer. */
export function statusKey({ key }: Origin): string {
  return partKey(key, "status");
}

/** Under this the ledger knows a part of the answer. */
export function partKey(key: string, part: string): string {
  return `slack:${key}:${part}`;
}

/** Under this the ledger knows whose choice of a candidate a message answers, until it is answered. */
export function chosenKey(channel: string, ts: string): string {
  return `slack:chosen:${channel}:${ts}`;
}

/** Where people see a message; `workspace` ends with a slash. */
export function messageUrl(workspace: string, channel: string, ts: string): string {
  return `${workspace}archives/${channel}/p${ts.replace(".", "")}`;
}
