/** Why something cannot be told, for a person to read. */
import { together } from "../../bounded.ts";
import type { Unread } from "../../unread.ts";

/** The reason that is there in nearly every cluster. */
export const icmpDoubt =
  "Whether rules that name ports let ICMP through, NetworkPolicy leaves to the plugin.";

/** Of policies that are there and not decided here. */
export function notDecidedDoubt(names: readonly string[]): string {
  return `${together(names)} may select pods and ${names.length > 1 ? "are" : "is"} not decided here.`;
}

export const otherDoubt =
  "A rule depends on more than these objects tell, as a request, a name or a label that was not read: netdiag policy A to B says which.";

/** @returns undefined when everything could be read. */
export function unreadDoubt(unread: Unread): string | undefined {
  if (unread.length === 0) return undefined;
  const whose = unread === "all" ? "about any pod" : `of pods in ${unread.join(", ")}`;
  return `Policies ${whose} could not be read: what they may deny cannot be told.`;
}
