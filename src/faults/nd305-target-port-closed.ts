import { listenersFor } from "../netstack/sockets.ts";
import { listeners } from "../probes/sockets.ts";
import { failedAttempts } from "./because.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { otherPorts, refusedAtSocket } from "./listening.ts";
import { service } from "./needs/declared.ts";
import { here } from "./needs/here.ts";
import { attempts, passage } from "./needs/traffic.ts";

export const targetPortClosed = defineFault({
  code: "ND305",
  title: "The Service's targetPort is not the port the pod listens on",
  at: ["socket"],
  stops: "all",
  needs: { service, listeners: here(listeners), attempts: ifSeen(attempts), passage: ifSeen(passage) },
  check({ service, listeners, attempts, passage }, { hop, flow }) {
    if (!service || !flow.service || (flow.protocol !== "TCP" && flow.protocol !== "UDP")) return;
    const found = listenersFor(listeners, flow.destinationIP, flow.port, flow.protocol);
    if (found.serving.length + found.loopbackOnly.length + found.elsewhere.length > 0) return;
    const others = otherPorts(listeners, flow);
    const [only] = others;
    if (only === undefined) return;
    const { namespace = "default", name } = service.service.metadata;
    const servicePorts = service.service.spec.ports ?? [];
    const index = servicePorts.findIndex((port) => port.port === flow.service?.port);
    return {
      says: `Service ${namespace}/${name} sends to port ${flow.port}, but ${hop.name} listens on ${others.join(", ")}.`,
      because: [
        {
          source: "model",
          says: `targetPort resolves to ${flow.port}; listening ports of the pod: ${others.join(", ")}`,
          quote: JSON.stringify(servicePorts[index] ?? {}),
        },
        ...refusedAtSocket(hop, passage),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Service", namespace, name },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: {
        summary: `set targetPort of port ${flow.service.port} to ${others.length === 1 ? only : `one of ${others.join(", ")}`}`,
        ...(others.length === 1 && index >= 0
          ? {
              commands: [
                `kubectl -n ${namespace} patch service ${name} --type json -p '${JSON.stringify([{ op: "replace", path: `/spec/ports/${index}/targetPort`, value: only }])}'`,
              ],
            }
          : {}),
        checked: others.length === 1,
      },
    };
  },
});
