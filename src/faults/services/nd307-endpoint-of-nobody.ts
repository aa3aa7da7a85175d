import { passes } from "../../gates/gate.ts";
import { endpointGate, type NobodysEndpoint } from "../../gates/nobodys-endpoint.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts, passageAtNode } from "../needs/traffic.ts";

export const endpointOfNobody = defineStop({
  code: "ND307",
  title: "The Service sends to an address that is no endpoint",
  at: ["service"],
  gate: "endpoints",
  foretells: "diverts",
  stop: gateOf("owner of the endpoint's address", ({ flow, snapshot, evidence }) =>
    flow.service ? endpointGate(flow, snapshot, evidence) : passes,
  ),
  tells: { attempts, onTheNode: passageAtNode },
  name(stop, { attempts, onTheNode }, { flow, hop }) {
    const { ip, slice, pod } = stop;
    const { namespace = "", name = "" } = flow.service ?? {};
    const lists = slice === undefined ? "its rules list" : `EndpointSlice ${namespace}/${slice} lists`;
    const came = onTheNode?.in ?? 0;
    return {
      says: `Service ${namespace}/${name} sends to ${ip}, which ${lists}${pod === undefined ? "" : ` for pod ${pod}`}: ${whose(stop)}.`,
      because: [
        { source: "model", says: `${lists} ${ip}; ${whose(stop)}` },
        ...failedAttempts(attempts),
        ...(came > 0 && hop.node !== undefined
          ? [
              {
                source: "kernel" as const,
                says: `${hop.node}: ${came} packets to ${ip} came in, none was answered`,
              },
            ]
          : []),
      ],
      object:
        slice === undefined
          ? { kind: "Service", namespace, name }
          : { kind: "EndpointSlice", namespace, name: slice },
      fix:
        pod === undefined
          ? {
              summary: `list the address of whoever serves, a pod or a machine, or give the Service a selector, with which the slices are written for it`,
              commands: [
                `kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name} -o yaml`,
              ],
              checked: false,
            }
          : {
              summary:
                "see why the endpoint controller (kube-controller-manager) does not keep the slice up to date",
              commands: [
                `kubectl -n ${namespace} get endpointslices -l kubernetes.io/service-name=${name} -o yaml`,
              ],
              checked: false,
            },
    };
  },
});

function whose({ pod, service }: NobodysEndpoint): string {
  if (service !== undefined)
    return `that is the own address of Service ${service}, and what a node has translated once it does not translate again`;
  return pod === undefined
    ? "no pod, Service or node has it, and it is routed with the addresses of pods"
    : "no pod has it";
}
