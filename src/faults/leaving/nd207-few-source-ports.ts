import { describeEndpoint } from "../../model/endpoint.ts";
import { sysctls } from "../../probes/state/sysctls.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { here } from "../needs/here.ts";
import { attempts } from "../needs/traffic.ts";

/** Linux gives 28,232 by default. With fewer than this a program that opens connections one after another runs out in a minute. */
const fewPorts = 128;

export const fewSourcePorts = defineFault({
  code: "ND207",
  title: "The source has hardly any source ports for new connections",
  at: ["source"],
  gate: "socket-out",
  foretells: "spoils",
  needs: { sysctls: ifSeen(here(sysctls)), attempts: ifSeen(attempts) },
  check({ sysctls, attempts }, { hop, flow }) {
    const range = sysctls?.localPorts;
    if (!range || (flow.protocol !== "TCP" && flow.protocol !== "UDP")) return;
    const count = range.to - range.from + 1;
    if (count >= fewPorts) return;
    const name = describeEndpoint(flow.from);
    const pod = flow.from.type === "pod" && !flow.from.hostNetwork ? flow.from : undefined;
    return {
      says: `${name} may use only ${count} source ports (${range.from} to ${range.to}): with that many connections to one address open, or closed within the last minute, the next one fails with "Cannot assign requested address" (EADDRNOTAVAIL).`,
      because: [
        {
          source: "kernel",
          says: `net.ipv4.ip_local_port_range of ${name} leaves ${count} ports; 28232 are usual`,
          quote: `net.ipv4.ip_local_port_range = ${range.from} ${range.to}`,
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
