import { bounded } from "../../policy/bounded.ts";
import { comesUnderLocal } from "../../journey/services/chosen-endpoints.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { service } from "../needs/declared.ts";
import { serviceFate, toService } from "../needs/service-fate.ts";

export const noEndpointOnTheNode = defineFault({
  code: "ND312",
  title: "The Service's traffic policy is Local, and the node has no endpoint",
  at: ["service"],
  gate: "endpoints",
  foretells: "stops",
  needs: { service, fate: serviceFate, toService: ifSeen(toService) },
  check({ service, fate, toService }, { flow, snapshot }) {
    const local = comesUnderLocal(flow, snapshot);
    if (!service || !local || service.ready.length === 0) return;
    const { field, node: here, sure } = local;
    const all = [...service.ready, ...service.notReady.filter(({ serving }) => serving)];
    // An endpoint of which it is not known where it is may be here.
    if (all.some(({ node }) => node === undefined || node === here)) return;
    if (toService && toService.answered > 0) return;
    // Where a pod's packets still have its own address they may be sent on all the same: the node's rules have to say that they are not.
    if (!sure && !fate.some(({ quote }) => quote !== undefined)) return;
    const { namespace = "default", name } = service.service.metadata;
    const nodes = [...new Set(service.ready.flatMap(({ node }) => node ?? []))];
    return {
      says: `Service ${namespace}/${name} has ${field} Local, and ${here} has none of its endpoints; they are on ${bounded(nodes)}. kube-proxy does as it is told when it drops these connections.`,
      because: [
        {
          source: "model",
          says: `spec.${field} is Local; ready endpoints: ${service.ready.map(({ ip, node }) => `${ip} (${node ?? "?"})`).join(", ")}`,
        },
        ...(fate.length > 0 ? fate : failedAttempts(toService)),
      ],
      object: { kind: "Service", namespace, name },
      node: here,
      fix: {
        summary: `set ${field} to Cluster, or run an endpoint on every node that has clients (a DaemonSet)`,
        commands: [
          `kubectl -n ${namespace} patch service ${name} --type merge -p '${JSON.stringify({ spec: { [field]: "Cluster" } })}'`,
        ],
        checked: false,
        caution:
          "Local may have been chosen on purpose: it keeps traffic on the node, or the client's address",
      },
    };
  },
});
