import { declaredService, type DeclaredService } from "../../journey/services/declared.ts";
import { hasOwnNetns } from "../../journey/machine/places.ts";
import { explainFlow } from "../../journey/policies/policy-view.ts";
import { unreadFor } from "../../journey/policies/unread-policies.ts";
import type { Gate } from "../../gates/gate.ts";
import { endpointGate, type NobodysEndpoint } from "../../gates/nobodys-endpoint.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import type { Need } from "../define-fault.ts";
import { policedFlow } from "./policed.ts";

/** The flow's Service with its endpoints; `undefined` when the flow goes through none. */
export const service: Need<DeclaredService | undefined> = {
  name: "service",
  take: ({ flow, snapshot }) => ({ seen: declaredService(flow, snapshot) }),
};

/** Whether the endpoint that the Service sends to is one. */
export const nobodysEndpoint: Need<Gate<NobodysEndpoint>> = {
  name: "owner of the endpoint's address",
  take: ({ flow, snapshot, evidence }) => ({ seen: endpointGate(flow, snapshot, evidence) }),
};

/** What they would say if nobody rewrote the source on its way from pod to pod; `undefined` where nobody does. */
export const policyAsSent: Need<Explanation | undefined> = {
  name: "policy for the source as sent",
  take({ flow, snapshot }) {
    const rewritten = flow.arrivesAs?.masqueradedBy !== undefined;
    if (!rewritten || !hasOwnNetns(flow.from) || !hasOwnNetns(flow.to)) return { seen: undefined };
    return { seen: explainFlow({ ...flow, arrivesAs: { ip: flow.sourceIP } }, snapshot) };
  },
};

/** What the declared policies say of the flow, both ways; not seen when it cannot be told for those that were not read. */
export const policy: Need<Explanation> = {
  name: "policy",
  take({ flow: asked, hop, snapshot }) {
    const flow = policedFlow(asked, hop, snapshot);
    const said = explainFlow(flow, snapshot);
    const { egress, ingress } = unreadFor(flow, snapshot);
    const [unread] = [...egress, ...ingress];
    if (unread && said.verdict === "undecidable")
      return {
        notSeen: { why: "forbidden", detail: unread.reason, next: unread.next },
      };
    return { seen: said };
  },
};
