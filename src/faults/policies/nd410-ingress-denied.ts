import { nodeOf } from "../../model/endpoint.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { policy, policyAsSent } from "../needs/declared.ts";
import { drop } from "../needs/firewall.ts";
import { policedFlow } from "../needs/policed.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { denial } from "./policy-denial.ts";

export const ingressDenied = defineFault({
  code: "ND410",
  title: "No ingress rule admits the source",
  // On the target's node: where it arrives, or where it already is.
  at: ["node-in", "node-out"],
  gate: "rules",
  foretells: "stops",
  needs: {
    policy,
    asSent: policyAsSent,
    drop: ifSeen(drop),
    passage: ifSeen(passage),
    attempts: ifSeen(attempts),
  },
  check({ policy, asSent, drop, passage, attempts }, { hop, flow, snapshot }) {
    if (hop.node !== nodeOf(flow.to)) return;
    // The policy admits the source; who rewrites its address is at fault: ND417.
    if (asSent?.ingress.verdict === "allow") return;
    const policed = policedFlow(flow, hop, snapshot);
    return denial("ingress", { policy, drop, passage, attempts }, hop, policed, snapshot);
  },
});
