import { ingressGate, type Denied } from "../../gates/policy-denial.ts";
import { policedFlow } from "../../journey/services/policed.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { drop } from "../needs/firewall.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { denial } from "./policy-denial.ts";

export const ingressDenied = defineStop({
  code: "ND410",
  title: "No ingress rule admits the source",
  at: ["node-in", "node-out"],
  gate: "rules",
  foretells: "stops",
  stop: only(gateOf("policies of the target", ingressGate), (stop: Denied) => stop.by === "policy"),
  tells: { drop, passage, attempts },
  name({ said }, told, { flow, hop, snapshot }) {
    return denial(said, told, { flow: policedFlow(flow, hop, snapshot), hop, snapshot });
  },
});
