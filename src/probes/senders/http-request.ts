import { familyOf } from "../../model/protocol.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { dnsNameArgument, ipArgument, portArgument, secondsArgument } from "../text/arguments.ts";
import { script, waiting } from "../text/limits.ts";
import { linesOf, shown, wholeText } from "../text/reading.ts";

export interface HttpSubject {
  readonly ip: string;
  readonly port: number;
  /** The name in the URL, and so in the Host header and the TLS handshake; the address itself when there is none. */
  readonly host?: string;
  /**
   * What the port is asked in: `either` asks in plain HTTP first, and over TLS when that gives no answer; `https` the other way
   * round.
   */
  readonly scheme: "http" | "https" | "either";
  /** For each request, from the connection to the last header. */
  readonly waitMs: number;
}

/**
 * How one request went. Times in milliseconds from its start.
 * `answered`: a status line came. `closed`: the program closed the connection without a byte. `reset`: it was reset.
 * `silent`: connected, and no header came in time. `not-connected`: the connection itself failed. `tls-failed`: no TLS
 * could be agreed on. `other`: bytes came that are no HTTP.
 */
export interface HttpExchange {
  readonly scheme: "http" | "https";
  readonly end: "answered" | "closed" | "reset" | "silent" | "not-connected" | "tls-failed" | "other";
  readonly status?: number;
  readonly connectedMs?: number;
  readonly tlsMs?: number;
  readonly firstByteMs?: number;
  /** The last day of the certificate that was shown, by the node's clock in the past: `2025-01-01`. */
  readonly expired?: string;
}

// The last word of a line is the last day of the first certificate of the chain, in seconds since 1970, beside the node's own
// clock: OpenSSL tells one error only, and for a private authority that is another one.
const ask = `
command -v curl >/dev/null || { echo 'curl: not found' >&2; exit 127; }
ask() {
  said=$(curl -q -s -k -I -o /dev/null --noproxy '*' --max-time "$4" \${3:+--resolve "$3"} \\
    -w '%{http_code} %{time_connect} %{time_appconnect} %{time_starttransfer}\\n%{certs}' "$1://$2/")
  code=$?
  last=$(printf '%s\\n' "$said" | sed -n 's/^Expire date://p' | head -n 1)
  [ -n "$last" ] && last=$(date -u -d "$last" +%s 2>/dev/null)
  printf '%s %s %s %s %s\\n' "$1" "$code" "$(printf '%s\\n' "$said" | head -n 1)" "\${last:--}" "$(date +%s)"
}
case $1 in
  either) first=$(ask http "$2" "$3" "$4"); printf '%s\\n' "$first"
    case $first in 'http '*' 000 '* | 'http '*' 400 '*) ask https "$2" "$3" "$4" ;; esac ;;
  https) first=$(ask https "$2" "$3" "$4"); printf '%s\\n' "$first"
    case $first in 'https '*' 000 '*) ask http "$2" "$3" "$4" ;; esac ;;
  *) ask "$1" "$2" "$3" "$4" ;;
esac`;

export const httpRequest = defineProbe<readonly HttpExchange[], HttpSubject>({
  name: "http-request",
  why: "Asks for the headers of / where the connection works, to tell an HTTP or TLS trouble from a network one.",
  at: "both",
  tool: "curl",
  sends:
    "one HTTP HEAD request; a second one over TLS when plain HTTP gives no answer, or the other way round",
  sendsTo: ({ ip, port }) => ({ ip, port }),
  command({ ip, port, host, scheme, waitMs }) {
    const address = familyOf(ip) === 6 ? `[${ipArgument(ip)}]` : ipArgument(ip);
    const end = `${host === undefined ? address : dnsNameArgument(host)}:${portArgument(port)}`;
    const resolved = host === undefined ? "" : `${end}:${address}`;
    return waiting(script(ask, scheme, end, resolved, secondsArgument(waitMs)), 2 * waitMs, 4);
  },
  parse: (output) => linesOf(wholeText(output)).map(exchange),
});

/** `https 0 200 0.000353 0.002100 0.003000 1735689600 1795811201`: scheme, curl's exit code, status, seconds, last day and now. */
const told = /^(https?) (\d+) (\d{3}) ([\d.]+) ([\d.]+) ([\d.]+) (-|\d+) (\d+)$/;

function exchange(line: string): HttpExchange {
  const [, scheme, exit = "", code = "", connect = "", tls = "", first = "", last = "-", now = ""] =
    told.exec(line) ?? [];
  if (scheme !== "http" && scheme !== "https") throw new Unreadable(`not curl's words: ${shown(line)}`);
  const after = (seconds: string): number | undefined => {
    const milliseconds = Number(seconds) * 1000;
    return milliseconds > 0 ? milliseconds : undefined;
  };
  const [connectedMs, tlsMs, firstByteMs] = [after(connect), after(tls), after(first)];
  return {
    scheme,
    end: endOf({ scheme, exit: Number(exit), status: Number(code), connectedMs, tlsMs }),
    ...(code === "000" ? {} : { status: Number(code) }),
    ...(connectedMs === undefined ? {} : { connectedMs }),
    ...(tlsMs === undefined ? {} : { tlsMs }),
    ...(firstByteMs === undefined || code === "000" ? {} : { firstByteMs }),
    ...(last !== "-" && Number(last) < Number(now)
      ? { expired: new Date(Number(last) * 1000).toISOString().slice(0, 10) }
      : {}),
  };
}

interface Ended {
  readonly scheme: "http" | "https";
  readonly exit: number;
  readonly status: number;
  readonly connectedMs: number | undefined;
  readonly tlsMs: number | undefined;
}

/** From curl's exit codes (https://curl.se/libcurl/c/libcurl-errors.html). */
function endOf({ scheme, exit, status, connectedMs, tlsMs }: Ended): HttpExchange["end"] {
  if (status > 0) return "answered";
  if (exit === 7) return "not-connected"; // CURLE_COULDNT_CONNECT
  // Older curls tell no time of connecting when the handshake fails (7.88 does not).
  if (scheme === "https" && tlsMs === undefined) return exit === 28 ? "silent" : "tls-failed";
  if (connectedMs === undefined) return "not-connected";
  switch (exit) {
    case 28: // CURLE_OPERATION_TIMEDOUT
      return "silent";
    case 52: // CURLE_GOT_NOTHING
      return "closed";
    case 55: // CURLE_SEND_ERROR
    case 56: // CURLE_RECV_ERROR
      return "reset";
    default: // 1 is HTTP/0.9, which is any bytes at all; 8 a status line that is none.
      return "other";
  }
}
