import { bounded } from "../../policy/bounded.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { service } from "../needs/declared.ts";
import { endpointsLeftOut, toService } from "../needs/service-fate.ts";
import { wordsOf } from "../../journey/services/service-rules.ts";

export const nearEndpointsOnly = defineFault({
  code: "ND315",
  title: "The node sends to near endpoints only",
  at: ["service"],
  gate: "endpoints",
  foretells: "narrows",
  needs: { service, leftOut: ifSeen(endpointsLeftOut), toService: ifSeen(toService) },
  check({ service, leftOut, toService }) {
    if (!service || !leftOut || !toService || toService.sent === 0) return;
    if (toService.answered === toService.sent) return;
    const { namespace = "default", name } = service.service.metadata;
    const { node, zone, near, used, left } = leftOut;
    const whose =
      near === "policy"
        ? "of its own, by the traffic policy Local"
        : near === "node"
          ? "that are meant for it"
          : `that are meant for its zone, ${zone ?? "?"}`;
    return {
      says: `${node} sends connections to Service ${namespace}/${name} only to endpoints ${whose} (${bounded(used.map(wordsOf))}), as long as these are ready. That others work (${bounded(left.map(wordsOf))}) is of no use to clients there.`,
      because: [
        {
          source: "model",
          says:
            near === "policy"
              ? "the Service's traffic policy is Local"
              : `every ready endpoint has hints in its EndpointSlice, as trafficDistribution or the annotation service.kubernetes.io/topology-mode asks for, and some are meant for ${near === "zone" ? `zone ${zone ?? "?"}` : node}`,
        },
        { source: "kernel", says: `the rules of ${node} send to no other` },
      ],
      object: { kind: "Service", namespace, name },
      node,
      fix: {
        summary:
          "mend the near endpoints, or let their readiness probe fail where they cannot serve: then the far ones are used",
        checked: false,
      },
    };
  },
});
