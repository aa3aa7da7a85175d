import { defineProbe, Unreadable } from "../../model/probe.ts";
import { dnsNameArgument, ipArgument, portArgument } from "../text/arguments.ts";
import { digAnswer, type Lookup } from "./dig-answer.ts";
import { script, waiting } from "../text/limits.ts";
import { linesOf, shown, wholeText } from "../text/reading.ts";

export interface NameSubject {
  /** Complete names, in the order in which the resolver tries them: the first that has an address ends the search. */
  readonly names: readonly string[];
  /** In the order of resolv.conf: the next one is asked where one is silent or fails. */
  readonly servers: readonly string[];
  readonly type: "A" | "AAAA";
  /** Of the names, the one that others are asked for as well, where none has an address. */
  readonly decisive: string;
  /** Asked by themselves: the pods behind the DNS server's address, say. */
  readonly others: readonly { readonly ip: string; readonly port: number }[];
}

/** One question and what came of it. */
export interface NameAnswer {
  readonly server: string;
  readonly port: number;
  readonly name: string;
  readonly type: "A" | "AAAA";
  readonly protocol: "UDP" | "TCP";
  readonly said: Lookup;
}

export interface NameLookup {
  /** What the resolver asked, in order, until it had an address or gave up. */
  readonly tried: readonly NameAnswer[];
  /** Asked beside it: the other family (also of a name that exists and has no address of the first), the other servers, the other protocol. */
  readonly beside: readonly NameAnswer[];
}

/** A question is repeated once, as resolvers do; dig waits whole seconds. */
const seconds = 1;
const tries = 2;
const mostNames = 10;
const mostServers = 3;

/**
 * What res_search of glibc does: the next name after "no such name" or "no such record", the next server after a failure or
 * silence, and an end where no server says anything. EDNS is left out, as resolvers do without `options edns0`.
 */
const searchAll = `
command -v dig >/dev/null || { echo 'dig: not found' >&2; exit 127; }
names=$1 servers=$2 type=$3 decisive=$4 others=$5 seconds=$6 tries=$7
case $type in A) family=AAAA ;; *) family=A ;; esac
say() {
  answer=$(dig "@$2" -p "$3" -t "$5" -q "$4" $6 +noedns "+time=$seconds" "+tries=$tries" +noall +comments +answer 2>&1)
  printf '%s %s %s %s %s %s\\n%s\\n' "$1" "$2" "$3" "$4" "$5" "\${6:-udp}" "$answer"
}
found= by= silent= exists= at=
for name in $names
do
  heard=
  for server in $servers
  do
    say try "$server" 53 "$name" "$type"
    case $answer in
      *'status: SERVFAIL'* | *'status: NOTIMP'* | *'status: REFUSED'*) heard=1 ;;
      *'status: '*) heard=1; break ;;
    esac
  done
  [ "$heard" ] || { silent=1; break; }
  if printf '%s\\n' "$answer" | grep -Eq "[[:space:]]IN[[:space:]]+$type[[:space:]]"
  then
    found=$name by=$server
    break
  fi
  case $answer in *'status: NOERROR'*) [ "$exists" ] || { exists=$name at=$server; } ;; esac
done
[ "$found" ] || [ -z "$exists" ] || say beside "$at" 53 "$exists" "$family" &
name=\${found:-$decisive}
for server in $servers
do
  if [ "$server" = "$by" ]
  then
    say beside "$server" 53 "$name" "$family" &
  elif [ "$found" ]
  then
    say beside "$server" 53 "$name" "$type" &
  fi
  [ -z "$silent" ] || say beside "$server" 53 "$name" "$type" +tcp &
done
for other in $others
do
  say beside "\${other%#*}" "\${other#*#}" "$name" "$type" &
done
wait`;

export const nameLookup = defineProbe<NameLookup, NameSubject>({
  name: "name-lookup",
  why: "Looks one name up as the pod's resolver would: each name of the search list, each server, in order.",
  at: "both",
  tool: "dig",
  sends: "DNS questions, one after the other, until one is answered with an address",
  command({ names, servers, type, decisive, others }) {
    const ends = others
      .slice(0, mostServers)
      .map(({ ip, port }) => `${ipArgument(ip)}#${portArgument(port)}`);
    return waiting(
      script(
        searchAll,
        names.slice(0, mostNames).map(dnsNameArgument).join(" "),
        servers.slice(0, mostServers).map(ipArgument).join(" "),
        type,
        dnsNameArgument(decisive),
        ends.join(" "),
        String(seconds),
        String(tries),
      ),
      // Silence ends the search with the first name; then every server is asked once more, all at once.
      (servers.length + 1) * seconds * tries * 1000,
    );
  },
  parse(output) {
    const answers: { readonly kind: string; readonly head: Omit<NameAnswer, "said">; text: string }[] = [];
    for (const line of linesOf(wholeText(output))) {
      const head = /^(try|beside) (\S+) (\d+) (\S+) (A|AAAA) (udp|\+tcp)$/.exec(line);
      const last = answers.at(-1);
      if (head) {
        const [, kind = "", server = "", port = "", name = "", type = "", how = ""] = head;
        answers.push({
          kind,
          head: {
            server,
            port: Number(port),
            name: name.replace(/\.$/, ""),
            type: type === "A" ? "A" : "AAAA",
            protocol: how === "udp" ? "UDP" : "TCP",
          },
          text: "",
        });
      } else if (last) last.text += `${line}\n`;
      else throw new Unreadable(`an answer to no question: ${shown(line)}`);
    }
    if (answers.length === 0) throw new Unreadable("no question was asked");
    const of = (wanted: string): NameAnswer[] =>
      answers.flatMap(({ kind, head, text }) =>
        kind === wanted ? [{ ...head, said: digAnswer(text) }] : [],
      );
    return { tried: of("try"), beside: of("beside") };
  },
});
