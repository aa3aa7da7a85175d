import { sourceRangesGate } from "../../gates/source-ranges.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { serviceFate, toService } from "../needs/service-fate.ts";

export const outsideSourceRanges = defineStop({
  code: "ND313",
  title: "The load balancer's address is not open to this source",
  at: ["service"],
  gate: "endpoints",
  foretells: "stops",
  stop: gateOf("source ranges of the load balancer", ({ flow, snapshot, evidence }) =>
    sourceRangesGate(flow, snapshot, evidence),
  ),
  tells: { fate: serviceFate, toService },
  name({ asked, service, source, ranges }, { fate = [], toService }, { flow }) {
    const { namespace, name, clusterIP } = service;
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
