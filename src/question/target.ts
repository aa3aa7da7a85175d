/** One word into one end: kinds, namespaces, addresses, hosts, with a port and protocol. */
import ipaddr from "ipaddr.js";
import type { PortRef, Target, TargetKind } from "../model/question.ts";
import type { Protocol } from "../model/protocol.ts";
import { isLabel, isName, toName } from "./names.ts";
import { readPort } from "./port.ts";
import { shorten } from "./refusal.ts";
import { isNamespaceWord, kindOf, protocolOf, schemePorts } from "./words.ts";

/** One end as far as one word says it. */
export interface EndRead {
  readonly target: Target;
  readonly port?: PortRef;
  readonly protocol?: Protocol;
  /** It was typed as a host, and is looked up as it stands. */
  readonly looksUp?: string;
  /** What a URL says is spoken there. */
  readonly scheme?: "http" | "https";
}

/** Why a word is no end, and a word in its place that would be. */
export interface EndRefused {
  readonly wrong: string;
  readonly instead: string;
}

export type EndResult = EndRead | EndRefused;

export function isRefused(result: EndResult): result is EndRefused {
  return "wrong" in result;
}

const isIPv4 = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text);
const isIPv6 = (text: string): boolean =>
  text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(text);

/** Reads one word: `svc/shop/db:5432`, `10.0.0.1:53/udp`, `[fd00::1]:80`, `https://example.com/x`. */
export function readTarget(word: string): EndResult {
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::([^/?#]*))?/i.exec(word);
  if (url) return readUrl(url[1] ?? "", url[2] ?? "", url[3]);
  const network = /^([0-9a-f.:]+)\/\d{1,3}$/i.exec(word)?.[1];
  if (network !== undefined && (isIPv4(network) || isIPv6(network)))
    return { wrong: `"${word}" is a whole network; name one address of it`, instead: network };
  const slash = word.lastIndexOf("/");
  const protocol = slash > 0 ? protocolOf(word.slice(slash + 1)) : undefined;
  const rest = protocol ? word.slice(0, slash) : word;
  if (!protocol) return readWithPath(rest);
  const result = readWithPort(rest);
  return isRefused(result) ? result : { ...result, protocol };
}

/** `details.test:9080/healthz` and `10.0.0.1/healthz`: a URL whose scheme was left out. */
function readWithPath(typed: string): EndResult {
  const word = typed.replace(/^\/\/(?=[^/])/, "");
  const [, end, host] = /^((?:[^/:]+\/)*([^/:]+|\[[^\]]*\]):\d{1,5})\/.*$/.exec(word) ?? [];
  if (end !== undefined && host !== undefined)
    return end.includes("/") ? readWithPort(end) : asHost(readWithPort(end), host);
  const address = /^([\d.]+|\[[^\]]*\])\//.exec(word)?.[1];
  return readWithPort(address !== undefined && (isIPv4(address) || address.startsWith("[")) ? address : word);
}

function readUrl(scheme: string, host: string, port: string | undefined): EndResult {
  const spoken = scheme.toLowerCase();
  const known = schemePorts.get(spoken);
  // What is spoken to a port of these goes over TCP, whatever else the port may be open for.
  const transport = protocolOf(scheme) ?? (known === undefined ? undefined : "TCP");
  const end = asHost(readName(host.replace(/^\[|\]$/g, ""), undefined), host);
  if (isRefused(end)) return end;
  const read = port === undefined || port === "" ? known : readPort(port);
  if (typeof read === "object") return { wrong: read.wrong, instead: host };
  return {
    ...end,
    ...(read === undefined ? {} : { port: read }),
    ...(spoken === "http" || spoken === "https" ? { scheme: spoken } : {}),
    ...(transport ? { protocol: transport } : {}),
  };
}

/** What was typed as a host is looked up as it stands, whatever object it may mean. */
export function asHost(end: EndResult, typed: string): EndResult {
  if (isRefused(end) || end.target.type !== "object") return end;
  const looksUp = typed.toLowerCase();
  return isName(looksUp.replace(/\.$/, "")) ? { ...end, looksUp } : end;
}

/** `details:9080` after the word "host". */
export function readHost(word: string): EndResult {
  const end = readTarget(word);
  return asHost(end, word.replace(/\/(?:tcp|udp|sctp|icmp)$/i, "").replace(/:[^:]*$/, ""));
}

function readWithPort(word: string): EndResult {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(word);
  if (bracketed) {
    const address = bracketed[1] ?? "";
    if (!isIPv6(address))
      return { wrong: `"${shorten(word)}" is not an IPv6 address`, instead: "[fd00::1]:80" };
    return withPort({ target: ipTarget(address) }, bracketed[2], `[${address}]`);
  }
  if (isIPv6(word)) return { target: ipTarget(word) };
  const colon = word.indexOf(":");
  if (colon < 0) return readName(word, undefined);
  const name = word.slice(0, colon);
  const port = word.slice(colon + 1);
  if (port.includes(":"))
    return {
      wrong: `"${shorten(word)}" is neither an IPv6 address nor a name with one port`,
      instead: toName(name, "productpage"),
    };
  return withPort(readName(name, undefined), port, name);
}

