import type { SlackMessage } from "../../report/slack/blocks.ts";
import { refusalOf } from "./slack-trouble.ts";

/**
 * Slack rolls new kinds of blocks out by workspace, and tells it only by refusing them (`invalid_blocks`). A message with
 * such blocks is sent again with those that every workspace takes; which were refused is remembered until the process ends,
 * so that each is tried once.
 */
export class NewerBlocks {
  readonly #refused = new Set<string>();

  /** Calls `send` with the blocks that this workspace takes. */
  async send<Answer>(
    { blocks, classic }: SlackMessage,
    send: (blocks: SlackMessage["blocks"]) => Promise<Answer>,
  ): Promise<Answer> {
    if (classic === undefined) return send(blocks);
    const known = new Set<string>(classic.map(({ type }) => type));
    const newer = blocks.map(({ type }) => type).filter((type) => !known.has(type));
    if (newer.some((type) => this.#refused.has(type))) return send(classic);
    try {
      return await send(blocks);
    } catch (error) {
      if (refusalOf(error) !== "invalid_blocks") throw error;
      const answer = await send(classic);
      // Only now it is known that the newer ones were what Slack refused.
      for (const type of newer) this.#refused.add(type);
      return answer;
    }
  }
}
