import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { portArguments, secondsArgument, socatEnd } from "../text/arguments.ts";
import { asciiBytes, dnsHeader, dnsQuery, type DnsHeader } from "./dns-message.ts";
import { script, waiting } from "../text/limits.ts";
import { failureOf, type Failure } from "./outcome.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";
import { between, errorIn, logLine, type LogLine } from "./socat-log.ts";

/** Fresh datagrams to one address and port, one per source port, all at once. */
export interface UdpSubject {
  readonly ip: string;
  readonly port: number;
  readonly sourcePorts: readonly number[];
  readonly waitMs: number;
  /** A name to ask for, where a DNS server is expected; otherwise a few bytes no program answers to. */
  readonly dns?: { readonly name: string; readonly type: "A" | "AAAA" };
}

export interface UdpAttempt {
  readonly sourcePort: number;
  /** `silent` alone proves nothing: most programs do not answer what they do not understand. */
  readonly outcome: "answered" | Failure;
  readonly milliseconds?: number;
  readonly dns?: DnsHeader;
  readonly said?: string;
}

/**
 * `readbytes` ends the exchange with the answer instead of after the whole waiting time; `-x` shows the answer as
 * hexadecimal in the log. The payload comes as octal escapes for printf's %b.
 */
const exchangeAll = `
target=$1 wait=$2 payload=$3 enough=$4
shift 4
command -v socat >/dev/null || { echo 'socat: not found' >&2; exit 127; }
printf 'udp %s\\n' "$*"
for source
do
  {
    log=$(printf '%b' "$payload" |
      socat -d -d -lu -x -t"$wait" -T"$wait" - "$target,sourceport=$source,reuseaddr,readbytes=$enough" 2>&1 >/dev/null)
    printf 'port %s\\n%s\\n' "$source" "$log"
  } &
done
wait`;

const plainPayload = asciiBytes("netdiag");
const dnsHeaderBytes = 12;

export const udpExchange = defineProbe<readonly UdpAttempt[], UdpSubject>({
  name: "udp-exchange",
  why: "Sends a few UDP datagrams (a DNS question to DNS servers) and says what came back for each.",
  at: "both",
  tool: "socat",
  sends: "one UDP datagram per source port: a DNS question, or seven bytes",
  sendsTo: ({ ip, port }) => ({ ip, port }),
  command({ ip, port, sourcePorts, waitMs, dns }) {
    const payload = dns ? dnsQuery(dns.name, dns.type) : plainPayload;
    return waiting(
      script(
        exchangeAll,
        socatEnd("UDP", ip, port),
        secondsArgument(waitMs),
        payload.map((byte) => `\\0${byte.toString(8).padStart(3, "0")}`).join(""),
        String(dns ? dnsHeaderBytes : 1),
        ...portArguments(sourcePorts),
      ),
      waitMs,
    );
  },
  parse: parseExchanges,
});

function parseExchanges(output: CommandOutput): readonly UdpAttempt[] {
  const [head = "", ...lines] = linesOf(wholeText(output));
  const [word, ...ports] = head.split(" ");
  if (word !== "udp" || ports.length === 0) throw new Unreadable(`not a UDP exchange: ${shown(head)}`);
  const logs = new Map<string, string[]>();
  let log: string[] | undefined;
  for (const line of lines) {
    const port = /^port (\d+)$/.exec(line)?.[1];
    if (port !== undefined) logs.set(port, (log = []));
    else if (log) log.push(line);
    else throw new Unreadable(`a line of no exchange: ${shown(line)}`);
  }
  return ports.map((port) => {
    const own = logs.get(port);
    if (!own) throw new Unreadable(`nothing was said about source port ${shown(port)}`);
    return { sourcePort: numberOf(port), ...attemptOf(own) };
  });
}

function attemptOf(lines: readonly string[]): Omit<UdpAttempt, "sourcePort"> {
  const log = lines.filter((line) => /^\d{4}\//.test(line)).map(logLine);
  const start = log.find(({ text }) => text.startsWith("starting data transfer"));
  if (!start) return failed(log, undefined);
  const answerAt = lines.findIndex((line) => line.startsWith("< "));
  if (answerAt >= 0) {
    const end = log.find(({ text }) => /^socket 2 .* is at EOF$/.test(text));
    const milliseconds = between(start, end);
    const dns = dnsHeader(bytesOf(lines[answerAt + 1] ?? ""));
    return {
      outcome: "answered",
      ...(milliseconds !== undefined && { milliseconds }),
      ...(dns !== undefined && { dns }),
    };
  }
  return errorIn(log) === undefined ? { outcome: "silent" } : failed(log, start);
}

function failed(log: readonly LogLine[], start: LogLine | undefined): Omit<UdpAttempt, "sourcePort"> {
  const error = errorIn(log);
  const outcome = error === undefined ? undefined : failureOf(error);
  if (error === undefined || outcome === undefined)
    throw new Unreadable(`an exchange ended in an unknown way: ${shown(error ?? "no error")}`);
  const milliseconds = between(
    start,
    log.findLast(({ level }) => level === "E"),
  );
  const said = error.slice(error.lastIndexOf(": ") + 2);
  return { outcome, said, ...(milliseconds !== undefined && { milliseconds }) };
}

function bytesOf(hex: string): readonly number[] {
  return hex
    .trim()
    .split(/\s+/)
    .filter((text) => /^[0-9a-f]{2}$/.test(text))
    .map((text) => parseInt(text, 16));
}
