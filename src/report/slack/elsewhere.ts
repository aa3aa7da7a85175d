import { context, message, type SlackMessage } from "./blocks.ts";
import { english, type Tongue } from "../../language/tongue.ts";
import { channelLink, filled } from "./markup.ts";

/** An ending that could not be told where it was asked, for the asker's own conversation with the app. */
export function renderElsewhere(channel: string, ending: SlackMessage, say: Tongue = english): SlackMessage {
  const why = context([
    filled(
      say(
        "You asked this in {channel}, which takes no more messages of mine: it may be archived, or I was removed from it.",
      ),
      { channel: channelLink(channel) },
    ),
  ]);
  const { text, blocks, classic } = ending;
  return {
    text,
    blocks: message("", [...why, ...blocks]).blocks,
    ...(classic && { classic: message("", [...why, ...classic]).blocks }),
  };
}
