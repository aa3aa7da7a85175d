/** ingress-nginx log lines: what the controller could not reach. */
import { shorten } from "./refusal.ts";

/** What a line says about one request. */
export interface LoggedFailure {
  readonly status: number;
  /** `test-productpage-9080`: namespace, Service and port joined by dashes, so it may be read several ways. */
  readonly upstream?: string;
  /** `10.233.75.9:9080` of the attempt that failed. */
  readonly address?: string;
  readonly line: string;
}

/** Values of several attempts stand in one field: commas within a server group, colons between groups. */
const list = String.raw`[^\s,]+(?:(?:, ?| : )[^\s,]+)*`;

/** From the request on; in front stand addresses, user and time, or whatever a log shipper adds. */
const access = new RegExp(
  String.raw`"[^"]*" (\d{3}) \d+ "[^"]*" "[^"]*" \d+ [\d.]+ \[([^\]]*)\] (?:\[[^\]]*\] )?(${list}) (${list}) (${list}) (${list})`,
);

/** What people copy out of such a line: the upstream's name and address. */
const fragment =
  /\[([a-z0-9-]+-[a-z0-9-]+)\] (?:\[[^\]]*\] )?((?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5})/;

/** nginx's own words for an upstream that was not reached, and the status the client got. */
const errors: readonly (readonly [string, number])[] = [
  ["upstream timed out", 504],
  ["connect() failed", 502],
  ["no live upstreams", 502],
  ["prematurely closed", 502],
  ["recv() failed", 502],
  ["SSL_do_handshake() failed", 502],
];

const separated = (field: string): string[] => field.split(/, ?| : /);

/** Statuses that say the upstream was not reached or did not answer in time (499: the client gave up first). */
export const unreachedStatuses: ReadonlySet<number> = new Set([499, 502, 503, 504]);

const isAddress = (text: string): boolean => /^(?:[\d.]+|\[[0-9a-f:]+\]):\d+$/i.test(text);

function readAccess(line: string): LoggedFailure | undefined {
  const match = access.exec(line);
  if (!match) return undefined;
  const [, status = "", upstream = "", addresses = "", , , statuses = ""] = match;
  const tried = separated(addresses).map((address, index) => ({
    address,
    status: separated(statuses)[index] ?? "-",
  }));
  const failed =
    tried.find(
      (one) => isAddress(one.address) && (one.status === "-" || unreachedStatuses.has(Number(one.status))),
    ) ?? tried.findLast((one) => isAddress(one.address));
  return {
    status: Number(status),
    ...(upstream === "" || upstream === "-" ? {} : { upstream }),
    ...(failed ? { address: failed.address } : {}),
    line: shorten(line.trim(), 2000),
  };
}

function readError(line: string): LoggedFailure | undefined {
  const where = /upstream: "[a-z]{1,8}:\/\/([^/"]{0,300})/.exec(line)?.[1];
  const said = errors.find(([words]) => line.includes(words));
  if (where === undefined || !said) return undefined;
  const address = isAddress(where) ? where : isAddress(`${where}:80`) ? `${where}:80` : undefined;
  return {
    status: said[1],
    upstream: where,
    ...(address === undefined ? {} : { address }),
    line: shorten(line.trim(), 2000),
  };
}

function readFragment(line: string): LoggedFailure | undefined {
  const match = fragment.exec(line);
  const status = /\b(499|502|503|504)\b/.exec(line)?.[1];
  if (!match || status === undefined) return undefined;
  const [, upstream = "", address = ""] = match;
  return { status: Number(status), upstream, address, line: shorten(line.trim(), 2000) };
}

/** A line longer than this is no log line worth reading. */
const longestLine = 8_000;

/** The first line that tells of an unreached upstream, else the first log line at all; with the words around it. */
export function findLogLine(text: string): { failure: LoggedFailure; words: string } | undefined {
  const lines = text.split(/[\r\n]+/).slice(0, 200);
  const found = lines.flatMap((line) => {
    if (line.length > longestLine) return [];
    const failure = readAccess(line) ?? readError(line) ?? readFragment(line);
    return failure ? [{ failure, line }] : [];
  });
  const best = found.find(({ failure }) => unreachedStatuses.has(failure.status)) ?? found[0];
  if (!best) return undefined;
  const logged = new Set(found.map(({ line }) => line));
  return { failure: best.failure, words: lines.filter((line) => !logged.has(line)).join(" ") };
}
