import { entersAtNode, type Flow } from "../../model/flow.ts";
import { isLoopback, listenersFor } from "../../netstack/seen/sockets.ts";
import { listeners } from "../../probes/state/sockets.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { translatedThere } from "../needs/firewall.ts";
import { here } from "../needs/here.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { otherPorts, refusedAtSocket } from "./listening.ts";

export const nobodyListens = defineFault({
  code: "ND620",
  title: "Nobody listens on the port",
  at: ["socket"],
  gate: "socket",
  foretells: "stops",
  needs: {
    listeners: here(listeners),
    translated: ifSeen(translatedThere),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
  },
  check({ listeners, translated, attempts, passage }, { hop, flow }) {
    if (flow.protocol !== "TCP" && flow.protocol !== "UDP") return;
    // A NodePort has no listener: the node's rules send it on.
    if (translated && !entersAtNode(flow))
      return {
        cannotTell: `the rules of ${hop.node ?? "the node"} send ${flow.protocol} ${flow.port} on, as for a NodePort, and the Service behind it was not read: what is behind it was not looked at`,
      };
    if (translated) return;
    const found = listenersFor(listeners, flow.destinationIP, flow.port, flow.protocol);
    if (found.serving.length > 0 || found.loopbackOnly.length > 0 || found.elsewhere.length > 0) return;
    const others = otherPorts(listeners, flow);
    // Behind a Service with another port open, the Service's targetPort is what is wrong (ND305).
    if (flow.service && others.length > 0) return;
    const otherwise = listeners.find(
      ({ port, protocol, ip }) => port === flow.port && protocol !== flow.protocol && !isLoopback(ip),
    )?.protocol;
    return {
      says: `Nothing in ${hop.name} listens on ${asked(flow)}${otherwise === undefined ? "" : `: on ${flow.port} it takes ${otherwise} alone`}.`,
      because: [
        {
          source: "model",
          says:
            others.length > 0
              ? `listening ports: ${others.join(", ")}`
              : listeners.length === 0
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

/** `8080/TCP`; of a node, which has several addresses, with the one that was asked: `53/UDP of 169.254.20.10`. */
function asked({ to, destinationIP, port, protocol }: Flow): string {
  return to.type === "node" ? `${port}/${protocol} of ${destinationIP}` : `${port}/${protocol}`;
}
