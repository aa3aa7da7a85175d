import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { familyOf } from "../../model/protocol.ts";
import { ipArgument, portArgument, portArguments, secondsArgument, socatEnd } from "../text/arguments.ts";
import { script, waiting } from "../text/limits.ts";
import { failureOf, type Failure } from "./outcome.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";
import { between, errorIn, logLine, type LogLine } from "./socat-log.ts";

/** Fresh connections to one address and port, one per source port, all at once or one after the other. */
export interface ConnectSubject {
  readonly ip: string;
  readonly port: number;
  readonly sourcePorts: readonly number[];
  /** Below one second there is exactly one SYN per connection: Linux repeats it after a second. */
  readonly waitMs: number;
  /** An address to send from, where the place has several. */
  readonly sourceIp?: string;
  /** Between two SYNs; all at once without. */
  readonly everyMs?: number;
}

export interface ConnectAttempt {
  readonly sourcePort: number;
  readonly outcome: "connected" | Failure;
  /** From the SYN to the outcome; undefined without socat. */
  readonly milliseconds?: number;
  /** The error as the system words it. */
  readonly said?: string;
}

export interface Connections {
  /** `nc` waits whole seconds, repeats the SYN, and does not tell milliseconds. */
  readonly sender: "socat" | "nc";
  readonly attempts: readonly ConnectAttempt[];
}

/**
 * socat's own log has the time of the SYN and of the outcome to the microsecond, and `-lp` puts the source
 * port on every line: so nothing but socat runs, once per connection.
 */
const connectAll = `
target=$1 wait=$2 from=$3 ip=$4 port=$5 seconds=$6 apart=$7
shift 7
pause() { [ "$apart" = 0 ] || sleep "$apart"; }
if command -v socat >/dev/null
then
  printf 'socat %s\\n' "$*"
  for source
  do
    socat -d -d -lu -lp"$source" -u /dev/null "$target,connect-timeout=$wait,sourceport=$source,reuseaddr$from" 2>&1 &
    pause
  done
  wait
  exit 0
fi
nc=$(command -v nc) || { echo 'neither socat nor nc' >&2; exit 127; }
options='-n -z -v'
[ "$nc" -ef "$(command -v busybox)" ] && options=
printf 'nc %s\\n' "$*"
for source
do
  {
    said=$("$nc" $options -w "$seconds" -p "$source" "$ip" "$port" </dev/null 2>&1)
    printf '%s %s %s\\n' "$source" "$?" "$said"
  } &
  pause
done
wait`;

export const tcpConnect = defineProbe<Connections, ConnectSubject>({
  name: "tcp-connect",
  why: "Opens and closes a few new TCP connections to the asked port and says what became of each.",
  at: "both",
  tool: "socat",
  sends: "one TCP connection per source port, closed at once, without data",
  sendsTo: ({ ip, port }) => ({ ip, port }),
  command({ ip, port, sourcePorts, waitMs, sourceIp, everyMs = 0 }) {
    const from =
      sourceIp === undefined
        ? ""
        : familyOf(sourceIp) === 6
          ? `,bind=[${ipArgument(sourceIp)}]`
          : `,bind=${ipArgument(sourceIp)}`;
    const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
    return waiting(
      script(
        connectAll,
        socatEnd("TCP", ip, port),
        secondsArgument(waitMs),
        from,
        ipArgument(ip),
        portArgument(port),
        seconds,
        everyMs === 0 ? "0" : secondsArgument(everyMs),
        ...portArguments(sourcePorts),
      ),
      Math.max(waitMs, 1_000) + everyMs * sourcePorts.length,
    );
  },
  parse: parseConnections,
});

function parseConnections(output: CommandOutput): Connections {
  const [head = "", ...lines] = linesOf(wholeText(output));
  const [sender, ...ports] = head.split(" ");
  if ((sender !== "socat" && sender !== "nc") || ports.length === 0)
    throw new Unreadable(`not the start of a connection attempt: ${shown(head)}`);
  const read = sender === "socat" ? socatAttempts(lines) : ncAttempts(lines);
  const attempts = ports.map((port) => {
    const attempt = read.get(port);
    if (!attempt) throw new Unreadable(`nothing was said about source port ${shown(port)}`);
    return { sourcePort: numberOf(port), ...attempt };
  });
  return { sender, attempts };
}

type Said = Omit<ConnectAttempt, "sourcePort">;

function socatAttempts(lines: readonly string[]): ReadonlyMap<string, Said> {
  const logs = new Map<string, LogLine[]>();
  for (const line of lines.map(logLine)) logs.set(line.name, [...(logs.get(line.name) ?? []), line]);
  return new Map([...logs].map(([port, log]) => [port, socatAttempt(log)]));
}

function socatAttempt(log: readonly LogLine[]): Said {
  const start = log.find(({ text }) => text.startsWith("opening connection"));
  const connected = log.find(({ text }) => /^successfully connected|^starting data transfer/.test(text));
  const milliseconds = between(start, connected ?? log.findLast(({ level }) => level === "E"));
  const timed = milliseconds === undefined ? {} : { milliseconds };
  if (connected) return { outcome: "connected", ...timed };
  const error = errorIn(log);
  const outcome = error === undefined ? undefined : failureOf(error);
  if (error === undefined || outcome === undefined)
    throw new Unreadable(`a connection ended in an unknown way: ${shown(error ?? "no error")}`);
  return { outcome, said: errorWords(error), ...timed };
}

/** `connect(6, AF=2 10.2.0.2:9081, 16): Connection refused` → `Connection refused`. */
function errorWords(error: string): string {
  // nc puts the reason first and an error of the poll behind it.
  if (/timed out/.test(error)) return "Connection timed out";
  return error.slice(error.lastIndexOf(": ") + 2).trim();
}

function ncAttempts(lines: readonly string[]): ReadonlyMap<string, Said> {
  return new Map(
    lines.map((line): [string, Said] => {
      const parts = /^(\d+) (\d+)(?: (.*))?$/.exec(line);
      if (!parts) throw new Unreadable(`not an outcome of nc: ${shown(line)}`);
      const [, port = "", exit, said = ""] = parts;
      if (exit === "0") return [port, { outcome: "connected" }];
      const outcome = failureOf(said);
      if (!outcome) throw new Unreadable(`nc ended in an unknown way: ${shown(said)}`);
      return [port, { outcome, said: errorWords(said) }];
    }),
  );
}
