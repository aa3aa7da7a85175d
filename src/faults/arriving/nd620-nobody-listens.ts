import type { Flow } from "../../model/flow.ts";
import { socketGate, type Closed, type ClosedPort } from "../../gates/open-port.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { refusedAtSocket } from "./listening.ts";

export const nobodyListens = defineStop({
  code: "ND620",
  title: "Nobody listens on the port",
  at: ["socket"],
  gate: "socket",
  foretells: "stops",
  stop: only(gateOf("listening sockets", socketGate), isOfProgram),
  tells: { attempts, passage },
  name({ others, otherwise, none }, { attempts, passage }, { hop, flow }) {
    return {
      says: `Nothing in ${hop.name} listens on ${asked(flow)}${otherwise === undefined ? "" : `: on ${flow.port} it takes ${otherwise} alone`}.`,
      because: [
        {
          source: "model",
          says:
            others.length > 0
              ? `listening ports: ${others.join(", ")}`
              : none
                ? "no listening socket at all"
                : `no listening socket for ${flow.protocol} from outside`,
        },
        ...refusedAtSocket(hop, passage, flow),
        ...failedAttempts(attempts),
      ],
      ...(flow.to.type === "pod"
        ? { object: { kind: "Pod", namespace: flow.to.namespace, name: flow.to.name }, node: flow.to.node }
        : flow.to.type === "node"
          ? { object: { kind: "Node", name: flow.to.name }, node: flow.to.name }
          : {}),
      fix: {
        summary:
          otherwise !== undefined
            ? `ask for ${flow.port}/${otherwise}${flow.service === undefined ? "" : ` (the protocol of the Service's port is ${flow.protocol})`}, or make the program listen on ${flow.port}/${flow.protocol}`
            : others.length === 0
              ? `start the program, or make it listen on ${flow.port}`
              : `ask for a port it listens on (${others.join(", ")}), or make it listen on ${flow.port}`,
        ...(flow.to.type === "pod"
          ? { commands: [`kubectl -n ${flow.to.namespace} logs ${flow.to.name}`] }
          : {}),
        checked: false,
      },
    };
  },
});

function isOfProgram(stop: ClosedPort): stop is Closed {
  return stop.is === "closed" && stop.chosenBy === "client";
}

/** `8080/TCP`; of a node, which has several addresses, with the one that was asked: `53/UDP of 169.254.20.10`. */
function asked({ to, destinationIP, port, protocol }: Flow): string {
  return to.type === "node" ? `${port}/${protocol} of ${destinationIP}` : `${port}/${protocol}`;
}
