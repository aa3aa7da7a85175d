/** What a line tells, and how readers say what they look for. */
import type { Protocol } from "../../model/protocol.ts";
import type { PortRef, SymptomKind, Target } from "../../model/question.ts";
import { isName } from "../names.ts";
import { readPort } from "../port.ts";
import type { Refusal } from "../refusal.ts";
import { asHost, isRefused, readTarget, type EndRead } from "../target.ts";

export interface Told {
  /** Where the words begin that were read: what stands in front of them may say who speaks. */
  readonly at: number;
  /** Whom it could not reach. */
  readonly to?: EndRead;
  readonly from?: EndRead;
  readonly kind?: SymptomKind;
  readonly status?: number;
  readonly flags?: readonly string[];
  /** As a proxy calls it. */
  readonly upstream?: string;
  /** The name that DNS was asked for. */
  readonly resolves?: string;
  /** By what ends look like alone: a sentence that names two says more. */
  readonly guessed?: true;
  /** Whether it says that packets came through, where it has no error's words: who lists both means those that did not. */
  readonly outcome?: "passed" | "failed";
  /** It was read, and there is nothing in it to ask. */
  readonly refusal?: Refusal;
}

/** Of one program or format. */
export interface Reader {
  readonly name: string;
  readonly read: (line: string) => Told | undefined;
}

/** One word of a log line: an address, a name, either with a port, a URL without spaces. */
export const word = String.raw`[^\s"'\`,;()<>|]{1,300}`;

/**
 * One way in which a program says whom it could not reach. Its groups have names: `to` (with or without port), `port`, `url`, `name`
 * (that DNS was asked for), `server` (of DNS), `client` (the caller's own address), `status` (of the answer).
 */
export interface Phrase {
  readonly says: RegExp;
  readonly kind?: SymptomKind;
  readonly protocol?: Protocol;
  /** Where the words name none: the program's own. */
  readonly port?: number;
  readonly from?: Target;
  readonly outcome?: Told["outcome"];
  /** It is DNS that was asked, though neither name nor server is said. */
  readonly dns?: true;
}

/** A reader of the first of these that a line says. */
export function phrases(name: string, ...list: readonly Phrase[]): Reader {
  return {
    name,
    read: (line) => {
      for (const phrase of list) {
        const match = phrase.says.exec(line);
        const told = match && toldBy(phrase, match);
        if (told) return told;
      }
      return undefined;
    },
  };
}

function toldBy(phrase: Phrase, match: RegExpExecArray): Told | undefined {
  const { to, port, url, name, server, client, status } = match.groups ?? {};
  const from = client === undefined ? undefined : endOfWord(withoutPort(client.replace(/(?<!:):$/, "")));
  const shared = {
    at: match.index,
    ...(from ? { from } : phrase.from ? { from: { target: phrase.from } } : {}),
    ...(phrase.kind === undefined ? {} : { kind: phrase.kind }),
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(phrase.outcome === undefined ? {} : { outcome: phrase.outcome }),
  };
  if (name !== undefined || server !== undefined || phrase.dns) {
    const asked = name === undefined ? undefined : hostName(name);
    if (name !== undefined && asked === undefined) return undefined;
    return { ...shared, to: dnsServer(server), ...(asked === undefined ? {} : { resolves: asked }) };
  }
  const word = url ?? to;
  if (word === undefined) return shared;
  const end = endOfWord(word);
  if (!end) return undefined;
  const own = port === undefined ? phrase.port : readPort(port);
  const told = end.port ?? (typeof own === "object" ? undefined : own);
  return {
    ...shared,
    to: {
      ...end,
      ...(told === undefined ? {} : { port: told }),
      ...(phrase.protocol === undefined ? {} : { protocol: phrase.protocol }),
    },
  };
}

const withoutPort = (text: string): string => text.replace(/:\d{1,5}$/, "");

/** A host name as DNS is asked for it; undefined where it is none. */
export function hostName(typed: string): string | undefined {
  const name = typed
    .toLowerCase()
    .replace(/(?<!:):\d{1,5}$/, "")
    .replace(/(?<![.:])[.:]$/, "");
  return isName(name) && !/^[\d.]+$/.test(name) ? name : undefined;
}

/** The server that was asked; the cluster's own where none is named. */
export function dnsServer(server?: string): EndRead {
  const end = server === undefined ? undefined : endOfWord(server.replace("#", ":"));
  const own: Target = { type: "object", name: "kube-dns" };
  return { target: end?.target ?? own, port: end?.port ?? 53, protocol: "UDP" };
}

/**
 * A word that a program printed for an end: `10.0.0.1:80`, `redis/10.96.8.9:6379` (Java: name and address), a URL. Names are looked
 * up as they stand. Undefined where it is none.
 */
export function endOfWord(printed: string): EndRead | undefined {
  const bare = withoutMarks(printed);
  const [, host, address, port] =
    /^([a-z0-9.-]*)\/(\d[\d.]*|\[[0-9a-f:]+\]|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4})(?::(\d{1,5}))?$/i.exec(
      bare,
    ) ?? [];
  const named = host === undefined || host === "" ? address : host;
  const typed = named === undefined ? bare : `${named}${port === undefined ? "" : `:${port}`}`;
  const end = readTarget(typed);
  if (isRefused(end)) return undefined;
  if (end.looksUp !== undefined || end.target.type !== "object") return end;
  // `test/productpage` is an object; `productpage:9080/health` a host and its path.
  const [first = ""] = typed.split("/");
  if (first !== typed && !first.includes(":")) return end;
  const asked = asHost(end, withoutPort(first));
  return isRefused(asked) ? undefined : asked;
}

/** Without what the sentence puts behind a word, and without brackets around it, but those of an IPv6 address. */
function withoutMarks(printed: string): string {
  const text = printed.replace(/(?<!\})\}+$/, "").replace(/(?<![.:])(?:\.|:)\.{0,3}$/, "");
  if (/^\[[0-9a-f]{0,4}:[0-9a-f:.]{1,45}\](?::\d{1,5})?$/i.test(text)) return text;
  return text
    .replace(/^\[([a-z0-9.-]{1,253})\](?=:\d)/i, "$1")
    .replace(/^\[/, "")
    .replace(/\]$/, "");
}

/** An object of the cluster, where names of namespace and object were both given. */
export function objectEnd(
  kind: "pod" | "service" | "node",
  {
    namespace,
    name,
    port,
  }: { readonly namespace?: string | undefined; readonly name: string; readonly port?: PortRef | undefined },
): EndRead | undefined {
  if (!isName(name.toLowerCase()) || (namespace !== undefined && !isName(namespace.toLowerCase())))
    return undefined;
  return {
    target: {
      type: "object",
      kind,
      ...(namespace === undefined ? {} : { namespace: namespace.toLowerCase() }),
      name: name.toLowerCase(),
    },
    ...(port === undefined ? {} : { port }),
  };
}
