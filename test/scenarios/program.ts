/** What scenarios do to the program in a pod. Ports are TCP. */
import { readFileSync } from "node:fs";
import type { Act } from "./scenario.ts";

/** Ends the program that listens on the port; the pod stays. */
export function ended(pod: string, port = 9080): Act {
  return {
    do: "in-pod",
    pod,
    script: `kill $(${pidsOn(port)})\nuntil [ -z "$(${listening(port)})" ]; do sleep 0.01; done`,
  };
}

/**
 * Serves HTTP on the port; `socket` narrows where, in socat's words: `TCP4-LISTEN:9080,bind=127.0.0.1`. `program` is
 * what answers each connection.
 */
export function servesOn(
  pod: string,
  port = 9080,
  socket = `TCP4-LISTEN:${port}`,
  program = "EXEC:/run/lab/http",
): Act {
  return {
    do: "in-pod",
    pod,
    script: `socat ${socket},fork,reuseaddr,backlog=128 ${program} </dev/null >/dev/null 2>&1 &
until [ -n "$(${listening(port)})" ]; do sleep 0.01; done`,
  };
}

/** Serves TCP on the port of the machine between the nodes, 192.168.0.1: an address outside the cluster. It goes with the lab. */
export function servesOutside(port: number): Act {
  return {
    do: "on-underlay",
    script: `socat TCP4-LISTEN:${port},fork,reuseaddr,backlog=128 EXEC:cat </dev/null >/dev/null 2>&1 &
until [ -n "$(${listening(port)})" ]; do sleep 0.01; done`,
  };
}

/** Hangs the program on the port, which may keep so few connections waiting, and lets that many and one more wait. */
export function hung(pod: string, backlog: number, port = 9080): readonly Act[] {
  return [
    ended(pod, port),
    {
      do: "in-pod",
      pod,
      script: `socat TCP4-LISTEN:${port},fork,reuseaddr,backlog=${backlog} EXEC:/run/lab/http </dev/null >/dev/null 2>&1 &
hung=$!
until [ -n "$(${listening(port)})" ]; do sleep 0.01; done
kill -STOP $hung
for i in $(seq ${backlog + 1}); do socat -u OPEN:/dev/null TCP4:127.0.0.1:${port},connect-timeout=1; done`,
    },
  ];
}

/** Lets a hung program run on, and ends it. */
export function freed(pod: string, port = 9080): readonly Act[] {
  return [{ do: "in-pod", pod, script: `kill -CONT $(${pidsOn(port)})` }, ended(pod, port)];
}

/** A command that prints who listens on the port. */
function pidsOn(port: number): string {
  return `ss -Hltnp 'sport = :${port}' | sed -n 's/.*pid=\\([0-9]*\\).*/\\1/p' | sort -u`;
}

function listening(port: number): string {
  return `ss -Hltn 'sport = :${port}'`;
}

/** Serves HTTP over TLS on the port with a certificate of test/fixtures/tls. */
export function servesTls(pod: string, certificate: "valid" | "expired", port = 9080): readonly Act[] {
  const pem = readFileSync(new URL(`../fixtures/tls/${certificate}.pem`, import.meta.url), "utf8");
  const file = `/run/lab/${certificate}-${port}.pem`;
  return [
    { do: "in-pod", pod, script: `cat >${file} <<'PEM'\n${pem}PEM\n` },
    servesOn(pod, port, `OPENSSL-LISTEN:${port},cert=${file},verify=0`),
  ];
}
