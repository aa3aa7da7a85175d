import { describeEndpoint } from "../../model/endpoint.ts";
import { sourcePortsGate } from "../../gates/source-ports.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const fewSourcePorts = defineStop({
  code: "ND207",
  title: "The source has hardly any source ports for new connections",
  at: ["source"],
  gate: "socket-out",
  foretells: "spoils",
  stop: gateOf("source ports of the source", sourcePortsGate),
  tells: { attempts },
  name({ from, to, count }, { attempts }, { hop, flow }) {
    const name = describeEndpoint(flow.from);
    const pod = flow.from.type === "pod" && !flow.from.hostNetwork ? flow.from : undefined;
    return {
      says: `${name} may use only ${count} source ports (${from} to ${to}): with that many connections to one address open, or closed within the last minute, the next one fails with "Cannot assign requested address" (EADDRNOTAVAIL).`,
      because: [
        {
          source: "kernel",
          says: `net.ipv4.ip_local_port_range of ${name} leaves ${count} ports; 28232 are usual`,
          quote: `net.ipv4.ip_local_port_range = ${from} ${to}`,
        },
        ...(attempts && attempts.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `connections from source ports that netdiag chose outside that range were answered: ${attempts.answered} of ${attempts.sent}`,
              },
            ]
          : []),
      ],
      ...(pod
        ? { object: { kind: "Pod", namespace: pod.namespace, name: pod.name } }
        : hop.node === undefined
          ? {}
          : { object: { kind: "Node", name: hop.node } }),
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: {
        summary: pod
          ? "take net.ipv4.ip_local_port_range out of the pod's securityContext.sysctls, or widen it to 32768 60999, and recreate the pod"
          : "widen net.ipv4.ip_local_port_range to 32768 60999: a file in /etc/sysctl.d sets it",
        ...(pod
          ? {
              commands: [
                `kubectl -n ${pod.namespace} get pod ${pod.name} -o jsonpath='{.spec.securityContext.sysctls}'`,
              ],
            }
          : {}),
        checked: false,
      },
    };
  },
});
