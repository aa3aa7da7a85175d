/** What was pasted: the line that names the failure, and what the others add to it. */
import { errorIn, tellsOfSuccess } from "./errors.ts";
import { readCommand } from "./readers/command.ts";
import { readLine } from "./readers/index.ts";
import type { Told } from "./readers/told.ts";
import { speakerAround, speakerOf } from "./speaker.ts";
import { describeTarget } from "./describe.ts";
import { unreachedStatuses } from "./readers/ingress-nginx.ts";
import { isWhoIsCalled } from "./own-server.ts";

/** A line longer than this is no log line worth reading. */
const longestLine = 8_000;
const mostLines = 200;

export interface Pasted {
  readonly told: Told;
  /** The line that tells it. */
  readonly line: string;
  /** What stands around the lines that were read. */
  readonly words: string;
  /** When it happened, as the line says. */
  readonly when?: string;
}

interface Read {
  readonly line: string;
  readonly told: Told;
}

/** Lines without the marks that chats put around and in front of them. */
export function linesOf(text: string): readonly string[] {
  const lines = text
    .split(/[\r\n]+/)
    .slice(0, mostLines)
    .filter((line) => line.length <= longestLine)
    .map((line) =>
      line
        .replace(/^(?:[ \t]{0,40}(?:>|&gt;)){1,5} ?/, "")
        .replaceAll("```", " ")
        .replaceAll("`", "")
        .replaceAll("/<unresolved>", "")
        .trim(),
    )
    .map((line) => (/^\{.*\}$/.test(line) ? line : unescaped(line)))
    .filter((line) => line !== "" && !/^Ncat: Version /.test(line));
  return unbroken(lines);
}

/** A line that a terminal or a chat broke in the middle of something, made whole again. */
function unbroken(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (last !== undefined && last.length + line.length < longestLine && goesOn(last, line))
      whole[whole.length - 1] = `${last} ${line}`;
    else whole.push(line);
  }
  return whole;
}

const quotes = (line: string): number => line.split('"').length - 1;

/** Of a log line whose quotes are open; of ping's statistics, of which the first line names whom, and the second how many came back. */
function goesOn(line: string, next: string): boolean {
  if (/^--- \S{1,300} ping statistics ---$/.test(line)) return /packets transmitted/.test(next);
  return /^\d{4}[-/]|^\d[\d.]{6,14} - /.test(line) && quotes(line) % 2 === 1 && quotes(next) % 2 === 1;
}

