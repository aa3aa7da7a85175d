/** Shell: captures that run while other commands go on, and counters compared on the node. */
export const window = String.raw`
# Starts a capture: slot, ready text, then as limited.
capture() {
  slot=$1
  printf '%s\n' "$2" >"$slot.r"
  rm -f "$slot.ok"
  clock
  echo "$ticks" >"$slot.b"
  seconds=$3 blocks=$4 pid=$5
  shift 5
  limited "$seconds" "$blocks" "$pid" sh -c 'echo $$ >"$0"; exec "$@"' "$dir/$slot.p" "$@" \
    >"$slot.o" 2>"$slot.e" </dev/null &
  captures="$captures $slot:$!"
}

# Child $1 runs: an ended child stays in /proc as a zombie until it is waited for.
running() {
  stat=
  read -r stat 2>/dev/null <"/proc/$1/stat"
  case \${stat##*) } in '' | [ZX]*) return 1 ;; esac
}

says_ready() {
  IFS= read -r text <"$1.r"
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *"$text"*) return 0 ;; esac
  done <"$1.e"
  return 1
}

# Until every capture sees packets or has ended, at most $1 hundredths of a second.
await_ready() {
  clock
  until=$((ticks + $1))
  while :; do
    waiting=
    for entry in $captures; do
      slot=\${entry%%:*}
      if [ -e "$slot.ok" ]; then continue; fi
      if says_ready "$slot"; then
        : >"$slot.ok"
      elif running "\${entry#*:}"; then
        waiting=1
      fi
    done
    clock
    [ -n "$waiting" ] && [ "$ticks" -lt "$until" ] || return 0
    sleep "$nap"
  done
}

# Waits until one of the captures that saw packets has ended, at most $2 hundredths of a second. Slot $1 says how it stands:
# 0 one has ended, 1 they go on, 2 there is none.
ended() {
  clock
  until=$((ticks + $2))
  while :; do
    code=2
    for entry in $captures; do
      [ -e "\${entry%%:*}.ok" ] || continue
      if running "\${entry#*:}"; then
        [ "$code" = 0 ] || code=1
      else
        code=0
      fi
    done
    clock
    [ "$code" = 1 ] && [ "$ticks" -lt "$until" ] || break
    sleep "$longer"
  done
  : >"$1.o" >"$1.e"
  echo "$1 $code 0 ran" >"$1.s"
}

# Capture $1 has packets to read still: it sleeps only when there are none. On a busy node it may not have had its turn.
reads() {
  reader= stat=
  read -r reader 2>/dev/null <"$1.p" && read -r stat 2>/dev/null <"/proc/$reader/stat"
  case \${stat##*) } in R*) return 0 ;; esac
  return 1
}

# Ends the captures. Packets still on their way to them get a moment, and each the time to read what it got, a second at most.
stop() {
  [ -n "$captures" ] || return 0
  [ "$nap" = 1 ] || sleep 0.03
  clock
  until=$((ticks + 100))
  for entry in $captures; do
    while reads "\${entry%%:*}" && [ "$ticks" -lt "$until" ]; do
      sleep "$nap"
      clock
    done
  done
  for entry in $captures; do
    if running "\${entry#*:}"; then
      : >"\${entry%%:*}.stopped"
      end "\${entry#*:}"
    fi
  done
}

# Waits for the stopped captures, not for ever, and writes their statuses.
join() {
  wait_jobs
  [ -n "$captures" ] || return 0
  (
    sleep 1
    for entry in $captures; do kill -KILL -- "-\${entry#*:}" "\${entry#*:}"; done
  ) </dev/null >/dev/null 2>&1 &
  guard=$!
  for entry in $captures; do
    slot=\${entry%%:*}
    wait "\${entry#*:}"
    code=$? state=ran
    clock
    read -r begun <"$slot.b"
    if [ -e "$slot.stopped" ]; then
      code=0 state=stopped
      [ -e "$slot.ok" ] || state=late
    else
      case $code in 124 | 137 | 143) state=timed-out ;; esac
    fi
    rm -f "$slot.stopped" "$slot.p"
    echo "$slot $code $(((ticks - begun) * 10)) $state" >"$slot.s"
  done
  kill "$guard" 2>/dev/null
  wait "$guard" 2>/dev/null
  captures=
}

# The lines of a$1 whose values are not those of b$1, as d$1; a counter command that failed is told as it failed.
diff() {
  read -r slot code spent state <"b$1.s"
  read -r slot code_after spent_after state_after <"a$1.s"
  text=b$1.e
  if [ "$code$state" = 0ran ]; then
    code=$code_after state=$state_after text=a$1.e
  fi
  : >"d$1.o"
  head -c 8192 "$text" >"d$1.e"
  if [ "$code$state" = 0ran ]; then
    limited 10 "$2" 1 awk '
      { tab = index($0, "\t"); value = substr($0, 1, tab ? tab - 1 : 0) ""; key = substr($0, tab + 1) }
      FILENAME == ARGV[1] { id = key SUBSEP (++seen[key]); before[id] = value; order[++count] = id; next }
      {
        id = key SUBSEP (++again[key])
        if (!(id in before)) print "-\t" value "\t" key
        else if (before[id] "" != value) print before[id] "\t" value "\t" key
        delete before[id]
      }
      END {
        for (i = 1; i <= count; i++) if (order[i] in before) {
          split(order[i], part, SUBSEP)
          print before[order[i]] "\t-\t" part[1]
        }
      }' "$dir/b$1.o" "$dir/a$1.o" >"d$1.o" 2>>"d$1.e" </dev/null &
    foreground=$!
    wait "$foreground"
    code=$? foreground=
  fi
  garbage="$garbage b$1.o b$1.e a$1.o a$1.e"
  echo "d$1 $code $((spent + spent_after)) $state" >"d$1.s"
}
`;
