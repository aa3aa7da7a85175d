import { declaredService, type DeclaredService } from "../../journey/services/declared.ts";
import { policySaid } from "../../journey/policies/behind-a-rule.ts";
import type { Gate } from "../../gates/gate.ts";
import { endpointGate, type NobodysEndpoint } from "../../gates/nobodys-endpoint.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import { policedFlow, sentStraight } from "../../journey/services/policed.ts";
import type { Need } from "../define-fault.ts";

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

/**
 * What they say of packets that go straight to the endpoint, as ours do: to an address that a node translates for the client they
 * may come with another source.
 */
export const policyStraight: Need<Explanation> = {
  name: "policy for packets straight to the endpoint",
  take: ({ flow, snapshot }) => policySaid(sentStraight(flow), snapshot),
};

/** What the declared policies say of the flow, both ways; not seen when it cannot be told for those that were not read. */
export const policy: Need<Explanation> = {
  name: "policy",
  take: ({ flow, hop, snapshot }) => policySaid(policedFlow(flow, hop, snapshot), snapshot),
};
