/** Shell: one command with its limits, its outputs in files, its status in SLOT.s. */
export const commands = String.raw`
# Hundredths of a second since boot: the only clock that costs no process.
clock() {
  read -r ticks rest </proc/uptime
  ticks=\${ticks%.*}\${ticks#*.}
}

# Becomes the command: seconds, blocks, pid, argv. RLIMIT_FSIZE bounds the output files without a process per
# command; its signal is ignored, so the command sees a failed write and no core handler of the node hears of it.
limited() {
  trap '' XFSZ
  ulimit -c 0
  ulimit -f "$2"
  NETDIAG_PID=$3
  export NETDIAG_PID
  seconds=$1
  shift 3
  cd /
  exec $leader timeout -k 1 "$seconds" "$@"
}

# Asks the command with process id $1, and what it started, to end.
end() {
  kill -TERM -- "-$1" 2>/dev/null
  kill -TERM "$1" 2>/dev/null
}

# Runs one command to its end: slot, milliseconds, then as limited.
perform() {
  slot=$1 limit=$2
  shift 2
  clock
  begun=$ticks
  limited "$@" >"$slot.o" 2>"$slot.e" </dev/null &
  foreground=$!
  wait "$foreground"
  code=$?
  clock
  spent=$(((ticks - begun) * 10)) state=ran
  case $code in
    124 | 137 | 143)
      # Two ticks may be missing: the clock is coarse at both ends.
      if [ $((spent + 20)) -ge "$limit" ]; then
        state=timed-out
        kill -KILL -- "-$foreground" 2>/dev/null
      fi
      ;;
  esac
  foreground=
  echo "$slot $code $spent $state" >"$slot.s"
}

# Reads the arguments of one command from stdin and starts it: how, slot, fraction, whole, ms, blocks, container id.
take() {
  how=$1 slot=$2 seconds=$3 limit=$5 blocks=$6 cid=$7
  [ -n "$fractions" ] || seconds=$4
  set --
  argument= begun= complete= ready=
  while IFS= read -r line; do
    case $line in
      '~'*)
        ready=\${line#?}
        continue
        ;;
      '+'*)
        argument=$argument$newline\${line#?}
        continue
        ;;
    esac
    [ -z "$begun" ] || set -- "$@" "$argument"
    begun=1
    case $line in
      '='*) argument=\${line#?} ;;
      *)
        complete=$line
        break
        ;;
    esac
  done
  # The connection ended in the middle of a command: half a command is none.
  [ "$complete" = . ] || exit 1
  : >"$slot.o" >"$slot.e"
  pid=1
  if [ "$cid" != - ]; then
    # "!" stands for what cannot be a container id.
    pid=
    [ "$cid" = ! ] || find_pid "$cid"
    if [ -z "$pid" ]; then
      echo "$slot - 0 no-pod" >"$slot.s"
      return
    fi
    set -- nsenter -t "$pid" -n -- "$@"
  fi
  case $how in
    do) perform "$slot" "$limit" "$seconds" "$blocks" "$pid" "$@" ;;
    bg)
      {
        trap '[ -z "$foreground" ] || end "$foreground"; exit 143' TERM
        perform "$slot" "$limit" "$seconds" "$blocks" "$pid" "$@"
      } </dev/null >/dev/null 2>&1 &
      jobs="$jobs $!"
      ;;
    capture) capture "$slot" "$ready" "$seconds" "$blocks" "$pid" "$@" ;;
  esac
}

wait_jobs() {
  for pid in $jobs; do wait "$pid"; done
  jobs=
}

# Statuses, sizes and bytes of the slots named. \`wc\` gives exact sizes for the whole batch in one process.
answer() {
  wait_jobs
  files=
  printf '%s answer %s\n' "$nonce" "$#"
  for slot in "$@"; do
    files="$files $slot.o $slot.e"
    read -r line <"$slot.s"
    printf '%s\n' "$line"
  done
  if [ -n "$files" ]; then
    wc -c $files
    cat $files
  fi
  printf '%s end\n' "$nonce"
  [ -z "$files$garbage" ] || rm -f $files $garbage
  garbage=
}
`;