function withPort(end: EndResult, port: string | undefined, name: string): EndResult {
  if (isRefused(end) || port === undefined) return end;
  const read = readPort(port);
  return typeof read === "object"
    ? { wrong: read.wrong, instead: `${name}:${read.instead}` }
    : { ...end, port: read };
}

/** As the API writes it: `FD00:0::1` is `fd00::1`, `::ffff:10.0.0.1` is `10.0.0.1`. */
const ipTarget = (ip: string): Target => ({ type: "ip", ip: ipaddr.process(ip).toString() });

/** A name without port: `kind/ns/name`, `ns/name`, `name.ns`, an address, a host. */
export function readName(typed: string, kind: TargetKind | undefined): EndResult {
  const name = typed.toLowerCase();
  if (isIPv4(name) || isIPv6(name)) return { target: ipTarget(name) };
  if (/^[\d.]+$/.test(name))
    return name.includes(".")
      ? { wrong: `"${shorten(typed)}" is not an IPv4 address`, instead: "10.0.0.1" }
      : {
          wrong: `"${shorten(typed)}" is a number, not the name of something`,
          instead: `productpage:${name === "" ? 80 : name.slice(0, 4)}`,
        };
  const parts = name.split("/");
  return parts.length === 1 ? readDotted(name, typed, kind) : readParts(parts, typed, kind);
}

function readParts(parts: readonly string[], typed: string, kind: TargetKind | undefined): EndResult {
  const [first = "", second = "", third] = parts;
  if (isNamespaceWord(first) && third === undefined)
    return {
      wrong: `"${shorten(typed)}" is a namespace, not one end; name something in it`,
      instead: `${toName(second, "shop")}/productpage`,
    };
  const firstKind = kind ?? kindOf(first);
  if (third === undefined)
    return kind === undefined && firstKind
      ? orNamespace(readDotted(second, typed, firstKind), first, undefined)
      : inNamespace(first, second, typed, kind);
  if (parts.length > 3) return unreadable(typed, parts.at(-1) ?? "");
  const secondKind = kindOf(second);
  if (kind === undefined && firstKind) {
    const end = inNamespace(second, third, typed, firstKind);
    // `pods/deployment/web` has two kinds before the name: one of them is the namespace.
    return secondKind ? orNamespace(end, first, secondKind) : end;
  }
  if (secondKind) return inNamespace(first, third, typed, secondKind);
  return /^\d+$/.test(third)
    ? {
        wrong: `"${shorten(typed)}" has a slash in front of its port, where a colon goes`,
        instead: `${toName(first, "shop")}/${toName(second, "productpage")}:${third.slice(0, 5)}`,
      }
    : unreadable(typed, third);
}

/** A namespace may have a kind's name: what the cluster holds tells which is meant. */
function orNamespace(end: EndResult, namespace: string, kind: TargetKind | undefined): EndResult {
  if (isRefused(end) || end.target.type !== "object" || !isLabel(namespace)) return end;
  return { ...end, target: { ...end.target, orIn: { namespace, ...(kind ? { kind } : {}) } } };
}

function inNamespace(
  namespace: string,
  name: string,
  typed: string,
  kind: TargetKind | undefined,
): EndResult {
  if (!isLabel(namespace) || !isName(name))
    return {
      wrong: notAName(typed),
      instead: `${toName(namespace, "shop").replaceAll(".", "-")}/${toName(name, "productpage")}`,
    };
  return { target: { type: "object", ...(kind ? { kind } : {}), namespace, name } };
}

/** What stands before `.svc`, then the cluster's domain, whatever it is called. */
function readServiceName(name: string, kind: TargetKind | undefined): Target | undefined {
  const match = /^(?:([^.]+)\.)?([^.]+)\.([^.]+)\.svc(?:\.|$)/.exec(name);
  if (!match) return undefined;
  const [, host, service = "", namespace = ""] = match;
  // A pod of a StatefulSet has a name under its Service: web-0.web.shop.svc.
  return host === undefined
    ? { type: "object", kind: kind ?? "service", namespace, name: service }
    : { type: "object", kind: "pod", namespace, name: host };
}

function readDotted(name: string, typed: string, kind: TargetKind | undefined): EndResult {
  const rooted = name.endsWith(".") && name.length > 1;
  const bare = rooted ? name.slice(0, -1) : name;
  if (!isName(bare)) return unreadable(typed, bare);
  const service = readServiceName(bare, kind);
  if (service) return kind === undefined ? asHost({ target: service }, name) : { target: service };
  const labels = bare.split(".");
  const [first = "", second] = labels;
  if (second === undefined) return { target: { type: "object", ...(kind ? { kind } : {}), name: bare } };
  // Services have no dots in their names; other kinds may, and nodes often have.
  if (kind === "service" && labels.length === 2)
    return { target: { type: "object", kind, namespace: second, name: first } };
  if (kind) return { target: { type: "object", kind, name: bare } };
  if (rooted || labels.length > 2) return { target: { type: "host", host: bare } };
  return { target: { type: "object", namespace: second, name: first, orHost: bare } };
}

const notAName = (typed: string): string =>
  `"${shorten(typed)}" is not a name: letters a-z, digits and dashes, at most 63 between dots`;

function unreadable(typed: string, name: string): EndRefused {
  return { wrong: notAName(typed), instead: toName(name, "productpage") };
}
