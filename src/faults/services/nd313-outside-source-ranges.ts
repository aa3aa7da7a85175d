import { askedAddress } from "../../model/flow.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { serviceFate, sourceRanges, toService } from "../needs/service-fate.ts";

export const outsideSourceRanges = defineFault({
  code: "ND313",
  title: "The load balancer's address is not open to this source",
  at: ["service"],
  gate: "endpoints",
  foretells: "stops",
  needs: { gate: sourceRanges, fate: serviceFate, toService: ifSeen(toService) },
  check({ gate, fate, toService }, { flow }) {
    const asked = askedAddress(flow);
    if (gate.says !== "stops" || !asked || !flow.service || (toService?.answered ?? 0) > 0) return;
    const { source, ranges } = gate.stop;
    const { namespace, name, clusterIP } = flow.service;
    const where = asked.node ?? "the nodes";
    const own = clusterIP === undefined ? "" : ` (${clusterIP})`;
    return {
      says: `Service ${namespace}/${name} opens ${asked.ip} to ${ranges.join(", ")} only, and the packets come to ${where} from ${source}. kube-proxy does as it is told when it drops them.`,
      because: [
        {
          source: "model",
          says: `spec.loadBalancerSourceRanges is ${ranges.join(", ")}; ${source} is in none of them`,
        },
        ...(fate.length > 0 ? fate : failedAttempts(toService)),
      ],
      object: { kind: "Service", namespace, name },
      ...(asked.node === undefined ? {} : { node: asked.node }),
      fix: {
        summary:
          flow.from.type === "external"
            ? `add the client's range to spec.loadBalancerSourceRanges`
            : `inside the cluster use the Service's name, ${name}.${namespace}${own}: its own address is open to all; or add the range of the clients to spec.loadBalancerSourceRanges`,
        checked: false,
      },
    };
  },
});
