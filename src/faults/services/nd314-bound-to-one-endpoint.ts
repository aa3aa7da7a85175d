import { defineFault, ifSeen } from "../define-fault.ts";
import { affinity } from "../needs/service-fate.ts";
import { service } from "../needs/declared.ts";
import { toService } from "../needs/service-fate.ts";
import { wordsOf } from "../../journey/services/service-rules.ts";

/** Where the Service names no other time. Seconds. */
const threeHours = 10_800;

export const boundToOneEndpoint = defineFault({
  code: "ND314",
  title: "The client is bound to one endpoint, which does not answer",
  at: ["service"],
  gate: "endpoints",
  foretells: "narrows",
  needs: { service, bound: ifSeen(affinity), toService: ifSeen(toService) },
  check({ service, bound, toService }, { hop }) {
    if (!service || !bound || !toService || toService.sent === 0 || toService.answered > 0) return;
    const { namespace = "default", name } = service.service.metadata;
    const { endpoint, connections, others } = bound;
    const seconds = service.service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? threeHours;
    const pod = endpoint.pod === undefined ? "" : ` (${endpoint.pod})`;
    return {
      says: `Service ${namespace}/${name} has sessionAffinity ClientIP: this client stays with ${wordsOf(endpoint)}${pod}, which does not answer, and is never sent to ${others.map(wordsOf).join(", ")}.`,
      because: [
        {
          source: "kernel",
          says: `all ${connections} connections to the Service's address went to ${wordsOf(endpoint)}`,
        },
        {
          source: "model",
          says: `sessionAffinity is ClientIP: the choice holds for ${seconds} s after the last connection, also where the endpoint does not answer`,
        },
      ],
      object: { kind: "Service", namespace, name },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: {
        summary: `mend ${wordsOf(endpoint)}, or let its readiness probe fail where it cannot serve: when it is no endpoint any more, its clients are given another`,
        checked: false,
      },
    };
  },
});
