/** HAProxy and the ingress controllers on it: access logs, and what they say of their servers. */
import type { SymptomKind } from "../../model/question.ts";
import { endOfWord, objectEnd, type Reader, type Told } from "./told.ts";

/** `… httpfront shop-cart-8080/10.47.0.15:8080 0/0/-1/-1/5000 503 222 - - SC-- 2/2/1/2/0 0/0 "GET / HTTP/1.1"`; over TCP without a status. */
const access =
  /\] \S{1,200} ([^\s/]{1,250})\/(\S{1,250}) [\d/+-]{5,60} (?:(-?\d{1,3}) )?\+?\d{1,15} (?:\S{1,200} \S{1,200} )?([A-Za-z-]{2}[A-Za-z-]{0,2}) \d{1,9}\//;

/** Who ended the session, and in which state; "SC" may be a refusal or no route, so that it says neither. */
const ended: readonly (readonly [flags: RegExp, kind: SymptomKind])[] = [
  [/^sC/, "connect-timeout"],
  [/^s[HDL]/, "read-timeout"],
  [/^S[HDL]/, "closed"],
];

const down =
  /[Ss]erver ([^\s/]{1,250})\/(\S{1,250}) is (?:going )?DOWN|[Bb]ackend '?([^\s']{1,250})'? has no server available/;

const from = { target: { type: "object", name: "haproxy" } } as const;

/** No name in Kubernetes has an underscore, so that `shop_web_8080` and `shop_svc_web_http` can be told apart. */
function serviceOf(backend: string): Told["to"] {
  const parts = backend.split("_").filter((part, at) => part !== "svc" || at !== 1);
  const [namespace = "", name, port] = parts;
  // `be_api` is a backend that somebody called so.
  if (name === undefined || port === undefined || parts.length > 3) return undefined;
  const number = Number(port);
  return objectEnd("service", {
    namespace,
    name,
    port: Number.isInteger(number) ? number : port,
  });
}

function serverEnd(server: string, backend: string): Told["to"] {
  const end = /^(?:(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?$/i.test(server)
    ? endOfWord(server)
    : undefined;
  return end ?? serviceOf(backend);
}

function ofAccess(line: string): Told | undefined {
  const match = access.exec(line);
  if (!match) return undefined;
  const [, backend = "", server = "", status, flags = ""] = match;
  const to = serverEnd(server, backend);
  const kind = server === "<NOSRV>" ? "no-endpoint" : ended.find(([says]) => says.test(flags))?.[1];
  const code = Number(status);
  return {
    at: match.index,
    from,
    ...(to ? { to } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(code >= 100 ? { status: code } : {}),
    upstream: backend,
  };
}

export const haproxy: Reader = {
  name: "HAProxy",
  read: (line) => {
    const own = ofAccess(line);
    if (own) return own;
    const match = down.exec(line);
    if (!match) return undefined;
    const [, backend = "", server = "", empty] = match;
    const to = empty === undefined ? serverEnd(server, backend) : serviceOf(empty);
    return {
      at: match.index,
      from,
      ...(to ? { to } : {}),
      ...(empty !== undefined
        ? { kind: "no-endpoint" as const }
        : /Layer4 timeout/.test(line)
          ? { kind: "connect-timeout" as const }
          : {}),
    };
  },
};
