/** Policies that exist and could not be read: they may deny what all others allow. */

/** Namespaces of pods whose policies are missing; `all`: policies about anyone are. */
export type Unread = "all" | readonly string[];

/** Whether policies about this end may be missing. Policies of a namespace are about its pods alone. */
export function isUnreadFor(
  unread: Unread,
  { pod, namespace }: { readonly pod: unknown; readonly namespace: string },
): boolean {
  return unread === "all" || (pod !== undefined && unread.includes(namespace));
}
