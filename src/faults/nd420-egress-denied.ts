import { defineFault, ifSeen } from "./define-fault.ts";
import { policy } from "./needs/declared.ts";
import { drop } from "./needs/firewall.ts";
import { attempts, passage } from "./needs/traffic.ts";
import { denial } from "./policy-denial.ts";

export const egressDenied = defineFault({
  code: "ND420",
  title: "No egress rule lets the source out to the destination",
  at: ["node-out"],
  stops: "all",
  needs: { policy, drop: ifSeen(drop), passage: ifSeen(passage), attempts: ifSeen(attempts) },
  check({ policy, drop, passage, attempts }, { hop, flow, snapshot }) {
    return denial("egress", { policy, drop, passage, attempts }, hop, flow, snapshot);
  },
});
