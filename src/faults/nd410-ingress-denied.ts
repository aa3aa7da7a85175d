import { nodeOf } from "../model/endpoint.ts";
import { defineFault, ifSeen } from "./define-fault.ts";
import { policy } from "./needs/declared.ts";
import { drop } from "./needs/firewall.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { denial } from "./policy-denial.ts";

export const ingressDenied = defineFault({
  code: "ND410",
  title: "No ingress rule admits the source",
  // On the target's node: where it arrives, or where it already is.
  at: ["node-in", "node-out"],
  stops: "all",
  needs: { policy, drop: ifSeen(drop), passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, drop, passage, attempts }, { hop, flow, snapshot }) {
    if (hop.node !== nodeOf(flow.to)) return;
    return denial("ingress", { policy, drop, passage, attempts }, hop, flow, snapshot);
  },
});
