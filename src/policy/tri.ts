/** Yes, no, or not to be told from the objects at hand. */
export type Tri = "yes" | "no" | "unknown";

export function negate(one: Tri): Tri {
  return one === "yes" ? "no" : one === "no" ? "yes" : "unknown";
}

/** One no is no; else one unknown is unknown. */
export function everyOf(all: readonly Tri[]): Tri {
  return all.includes("no") ? "no" : all.includes("unknown") ? "unknown" : "yes";
}

/** `everyOf` what is told of each; after a no, of no other. */
export function everyHolds<Item>(items: readonly Item[], told: (item: Item) => Tri): Tri {
  let result: Tri = "yes";
  for (const item of items) {
    const one = told(item);
    if (one === "no") return "no";
    if (one === "unknown") result = "unknown";
  }
  return result;
}

/** One yes is yes, and no other item is asked; else one unknown is unknown. */
export function someHolds<Item>(items: readonly Item[], told: (item: Item) => Tri): Tri {
  let result: Tri = "no";
  for (const item of items) {
    const one = told(item);
    if (one === "yes") return "yes";
    if (one === "unknown") result = "unknown";
  }
  return result;
}
