/** One side of a question, a few words, into an end. */
import { isLabel, isName, toName } from "./names.ts";
import { readPort } from "./port.ts";
import { isRefused, readHost, readName, readTarget, type EndRead, type EndResult } from "./target.ts";
import { isNamespaceWord, kindOf, protocolOf } from "./words.ts";

const articles = new Set(["the", "my", "our", "its", "a", "an"]);
const joining = new Set(["on", "at", "over", "via", "using", "with", "and", "host", "address", "ip"]);

interface Cursor {
  readonly words: readonly string[];
  readonly at: number;
}

/** What has one name in every cluster, and many in people's mouths. */
const aliases: readonly (readonly [words: RegExp, end: EndRead])[] = [
  [
    /^(?:the )?(?:kube-?apiserver|(?:kube(?:rnetes)? )?api[ -]?server|(?:kubernetes|k8s) api|control plane)(?= |$)/i,
    { target: { type: "object", name: "kube-apiserver" } },
  ],
  [
    /^(?:the )?(?:cluster )?dns(?: server| service)?(?= |$)/i,
    { target: { type: "object", name: "kube-dns" }, port: 53, protocol: "UDP" },
  ],
  [
    /^(?:the )?(?:(?:nginx )?ingress[ -]controllers?|nginx ingress|ingress nginx)(?= |$)/i,
    { target: { type: "object", name: "ingress-nginx" } },
  ],
  [/^(?:the )?node[ _]exporters?(?= |$)/i, { target: { type: "object", name: "node-exporter" } }],
];

/** `all pods in test`, `pods on node1`, `everything in the demo namespace`, `namespace demo`. */
const set =
  /^(?:(?:all|any|every|each|some|most|no|the|other|of) )*(?:(?:pods?|workloads?|containers?|everything|anything|nothing|everyone|apps?|applications?|things)(?: (?:running |scheduled |that run |placed )?(?<link>on|in|of|from|inside|within) )(?:the )?(?:(?<kind>node|namespace|ns) )?(?<name>[a-z0-9][a-z0-9.-]*)(?: (?<after>node|namespace|ns|nodes))?|(?:the )?(?:whole |entire )?(?:namespace|ns) (?<alone>[a-z0-9][a-z0-9-]*)|(?:the )?(?:whole |entire )?(?<before>[a-z0-9][a-z0-9-]*) namespace)(?<rest> .*)?$/i;

/** All that runs in one place; undefined where the words are no such set. */
function readSet(text: string): EndResult | undefined {
  const apart = text.replace(
    /(?::([a-z0-9-]{1,15}))?(?:\/(tcp|udp|sctp|icmp))?$/i,
    (_, port: string | undefined, protocol: string | undefined) =>
      `${port === undefined ? "" : ` port ${port}`}${protocol === undefined ? "" : ` ${protocol}`}`,
  );
  const { link, kind, name, after, alone, before, rest } = set.exec(apart)?.groups ?? {};
  const only = alone ?? before;
  if (name === undefined && only === undefined) return undefined;
  if (
    name !== undefined &&
    (isNamespaceWord(name) || /^(?:an)?other$|^(?:same|different|each|both|nodes?)$/i.test(name))
  )
    return undefined;
  const place = (name ?? only ?? "").toLowerCase();
  const onNode =
    only === undefined &&
    (/^nodes?$/i.test(kind ?? after ?? "") || (link === "on" && kind === undefined && after === undefined));
  if (!isName(place)) return undefined;
  const words = (rest ?? "").split(" ").filter((word) => word !== "");
  const [on, thing, node] = words;
  // "pods in demo on node node1"
  const alsoOn =
    !onNode && on === "on" && thing === "node" && node !== undefined && isName(node) ? node : undefined;
  const target = {
    type: "pods" as const,
    ...(onNode ? { node: place } : { namespace: place }),
    ...(alsoOn === undefined ? {} : { node: alsoOn }),
  };
  return readOptions({ target }, { words: alsoOn === undefined ? words : words.slice(3), at: 0 });
}

