/** What somebody's word `stop` ended, one line each. */
import { z } from "zod";
import type { Tongue } from "../../language/tongue.ts";
import { message, section, type SlackMessage } from "../../report/slack/blocks.ts";
import { filled, Markup, markup, mention } from "../../report/slack/markup.ts";

const Stopped = z.object({
  /** With the places of what follows: `Not watched any more, begun by {who}: {question}`. */
  says: z.string(),
  question: z.string(),
  /** Whose it was, where it was another one's: they shall be asked, and may read it. */
  who: z.string().exactOptional(),
});
export type Stopped = z.infer<typeof Stopped>;

/** As it was kept; nothing of what another version wrote. */
export function readStopped(kept: string): readonly Stopped[] {
  try {
    return z.array(Stopped).safeParse(JSON.parse(kept)).data ?? [];
  } catch {
    return [];
  }
}

export function renderStopped(stopped: readonly Stopped[]): (say: Tongue) => SlackMessage {
  return (say) => {
    const lines = stopped.map(({ says, question, who }) =>
      filled(say(says), {
        question: markup`${question}`,
        who: markup`${who === undefined ? "" : mention(who)}`,
      }),
    );
    const plain = stopped.map(({ says, question, who = "" }) =>
      say(says)
        .replace("{who}", () => who)
        .replace("{question}", () => question),
    );
    return message(plain.join("\n"), section(Markup.join(lines, "\n")));
  };
}
