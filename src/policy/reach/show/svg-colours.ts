/** What colour says most of an answer. */
import type { Answer } from "../answers.ts";

/** Told apart by the colour-blind too (after Okabe and Ito). */
export const colours = {
  everything: { fill: "#0072b2", means: "everything" },
  some: { fill: "#56b4e9", means: "some ports" },
  unsure: { fill: "#e69f00", means: "cannot be told" },
  nothing: { fill: "#e4e4e4", means: "nothing" },
} as const;
export type Kind = keyof typeof colours;

export function kindOf({ text, open, unsure, ipv6, onOwnNode }: Answer): Kind {
  if (text === "everything") return "everything";
  if (open.length + (ipv6?.open.length ?? 0) > 0) return "some";
  const near = onOwnNode ? kindOf(onOwnNode) : "nothing";
  if (near === "everything" || near === "some") return "some";
  return near === "unsure" || unsure.length + (ipv6?.unsure.length ?? 0) > 0 ? "unsure" : "nothing";
}
