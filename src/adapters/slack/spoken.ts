import { tongueOf, type Tongue } from "../../language/tongue.ts";
import type { Language } from "../../model/question.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";

/** A message that is made in the language of whoever hears it. */
export type Spoken = SlackMessage | ((say: Tongue) => SlackMessage);

/** The channel's language, where it has one. */
export type Languages = (channel: string) => Language | undefined;

/** How something is said to whoever did this: in the language of their words, else in that of the channel. */
export function tongueFor(
  { languageIn }: { readonly languageIn?: Languages },
  { language, channel }: { readonly language?: Language | undefined; readonly channel: string },
): Tongue {
  return tongueOf(language ?? languageIn?.(channel));
}

export function inTongue(spoken: Spoken, say: Tongue): SlackMessage {
  return typeof spoken === "function" ? spoken(say) : spoken;
}
