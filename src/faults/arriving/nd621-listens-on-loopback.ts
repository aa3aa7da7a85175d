import { openPortGate, type ClosedPort } from "../../gates/open-port.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { refusedAtSocket } from "./listening.ts";
import { fromLoopback } from "../needs/grid.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const listensOnLoopback = defineStop({
  code: "ND621",
  title: "The program listens on another address only",
  at: ["socket"],
  gate: "socket",
  foretells: "stops",
  stop: only(
    gateOf("addresses of the listening sockets", ({ hop, flow, evidence }) =>
      openPortGate(hop.place, hop.name, flow, evidence),
    ),
    (stop: ClosedPort) => stop.is === "bound-elsewhere",
  ),
  tells: { attempts, passage, loopback: fromLoopback },
  name({ bound, loopbackOnly }, { attempts, passage, loopback }, { hop, flow }) {
    const [first] = bound;
    const addresses = [...new Set(bound.map(({ ip, port }) => `${ip}:${port}`))].join(", ");
    return {
      says: loopbackOnly
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
