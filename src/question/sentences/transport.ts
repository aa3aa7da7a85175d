/** What it is that does not arrive, where a sentence says it apart from the port: "UDP packets from web to db on 8125". */
import type { Sides } from "./sides.ts";

/** What carries it, or the port that it goes to: "dns works over udp" says nothing of what does not. */
const spoken =
  /(?<![\w/-])(?:\d{1,5}\/(tcp|udp|sctp)|(tcp|udp|sctp)(?= ?(?:packets?|datagrams?|traffic|flows?|messages?|port|from|\d|\/\d|包|报文|流量|端口|协议)))(?![\w-])/gi;

/** Undefined for TCP, which is meant where nothing is said, and where a sentence names both. */
export function transportIn(text: string): Sides["transport"] {
  const named = new Set(
    [...text.matchAll(spoken)].map(([, behindPort, before]) => (behindPort ?? before ?? "").toUpperCase()),
  );
  const [only, other] = named;
  return other === undefined && (only === "UDP" || only === "SCTP") ? only : undefined;
}
