/**
 * English that fits no form. The words that people use around names are known, and names are what is left of the sentence: who of
 * them calls is told by "from", "to", "by" and by the verbs, and else by their order.
 */
import { errorIn, statusIn } from "../errors.ts";
import { isLabel } from "../names.ts";
import { kindOf } from "../words.ts";
import type { Sides } from "./sides.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** After these stands who is called. */
const called = new Set(
  words(`join joins joining to reach reaches reaching reached access accesses accessing contact contacting ping pings pinging call calls calling hit
    hits hitting curl wget query queries querying scrape scrapes scraping open opening into towards against see sees use uses`),
);

/** Words of such sentences that are no names. Kinds are known elsewhere. */
const common = new Set(
  words(`replicate replicates replicating sync syncs syncing consume consumes consuming clone cloning arrive arrives arrived arriving i/o broke find finds figure understand explain clue look eof rst nxdomain servfail econnrefused econnreset etimedout ehostunreach another cluster-ip node-port pod-to-pod cross-node inaccessible verify verifying diagnose debug host reachability contacted pinged reached accessed accessible visible experiencing supposed meant hanging timing scraped queried thanks hmm folks guys expired psql redis-cli dig nslookup kubectl telnet nc netcat nodeport clusterip gateway bad a about above between lossy laggy retry retries retried retrying readiness liveness probe probes again ago all almost also always am an and any anymore anybody anyone anything are aren't around as ask at away back be
    because become been before began begins behind being believe below besides both break breaks broken but by can can't cannot
    cant change changed changes check checked come comes coming complain complains complaint complaints configured could couldn't
    currently day days deploy deployed did didn't different do does doesn't doesnt doing don't dont down drop dropped dropping
    drops due during each either else end ends even ever every everybody everyone everything fail failed failing fails failure
    failures fine first fix flaky for found from gave get gets getting give gives go goes going gone got had hang hanging hangs
    happen happened happening happens has hasn't have haven't having hello help here hey hi hour hours how i i'm idea if in inside
    instead intermittent intermittently into is isn't issue issues it it's its itself just keep keeps kept kind know last least
    less let lets like likely lines long longer look looking looks lose loses losing lost lot lots made make makes many may maybe
    me might minute minutes month months more morning most much must my need needs never new next night no nobody none noone not
    nothing now occasionally of off often ok old on once one only or other others our out over packet packets part people please
    pls possible problem problems quite random randomly rather reach reachable really reason receive received receives recent
    recently refuse refused refuses refusing reject rejected rejecting rejects reply report reports reset resets respond response
    responses responding restart restarted restarts return returned returning returns giving showing throwing right same saw say says second seconds see seeing
    seem seems seen send sends sending sent several should show shows side since so some somebody somehow someone something
    sometimes soon still stop stopped stops strange stuck succeed succeeds such sudden suddenly sure take takes talk talking
    talks team tell than thanks that that's the their them then there there's these they thing things think this those though
    through time timed timeout timeouts times timing today tomorrow too tried tries trouble try trying two unable under
    unfortunately unreachable until unstable up update updated upgrade upgraded us use used user users using usually very via want
    was wasn't way we we're week weeks weird well went were weren't what what's when where whether which while who whole whose
    why across obtain preventing stopping keeping blocks grpc dial spans traces logs events jobs mails emails backups snapshots telemetry records rows temporarily whenever eat eats eating swallow swallows swallowing kill kills killing peer normal expected nat path own rn atm tbh btw imo afaik asap hairpin healthy unhealthy vanish vanishes vanished disappear disappears confirm confirmed confirms u ur thx ty plz cheers sits sit sitting freezes frozen waits spins loops will with within without won't work worked working works would wouldn't wrong yes yesterday yet you your
    able closed upgrading scraping fetch fetching fetches pull pulls pulling push pushes pushing download downloads downloading upload uploads load loads loading loaded image images data file files page pages read reads reading write writes writing retrieve retrieves store log login sign signed metrics health healthcheck healthchecks probe probes denial filtered policy-wise shows hubble showing few couple per one three four five six seven many most each few couple half accept accepted accepting accepts allow allowed allows answer answered answering answers block blocked blocking blocks
    cause caused causes connect connected connecting connection connections connectivity connects deny denied denies egress error
    errors external ingress-policy internal latency link loss msg message messages network networking networkpolicy policies
    policy port ports prevent prevents prevented request requests route routes slow slowly tcp udp traffic vxlan http https
    icmp tls dns lookup lookups lookup resolve resolved resolves resolving name names hostname resolution internet outside
    open opens unavailable unresponsive dead refusal handshake certificate cluster side direction properly correctly migration
    release rollout patch reboot maintenance am pm monday tuesday wednesday thursday friday saturday sunday`),
);

