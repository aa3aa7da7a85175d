/** Yes, no, or not to be told from the objects at hand. */
export type Tri = "yes" | "no" | "unknown";
