/** Policies that exist and could not be read: they may deny what all others allow. */
import type { End } from "../match/ends.ts";

/** Namespaces of pods whose policies are missing; `all`: policies about anyone are. */
export type Unread = "all" | readonly string[];

export function isUnreadFor(unread: Unread, { pod, namespace }: End): boolean {
  return unread === "all" || (pod !== undefined && unread.includes(namespace));
}
