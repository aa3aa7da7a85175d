import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { troubleOf } from "./slack-trouble.ts";

/** Where a message goes; `threadTs` is the root of the thread. */
export interface Spot {
  readonly channel: string;
  readonly threadTs?: string;
}

/** A message of ours: by its mark, or by the name of its first file. `since` in milliseconds of the wall clock. */
export type Sought = { readonly since: number } & ({ readonly key: string } | { readonly fileName: string });

const Messages = z.array(
  z.object({
    ts: z.string(),
    metadata: z.object({ event_payload: z.object({ key: z.string().optional() }).optional() }).optional(),
    files: z.array(z.object({ name: z.string().optional() })).optional(),
  }),
);

/**
 * Older messages are left out to keep the answer short. Slack's clock says when a message was posted and ours when it was
 * sent, and ours may be off by an hour, as on a node with the wrong time zone: what is not found is posted twice.
 */
const slackMs = 2 * 3600_000;

/**
 * The ts of a message that may have been posted. Undefined when it is not there, or when the app may not read the
 * channel: history scopes are not asked for by default. Rejects when Slack did not say.
 */
export async function findPosted(client: WebClient, spot: Spot, sought: Sought): Promise<string | undefined> {
  const window = {
    channel: spot.channel,
    oldest: String((sought.since - slackMs) / 1000),
    limit: 200,
    include_all_metadata: true,
  };
  try {
    const answer =
      spot.threadTs === undefined
        ? await client.conversations.history(window)
        : await client.conversations.replies({ ...window, ts: spot.threadTs });
    const read = Messages.safeParse(answer.messages ?? []);
    return read.data?.find((message) => matches(message, sought))?.ts;
  } catch (error) {
    if (troubleOf(error).kind === "refused") return undefined;
    throw error;
  }
}

function matches(message: z.infer<typeof Messages>[number], sought: Sought): boolean {
  return "key" in sought
    ? message.metadata?.event_payload?.key === sought.key
    : message.files?.some((file) => file.name === sought.fileName) === true;
}
