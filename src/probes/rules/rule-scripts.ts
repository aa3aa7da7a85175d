/**
 * Constant scripts that read rules on the node and keep what can concern the asked addresses and ports, so that tens of
 * thousands of rules come back as hundreds. POSIX sh, and awk as mawk, BusyBox and gawk know it.
 */

/**
 * Parameters: the tool, its plain name, the backend word of its version. A plain `iptables-save` stands in for a missing
 * tool when it is of the same backend; before 1.8 there was only legacy and the version said nothing.
 */
const findTool = `
tool=$1 plain=$2 backend=$3
shift 3
if ! command -v "$tool" >/dev/null 2>&1
then
  version=$("$plain" -V 2>/dev/null)
  case $backend:$version in
    *:*"($backend)"*) tool=$plain ;;
    legacy:*" v1."[0-7].*) tool=$plain ;;
    *) echo "$tool: not found" >&2; exit 127 ;;
  esac
fi
`;

/** awk's part that reads the addresses and ports from its arguments. */
export const readArguments = `
BEGIN {
  for (i = 1; i < ARGC; i++) {
    keep[ARGV[i]] = 1
    about = about " " ARGV[i]
    if (ARGV[i] ~ /^[0-9]+$/) ports = 1
    else addresses = 1
    ARGV[i] = ""
  }
  ARGC = 1
}
# A single address that is not among those asked for.
function foreign(a) {
  if (!addresses) return 0
  if (a ~ /:/) sub(/\\/128$/, "", a)
  else sub(/\\/32$/, "", a)
  return a !~ /\\// && !(a in keep)
}
# The rule that names its policy stays whatever it matches: other rules of its chain may not say whose they are.
function namesPolicy(line) {
  return line ~ /Policy [^ "]+ (in|e)gress"|selected by policy name|Antrea: for rule [^ "]+, policy |KUBE-NWPLCY-/
}
`;

/**
 * iptables-save, without rules that are for one other address or port alone, and without chains nothing kept leads to.
 * Further parameters: addresses and ports.
 */
export const iptablesScript = `${findTool}
{ "$tool" -c; echo "#exit $?"; } | awk '
${readArguments}
/^#exit / { code = $2; ended = 1; next }
/^# (Generated|Table)/ { print; next }
/^\\*/ { table = substr($0, 2); tables[++tableCount] = table; next }
/^:/ {
  key = table " " substr($1, 2)
  known[key] = 1
  chains[table, ++chainCount[table]] = key
  line[key] = $0
  if ($2 != "-") root[key] = 1
  next
}
$1 == "-A" || $2 == "-A" {
  total++
  first = ($1 == "-A") ? 2 : 3
  key = table " " $first
  negated = 0
  for (i = first + 1; i <= NF; i++) {
    if ($i == "!") negated = 1
    else if ($i ~ /^-[siodp]$/) {
      if (!negated && $i ~ /^-[sd]$/ && foreign($(i + 1)) && !namesPolicy($0)) next
      negated = 0
      i++
    } else break
  }
  if (ports && /--dport [0-9]+( |$)/) {
    bare = $0
    gsub(/\\\\./, "", bare)
    gsub(/"[^"]*"/, "", bare)
    if (match(bare, /-m (tcp|udp|sctp|udplite) (--sport [0-9:]+ )?--dport [0-9]+( |$)/)) {
      port = substr(bare, RSTART, RLENGTH)
      sub(/.*--dport /, "", port)
      sub(/ .*/, "", port)
      if (!(port in keep) && !namesPolicy($0)) next
    }
  }
  rules[table, ++ruleCount[table]] = $0
  owner[table, ruleCount[table]] = key
  for (; i < NF; i++) {
    target = table " " $(i + 1)
    if (($i == "-j" || $i == "-g") && target in known) leads[key] = leads[key] SUBSEP target
  }
}
END {
  for (key in root) { reached[key] = 1; stack[++depth] = key }
  while (depth > 0) {
    n = split(leads[stack[depth--]], targets, SUBSEP)
    for (i = 1; i <= n; i++)
      if (targets[i] != "" && !(targets[i] in reached)) { reached[targets[i]] = 1; stack[++depth] = targets[i] }
  }
  for (t = 1; t <= tableCount; t++) {
    table = tables[t]
    print "*" table
    for (i = 1; i <= chainCount[table]; i++) if (chains[table, i] in reached) print line[chains[table, i]]
    for (i = 1; i <= ruleCount[table]; i++)
      if (owner[table, i] in reached) { print rules[table, i]; kept++ }
    print "COMMIT"
  }
  print "# netdiag: left out " (total - kept) "; kept what can concern" about
  if (!ended) exit 1
  exit code
}' "$@"`;

/**
 * Counters of all rules as \`PACKETS BYTES<TAB>KEY\`, and of policies that drop. Further parameters: the key's beginning,
 * \`nat\` to count that table too, or \`-\`.
 */
export const iptablesCountersScript = `${findTool}
{ "$tool" -c; echo "#exit $?"; } | awk '
BEGIN { prefix = ARGV[1]; nat = ARGV[2]; ARGC = 1 }
/^#exit / { code = $2; ended = 1; next }
/^\\*/ { table = substr($0, 2); skip = (table == "nat" && nat != "nat"); next }
skip { next }
/^:/ && $2 == "DROP" {
  gsub(/[][]/, "", $3)
  sub(/:/, " ", $3)
  print $3 "\\t" prefix " " table " " substr($1, 2) " policy"
  next
}
/^\\[[0-9]+:[0-9]+\\] -A / {
  values = substr($1, 2, length($1) - 2)
  sub(/:/, " ", values)
  text = substr($0, length($1) + 2)
  sub(/ +$/, "", text)
  gsub(/\\t/, " ", text)
  print values "\\t" prefix " " table " " text
}
END { if (!ended) exit 1; exit code }' "$@"`;

/** ipset save, without entries that are for other addresses alone. Parameters: addresses. */
export const ipsetsScript = `
{ ipset save; echo "#exit $?"; } | awk '
${readArguments}
/^#exit / { code = $2; ended = 1; next }
$1 != "add" { print; next }
{
  total++
  n = split($3, parts, ",")
  for (i = 1; i <= n; i++) {
    part = parts[i]
    mac = part ~ /^[0-9A-Fa-f][0-9A-Fa-f](:[0-9A-Fa-f][0-9A-Fa-f])+$/ && length(part) == 17
    address = part ~ /^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$/ || (part ~ /^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/ && !mac)
    if (address && foreign(part)) next
  }
  print
  kept++
}
END {
  print "# netdiag: left out " (total - kept) "; kept what can concern" about
  if (!ended) exit 1
  exit code
}' "$@"`;
