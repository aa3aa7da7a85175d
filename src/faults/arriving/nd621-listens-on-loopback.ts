import { listenersFor } from "../../netstack/seen/sockets.ts";
import { listeners } from "../../probes/state/sockets.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { refusedAtSocket } from "./listening.ts";
import { here } from "../needs/here.ts";
import { fromLoopback } from "../needs/grid.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const listensOnLoopback = defineFault({
  code: "ND621",
  title: "The program listens on another address only",
  at: ["socket"],
  gate: "socket",
  foretells: "stops",
  needs: {
    listeners: here(listeners),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
    loopback: ifSeen(fromLoopback),
  },
  check({ listeners, attempts, passage, loopback }, { hop, flow }) {
    if (flow.protocol !== "TCP" && flow.protocol !== "UDP") return;
    const found = listenersFor(listeners, flow.destinationIP, flow.port, flow.protocol);
    if (found.serving.length > 0) return;
    const bound = [...found.loopbackOnly, ...found.elsewhere];
    const [first] = bound;
    if (!first) return;
    const addresses = [...new Set(bound.map(({ ip, port }) => `${ip}:${port}`))].join(", ");
    return {
      says:
        found.loopbackOnly.length > 0
          ? `${hop.name} listens on ${addresses} only: from outside the pod nobody can connect.`
          : `${hop.name} listens on ${addresses}, not on ${flow.destinationIP}:${flow.port}.`,
      because: [
        { source: "model", says: `listening sockets on port ${flow.port}: ${addresses}` },
        ...refusedAtSocket(hop, passage, flow),
        ...(loopback && loopback.answered > 0
          ? [{ source: "probe" as const, says: `from inside the pod 127.0.0.1:${flow.port} answers` }]
          : []),
        ...failedAttempts(attempts),
      ],
      ...(flow.to.type === "pod"
        ? { object: { kind: "Pod", namespace: flow.to.namespace, name: flow.to.name }, node: flow.to.node }
        : {}),
      fix: {
        summary: `make the program listen on 0.0.0.0:${flow.port} (or [::]:${flow.port}) instead of ${first.ip}`,
        checked: false,
      },
    };
  },
});
