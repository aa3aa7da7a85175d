/** Why something cannot be told, for a person to read. */
import type { Unread } from "../unread.ts";

/** The reason that is there in nearly every cluster. */
export const icmpDoubt =
  "Whether rules that name ports let ICMP through, NetworkPolicy leaves to the plugin.";

/** @returns undefined when everything could be read. */
export function unreadDoubt(unread: Unread): string | undefined {
  if (unread.length === 0) return undefined;
  const whose = unread === "all" ? "about any pod" : `of pods in ${unread.join(", ")}`;
  return `Policies ${whose} could not be read: what they may deny cannot be told.`;
}
