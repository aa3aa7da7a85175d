/** What scenarios do to the program in a pod. Ports are TCP. */
import type { Act } from "./scenario.ts";

/** Ends the program that listens on the port; the pod stays. */
export function ended(pod: string, port = 9080): Act {
  const pids = `ss -Hltnp 'sport = :${port}' | sed -n 's/.*pid=\\([0-9]*\\).*/\\1/p' | sort -u`;
  return {
    do: "in-pod",
    pod,
    script: `kill $(${pids})\nuntil [ -z "$(${listening(port)})" ]; do sleep 0.01; done`,
  };
}

/** Serves HTTP on the port; `socket` narrows where, in socat's words: `TCP4-LISTEN:9080,bind=127.0.0.1`. */
export function servesOn(pod: string, port = 9080, socket = `TCP4-LISTEN:${port}`): Act {
  return {
    do: "in-pod",
    pod,
    script: `socat ${socket},fork,reuseaddr,backlog=128 EXEC:/run/lab/http </dev/null >/dev/null 2>&1 &
until [ -n "$(${listening(port)})" ]; do sleep 0.01; done`,
  };
}

function listening(port: number): string {
  return `ss -Hltn 'sport = :${port}'`;
}