/** `the productpage service in namespace test on port 9080 over udp`, `svc/test/productpage:9080/udp`. */
export function readEnd(text: string): EndResult {
  for (const [known, end] of aliases) {
    const words = known.exec(text)?.[0];
    if (words === undefined) continue;
    const behind = text
      .slice(words.length)
      .split(" ")
      .filter((word) => word !== "");
    return readOptions(end, { words: behind, at: 0 });
  }
  const pods = readSet(text.replace(/^(?:ns|namespaces?)\/(?=[a-z0-9-]+$)/i, "namespace "));
  if (pods) return pods;
  if (/^(?:its|their|the pod's|the) (?:own )?(?:node|kubelet)$|^kubelet$/i.test(text))
    return { target: { type: "own-node" } };
  const node = /^(?:the )?kubelet (?:on|of) (?:the )?(?:node )?([a-z0-9][a-z0-9.-]*(?::\d{1,5})?)$/i.exec(
    text,
  )?.[1];
  if (node !== undefined) return readWord(node, "node");
  const words = text.split(" ").filter((word) => word !== "");
  while (words.length > 1 && articles.has(words[0]?.toLowerCase() ?? "")) words.shift();
  const [first, second] = words;
  if (first === undefined) return { wrong: "an end is missing", instead: "productpage" };
  if (first.toLowerCase() === "host" && second !== undefined && !isOption(second))
    return readOptions(readHost(second), { words, at: 2 });
  // "My bastion 10.9.8.7": the address says which.
  if (second !== undefined && words.length === 2 && /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$/.test(second))
    return readTarget(second);
  const kind = kindOf(first);
  if (kind && kindOf(second ?? "") === "pod")
    return { wrong: `"${text}" are several, and none by name`, instead: "productpage" };
  if (kind && second !== undefined && !isOption(second))
    return readOptions(readWord(second, kind), { words, at: 2 });
  const kindAfter = second === undefined ? undefined : kindOf(second);
  // "The web pod" is one of web's as often as one of that name; whoever finds the object finds both.
  if (kindAfter === "pod") return readOptions(readTarget(first), { words, at: 2 });
  return kindAfter
    ? readOptions(readWord(first, kindAfter), { words, at: 2 })
    : readOptions(readTarget(first), { words, at: 1 });
}

function isOption(word: string): boolean {
  return joining.has(word) || protocolOf(word) !== undefined || /^(in|of|port|-n)$/i.test(word);
}

/** A name after or before a kind word, with what follows its colon. */
function readWord(word: string, kind: NonNullable<ReturnType<typeof kindOf>>): EndResult {
  const plain = readTarget(word);
  if (isRefused(plain) || plain.target.type === "ip") return plain;
  const name = word.replace(/\/(tcp|udp|sctp|icmp)$/i, "").replace(/:[^:/]*$/, "");
  const named = readName(name, kind);
  return isRefused(named) ? named : { ...plain, target: named.target };
}

function readOptions(end: EndResult, cursor: Cursor): EndResult {
  let result = end;
  let at = cursor.at;
  while (!isRefused(result) && at < cursor.words.length) {
    const step = readOption(result, { words: cursor.words, at });
    result = step.end;
    at = step.next;
  }
  return result;
}

function readOption(end: EndRead, { words, at }: Cursor): { end: EndResult; next: number } {
  const word = words[at] ?? "";
  const lower = word.toLowerCase();
  const place = lower === "on" ? words[at + 1] : undefined;
  // Where it runs says no more about who it is.
  if (place !== undefined && at + 2 === words.length && isPlace(place)) return { end, next: at + 2 };
  if (joining.has(lower)) return { end, next: at + 1 };
  const protocol = protocolOf(lower);
  if (protocol) return { end: { ...end, protocol }, next: at + 1 };
  if (lower === "port" || lower === "ports") return { end: addPort(end, words[at + 1] ?? ""), next: at + 2 };
  if (/^\d/.test(lower)) return { end: addPort(end, word), next: at + 1 };
  if (/^(in|of|-n|--namespace)$/.test(lower)) {
    const skip = [words[at + 1], words[at + 2]].findIndex(
      (next) => next === undefined || !(articles.has(next.toLowerCase()) || isNamespaceWord(next)),
    );
    const from = at + 1 + (skip < 0 ? 2 : skip);
    const namespace = words[from] ?? "";
    const after = words[from + 1];
    const next = from + (after !== undefined && isNamespaceWord(after) ? 2 : 1);
    return { end: addNamespace(end, namespace), next };
  }
  return {
    end: {
      wrong: `I do not understand "${word.slice(0, 40)}" after ${words.slice(0, at).join(" ").slice(0, 60)}`,
      instead: words.slice(0, at).join(" "),
    },
    next: words.length,
  };
}

const isPlace = (word: string): boolean =>
  isName(word.toLowerCase()) &&
  !/^\d+$/.test(word) &&
  protocolOf(word) === undefined &&
  !/^ports?$/i.test(word);

function addPort(end: EndRead, typed: string): EndResult {
  const [number = "", suffix] = typed.split("/");
  const port = readPort(number);
  if (typeof port === "object") return { ...port, instead: `productpage:${port.instead}` };
  if (end.port !== undefined && end.port !== port)
    return {
      wrong: `that names two ports, ${end.port} and ${port}; ask about one at a time`,
      instead: `productpage:${port}`,
    };
  const protocol = suffix === undefined ? undefined : protocolOf(suffix);
  return { ...end, port, ...(protocol ? { protocol } : {}) };
}

function addNamespace(end: EndRead, typed: string): EndResult {
  const namespace = typed.toLowerCase();
  if (!isLabel(namespace))
    return {
      wrong: `"${typed.slice(0, 60)}" is not the name of a namespace`,
      instead: `${toName(typed, "shop").replaceAll(".", "-")}/productpage`,
    };
  const { target } = end;
  if (target.type === "pods") return { ...end, target: { ...target, namespace } };
  if (target.type === "own-node") return { wrong: "a node is in no namespace", instead: "its node" };
  if (target.type !== "object")
    return {
      wrong: "an address or host is in no namespace",
      instead: target.type === "ip" ? target.ip : target.host,
    };
  const name = target.orHost ?? target.name;
  const { port, protocol } = end;
  return {
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    target: { type: "object", ...(target.kind ? { kind: target.kind } : {}), namespace, name },
  };
}
