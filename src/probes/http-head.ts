import { defineProbe, Unreadable } from "../model/probe.ts";
import { dnsNameArgument, secondsArgument, socatEnd } from "./arguments.ts";
import { script, waiting } from "./limits.ts";
import { shown, wholeText } from "./reading.ts";

export interface HttpSubject {
  readonly ip: string;
  readonly port: number;
  /** Name for the Host header. */
  readonly host: string;
  readonly waitMs: number;
}

/** What the first bytes of the answer are. */
export type HttpAnswer =
  | { readonly speaks: "http"; readonly status: number }
  /** A TLS alert in answer to plain HTTP. */
  | { readonly speaks: "tls" }
  | { readonly speaks: "other"; readonly bytes: number }
  /** Connected, then closed or kept silent. */
  | { readonly speaks: "nothing" };

const askHead = `
command -v socat >/dev/null || { echo 'socat: not found' >&2; exit 127; }
printf 'HEAD / HTTP/1.1\\r\\nHost: %s\\r\\nUser-Agent: netdiag\\r\\nConnection: close\\r\\n\\r\\n' "$2" |
  socat -t "$3" -T "$3" - "$1,connect-timeout=$3,readbytes=64" 2>/dev/null |
  od -An -v -tx1`;

export const httpHead = defineProbe<HttpAnswer, HttpSubject>({
  name: "http-head",
  why: "Asks for the headers of / where the connection works, to tell an HTTP or TLS trouble from a network one.",
  at: "both",
  tool: "socat",
  sends: "one HTTP HEAD request",
  command: ({ ip, port, host, waitMs }) =>
    waiting(
      script(askHead, socatEnd("TCP", ip, port), dnsNameArgument(host), secondsArgument(waitMs)),
      2 * waitMs,
      4,
    ),
  parse(output) {
    const words = wholeText(output)
      .trim()
      .split(/\s+/)
      .filter((word) => word !== "");
    const wrong = words.find((word) => !/^[0-9a-f]{2}$/.test(word));
    if (wrong !== undefined) throw new Unreadable(`not bytes: ${shown(wrong)}`);
    const bytes = words.map((word) => parseInt(word, 16));
    if (bytes.length === 0) return { speaks: "nothing" };
    const status = /^HTTP\/[\d.]+ (\d{3})/.exec(String.fromCharCode(...bytes))?.[1];
    if (status !== undefined) return { speaks: "http", status: Number(status) };
    // A TLS record of type alert (21) or handshake (22), version 3.x.
    if ((bytes[0] === 21 || bytes[0] === 22) && bytes[1] === 3) return { speaks: "tls" };
    return { speaks: "other", bytes: bytes.length };
  },
});