/** Text that was a string of something: `err="Get \"http://…\""`. JSON is undone by who reads it. */
function unescaped(line: string): string {
  return line
    .replace(/\\(["'nt])/g, (_, mark: string) => (mark === "n" || mark === "t" ? " " : mark))
    .replace(/''([^']{1,300})''/g, "'$1'");
}

/** Undefined where no line is one that a program printed. */
export function readPasted(text: string): Pasted | undefined {
  const lines = linesOf(text);
  const read = lines.flatMap((line): Read[] => {
    const told = readLine(line);
    return told ? [{ line, told: spoken(told, line) }] : [];
  });
  const refusedByServer = lines.some((line) => /^Error from server/.test(line));
  const notExecuted = lines.some((line) => /error dialing backend|unable to upgrade connection/.test(line));
  const commands = lines.flatMap((line): Read[] => {
    const told = readCommand(line);
    // Where the API server could not fetch the logs, or not reach the kubelet, no pod says anything.
    const isSaid = !(refusedByServer && /\blogs\b/.test(line)) && !(notExecuted && told?.from);
    return told && isSaid ? [{ line, told }] : [];
  });
  const telling = mostTelling(read);
  const run = telling ? before(telling, commands, lines) : commands;
  const command = commandOf(run);
  const whole = lines.length > 1 && lines.length <= 40 ? wholeOf(lines) : undefined;
  const best = telling ?? whole ?? command;
  if (!best) return undefined;
  const used = new Set([...read, ...commands].map(({ line }) => line));
  const words = lines.filter((line) => !used.has(line)).join(" ");
  const told = completed(best, {
    read,
    command,
    whole,
    words,
    text: lines.filter((line) => !tellsOfSuccess(line)).join(" "),
  });
  const when = timeIn(best.line);
  return { told, line: best.line, words, ...(when === undefined ? {} : { when }) };
}

/** `kubectl exec -it web -- sh` says who calls, and the `ping 10.0.0.1` behind it whom. */
function commandOf(run: readonly Read[]): Read | undefined {
  const placed = run.find(({ told }) => told.from);
  const called = run.find(({ told }) => told.to);
  const from = placed?.told.from;
  if (!placed || !from || placed.told.to || !called) return placed ?? called;
  return { line: called.line, told: { ...placed.told, ...called.told, from } };
}

/** Of several commands the one that printed the line stands in front of it: the nearest first, then those behind. */
function before({ line }: Read, commands: readonly Read[], lines: readonly string[]): readonly Read[] {
  const at = lines.indexOf(line);
  const isBefore = (command: Read): boolean => lines.indexOf(command.line) <= at;
  return [...commands.filter(isBefore).toReversed(), ...commands.filter((command) => !isBefore(command))];
}

function spoken(told: Told, line: string): Told {
  const who = speakerOf(line, told.at);
  // A server that says who could not shake hands with it was called.
  if (told.from && !told.to && told.kind === "tls" && who?.type === "object")
    return { ...told, to: { target: who } };
  if (told.from) return told;
  return who ? { ...told, from: { target: who } } : told;
}

/** A message may be broken into lines: what they say together. */
function wholeOf(lines: readonly string[]): Read | undefined {
  const line = lines.join(" ").slice(0, longestLine);
  const told = readLine(line);
  return told && { line, told: spoken(told, line) };
}

/** The line that names a failure before one that does not; what is told most often; the first. */
function mostTelling(read: readonly Read[]): Read | undefined {
  const counts = new Map<string, number>();
  for (const { told } of read) counts.set(keyOf(told), (counts.get(keyOf(told)) ?? 0) + 1);
  const weight = ({ told }: Read): number =>
    (told.to ? 4 : 0) -
    (told.outcome === "passed" ? 5 : 0) +
    (told.outcome === "failed" ? 1 : 0) +
    (told.refusal ? 0 : 2) +
    (isFailure(told) ? 8 : 0) +
    // A name says more than the address that it led to.
    (isFailure(told) && told.to?.looksUp !== undefined ? 0.5 : 0) +
    Math.min(counts.get(keyOf(told)) ?? 0, 99) / 100;
  return read.reduce<Read | undefined>(
    (best, one) => (best && weight(best) >= weight(one) ? best : one),
    undefined,
  );
}

const keyOf = ({ to, refusal }: Told): string =>
  to ? `${describeTarget(to.target)}:${to.port ?? ""}` : (refusal?.sentence ?? "");

const isFailure = ({ to, kind, status }: Told): boolean =>
  to !== undefined && (kind !== undefined || (status !== undefined && unreachedStatuses.has(status)));

interface Around {
  readonly read: readonly Read[];
  readonly command: Read | undefined;
  readonly whole: Read | undefined;
  readonly words: string;
  readonly text: string;
}

/** What the best line leaves open, from the command that was run, the other lines and the words around. */
function completed({ told, line }: Read, { read, command, whole, words, text }: Around): Told {
  const to = targetOf(told, { read, command, whole });
  const { resolves: own, from: byLine, ...rest } = told;
  const said =
    byLine ?? read.find(({ told }) => told.from)?.told.from ?? whole?.told.from ?? fromWords(words, line);
  const from = command?.told.from ?? (isWhoIsCalled(said, to) ? undefined : said);
  const kind = told.kind ?? (told.status === undefined ? (whole?.told.kind ?? errorIn(text)) : undefined);
  const status = told.status ?? whole?.told.status;
  const resolves =
    to === told.to ? (own ?? (asksDns(to) ? command?.told.resolves : undefined)) : command?.told.resolves;
  return {
    ...rest,
    ...(to ? { to } : {}),
    ...(from ? { from } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(resolves === undefined ? {} : { resolves }),
  };
}

const asksDns = (to: Told["to"]): boolean => to?.port === 53 && to.protocol === "UDP";

const isOwnDns = (to: Told["to"]): boolean => to?.target.type === "object" && to.target.name === "kube-dns";

function fromWords(words: string, line: string): Told["from"] {
  const who =
    speakerAround(words) ?? (words === "" ? undefined : speakerOf(`${words} ${line}`, words.length + 1));
  return who && { target: who };
}

/** The one that was typed, before the address that its name led to; a line with a port before one without. */
function targetOf(
  told: Told,
  { read, command, whole }: Pick<Around, "read" | "command" | "whole">,
): Told["to"] {
  const typed = command?.told.to;
  // nslookup names the name, and what it prints the server.
  if (typed && !(asksDns(typed) && asksDns(told.to) && !isOwnDns(told.to))) return typed;
  if (!told.to) return whole?.told.to;
  if (told.to.port !== undefined || told.to.protocol === "ICMP") return told.to;
  const words = describeTarget(told.to.target);
  const fuller = read.find(
    ({ line, told: other }) =>
      other.to?.port !== undefined && other.resolves === undefined && line.includes(words),
  );
  return fuller?.told.to ?? told.to;
}

/** ISO 8601, nginx's two forms, klog's, syslog's. */
const times =
  /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?|(?<=\b[IWEF])\d{4} \d\d:\d\d:\d\d(?:\.\d{1,6})?|\b[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d/;

const timeIn = (line: string): string | undefined => times.exec(line)?.[0];
