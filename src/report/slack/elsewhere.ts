import { context, message, type SlackMessage } from "./blocks.ts";
import { channelLink, markup } from "./markup.ts";

/** An ending that could not be told where it was asked, for the asker's own conversation with the app. */
export function renderElsewhere(channel: string, ending: SlackMessage): SlackMessage {
  const why = context([
    markup`You asked this in ${channelLink(channel)}, which takes no more messages of mine: it may be archived, or I was removed from it.`,
  ]);
  const { text, blocks, classic } = ending;
  return {
    text,
    blocks: message("", [...why, ...blocks]).blocks,
    ...(classic && { classic: message("", [...why, ...classic]).blocks }),
  };
}
