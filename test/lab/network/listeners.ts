import type { Listener } from "./network.ts";

/** Where the node keeps what its pods and scripts need; on a tmpfs that goes with the node. */
export const labDirectory = "/run/lab";
/** Names the cluster DNS answers for, in hosts format; dnsmasq reads it again on SIGHUP. */
export const dnsHosts = `${labDirectory}/cluster-hosts`;

const quiet = "</dev/null >/dev/null 2>&1 &";

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
  ];
  const base = protocol === "TCP" ? "LISTEN" : "RECVFROM";
  return [`${protocol}${four ? "4" : "6"}-${base}:${port}`, "fork", "reuseaddr", ...options]
    .filter((part) => part !== "")
    .join(",");
}

function command(listener: Listener, dualStack: boolean, directory: string): string {
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
        "dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --no-resolv --no-hosts --cache-size=0",
        `--pid-file=${directory}/dns.pid --local=/cluster.local/ --addn-hosts=${dnsHosts} --port=${listener.port}`,
        ...(listener.bind === undefined ? [] : [`--listen-address=${listener.bind} --bind-interfaces`]),
      ].join(" ");
  }
}

/** `tcp:2378` and the like, as /proc/net spells sockets. dnsmasq serves both protocols whatever it was asked for. */
function socketsOf({ kind, port, protocol }: Listener): string[] {
  const spell = (name: string): string => `${name}:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return kind === "dns" ? [spell("tcp"), spell("udp")] : [spell(protocol.toLowerCase())];
}

const allListen = `awk -v want="$1" '
FNR > 1 {
  split($2, local, ":"); n = split(FILENAME, path, "/"); protocol = substr(path[n], 1, 3)
  if ($4 == "0A" || protocol == "udp") seen[protocol ":" local[2]] = 1
}
END { n = split(want, sockets, " "); for (i = 1; i <= n; i++) if (!(sockets[i] in seen)) exit 1 }
' /proc/net/tcp* /proc/net/udp*`;

/**
 * A shell script that starts the listeners and waits, 3 s at most, until each has its socket; ends the shell with 1 when one has not.
 * `directory` is where dnsmasq leaves its PID.
 */
export function listenersScript(
  listeners: readonly Listener[],
  dualStack: boolean,
  directory: string,
): string {
  if (listeners.length === 0) return "";
  const sockets = [...new Set(listeners.flatMap(socketsOf))].join(" ");
  return `${listeners.map((listener) => `${command(listener, dualStack, directory)} ${quiet}`).join("\n")}
all_listen() { ${allListen}
}
tries=0
until all_listen "${sockets}"; do
  tries=$((tries + 1))
  [ "$tries" -le 300 ] || { echo "not all listen: ${sockets}" >&2; exit 1; }
  sleep 0.01
done
`;
}
