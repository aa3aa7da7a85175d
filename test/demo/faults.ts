import type { Fault } from "../fake-slack/limits.ts";

/**
 * `chat.update:429*3` as a fault of the fake Slack: a status, Slack's word for a refusal, or `lost`, which is carried out and
 * never answered; each time unless it says how often. Throws a sentence when it is written otherwise.
 */
export function readFault(written: string): Fault {
  const [, method, what = "", times] = /^([\w.*]+):(\d{3}|[a-z_]+)(?:\*(\d{1,6}))?$/.exec(written) ?? [];
  if (method === undefined)
    throw new Error(`--fault ${written}: write METHOD:WHAT or METHOD:WHAT*TIMES, as chat.update:429*3`);
  const often = { method, times: times === undefined ? Infinity : Number(times) };
  if (what === "lost") return { ...often, timeoutAfterAccept: true };
  if (!/^\d/.test(what)) return { ...often, error: what };
  return { ...often, status: Number(what), ...(what === "429" && { retryAfter: 10 }) };
}
