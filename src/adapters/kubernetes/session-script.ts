import { commands } from "./script/commands.ts";
import { places } from "./script/places.ts";
import { window } from "./script/window.ts";

const main = String.raw`
set -u
nonce=$1 newline='
'
LC_ALL=C PATH="\${PATH:-}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export LC_ALL PATH
umask 077
dir= jobs= captures= foreground= garbage=

refuse() {
  printf '%s refused %s\n' "$nonce" "$*"
  exit 1
}

# A child that is told to end before it has forgotten its parent's traps (bash) must not clean up after it.
cleanup() {
  trap - EXIT
  read -r pid rest </proc/self/stat
  [ "$pid" = "$main" ] || return
  for entry in $foreground $jobs $captures; do end "\${entry#*:}"; done
  cd / && [ -n "$dir" ] || return
  rm -rf "$dir"
  # A session that was killed outright left its directory behind; none lives longer than this.
  find "\${dir%/*}" -maxdepth 1 -name 'netdiag.*' -mmin +15 -exec rm -rf {} + </dev/null >/dev/null 2>&1
}
read -r main name state parent own rest </proc/self/stat
trap cleanup EXIT
trap 'exit 143' TERM HUP INT PIPE

for base in /dev/shm "\${TMPDIR:-/tmp}" /run; do
  dir=$(mktemp -d "$base/netdiag.XXXXXX" 2>/dev/null) && break
done
[ -n "$dir" ] && cd "$dir" || refuse no directory for temporary files is writable
printf '%s hello 1\n' "$nonce"

# The rest is found out while the first request is on its way.
# BusyBox's timeout may know no fractions, and does not lead a process group: then nothing would end what a command
# started.
ask='read -r pid name state parent group rest </proc/self/stat; echo "$group"'
fractions=1
group=$(timeout -k 1 5.5 sh -c "$ask" 2>/dev/null) || {
  fractions=
  group=$(timeout -k 1 5 sh -c "$ask")
}
leader=
[ "$group" != "$own" ] || ! command -v setsid >/dev/null || leader=setsid
nap=0.005 longer=0.1
sleep "$nap" 2>/dev/null || nap=1 longer=1

while read -r verb arguments; do
  set -f
  set -- $arguments
  set +f
  case $verb in
    do | bg | capture) take "$verb" "$@" ;;
    ready) await_ready "$1" ;;
    ended) ended "$1" "$2" ;;
    stop) stop ;;
    join) join ;;
    diff) diff "$1" "$2" ;;
    answer) answer "$@" ;;
    bye) exit 0 ;;
    *) refuse unknown request "$verb" ;;
  esac
done
`;

/**
 * The program that runs in the debug pod for the length of one question. It is constant: what to run arrives as
 * lines on stdin, is read with `read -r`, and reaches commands only as "$@". POSIX sh; dash, BusyBox ash and bash
 * run it alike. $1 is the nonce that marks its own lines on stdout.
 *
 * Requests, one per line; SLOT names the files of a command's output:
 * - `do|bg SLOT FRACTION WHOLE MS BLOCKS CID` (one after the other, or at once), then one `=ARG` line per argument
 *   (a `+TEXT` line goes on after a newline), then `.`. FRACTION and WHOLE are the time limit in seconds, the second for
 *   a `timeout` without fractions; BLOCKS the output limit in 512 bytes; CID a container id, or `-` for the node.
 * - `capture` the same with one `~READY` line before the arguments; then `ready TICKS`, `ended SLOT TICKS` (waits for the first
 *   that ends), `stop`, `join`.
 * - `diff N BLOCKS` compares slots bN and aN into dN.
 * - `answer SLOT…`, and `bye`.
 *
 * Answers: `NONCE hello 1`, `NONCE refused REASON`, or `NONCE answer COUNT`, COUNT lines `SLOT EXIT MS STATE`, what
 * `wc -c` says of the files SLOT.o and SLOT.e of each, their bytes, `NONCE end`.
 * STATE is ran, timed-out, no-pod; of a capture also stopped and late (stopped before it was ready).
 */
export const sessionScript = [places, commands, window, main]
  .join("")
  .replaceAll("\\${", "${")
  .replaceAll("\\`", "`")
  .split("\n")
  .filter((line) => !/^\s*(#|$)/.test(line))
  .map((line) => `${line}\n`)
  .join("");

/** The line after which the bootstrap has the whole script. */
const lastLine = "#end";

/**
 * Reads the script from stdin and becomes it, under a `timeout` that ends it whatever happens: closing the WebSocket
 * does not kill a command, and not every runtime closes its stdin then. The script does not travel in the
 * exec URL because proxies in front of API servers cut request lines at 8 KiB.
 */
const bootstrap = `s=
while IFS= read -r l && [ "$l" != '${lastLine}' ]; do s="$s$l
"; done
[ "$l" = '${lastLine}' ] || exit 1
exec timeout -k 2 "$2" sh -c "$s" netdiag "$1"`;

/** The argv of the exec: what stands in the API server's audit log. */
export function sessionArgv(nonce: string, lifeSeconds: number): readonly string[] {
  return ["sh", "-c", bootstrap, "netdiag", nonce, String(lifeSeconds)];
}

/** The first thing to write to its stdin. */
export const sessionPrologue = `${sessionScript}${lastLine}\n`;
