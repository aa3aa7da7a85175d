/** What a secret is replaced with; one word, so that a reader sees that something was there. */
export const REMOVED = "[removed]";
