/** ingress-nginx log lines: what the controller could not reach. */
import type { SymptomKind, Target } from "../../model/question.ts";
import { refuse } from "../refusal.ts";
import { isRefused, readName, readTarget, type EndRead } from "../target.ts";
import type { Reader, Told } from "./told.ts";

/** What a line says about one request or connection. */
export interface LoggedFailure {
  readonly status: number;
  /** `test-productpage-9080`: namespace, Service and port joined by dashes, so it may be read several ways. */
  readonly upstream?: string;
  /** `10.233.75.9:9080` of the attempt that failed. */
  readonly address?: string;
  readonly kind?: SymptomKind;
  readonly udp?: true;
  /** Kong is nginx, too, and says so where nginx names its server. */
  readonly kong?: true;
}

/** Values of several attempts stand in one field: commas within a server group, colons between groups. */
const list = String.raw`[^\s,]+(?:(?:, ?| : )[^\s,]+)*`;

/** From the request on; in front stand addresses, user and time, or whatever a log shipper adds. */
const access = new RegExp(
  String.raw`"[^"]*" (\d{3}) \d+ "[^"]*" "[^"]*" \d+ [\d.]+ \[([^\]]*)\] (?:\[[^\]]*\] )?(${list}) (${list}) (${list}) (${list})`,
);

/** What people copy out of such a line: the upstream's name and address. */
const fragment =
  /\[((?=[^\][]*-)[a-z0-9-]+)\] (?:\[[^\]]*\] )?((?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5})/;

/** nginx's own words for an upstream that was not reached, the status the client got, and how the connection failed. */
const errors: readonly (readonly [words: RegExp, status: number, kind: SymptomKind])[] = [
  [/upstream timed out .*while connecting/, 504, "connect-timeout"],
  [/upstream timed out .*handshak/, 504, "tls"],
  [/upstream timed out/, 504, "read-timeout"],
  [/(?:connect\(\) |^)failed \(111/, 502, "refused"],
  [/(?:connect\(\) |^)failed \((?:101|113)/, 502, "unreachable"],
  [/connect\(\) failed \(110/, 504, "connect-timeout"],
  [/connect\(\) failed/, 502, "unreachable"],
  [/no live upstreams/, 502, "no-endpoint"],
  [/prematurely closed/, 502, "closed"],
  [/recv\(\) failed/, 502, "reset"],
  [/SSL_do_handshake\(\) failed/, 502, "tls"],
];

const separated = (field: string): string[] => field.split(/, ?| : /);

/** Statuses that say the upstream was not reached or did not answer in time (499: the client gave up first). */
export const unreachedStatuses: ReadonlySet<number> = new Set([499, 502, 503, 504]);

const isAddress = (text: string): boolean => /^(?:[\d.]+|\[[0-9a-f:]+\]):\d+$/i.test(text);

function readAccess(line: string): LoggedFailure | undefined {
  const match = access.exec(line);
  if (!match) return undefined;
  const [, status = "", upstream = "", addresses = "", , times = "", statuses = ""] = match;
  const tried = separated(addresses).map((address, index) => ({
    address,
    seconds: Number(separated(times)[index]),
    status: separated(statuses)[index] ?? "-",
  }));
  const failed =
    tried.find(
      (one) => isAddress(one.address) && (one.status === "-" || unreachedStatuses.has(Number(one.status))),
    ) ?? tried.findLast((one) => isAddress(one.address));
  const kind = kindOf(Number(status), failed);
  return {
    status: Number(status),
    ...(upstream === "" || upstream === "-" ? {} : { upstream }),
    ...(failed ? { address: failed.address } : {}),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** ingress-nginx gives up connecting after 5 s unless told otherwise (proxy-connect-timeout); a longer wait was for an answer. */
const connectSeconds = 5.5;

function kindOf(status: number, tried: { readonly seconds: number } | undefined): SymptomKind | undefined {
  if (!tried) return status === 503 ? "no-endpoint" : undefined;
  return status === 504 && tried.seconds > connectSeconds ? "read-timeout" : undefined;
}

function readError(line: string): LoggedFailure | undefined {
  const where = /upstream: "(?:[a-z]{1,8}:\/\/)?([^/"]{0,300})/.exec(line)?.[1];
  const said = errors.find(([words]) => words.test(line));
  if (where === undefined || !said) return undefined;
  const address = isAddress(where) ? where : isAddress(`${where}:80`) ? `${where}:80` : undefined;
  return {
    status: said[1],
    upstream: where,
    ...(address === undefined ? {} : { address }),
    kind: said[2],
    ...(/, server: kong\b/.test(line) ? { kong: true } : {}),
  };
}

function readFragment(line: string): LoggedFailure | undefined {
  const match = fragment.exec(line);
  const status = /\b(499|502|503|504)\b/.exec(line)?.[1];
  if (!match || status === undefined) return undefined;
  const [, upstream = "", address = ""] = match;
  return { status: Number(status), upstream, address, ...(/\] UDP \d{3} /.test(line) ? { udp: true } : {}) };
}

/** The controller, under the name every installation gives it. */
export const controller: Target = { type: "object", name: "ingress-nginx" };

/**
 * The upstream's name without an address (503: no endpoint). Namespace, Service and port are joined by dashes, so only
 * three plain parts can be told apart; anything longer stays one name, and who knows the cluster splits it.
 */
function upstreamEnd(upstream: string): EndRead | undefined {
  const [namespace, name, port, ...more] = upstream.split("-");
  const end =
    namespace && name && port && more.length === 0
      ? readTarget(`svc/${namespace}/${name}:${port}`)
      : readName(upstream, "service");
  return isRefused(end) ? undefined : end;
}

/** From the controller to the upstream that failed; a refusal where the line names none, or one that answered. */
export function toldByController({ status, upstream, address, kind, udp, kong }: LoggedFailure): Told {
  const addressed = address === undefined ? undefined : readTarget(address);
  const end =
    addressed && !isRefused(addressed)
      ? addressed
      : upstream === undefined
        ? undefined
        : upstreamEnd(upstream);
  if (!end)
    return {
      at: 0,
      ...refuse(
        "This log line names no upstream: the controller found no Ingress rule or no address for the request. Name the Service you expected.",
        "ingress-nginx -> test/productpage:9080",
      ),
    };
  if (!unreachedStatuses.has(status))
    return {
      at: 0,
      ...refuse(
        `Status ${status} says that the upstream answered. Paste a line with 499, 502, 503 or 504, or ask about the upstream itself.`,
        `ingress-nginx -> ${address ?? "productpage"}`,
      ),
    };
  return {
    at: 0,
    from: { target: kong ? { type: "object", name: "kong" } : controller },
    to: udp ? { ...end, protocol: "UDP" } : end,
    status,
    ...(kind === undefined ? {} : { kind }),
    ...(upstream === undefined ? {} : { upstream }),
  };
}

export const ingressNginx: Reader = {
  name: "ingress-nginx",
  read: (line) => {
    const failure = readAccess(line) ?? readError(line) ?? readFragment(line);
    return failure && toldByController(failure);
  },
};
