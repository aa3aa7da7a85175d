/**
 * The same run, had another program than Calico written the target node's rules and sets. Texts are shaped as kube-router writes
 * them (pkg/controllers/netpol) and as Azure NPM does (npm/pkg/dataplane/testdata/iptablesave-v2).
 */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { azureChainNames, azureSetNames } from "../../src/netstack/enforcers/azure-npm.ts";
import { loadEvidence } from "../scenarios/evidence.ts";
import { printed } from "./printed.ts";

/** `test/details-from-reviews` admits pods labelled app=reviews to those labelled app=details. */
const recorded = loadEvidence("nd413-set-member-missing");
const reviews = "10.233.72.69";
const details = "10.233.70.6";
const [httpPorts = ""] = azureSetNames("namedport:http");

function said(
  rules: readonly string[],
  sets: Readonly<Record<string, readonly string[]>>,
  policies = recorded.snapshot.policies,
): string {
  const chains = new Set(rules.map((rule) => rule.split(" ")[1] ?? "").filter((name) => name !== "FORWARD"));
  const table = [
    "*filter",
    ":FORWARD ACCEPT [0:0]",
    ...[...chains].map((name) => `:${name} - [0:0]`),
    ...rules.map((rule) => `[0:0] ${rule}`),
    "COMMIT",
    "",
  ];
  const saved = Object.entries(sets).flatMap(([name, members]) => [
    `create ${name} ${name === httpPorts ? "hash:ip,port" : "hash:net"} family inet hashsize 1024 maxelem 65536`,
    ...members.map((member) => `add ${name} ${member}`),
  ]);
  const others = printed(recorded, "node1", "iptables-nft-rules", () => table.join("\n"));
  const made = printed(others, "node1", "ipsets", () => saved.join("\n"));
  const { cause } = conclude({ ...made, snapshot: { ...made.snapshot, policies } });
  return cause ? `${cause.code} ${cause.finding.says}` : "none";
}

const says = (text: string): string => `-m comment --comment "${text}"`;

const kubeRouter = [
  "-A FORWARD -j KUBE-ROUTER-FORWARD",
  `-A KUBE-ROUTER-FORWARD -d ${details}/32 ${says("rule to jump traffic destined to POD name:details-1 namespace: test to chain KUBE-POD-FW-A")} -j KUBE-POD-FW-A`,
  `-A KUBE-POD-FW-A ${says("run through nw policy details-from-reviews")} -j KUBE-NWPLCY-B`,
  `-A KUBE-POD-FW-A ${says("rule to REJECT traffic destined for POD name:details-1 namespace: test")} -m mark ! --mark 0x10000/0x10000 -j REJECT --reject-with icmp-port-unreachable`,
  `-A KUBE-NWPLCY-B ${says("rule to ACCEPT traffic from source pods to dest pods selected by policy name details-from-reviews namespace test")} -m set --match-set KUBE-SRC-C src -m set --match-set KUBE-DST-D dst -j MARK --set-xmark 0x10000/0x10000`,
];

test("kube-router's sets do not tell whom they hold: that the chain names the policy is enough", () => {
  expect(said(kubeRouter, { "KUBE-SRC-C": ["10.9.9.9"], "KUBE-DST-D": [details] })).toContain(
    `ND413 NetworkPolicy test/details-from-reviews lets the packets pass, but on node1 the set KUBE-SRC-C that its rule asks lacks ${reviews}.`,
  );
});

test("kube-router's chain is found by the jump that names it, when it is empty", () => {
  const emptied = kubeRouter.filter((rule) => !rule.startsWith("-A KUBE-NWPLCY-B"));
  const told = said([...emptied, "-A KUBE-NWPLCY-B -p udp -j RETURN"], {});
  expect(told).toContain(
    "ND411 On node1 the chain of NetworkPolicy test/details-from-reviews (KUBE-NWPLCY-B) has no rule",
  );
});

const [chain = ""] = azureChainNames("test", "details-from-reviews", "ingress");
const set = (what: string): string => azureSetNames(what)[0] ?? "";
const target = set("podlabel-app:details");
const source = set("podlabel-app:reviews");
const home = set("ns-test");
const azureNpm = [
  "-A FORWARD -m conntrack --ctstate NEW -j AZURE-NPM",
  "-A AZURE-NPM -j AZURE-NPM-INGRESS",
  "-A AZURE-NPM -j AZURE-NPM-ACCEPT",
  `-A AZURE-NPM-INGRESS -m set --match-set ${target} dst -m set --match-set ${home} dst ${says("INGRESS-POLICY-test/details-from-reviews-TO-podlabel-app:details-AND-ns-test-IN-ns-test")} -j ${chain}`,
  `-A AZURE-NPM-INGRESS -m mark --mark 0x400/0x400 ${says("DROP-ON-INGRESS-DROP-MARK-0x400/0x400")} -j DROP`,
  `-A ${chain} -m set --match-set ${source} src -m set --match-set ${home} src ${says("ALLOW-FROM-podlabel-app:reviews-AND-ns-test")} -j AZURE-NPM-ACCEPT`,
  `-A ${chain} ${says("DROP-ALL")} -j MARK --set-xmark 0x400/0x400`,
  "-A AZURE-NPM-ACCEPT -j ACCEPT",
];

test("Azure NPM has a set for each label and namespace: the one is named that lacks who has it", () => {
  expect(said(azureNpm, { [target]: [details], [home]: [details, reviews], [source]: [] })).toContain(
    `ND413 NetworkPolicy test/details-from-reviews lets the packets pass, but on node1 the set ${source} that its rule asks lacks ${reviews}.`,
  );
  expect(said(azureNpm, { [target]: [details], [home]: [details], [source]: [] })).toContain(
    `the set ${source} that its rule asks lacks ${reviews}, and the set ${home} that its rule asks lacks ${reviews}`,
  );
});

test("Azure NPM's rule of an older version asks for another label, rightly without the pod", () => {
  const older = azureNpm.map((rule) => rule.replace(source, set("podlabel-app:ratings")));
  expect(
    said(older, { [target]: [details], [home]: [details, reviews], [set("podlabel-app:ratings")]: [] }),
  ).toContain(
    `ND411 On node1 the chain of NetworkPolicy test/details-from-reviews (${chain}) has no rule for them`,
  );
});

test("Azure NPM's set of a port's name holds that port of every protocol, whichever of them a rule lists first", () => {
  const byName = azureNpm.map((rule) =>
    rule.includes("ALLOW-FROM")
      ? rule.replace(" -m comment", ` -m set --match-set ${httpPorts} dst,dst -m comment`)
      : rule,
  );
  const ports = [
    { port: "http", protocol: "UDP" },
    { port: "http", protocol: "TCP" },
  ];
  const from = [{ podSelector: { matchLabels: { app: "reviews" } } }];
  const spec = { podSelector: { matchLabels: { app: "details" } }, ingress: [{ from, ports }] };
  const policies = recorded.snapshot.policies.map((object) =>
    object.metadata.name === "details-from-reviews" ? { ...object, spec } : object,
  );
  const filled = { [target]: [details], [home]: [details, reviews], [source]: [reviews] };
  expect(said(byName, { ...filled, [httpPorts]: [] }, policies)).toContain(
    `ND413 NetworkPolicy test/details-from-reviews lets the packets pass, but on node1 the set ${httpPorts} that its rule asks lacks ${details},tcp:9080.`,
  );
});
