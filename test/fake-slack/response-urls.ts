import { content } from "./methods/chat.ts";
import { Refused } from "./methods/method.ts";
import { botUser } from "./people.ts";
import { textOf, type Json } from "./types.ts";
import type { Workspace } from "./workspace.ts";

const uses = 5;
const lifeMs = 30 * 60_000;

/** What comes in on a response_url: a whisper, a message, or a change of the message acted on. */
export function useResponseUrl(
  workspace: Workspace,
  token: string,
  body: Json,
): { status: number; text: string } {
  const entry = workspace.responseUrls.get(token);
  if (!entry || Date.now() - entry.at > lifeMs) return { status: 404, text: "expired_url" };
  entry.uses += 1;
  if (entry.uses > uses) return { status: 404, text: "used_url" };
  const acted = entry.messageTs === undefined ? undefined : workspace.message(entry.channel, entry.messageTs);
  try {
    if (body.delete_original === true) {
      if (acted) workspace.remove(acted);
    } else if (body.replace_original === true && acted) workspace.edit(acted, content(body, workspace));
    else {
      const threadTs = textOf(body, "thread_ts");
      const place = {
        channel: entry.channel,
        ...content(body, workspace),
        ...(threadTs === "" ? {} : { threadTs }),
      };
      if (body.response_type === "in_channel") workspace.post({ ...place, user: botUser });
      else workspace.whisper({ ...place, user: entry.user });
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: 400, text: error.message };
  }
  return { status: 200, text: "ok" };
}
