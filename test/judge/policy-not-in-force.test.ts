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

test("who enforces them asks a program, which rules do not show", () => {
  const at = { family: "inet", table: "kube-network-policies" };
  const base = { name: "postrouting", type: "filter", hook: "postrouting", prio: 95, policy: "accept" };
  const expr = [{ queue: { num: 101, flags: "bypass" } }];
  const nftables = [
    { metainfo: { json_schema_version: 1 } },
    { table: { family: at.family, name: at.table, handle: 1 } },
    { chain: { ...at, ...base, handle: 1 } },
    { rule: { ...at, chain: base.name, handle: 2, expr } },
  ];
  const queued = printed(
    withoutCalico,
    "node1",
    "nft-rules",
    (stdout) => `${stdout}${JSON.stringify({ nftables })}\n`,
  );
  expect(warning(queued)).toContain(
    "node1 lets them through: kube-network-policies decides in a program of its own, which rules do not show",
  );
});

/** Of the tools that show rules, these failed. */
function without(tools: RegExp, bundle = recorded): Bundle {
  const evidence = bundle.evidence.map((item): Evidence => {
    if (!tools.test(item.probe)) return item;
    const { round, place, probe, subject } = item;
    const notSeen = { why: "failed", detail: `${probe} failed`, next: "look" } as const;
    return { round, place, probe, subject, notSeen };
  });
  return { ...bundle, evidence };
}

test("rules that could not be read are not called absent", () => {
  expect(warning(without(/^(iptables-(nft|legacy)|nft)-rules$/))).toContain("its rules could not be read");
});

test("where one tool's rules were not read, the absence of rules is claimed of the others only", () => {
  expect(warning(without(/^iptables-legacy-rules$/))).toContain(
    "Calico has no rules of it there, as far as its rules could be read",
  );
  expect(warning(without(/^iptables-legacy-rules$/, withoutCalico))).toContain(
    "nothing there enforces policies, as far as its rules could be read",
  );
});

test("a rule that would stop them earlier, as it was read, is not said to admit them", () => {
  const accepted = loadEvidence("nd415-accepted-before");
  const stopping = printed(accepted, "node1", "iptables-nft-rules", (stdout) =>
    stdout.replace(/^(.*-A FORWARD -o \S+ -j) ACCEPT$/m, "$1 DROP"),
  );
  expect(warning(accepted)).toContain("a rule in FORWARD admits them");
  expect(warning(stopping)).toContain(
    "node1 lets them through: other rules there, as they were read, would stop them: they may have been changed meanwhile.",
  );
});

test("where a set was not read that decides whether the policy is asked, it is not claimed that nobody asks it", () => {
  const behindSet = printed(loadEvidence("nd414-stale-member"), "node1", "iptables-nft-rules", (stdout) =>
    stdout.replace(/ (-j cali-pi-_\S+)$/m, " -m set --match-set not-read dst $1"),
  );
  expect(warning(behindSet)).toContain(
    "Calico has its rules there, and whether they are asked for this pod cannot be told from what was read",
  );
});