/** Without one of these the sentence is about something else. */
const relation =
  /\b(?:reach|access|load|fetch|pull|push|download|upload|read from|write to|connect|contact|ping|call|hit|curl|wget|talk|query|scrape|open|resolv|lookup|look up|dns|nxdomain|servfail|tim(?:e|ed|es|ing) ?out|timeout|refus|reject|block|drop|den(?:y|ied|ies)|unreachable|unavailable|not available|hang|fail|los[et]|lost|error|[45]\d\d|traffic|requests?|packets?|responds?|answer|down|prevent|allow|reset|broken|slow)/i;

/** Of two names without a word that says which of them calls, one of these has to say that one does. */
const calling =
  /\b(?:reach|access|connect|contact|ping|call|hit|curl|wget|talk|query|scrape|resolv|tim(?:e|ed|es|ing) ?out|timeout|refus|reject|block|drop|unreachable|traffic|requests?|packets?|responds?|answer|[45]\d\ds?\b)/i;

/** Whether the words are about one reaching another at all. */
export const tellsOfReaching = (text: string): boolean => calling.test(text);

/** Whether a part of a sentence may be about who reaches whom, or how that fails. */
export const isAboutReaching = (text: string): boolean =>
  relation.test(text) ||
  statusIn(text) !== undefined ||
  /\b(?:(?:is|are|does|do|can)(?: not|n't)|can't|cannot)\b/i.test(text);

const name =
  /^(?:[a-z][a-z0-9+]*:\/\/\S+|\[[0-9a-f:]+\](?::\d{1,5})?|[a-z0-9](?:[a-z0-9._:/-]*[a-z0-9/])?)$/i;

interface End {
  readonly words: string;
  readonly role: "from" | "to" | undefined;
  /** What stands between it and the end before. */
  readonly before: readonly string[];
  /** A comma stands between them. */
  readonly apart: boolean;
}

/** "No" is short for a node to kubectl, and to nobody who writes a sentence. */
const kindIn = (word: string): ReturnType<typeof kindOf> => (/^no$/i.test(word) ? undefined : kindOf(word));
const isCommon = (word: string): boolean => common.has(word) || called.has(word);
/** Whether a word of a sentence is what somebody may be called. */
export const isName = (word: string | undefined): word is string =>
  word !== undefined &&
  name.test(word) &&
  !isCommon(word.toLowerCase()) &&
  kindOf(word) === undefined &&
  !/^\d{1,5}(?:ms|s|m|h|%|am|pm|st|nd|rd|th|x)?$|^[45]\d\ds?$|^v?\d+(?:\.\d+){1,2}$|^\d{1,2}:\d\d$/i.test(
    word,
  ) &&
  !/^(?:ns|namespaces?|(?:\d{1,5}\/)?(?:tcp|udp|sctp|icmp))$/i.test(word);

/** Reads through the words once, and keeps what is an end with all that belongs to it. */
class Words {
  private readonly all: readonly string[];
  /** The words that a comma stands behind. */
  private readonly commas: ReadonlySet<number>;
  private at = 0;
  constructor(words: readonly string[]) {
    this.all = words.map(bareWord);
    this.commas = new Set(words.flatMap((word, at) => (word.endsWith(",") ? [at] : [])));
  }

  private peek(ahead = 0): string {
    return this.all[this.at + ahead] ?? "";
  }

  private is(says: RegExp, ahead = 0): boolean {
    return says.test(this.peek(ahead));
  }

  ends(): readonly End[] {
    const found: End[] = [];
    let before: string[] = [];
    let since = 0;
    while (this.at < this.all.length) {
      const from = this.at;
      const end = this.end();
      if (end === undefined) {
        before.push(this.peek().toLowerCase());
        this.at += 1;
        continue;
      }
      const apart = [...this.commas].some((at) => at >= since && at < from);
      found.push({ words: end, role: roleOf(before), before, apart });
      before = [];
      since = this.at - 1;
    }
    return found;
  }

  /** The words of the end that begins here; undefined where none does. */
  private end(): string | undefined {
    if (
      this.is(/^(?:pods?|workloads?|containers?|everything|anything|nothing)$/i) &&
      this.is(/^(?:on|in|of|inside)$/i, 1)
    ) {
      const ahead = [2, 3, 4].find((ahead) => isName(this.all[this.at + ahead])) ?? 0;
      if (
        ahead > 0 &&
        // "pods on different nodes": what kind of nodes.
        !this.is(/^nodes$/i, ahead + 1) &&
        this.all
          .slice(this.at + 2, this.at + ahead)
          .every((word) => /^(?:the|node|nodes|namespace|ns)$/i.test(word))
      ) {
        const said = this.all.slice(this.at, this.at + ahead + 1).join(" ");
        this.at += ahead + 1;
        return `${said}${this.is(/^on$/i) && !this.is(/^port$/i, 1) ? "" : this.options()}`;
      }
    }
    if (this.is(/^(?:ns|namespace)$/i) && isName(this.all[this.at + 1])) {
      this.at += 2;
      return `namespace ${this.peek(-1)}`;
    }
    const kind = kindIn(this.peek());
    if (kind !== undefined && isName(this.all[this.at + 1])) {
      const said = `${kind} ${this.peek(1)}`;
      this.at += 2;
      return `${said}${this.options()}`;
    }
    // "its database postgres.data:5432", "the server at 10.0.0.1": what follows says which.
    if (/^(?:its|their|the|our)$/i.test(this.all[this.at - 1] ?? "") && !/[.:/\d]/.test(this.peek())) {
      const ahead = this.is(/^(?:at|on|under)$/i, 1) ? 2 : 1;
      if (isName(this.all[this.at + ahead]) && this.is(/[.:/]/, ahead)) return undefined;
    }
    if (!isName(this.peek())) return undefined;
    const said = this.peek();
    this.at += 1;
    if (/^kubelet$/i.test(said) && this.is(/^(?:on|of)$/i) && isName(this.all[this.at + 1])) {
      this.at += 2;
      return `kubelet on ${this.peek(-1)}`;
    }
    // "From staging namespace".
    if (this.is(/^(?:ns|namespace)$/i) && isLabel(said.toLowerCase())) {
      this.at += 1;
      return `namespace ${said}`;
    }
    const after = kindIn(this.peek());
    if (after === undefined) return `${said}${this.options()}`;
    // "Two worker nodes": what kind of nodes, and none by name.
    if (this.is(/^nodes$/i)) return undefined;
    this.at += 1;
    return `${said} ${after}${this.options()}`;
  }

  /** Port and namespace, directly behind. */
  private options(): string {
    let said = "";
    for (let more = true; more;) {
      more = false;
      const onPort = this.is(/^(?:on|at|over)$/i) ? 1 : 0;
      const word = this.is(/^ports?$/i, onPort) ? onPort + 1 : onPort;
      const transport = this.is(/^(?:tcp|udp|sctp)$/i, onPort) ? this.peek(onPort) : undefined;
      if (
        transport !== undefined &&
        this.is(/^\d{1,5}$/, onPort + 1 + (this.is(/^port$/i, onPort + 1) ? 1 : 0))
      ) {
        const ahead = onPort + 1 + (this.is(/^port$/i, onPort + 1) ? 1 : 0);
        said += ` port ${this.peek(ahead)} ${transport}`;
        this.at += ahead + 1;
        more = true;
      } else if (word > 0 && this.is(/^\d{1,5}\/(?:tcp|udp|sctp)$/i, word)) {
        said += ` port ${this.peek(word)}`;
        this.at += word + 1;
        more = true;
      } else if (word > 0 && this.is(/^\d{1,5}$/, word)) {
        said += ` port ${this.peek(word)}`;
        this.at += word + 1;
        more = true;
      } else if (word === 0 && this.is(/^\d{2,5}$/) && !this.is(/^[45]\d\d$/)) {
        said += ` port ${this.peek()}`;
        this.at += 1;
        more = true;
      } else if (this.is(/^on$/i) && isName(this.all[this.at + 1])) {
        // Where it runs says no more about who it is.
        this.at += 2;
        more = true;
      } else if (this.is(/^(?:in|of|-n)$/i)) {
        const behind = this.is(/^the$/i, 1) ? 3 : 2;
        // What stands behind the word is one, be it a word that people use: `in ns data`.
        const ahead =
          this.is(/^(?:namespace|ns)$/i, behind - 1) && isLabel(this.peek(behind).toLowerCase())
            ? behind
            : ([1, 2, 3].find((ahead) => isName(this.all[this.at + ahead])) ?? 0);
        const between = this.all.slice(this.at + 1, this.at + ahead);
        if (ahead > 0 && between.every((word) => /^(?:the|namespace|ns)$/i.test(word))) {
          said += ` in ${this.peek(ahead)}`;
          this.at += ahead + 1 + (this.is(/^(?:namespace|ns)$/i, ahead + 1) ? 1 : 0);
          more = true;
        }
      }
    }
    return said;
  }
}

/** The ends that a part of a sentence names, with what belongs to each. */
export const endsIn = (words: readonly string[]): readonly End[] => new Words(words).ends();

/** "Loads images from minio", "gets 503s from db": from there the answer comes, not the call. */
const fetching =
  /^(?:fetch|pull|download|load|read|get|retrieve|receiv|replicat|sync|clon|consum)(?:s|es|e|ing|ting)?$/;
const failure =
  /^(?:[45]\d\ds?|errors?|timeouts?|responses?|answers?|reply|eof|rst|nxdomain|servfail|econn[a-z]{2,10}|etimedout|refused|resets?)$/;
/** "Denied for web", "not reachable for web". */
const closed =
  /^(?:denied|blocked|closed|refused|reachable|unreachable|accessible|inaccessible|available|unavailable|visible|slow|down|timing|times)$/;

function roleOf(before: readonly string[]): End["role"] {
  const near = before.filter(
    (word) => !/^(?:the|a|an|my|our|its|their|any|all|some|every|each|other|-\S+)$/.test(word),
  );
  const last = near.at(-1) ?? "";
  const refused = near.some((word) => /^(?:refused|rejected|blocked|denied|dropped|reset)$/.test(word));
  const fetched = near.some((word) => fetching.test(word)) || near.some((word) => failure.test(word));
  const gotten = near.some((word) => /^(?:get|gets|getting|got|sees|seeing)$/.test(word));
  if (last === "for") return gotten ? "to" : near.some((word) => closed.test(word)) ? "from" : undefined;
  if (last === "from" && fetched) return "to";
  if (last === "by") return refused ? "to" : "from";
  if (/^(?:from|inside|within|in)$/.test(last)) return "from";
  return called.has(last) ? "to" : undefined;
}

/** A word without the marks around it. */
export const bareWord = (word: string): string =>
  word.replace(/^[("'[]+(?=[a-z0-9])|(?<![?!.,;:)("'\]])[?!.,;:)("'\]]+$/gi, "");

/** "web is slow, db times out" are two sentences; "who blocks web from db" has either as the caller. */
const isNoPair = (first: End, second: End): boolean =>
  (second.apart && first.role === undefined && second.role === undefined) ||
  // "Can't reach the docs page, is github down?" asks about github: nobody says that it calls.
  (second.apart &&
    second.role === undefined &&
    /^(?:is|are|was|were)$/.test(
      second.before.filter((word) => !/^(?:the|our|my)$/.test(word)).at(-1) ?? "",
    )) ||
  (first.role === undefined &&
    second.before.at(-1) === "from" &&
    // A port says who is called.
    !/:\d{1,5}$| port \d/.test(second.words) &&
    first.before.some((word) => /^(?:block|prevent|stop|keep|cut)(?:s|ed|ing|ping|ting)?$/.test(word)));

const severalPorts = /(?<![\d.])\d{2,5},? (?:and|or|&) (?:port )?\d{2,5}(?![\d.])/i;

/** "web's sidecar", "the ingress": somebody whom no name says. */
const isSomebodyElse = (word: string): boolean =>
  /^ingress(?:es)?$/i.test(word) || (/.'s$/i.test(word) && isName(word.slice(0, -2)));

/** "the one on node2": the name is of a place. */
const isThatOfAPlace = ({ before }: End): boolean =>
  /^(?:one|ones|that|those|others)$/.test(before.at(-2) ?? "") &&
  /^(?:on|in|at|of)$/.test(before.at(-1) ?? "");

/** Whether it is about several ports, or about somebody whom no name says. */
export function isOfNoOnePair(sentence: string): boolean {
  const all = sentence.split(" ").filter((word) => bareWord(word) !== "");
  return (
    severalPorts.test(sentence) ||
    all.map(bareWord).some((word) => /^ingress(?:es)?$/i.test(word)) ||
    endsIn(all).some(isThatOfAPlace)
  );
}

/** Undefined when there is no end, more than two, or nothing that says that one calls the other. */
export function splitLoosely(clause: string): Sides | undefined {
  if (!relation.test(clause) || severalPorts.test(clause)) return undefined;
  const all = clause.split(" ").filter((word) => bareWord(word) !== "");
  const ends = new Words(all).ends();
  const [first, second, third] = ends;
  if (!first || third || all.map(bareWord).some(isSomebodyElse) || ends.some(isThatOfAPlace))
    return undefined;
  if (second && isNoPair(first, second)) return undefined;
  if (second && ![first, second].some(({ role }) => role !== undefined) && !calling.test(clause))
    return undefined;
  const kind = errorIn(clause);
  const status = statusIn(clause);
  const said = {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(/\bping/i.test(clause) && !/\bport\b/i.test(clause) ? { ping: true as const } : {}),
  };
  if (/(?<![\w.-])(?:dns|resolv\w*|look(?:ing|s)? ?ups?|name resolution)(?![\w-])/i.test(clause))
    return ofName(first, second, said);
  // "grafana shows that db refuses connections": who tells it is no end.
  if (
    second &&
    /^(?:shows?|says?|reports?|tells?|alerts?|claims?|thinks?) that$/.test(second.before.join(" "))
  )
    return { ...said, to: second.words };
  if (!second) {
    if (first.role === "from") return { ...said, from: first.words };
    return { ...said, to: first.words };
  }
  return turned(first, second)
    ? { ...said, from: second.words, to: first.words, callerLast: true }
    : { ...said, from: first.words, to: second.words };
}

function ofName(first: End, second: End | undefined, said: Sides): Sides {
  const name = second
    ? second.role === "from" || (first.words.includes(".") && !second.words.includes("."))
      ? first
      : second
    : undefined;
  const asks = name === first ? second : first;
  return { ...said, ...(asks ? { from: asks.words } : {}), resolves: name?.words ?? "" };
}

/** Whether the second calls the first: "db not reachable from web", "db refuses web". */
function turned(first: End, second: End): boolean {
  // "What blocks web from db".
  if (first.before.some((word) => /^(?:block|stop|prevent|keep)(?:s|ed|ing|ping)?$/.test(word))) return false;
  if (first.role === "from" || second.role === "to") return false;
  if (second.role === "from" || first.role === "to") return true;
  return second.before.some((word) =>
    /^(?:answer|answers|answering|respond|responds|responding|reply|refuses?|rejects?|blocks?|drops?|deny|denies|refusing|rejecting|blocking|dropping)$/.test(
      word,
    ),
  );
}

/** Whether a word is none that could be somebody's. */
export const isFiller = (word: string): boolean => word.length > 1 && isCommon(word.toLowerCase());
