import type { Report } from "../../src/model/report.ts";
import {
  cause,
  flowReport,
  flowTo,
  productpage,
  question,
  reachable,
  secondProductpage,
  step,
} from "./incident.ts";

/** The same question with less clear endings. */

export const partial: Report = {
  ...reachable,
  verdict: "partial",
  headline: "2 of 3 productpage pods answer; those on node3 do not",
  cause: {
    ...cause,
    code: "ND520",
    title: "VXLAN packets are lost between the nodes",
    confidence: "likely",
    at: "node1 → node3",
    hopKind: "underlay",
    flowIds: ["f2"],
    finding: {
      says: "VXLAN packets leave node1 and never arrive at node3 (UDP 4789); node1 and node3 reach each other otherwise",
      because: [
        { source: "probe", says: "0 of 7 packets arrived on node3" },
        { source: "kernel", says: "ens3 of node1 sent 7 packets to UDP 4789, ens3 of node3 saw none" },
      ],
      node: "node3",
    },
  },
  flows: [flowReport(flowTo(productpage, "f1"), 7), flowReport(flowTo(secondProductpage, "f2"), 0)],
  endpoints: { answered: 2, probed: 3, total: 3 },
  notes: ["the same is lost from node2"],
  notChecked: [
    {
      what: "the firewall between the nodes",
      reason: "it is outside the cluster",
      next: "allow UDP 4789 from node1 to node3, or look at it with whoever runs that network",
    },
  ],
};

export const unknown: Report = {
  ...reachable,
  verdict: "unknown",
  headline: "Policy allows it; I could not stand on node3 to look further",
  flows: [
    {
      flow: flowTo(productpage, "f1"),
      reached: "not-probed",
      grid: [],
      steps: [
        step("source", "ingress-nginx-7d9c eth0", "passed", ["sent 7"], { node: "node1", out: "eth0" }),
        step("node-out", "node1", "passed", ["saw 7"], { node: "node1", out: "vxlan.calico" }),
        step("node-in", "node3", "unknown", ["could not look"], { node: "node3" }),
        step("socket", "productpage-6f5d", "unknown", [], { node: "node3" }),
      ],
    },
  ],
  endpoints: { answered: 0, probed: 0, total: 2 },
  notes: ["from node1 the packets leave correctly"],
  notChecked: [
    {
      what: "node3",
      reason: "pods/exec is forbidden for serviceaccount netdiag/prober in netdiag",
      next: "grant create on pods/exec in namespace netdiag, or run `ss -ltn` in the pod yourself",
    },
  ],
};

/** What is asked back when several things have the name. */
export const ambiguous = {
  sentence: "I found 3 things called productpage. Which one do you mean?",
  choices: ["Service test/productpage", "Deployment test/productpage", "Service staging/productpage"].map(
    (label) => ({
      label,
      question: {
        ...question,
        to: {
          type: "object" as const,
          kind: label.startsWith("Service") ? ("service" as const) : ("deployment" as const),
          namespace: label.includes("staging") ? "staging" : "test",
          name: "productpage",
        },
      },
    }),
  ),
};
