/** Access logs of Envoy, as Istio and gateways on it write them: who called whom stands at the end, why it failed in the flags. */
import type { SymptomKind } from "../../model/question.ts";
import { errorIn } from "../errors.ts";
import { endOfWord, objectEnd, phrases, word, type Reader, type Told } from "./told.ts";

/** Of the response flags; where several are set, the first of these that says something. */
const flagKinds: readonly (readonly [flag: string, kind: SymptomKind | undefined])[] = [
  ["UH", "no-endpoint"],
  ["NR", "no-endpoint"],
  ["NC", "no-endpoint"],
  ["DF", "name-unanswered"],
  ["UT", "read-timeout"],
  ["SI", "read-timeout"],
  ["UC", "closed"],
  ["UPE", "closed"],
  ["LR", "reset"],
  ["UR", "reset"],
];

const access = /" (\d{1,3}) ((?:[A-Z]{2,6},){0,8}[A-Z]{2,6}|-) (?=\S)/;
const clusterName = /\b(outbound|inbound)\|(\d{1,5})\|[^|\s"]{0,100}\|([^\s"|,]{0,253})/;
const addresses = new RegExp(
  `(?:\\|[^\\s"|]{0,253}|(?:Passthrough|BlackHole)Cluster\\w{0,10})"? (${word}) (${word}) (${word})`,
);
const upstreamHost = /"((?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|\[[0-9a-f:]{2,45}\]:\d{1,5})" /;

export const envoy: Reader = {
  name: "Envoy",
  read: (line) => {
    const match = access.exec(line);
    if (!match) return undefined;
    const [, status = "", flags = ""] = match;
    const cluster = clusterName.exec(line);
    const upstream = upstreamHost.exec(line)?.[1];
    if (!cluster && (!line.startsWith("[") || (upstream === undefined && flags === "-"))) return undefined;
    const [, , ownAddress, caller] = addresses.exec(line) ?? [];
    return envoyTold({
      at: match.index,
      status,
      flags,
      cluster: cluster?.[0],
      upstream,
      ownAddress,
      caller,
      why: line,
    });
  },
};

interface EnvoyFields {
  readonly at: number;
  readonly status: string;
  readonly flags: string;
  readonly cluster: string | undefined;
  readonly upstream: string | undefined;
  /** At which the caller met the proxy. */
  readonly ownAddress: string | undefined;
  readonly caller: string | undefined;
  readonly why: string;
}

/** The fields of a line, whatever they were called in it. */
export function envoyTold({
  at,
  status,
  flags,
  cluster,
  upstream,
  ownAddress,
  caller,
  why,
}: EnvoyFields): Told {
  const set = flags.split(",").filter((flag) => /^[A-Z]{2,6}$/.test(flag));
  const kind = kindOf(set, why);
  const from = addressEnd(caller);
  const to = destination(cluster, upstream, ownAddress);
  const code = Number(status);
  return {
    at,
    ...(to ? { to } : {}),
    ...(from ? { from: { target: from.target } } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(code >= 100 ? { status: code } : {}),
    ...(set.length > 0 ? { flags: set } : {}),
    ...(upstream === undefined ? {} : { upstream }),
  };
}

function kindOf(flags: readonly string[], why: string): SymptomKind | undefined {
  const told = flagKinds.find(([flag]) => flags.includes(flag))?.[1];
  if (told !== undefined) return told;
  if (!flags.includes("UF")) return undefined;
  if (/delayed_connect_error:_?111/.test(why)) return "refused";
  if (/delayed_connect_error:_?(?:113|101)/.test(why)) return "unreachable";
  return errorIn(why) ?? (/TLS_error|tls_error/.test(why) ? "tls" : undefined);
}

/** `outbound|9080||reviews.test.svc.cluster.local` names the Service; a sidecar's `inbound|` means the pod that it stands in. */
function destination(
  cluster: string | undefined,
  upstream: string | undefined,
  own: string | undefined,
): Told["to"] {
  const [, direction, port = "", host = ""] =
    (cluster === undefined ? undefined : clusterName.exec(cluster)) ?? [];
  if (direction === "inbound") return addressEnd(own) ?? addressEnd(upstream);
  const [service = "", namespace, svc] = host.split(".");
  if (direction === "outbound" && svc === "svc")
    return objectEnd("service", { namespace, name: service, port: Number(port) });
  if (direction === "outbound" && host !== "") return endOfWord(`${host}:${port}`);
  // What goes to no Service that the proxy knows goes to the address that it was meant for.
  return addressEnd(upstream) ?? addressEnd(own);
}

function addressEnd(text: string | undefined): Told["to"] {
  const end = text === undefined ? undefined : endOfWord(text);
  return end?.target.type === "ip" && end.port !== undefined ? end : undefined;
}

/** The body of the answer that Envoy gives itself: it names nobody. */
export const envoyAnswer = phrases("Envoy's own answer", {
  says: /upstream connect error or disconnect\/reset before headers/,
});
