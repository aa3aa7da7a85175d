/** Constant scripts that read nft's rules and counters; POSIX sh, awk as in rule-scripts.ts. */
import { readArguments } from "./rule-scripts.ts";

/**
 * One table's JSON on one line, without rules and map elements that are for one other address alone, and without chains
 * nothing kept leads to. nft prints objects one after another on one line; each of the table starts with its family.
 */
const sliceNft = `
sed -E 's/, [{]"(chain|rule|set|map)": [{]"family": /\\n{"\\1": {"family": /g' | awk '
${readArguments}
# The text after a key up to the next quote.
function value(key,  at, rest) {
  at = index($0, "\\"" key "\\": \\"")
  if (!at) return ""
  rest = substr($0, at + length(key) + 5)
  return substr(rest, 1, index(rest, "\\"") - 1)
}
# Does the text hold an address as a plain value that is not asked for?
function foreignIn(text,  word) {
  if (text ~ /"(range|prefix)"/) return 0
  while (match(text, /"[0-9A-Fa-f:.]+"/)) {
    word = substr(text, RSTART + 1, RLENGTH - 2)
    if (word ~ /[.:]/ && foreign(word)) return 1
    text = substr(text, RSTART + RLENGTH)
  }
  return 0
}
function addLeads(from, text,  word) {
  while (match(text, /"(target": "[^"]+|@[^"]+)"/)) {
    word = substr(text, RSTART, RLENGTH)
    text = substr(text, RSTART + RLENGTH)
    if (word ~ /^"@/) leads[from] = leads[from] SUBSEP "map " substr(word, 3, length(word) - 3)
    else leads[from] = leads[from] SUBSEP "chain " substr(word, 12, length(word) - 12)
  }
}
NR == 1 { head = $0; next }
{ line = $0; if (NR > 2) take(last); last = line }
# Elements of a map are pairs, of a set concatenations or plain values; other shapes stay whole.
function sliced(elements,  front, between, rear, n, i, kept, parts) {
  if (elements ~ /^\\[/) { front = "["; between = "\\\\], \\\\["; rear = "]" }
  else if (elements ~ /^[{]"concat": \\[/) { front = "{\\"concat\\": ["; between = "\\\\][}], [{]\\"concat\\": \\\\["; rear = "]}" }
  else if (elements ~ /[{[]/) {
    addLeads(name, elements)
    return elements
  }
  else { front = ""; between = ", "; rear = "" }
  elements = substr(elements, length(front) + 1, length(elements) - length(front) - length(rear))
  n = split(elements, parts, between)
  for (i = 1; i <= n; i++) {
    total++
    if (foreignIn(parts[i])) left++
    else {
      kept = kept (kept == "" ? "" : ", ") front parts[i] rear
      addLeads(name, parts[i])
    }
  }
  return kept
}
function take(object,  at, elements, text) {
  $0 = object
  if ($0 ~ /^[{]"chain"/) {
    name = "chain " value("name")
    lines[++count] = $0; belongs[count] = name
    if ($0 ~ /"hook": /) root[name] = 1
  } else if ($0 ~ /^[{]"rule"/) {
    total++
    text = $0
    while (!namesPolicy($0) && match(text, /"op": "==", "left": [{]"payload": [{]"protocol": "ip6?", "field": "[sd]addr"[}][}], "right": "[^"@]+"/)) {
      at = RSTART + RLENGTH
      if (foreignIn(substr(text, at - 60, 60))) { left++; return }
      text = substr(text, at)
    }
    name = "chain " value("chain")
    lines[++count] = $0; belongs[count] = name; rule[count] = 1
    addLeads(name, $0)
  } else {
    name = "map " value("name")
    at = index($0, "\\"elem\\": [")
    if (at) {
      elements = substr($0, at + 9)
      sub(/\\][}][}]$/, "", elements)
      $0 = substr($0, 1, at + 8) sliced(elements) "]}}"
    }
    lines[++count] = $0; belongs[count] = ""
  }
}
END {
  sub(/\\]\\}$/, "", last)
  if (NR > 1) take(last)
  else sub(/\\]\\}$/, "", head)
  for (name in root) { reached[name] = 1; stack[++depth] = name }
  while (depth > 0) {
    n = split(leads[stack[depth--]], targets, SUBSEP)
    for (i = 1; i <= n; i++)
      if (targets[i] != "" && !(targets[i] in reached)) { reached[targets[i]] = 1; stack[++depth] = targets[i] }
  }
  printf "%s", head
  for (i = 1; i <= count; i++)
    if (belongs[i] == "" || belongs[i] in reached) printf ", %s", lines[i]
    else if (rule[i]) left++
  print "]}"
  print "# netdiag: left out " (left + 0) "; kept what can concern" about
}' "$@"`;

/** nft's JSON leaves out the devices of ingress and egress chains in many versions; its text has them. */
const showDevices = `
awk '
/^table / { table = $2 " " $3 }
/^\\tchain / { chain = $2 }
/^\\t\\ttype .* hook (in|e)gress device/ {
  sub(/.*devices? /, "")
  sub(/ priority.*/, "")
  gsub(/[{}=,"]/, " ")
  print "# netdiag: devices " table " " chain " " $0
}'`;

/**
 * Every table of nft that iptables-nft does not show, one JSON document a line. Parameters: the family, `ip` or `ip6`,
 * iptables-nft-save and iptables-save of that family, then addresses.
 */
export const nftScript = `
family=$1 save=$2 plain=$3
shift 3
tables=$(nft list tables) || exit
shown=
for name in filter nat mangle raw security
do
  case "
$tables
" in *"
table $family $name
"*) shown=ask ;; esac
done
if [ "$shown" = ask ]
then
  if ! command -v "$save" >/dev/null 2>&1
  then
    case $("$plain" -V 2>/dev/null) in *"(nf_tables)"*) save=$plain ;; *) save=: ;; esac
  fi
  shown=$("$save" 2>/dev/null | sed -n "s/^[*]//p")
fi
slice() {
  ${sliceNft.trim()}
}
devices() {
  ${showDevices.trim()}
}
while read -r word table name
do
  [ "$word" = table ] || continue
  case $table in ip | ip6) [ "$table" = "$family" ] || continue ;; esac
  if [ "$table" = "$family" ]
  then
    case "
$shown
" in *"
$name
"*)
      echo "# netdiag: iptables-save shows table $table $name"
      continue ;;
    esac
  fi
  if json=$(nft -j list table "$table" "$name") && printf "%s\\n" "$json" | slice "$@"
  then
    case $json in
    *'"hook": "ingress"'* | *'"hook": "egress"'*) nft list table "$table" "$name" | devices ;;
    esac
    continue
  fi
  echo "# netdiag: could not list table $table $name"
done <<TABLES
$tables
TABLES
exit 0`;

/**
 * Counters of nft rules that have one, as \`PACKETS BYTES<TAB>nft FAMILY TABLE CHAIN HANDLE\`. Parameters: family and name of
 * each table.
 */
export const nftCountersScript = `
{
  code=0
  while [ $# -gt 1 ]
  do
    nft -a list table "$1" "$2" || code=$?
    shift 2
  done
  echo "#exit $code"
} | awk '
/^#exit / { code = $2; ended = 1; next }
/^table / { table = $2 " " $3; next }
/^\\tchain / { chain = $2; next }
match($0, /counter packets [0-9]+ bytes [0-9]+/) {
  split(substr($0, RSTART, RLENGTH), words, " ")
  if ($(NF - 1) == "handle") print words[3] " " words[5] "\\tnft " table " " chain " " $NF
}
END { if (!ended) exit 1; exit code }'`;
