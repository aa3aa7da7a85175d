/** What it is that does not arrive, where a sentence says it apart from the port: "UDP packets from web to db on 8125". */
import type { Sides } from "./sides.ts";

/** Undefined for TCP, which is meant where nothing is said, and where a sentence names both. */
export function transportIn(text: string): Sides["transport"] {
  const named = new Set(
    [...text.matchAll(/(?<![\w/-])(?:\d{1,5}\/)?(tcp|udp|sctp)(?![\w/-])/gi)].map(([, word = ""]) =>
      word.toUpperCase(),
    ),
  );
  const [only, other] = named;
  return other === undefined && (only === "UDP" || only === "SCTP") ? only : undefined;
}
