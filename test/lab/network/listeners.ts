import type { Listener } from "./network.ts";

/** Where the node keeps what its pods and scripts need; on a tmpfs that goes with the node. */
export const labDirectory = "/run/lab";
/** Names the cluster DNS answers for, in hosts format; dnsmasq reads it again on SIGHUP. */
export const dnsHosts = `${labDirectory}/cluster-hosts`;
/** Names that lead to other names, and those of the world outside; dnsmasq reads it when it starts. */
export const dnsAliases = `${labDirectory}/cluster-aliases`;

/** Answers any request with 200 and the name of the host that answered. */
export const httpHandler = `#!/bin/sh
cr=$(printf '\\r')
while IFS= read -r line; do [ -z "\${line%"$cr"}" ] && break; done
read -r host </proc/sys/kernel/hostname
printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n%s\\n' "$((\${#host} + 1))" "$host"
`;

function socatAddress({ port, protocol, bind }: Listener, dualStack: boolean): string {
  const four = !dualStack || (bind !== undefined && !bind.includes(":"));
  const options = [
    four ? "" : "ipv6only=0",
    bind === undefined ? "" : `bind=${bind.includes(":") ? `[${bind}]` : bind}`,
    // With socat's own 5, a few connections at once on a busy machine are already too many.
    protocol === "TCP" ? "backlog=128" : "",
  ];
  const base = protocol === "TCP" ? "LISTEN" : "RECVFROM";
  return [`${protocol}${four ? "4" : "6"}-${base}:${port}`, "fork", "reuseaddr", ...options]
    .filter((part) => part !== "")
    .join(",");
}

// dnsmasq as a daemon insists on changing its group, which a user namespace does not allow.
function command(listener: Listener, dualStack: boolean): string {
  const address = socatAddress(listener, dualStack);
  switch (listener.kind) {
    case "http":
      return `socat ${address} EXEC:${labDirectory}/http`;
    case "echo":
      return `socat ${address} EXEC:cat`;
    case "silent":
      return `socat -u ${address} OPEN:/dev/null`;
    case "dns":
      return [
        `dnsmasq --no-daemon --conf-file=${dnsAliases} --no-resolv --no-hosts --cache-size=0`,
        `--local=/cluster.local/ --addn-hosts=${dnsHosts} --port=${listener.port}`,
        ...(listener.upstream === undefined ? [] : [`--server=${listener.upstream}`]),
        ...(listener.bind === undefined ? [] : [`--listen-address=${listener.bind} --bind-interfaces`]),
      ].join(" ");
  }
}

/**
 * A shell script that starts the listeners in the background; `directory` takes what they complain about, and dnsmasq's PID.
 */
export function listenersScript(
  listeners: readonly Listener[],
  dualStack: boolean,
  directory: string,
): string {
  const aside = `</dev/null >/dev/null 2>>${directory}/errors &`;
  return listeners
    .map((listener) => {
      const line = `${command(listener, dualStack)} ${aside}\n`;
      return listener.kind === "dns" ? `${line}echo $! >${directory}/dns.pid\n` : line;
    })
    .join("");
}

/** Starts the DNS of a pod's listeners again, in the pod, if it runs: its settings are read only then. */
export function dnsRestart(listeners: readonly Listener[], dualStack: boolean, directory: string): string {
  const names = listeners.filter(({ kind }) => kind === "dns");
  return `read -r dns <${directory}/dns.pid && kill "$dns" 2>/dev/null || exit 0
while grep -qs '^State:.[RSD]' /proc/$dns/status; do sleep 0.01; done
${listenersScript(names, dualStack, directory)}`;
}

/** Whose sockets to wait for: a shell word that gives a PID in the network the listeners are in. */
export interface Listening {
  readonly pid: string;
  readonly listeners: readonly Listener[];
}

/** `PID/tcp:2378` and the like, as /proc/PID/net spells sockets. dnsmasq serves both protocols whatever it was asked for. */
function socketsOf(pid: string, { kind, port, protocol }: Listener): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  return (kind === "dns" ? ["tcp", "udp"] : [protocol.toLowerCase()]).map((name) => `${pid}/${name}:${hex}`);
}

const missingSockets = `awk -v want="$want" '
FNR > 1 {
  split($2, local, ":"); split(FILENAME, path, "/"); protocol = substr(path[5], 1, 3)
  if ($4 == "0A" || protocol == "udp") seen[path[3] "/" protocol ":" local[2]] = 1
}
END { n = split(want, sockets, " "); for (i = 1; i <= n; i++) if (!(sockets[i] in seen)) print sockets[i] }
'`;

/** A shell script that waits, 5 s at most, until every listener has its socket; else it ends the shell with 1 and says why. */
export function awaitListening(all: readonly Listening[]): string {
  const busy = all.filter(({ listeners }) => listeners.length > 0);
  if (busy.length === 0) return "";
  const sockets = busy.flatMap(({ pid, listeners }) => listeners.flatMap((one) => socketsOf(pid, one)));
  const tables = busy.map(({ pid }) => `/proc/${pid}/net/[tu][cd]p*`);
  return `want="${[...new Set(sockets)].join(" ")}"
tries=0
until missing=$(${missingSockets} ${tables.join(" ")}) && [ -z "$missing" ]; do
  tries=$((tries + 1))
  [ "$tries" -le 500 ] || { echo "nobody listens: $missing" >&2; cat ${labDirectory}/errors ${labDirectory}/pods/*/errors >&2; exit 1; }
  sleep 0.01
done
`;
}
