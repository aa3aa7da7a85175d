import { familyOf } from "../../model/protocol.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import { familyOption, ipArgument, secondsArgument, sizeArgument, UnfitArgument } from "../text/arguments.ts";
import { script, waiting } from "../text/limits.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

/** Sizes of whole IP packets, headers included: bytes. */
export interface PathMtuSubject {
  readonly ip: string;
  readonly smallest: number;
  readonly largest: number;
  /** For each round of pings; a search in which packets are lost takes up to five rounds. */
  readonly waitMs: number;
}

export interface PathMtu {
  /** The largest packet that was answered; undefined when not even the smallest was. */
  readonly passes?: number;
  /** The smallest packet that was not answered; undefined when the largest was. */
  readonly fails?: number;
  /** What links on the way, or the sender, said they take. */
  readonly told: readonly number[];
  /** Packets too big vanished without a word: the black hole that hangs connections. */
  readonly silent: boolean;
}

/**
 * Largest and smallest first; then eleven sizes at once between the best that passed and the first that did not,
 * until they touch. Two pings per size, so that one lost packet is no verdict; six more of the first that did not pass: where part of
 * all packets is lost, whatever their size, one of them does.
 */
const searchSize = `
family=$1 ip=$2 smallest=$3 largest=$4 wait=$5
best=0 worst=$((largest + 1)) rounds=0
tryAll() {
  for size
  do
    printf '%s\\t%s\\n' "$size" \
      "$(ping "$family" -n -c 2 -i 0.02 -W "$wait" -M do -s "$size" "$ip" 2>&1 | tr '\\n\\t' '  ')" &
  done
  wait
}
take() {
  while read -r size said
  do
    case $said in
      *' 1 received'*|*' 2 received'*) [ "$size" -gt "$best" ] && best=$size ;;
      *) [ "$size" -lt "$worst" ] && worst=$size ;;
    esac
  done
}
sizes="$largest $smallest"
while [ -n "$sizes" ] && [ $rounds -lt 6 ]
do
  results=$(tryAll $sizes)
  printf '%s\\n' "$results"
  take <<END
$results
END
  [ "$best" -eq 0 ] && exit 0
  rounds=$((rounds + 1)) step=$(((worst - best + 11) / 12)) sizes= size=$best
  while size=$((size + step)) && [ "$size" -lt "$worst" ]; do sizes="$sizes $size"; done
done
[ "$worst" -gt "$largest" ] || tryAll "$worst" "$worst" "$worst"`;

const mostRounds = 7;

export const pathMtu = defineProbe<PathMtu, PathMtuSubject>({
  name: "path-mtu",
  why: "Finds the largest packet that reaches the destination in one piece.",
  at: "both",
  tool: "ping",
  needs: ["NET_RAW"],
  sends: "up to sixty pairs of ICMP echo requests of different sizes",
  sendsTo: ({ ip }) => ({ ip }),
  command({ ip, smallest, largest, waitMs }) {
    const to = ipArgument(ip);
    const headers = headersOf(to);
    if (smallest <= headers || largest < smallest)
      throw new UnfitArgument(`not a range of packet sizes: ${String(smallest)} to ${String(largest)}`);
    return waiting(
      script(
        searchSize,
        familyOption(to),
        to,
        sizeArgument(smallest - headers),
        sizeArgument(largest - headers),
        secondsArgument(waitMs),
      ),
      mostRounds * (waitMs + 100),
      128,
    );
  },
  parse(output) {
    const tries = linesOf(wholeText(output)).map((line) => {
      const [size, said = ""] = line.split("\t");
      if (!said.includes("packets transmitted")) throw new Unreadable(`ping said: ${shown(said)}`);
      // IPv4 pings name the whole packet in brackets; IPv6 ones do not.
      const headers = /^PING \S+ \(\S+\) .*\(\d+\) bytes/.test(said) ? 28 : 48;
      return { size: numberOf(size) + headers, passed: !/, 0 (packets )?received/.test(said), said };
    });
    if (tries.length === 0) throw new Unreadable("no size was tried");
    const passed = tries.filter((attempt) => attempt.passed).map(({ size }) => size);
    const failed = tries.filter((attempt) => !attempt.passed);
    const told = failed.flatMap(({ said }) =>
      [...said.matchAll(/mtu\s?[=:]\s?(\d+)/g)].map(([, mtu]) => numberOf(mtu)),
    );
    // A sender that learnt earlier what the path takes refuses by itself, and does not always say the size.
    const learnt = failed.some(({ said }) => /message too long/i.test(said));
    return {
      told: [...new Set(told)].sort((a, b) => a - b),
      silent: failed.length > 0 && told.length === 0 && !learnt,
      ...(passed.length > 0 && { passes: Math.max(...passed) }),
      ...(failed.length > 0 && { fails: Math.min(...failed.map(({ size }) => size)) }),
    };
  },
});

/** IP and ICMP headers. */
function headersOf(ip: string): number {
  return familyOf(ip) === 6 ? 48 : 28;
}
