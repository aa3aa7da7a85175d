/** Packets pass that a policy denies; what the node's rules and interfaces tell of why. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Evidence } from "../../src/model/evidence.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { printed } from "./printed.ts";

const recorded = loadEvidence("nd415-not-programmed");

/** As on a node without Calico. */
const withoutCalico = printed(recorded, "node1", "iptables-nft-rules", (stdout) =>
  stdout
    .split("\n")
    .filter((line) => !line.includes("cali"))
    .join("\n"),
);

function withLink(name: string): Bundle {
  return printed(withoutCalico, "node1", "links", (stdout) => stdout.replaceAll("vxlan.calico", name));
}

function warning(bundle: Bundle): string | undefined {
  return conclude(bundle).also.find(({ code }) => code === "ND415")?.finding.says;
}

test("the headline of a path that works says that a policy denies it", () => {
  const { verdict, headline } = conclude(recorded);
  expect(verdict).toBe("reachable");
  expect(headline).toContain("and should not: a policy that denies is not in force on a node");
});

test("an agent that has not come to the policy yet", () => {
  expect(warning(recorded)).toContain("Calico has no rules of it there");
});

test("nobody enforces policies on the node", () => {
  expect(warning(withoutCalico)).toContain("nothing there enforces policies");
});

test("what enforces them decides where rules do not show it", () => {
  expect(warning(withLink("cilium_host"))).toContain("Cilium decides in the kernel's datapath");
  expect(warning(withLink("ovn-k8s-mp0"))).toContain("OVN-Kubernetes decides in the kernel's datapath");
});

test("rules that could not be read are not called absent", () => {
  const blind = recorded.evidence.map((item): Evidence => {
    if (!/^(iptables-(nft|legacy)|nft)-rules$/.test(item.probe)) return item;
    const { round, place, probe, subject } = item;
    return {
      round,
      place,
      probe,
      subject,
      notSeen: { why: "failed", detail: `${probe} failed`, next: "look" },
    };
  });
  expect(warning({ ...recorded, evidence: blind })).toContain("its rules could not be read");
});
