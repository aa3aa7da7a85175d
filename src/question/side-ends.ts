/** Who is meant by the words of each side of a sentence, and what a sentence means without naming it. */
import { readEnd } from "./end.ts";
import { dnsServer } from "./readers/told.ts";
import { shorten } from "./refusal.ts";
import type { Sides } from "./sentences/sides.ts";
import { isRefused, type EndRead, type EndResult } from "./target.ts";
import { kindOf } from "./words.ts";

/** The words of each side, read; who is meant without a name, as the DNS server, is filled in. */
export function endsOf(sides: Sides): { readonly from?: EndResult; readonly to?: EndResult } {
  const from =
    sides.from === undefined || (!sides.bare && ofNoName(sides.from))
      ? undefined
      : readSaid(sides.from, sides);
  if (sides.resolves !== undefined)
    return { ...(from ? { from } : {}), to: sides.to === undefined ? dnsServer() : readEnd(sides.to) };
  if (sides.itself)
    return from && !isRefused(from)
      ? { from: behindService({ target: from.target }), to: ownService(from) }
      : { ...(from ? { from } : {}) };
  const to =
    sides.to === undefined || (!sides.bare && ofNoName(sides.to)) ? undefined : readSaid(sides.to, sides);
  const protocol =
    sides.ping && to && !isRefused(to) && to.port === undefined ? ("ICMP" as const) : sides.transport;
  const withPing = to && !isRefused(to) && protocol ? { protocol, ...to } : to;
  if (!sides.callerLast || !from || isRefused(from) || !withPing || isRefused(withPing))
    return { ...(from ? { from } : {}), ...(withPing ? { to: withPing } : {}) };
  const { target, ...rest } = from;
  return { from: { target }, to: { ...rest, ...withPing } };
}

/** Words of a sentence that no thing in a cluster is called by. */
export const noEnd =
  /^(?:yesterday|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|me|us|him|her|glad|home|lunch|wiki|runbooks?|safari|chrome|firefox|docker|podman|npm|pip|brew|balancer|writing|reading|nobody|rebooted|restarted|crashed|own|server|die|dies|tenant|tenants|laptop|password|browser|desktop|token|credentials|display|have|has|had|need|want|grant|permission|format|exec|build|deploy|deployment|release|pipeline|thanks|team|meeting|wget|curl|telnet|nc|ncat|ping|ssh|psql|kubectl|nslookup|dig|remote|access|connectivity|route|path|link|retry|retrying|retries|talking|reaching|connecting|calling|accessing|getting|having|trying|timing|failing|refusing|sending|hitting|seeing|being|going|doing|working|dropping|blocking|speaking|pinging|resolving|something|ones?|it|this|that|they|them|he|she|who|what|where|which|why|how|error|errors|timeouts?|connections?|requests?|traffic|packets?|calls?|refused|not|yes|able|unable|and|or|but|be|been|is|are|was|were|out|up|down|now|only|works?|fails?|failed|cluster-?ips?|node-?ports?|service-?ips?|via|through|using|with|without|from|to|for|of|in|on|at|by|intermittently|sometimes)$/i;

/** What stands between two names only is typed on purpose; a sentence may have been taken apart in the wrong place. */
function readSaid(words: string, { bare }: Sides): EndResult {
  const named = words
    .replace(/^(?:(?:the|an?|my|our|its|one of|any of|all of) )+/i, "")
    .replace(placeOf, "")
    // "Its upstream api": what it is to whom calls, and its name.
    .replace(/^(?:upstream|downstream|dependency) (?=[a-z0-9])/i, "")
    .replace(placeBehind, "")
    // "Nodeport 30443 on 10.0.1.9".
    .replace(/^node ?port (\d{1,5}) (?:on|of|at) (?=\S)(.+)$/i, "$2 port $1");
  if (!bare && ofItsOwn.test(words))
    return { wrong: `"${shorten(words)}" is not the name of something`, instead: "productpage" };
  const [first = "", second = ""] = named.split(" ");
  const isNamed = named === first || kindOf(first) === undefined;
  // "The service ClusterIP": of a kind, and none by name.
  return !bare &&
    ((noEnd.test(first) && isNamed) ||
      (!isNamed && /^(?:cluster|node|service)-?(?:ips?|ports?)$/i.test(second)))
    ? { wrong: `"${shorten(words)}" is not the name of something`, instead: "productpage" }
    : readEnd(bare ? words : named);
}

/** "Its own database", "its pod IP": somebody, and which one only a person knows. */
const ofItsOwn =
  /^(?:its|their|our|my)(?: own)? (?:databases?|backends?|upstreams?|peers?|neighbou?rs?|dependenc(?:y|ies)|replicas?|(?:pod|node|host) ?ips?|ips?|pods?|containers?)$|^(?:its|their) own [^ ]{1,30}$/i;

/** "The ClusterIP of db", "db's endpoint": somebody, by what is called there. */
const placeOf =
  /^(?:cluster[ -]?ip|(?:service|pod|virtual) ips?|vip|ip|endpoints?|health ?check|(?:metrics|health|http) endpoint|metrics)(?: address)? (?:of|for) (?:the )?/i;
const placeBehind = /'s (?:cluster[ -]?ip|(?:service|pod) ip|ip|vip|endpoints?|service)$/i;

/** "Pods", "worker nodes": of a kind, and none by name. */
const ofNoName = (words: string): boolean =>
  // "The ingress" is what people call its controller.
  (kindOf(words) ?? "ingress") !== "ingress" ||
  /^(?:(?:the|all|any|some|our|my|this|whole|entire|other|worker|master|control-plane|every) )*(?:nodes?|pods?|services?|clusters?)$/i.test(
    words,
  );

/** What its own node can call: a pod. The API server and nodes are called by every kubelet, and which one only a person knows. */
export const runsSomewhere = ({ target }: EndRead): boolean =>
  target.type === "ip" ||
  (target.type === "object" && target.kind !== "node" && target.name !== "kube-apiserver");

/** A Service that calls itself: what runs behind it does. */
function behindService(end: EndRead): EndRead {
  const { target } = end;
  if (target.type !== "object" || target.kind !== "service") return end;
  const { namespace, name } = target;
  return { target: { type: "object", ...(namespace === undefined ? {} : { namespace }), name } };
}

function ownService({ target, ...rest }: EndRead): EndResult {
  if (target.type !== "object")
    return { wrong: "what has no Service cannot be reached through it", instead: "productpage" };
  const { namespace, name } = target;
  return {
    ...rest,
    target: { type: "object", kind: "service", ...(namespace === undefined ? {} : { namespace }), name },
  };
}
