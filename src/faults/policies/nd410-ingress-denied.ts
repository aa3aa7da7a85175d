import { ingressGate, type Denied } from "../../gates/policy-denial.ts";
import { policedFlow } from "../../journey/services/policed.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { drop } from "../needs/firewall.ts";
import { toService } from "../needs/service-fate.ts";
import { attempts, passage } from "../needs/traffic.ts";
import { denial, denialAsAsked } from "./policy-denial.ts";

export const ingressDenied = defineStop({
  code: "ND410",
  title: "No ingress rule admits the source",
  at: ["node-in", "node-out", "service"],
  gate: "rules",
  foretells: "stops",
  stop: only(gateOf("policies of the target", ingressGate), isNamedHere),
  tells: { drop, passage, attempts, toService },
  name(stop, told, { flow, hop, snapshot }) {
    return stop.by === "asked-address"
      ? denialAsAsked(stop, told.toService, flow, snapshot)
      : denial(stop.said, told, { flow: policedFlow(flow, hop, snapshot), hop, snapshot });
  },
});

/** Where a node rewrites the source, the policies are not what is to be changed. */
function isNamedHere(stop: Denied): stop is Exclude<Denied, { readonly by: "rewriting" }> {
  return stop.by !== "rewriting";
}
