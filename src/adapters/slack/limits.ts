/**
 * What Slack permits, as lanes. About one message a second and channel and several hundred a minute in all; the other
 * methods by their tier and workspace. Tiers are floors ("50+ per minute"), so a lane begins faster and learns from
 * refusals. Quotas are per app, method and workspace: all processes share them.
 */
import type { Lane, Turn } from "../../ports.ts";

/** Of what waits for the same turn, a verdict goes first; progress never waits, it is dropped. */
export type Rank = "verdict" | "status" | "detail" | "progress";

/** By how much each gives way to what matters more; not for ever, so that nothing starves. */
const yields: Readonly<Record<Rank, Turn["yields"]>> = {
  verdict: 0,
  status: 60_000,
  detail: 600_000,
  progress: "drop",
};

interface Rate {
  readonly perMinute: number;
  readonly atLeast?: number;
  readonly burst: number;
}

/** A little less at once than Slack is known to take: calls arrive less evenly than they leave. */
const perChannel: Rate = { perMinute: 60, burst: 4 };

const perWorkspace: Readonly<Record<string, Rate>> = {
  "chat.postMessage": { perMinute: 600, atLeast: 200, burst: 40 },
  "chat.update": { perMinute: 600, atLeast: 50, burst: 40 },
  "chat.postEphemeral": { perMinute: 100, burst: 15 },
  "views.publish": { perMinute: 100, burst: 20 },
  "users.info": { perMinute: 100, burst: 20 },
  "users.list": { perMinute: 20, burst: 5 },
  "users.conversations": { perMinute: 50, burst: 10 },
  "conversations.info": { perMinute: 50, burst: 20 },
  "usergroups.users.list": { perMinute: 20, burst: 5 },
  "conversations.history": { perMinute: 50, burst: 10 },
  "conversations.replies": { perMinute: 50, burst: 10 },
  "files.completeUploadExternal": { perMinute: 100, burst: 20 },
};

/** Edits that are not the last: one a second in a channel, and in all no more than the tier promises. */
const progressPerChannel: Rate = { perMinute: 60, burst: 1 };
const progressInAll: Rate = { perMinute: 50, burst: 20 };

/** A file in a thread is a message in the channel. */
const inChannel: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat.postMessage",
  "files.completeUploadExternal": "chat.postMessage",
  "chat.update": "chat.update",
};

/**
 * The turn of one call. For posts Slack's Retry-After is about the channel, for all others about the method.
 * `speed` makes time go faster, for tests.
 */
export function turnFor(
  call: { readonly method: string; readonly channel: string; readonly rank: Rank; readonly ticket: string },
  speed = 1,
): Turn {
  const { method, channel, rank, ticket } = call;
  const lane = (name: string, { perMinute, atLeast = perMinute, burst }: Rate, stops: boolean): Lane => ({
    name,
    perSecond: (perMinute / 60) * speed,
    atLeast: (atLeast / 60) * speed,
    burst,
    stops,
  });
  const posting = inChannel[method];
  const channelStops = method === "chat.postMessage";
  const workspace = perWorkspace[method];
  return {
    ticket: `${method} ${ticket}`,
    yields: yields[rank],
    lanes: [
      ...(rank === "progress"
        ? [lane(`progress ${channel}`, progressPerChannel, false), lane("progress", progressInAll, false)]
        : []),
      ...(posting === undefined ? [] : [lane(`${posting} ${channel}`, perChannel, channelStops)]),
      ...(workspace ? [lane(method, workspace, !channelStops)] : []),
    ],
  };
}
