import { declaredService, type DeclaredService } from "../../journey/services/declared.ts";
import { policySaid } from "../../journey/policies/behind-a-rule.ts";
import type { Explanation } from "../../policy/explain/explain.ts";
import { sentStraight } from "../../journey/services/policed.ts";
import type { Need } from "../define-fault.ts";

/** The flow's Service with its endpoints; `undefined` when the flow goes through none. */
export const service: Need<DeclaredService | undefined> = {
  name: "service",
  take: ({ flow, snapshot }) => ({ seen: declaredService(flow, snapshot) }),
};

/**
 * What they say of packets that go straight to the endpoint, as ours do: to an address that a node translates for the client they
 * may come with another source.
 */
export const policyStraight: Need<Explanation> = {
  name: "policy for packets straight to the endpoint",
  take: ({ flow, snapshot }) => policySaid(sentStraight(flow), snapshot),
};
