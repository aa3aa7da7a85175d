/** Shell: from a container id to a process inside the pod's network namespace. */
export const places = String.raw`
# Sets pid to the process of container $1 whose network namespace is the pod's, or to nothing. An id at the end of a
# cgroup path is the container itself; further down are containers that run inside it (their own namespace), and
# CRI-O's conmon carries the id too but lives in the node's.
find_pid() {
  pid=
  if [ -r "pid.$1" ]; then
    read -r pid <"pid.$1"
    # A zombie still names its cgroup but has no namespace left to enter.
    [ -e "/proc/$pid/ns/net" ] && while IFS= read -r path; do
      case $path in *"$1"*) return ;; esac
    done 2>/dev/null <"/proc/$pid/cgroup"
    pid=
  fi
  grep -HsE -e "(^|[^0-9A-Za-z])$1(\.scope)?(/init\.scope)?\$" /proc/[0-9]*/cgroup >found 2>/dev/null
  hidden=
  [ -s found ] || grep -HsF -e "$1" /proc/[0-9]*/cgroup >found 2>/dev/null
  while IFS= read -r path; do
    case $path in *conmon-"$1"*) continue ;; esac
    path=\${path#/proc/}
    path=\${path%%/*}
    if [ ! -e "/proc/$path/ns/net" ]; then
      # A zombie has none; of any other process it is hidden: entering it says why.
      ! running "$path" || hidden=$path
      continue
    fi
    if [ -z "$pid" ] || [ "$path" -lt "$pid" ]; then pid=$path; fi
  done <found
  [ -z "$pid" ] || echo "$pid" >"pid.$1"
  [ -n "$pid" ] || pid=$hidden
}
`;
