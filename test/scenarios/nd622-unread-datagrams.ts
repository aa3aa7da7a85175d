import { defineScenario } from "./scenario.ts";

const port = 9053;

export const unreadDatagrams = defineScenario({
  name: "nd622-unread-datagrams",
  says: "a UDP program hangs, and what waits to be read fills its socket's buffer",
  break: [
    {
      do: "in-pod",
      pod: "test/details",
      script: `socat -u UDP4-RECV:${port} OPEN:/dev/null </dev/null >/dev/null 2>&1 &
echo $! >/run/lab/hung
until [ -n "$(ss -Hlun 'sport = :${port}')" ]; do sleep 0.01; done
kill -STOP "$(cat /run/lab/hung)"
head -c 1000000 /dev/zero | socat -u -b1000 - UDP4-SENDTO:127.0.0.1:${port}`,
    },
  ],
  heal: [
    {
      do: "in-pod",
      pod: "test/details",
      script: `kill -KILL "$(cat /run/lab/hung)"; rm /run/lab/hung
socat UDP4-RECVFROM:${port},fork EXEC:cat </dev/null >/dev/null 2>&1 &
until [ -n "$(ss -Hlun 'sport = :${port}')" ]; do sleep 0.01; done`,
    },
  ],
  ask: `test/client -> deployment/test/details:${port}/udp`,
  expect: {
    verdict: "blocked",
    cause: "ND622",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node1",
    object: { kind: "Pod", namespace: "test" },
  },
});
