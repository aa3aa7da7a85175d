import { describe, expect, test } from "vitest";
import { enforcersOf } from "../../../src/netstack/enforcers/traces.ts";
import { parseNftJson } from "../../../src/netstack/nft/json.ts";
import { policiesBehind } from "../../../src/netstack/enforcers/policy-names.ts";
import { filter, walked } from "./load.ts";

const np = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };
const says = (text: string) => `-m comment --comment "${text}"`;

test("several policies of the last tier isolate, those of an earlier tier passed the packet on", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j tw",
      `-A tw ${says("Start of tier security")} -j MARK --set-xmark 0x0/0x20000`,
      "-A tw -m mark --mark 0x0/0x20000 -j cali-pi-_early",
      `-A tw ${says("Start of tier default")} -j MARK --set-xmark 0x0/0x20000`,
      "-A tw -m mark --mark 0x0/0x20000 -j cali-pi-_one",
      "-A tw -m mark --mark 0x0/0x20000 -j cali-pi-_two",
      `-A tw ${says("End of tier default. Drop if no policies passed packet")} -m mark --mark 0x0/0x20000 -j DROP`,
      `-A cali-pi-_early ${says("GlobalNetworkPolicy passes ingress")} -j MARK --set-xmark 0x20000/0x20000`,
      `-A cali-pi-_one -p udp ${says("KubernetesNetworkPolicy demo/one ingress")} -j MARK --set-xmark 0x10000/0x10000`,
      `-A cali-pi-_two -p udp ${says("Policy demo/knp.default.two ingress")} -j MARK --set-xmark 0x10000/0x10000`,
    ],
    ["tw", "cali-pi-_early", "cali-pi-_one", "cali-pi-_two"],
  );
  const walk = walked(ruleset);
  const behind = policiesBehind(walk.by, walk.trail, [ruleset]);
  expect(behind.because).toBe("isolation");
  expect(behind.policies.map(({ name }) => name)).toEqual(["one", "two"]);
});

test("kube-router: the reject at the end of a pod's chain is isolation by the policies it ran through", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j KUBE-POD-FW-A",
      '-A KUBE-POD-FW-A -m comment --comment "run through nw policy web" -j KUBE-NWPLCY-A',
      '-A KUBE-POD-FW-A -m comment --comment "rule to REJECT traffic destined for POD name:web-1 namespace: demo" -m mark ! --mark 0x10000/0x10000 -j REJECT --reject-with icmp-port-unreachable',
      '-A KUBE-NWPLCY-A -p udp -m comment --comment "rule to ACCEPT traffic from source pods to dest pods selected by policy name web namespace demo" -j MARK --set-xmark 0x10000/0x10000',
    ],
    ["KUBE-POD-FW-A", "KUBE-NWPLCY-A"],
  );
  const walk = walked(ruleset);
  expect(walk.verdict).toBe("reject");
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({
    because: "isolation",
    policies: [{ ...np, namespace: "demo", name: "web" }],
  });
});

test("an admin's own rule has no policy behind it", () => {
  const ruleset = filter(["-A FORWARD -p tcp -j DROP"]);
  const walk = walked(ruleset);
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({ because: "none", policies: [] });
});

test("an admin's rule after the network plugin's chains is none of the policies that let the packet pass", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j tw",
      "-A FORWARD -p tcp -j DROP",
      "-A tw -j cali-pi-_one",
      "-A tw -m mark --mark 0x10000/0x10000 -j RETURN",
      `-A cali-pi-_one ${says("KubernetesNetworkPolicy demo/one ingress")} -j MARK --set-xmark 0x10000/0x10000`,
    ],
    ["tw", "cali-pi-_one"],
  );
  const walk = walked(ruleset);
  expect(walk.verdict).toBe("drop");
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({ because: "none", policies: [] });
});

test("Calico: policies in a group's chain isolate like those the pod's chain asks itself", () => {
  const drop = "End of tier default. Drop if no policies passed packet";
  const ruleset = filter(
    [
      "-A FORWARD -j tw",
      `-A tw ${says("Start of tier default")} -j MARK --set-xmark 0x0/0x20000`,
      "-A tw -m mark --mark 0x0/0x20000 -j cali-gi-PmYbJZTmDGPjQ2BCwIQK",
      `-A tw ${says(drop)} -m mark --mark 0x0/0x20000 -j DROP`,
      "-A cali-gi-PmYbJZTmDGPjQ2BCwIQK -j cali-pi-_one",
      "-A cali-gi-PmYbJZTmDGPjQ2BCwIQK -m mark --mark 0x0/0x30000 -j cali-pi-_two",
      `-A cali-pi-_one -p udp ${says("KubernetesNetworkPolicy demo/one ingress")} -j MARK --set-xmark 0x10000/0x10000`,
      `-A cali-pi-_two ${says("KubernetesNetworkPolicy demo/two ingress")}`,
    ],
    ["tw", "cali-gi-PmYbJZTmDGPjQ2BCwIQK", "cali-pi-_one", "cali-pi-_two"],
  );
  const walk = walked(ruleset);
  const behind = policiesBehind(walk.by, walk.trail, [ruleset]);
  expect(behind.because).toBe("isolation");
  expect(behind.policies.map(({ name }) => name)).toEqual(["one", "two"]);
});

test("kube-router: a policy that allows nothing has an empty chain, and is named where that is asked", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j KUBE-POD-FW-A",
      `-A KUBE-POD-FW-A ${says("run through nw policy deny-all")} -j KUBE-NWPLCY-A`,
      `-A KUBE-POD-FW-A ${says("rule to REJECT traffic destined for POD name:web-1 namespace: demo")} -m mark ! --mark 0x10000/0x10000 -j REJECT --reject-with icmp-port-unreachable`,
    ],
    ["KUBE-POD-FW-A", "KUBE-NWPLCY-A"],
  );
  const walk = walked(ruleset);
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({
    because: "isolation",
    policies: [{ ...np, namespace: "demo", name: "deny-all" }],
  });
});

test("Antrea: a rule with several ports decides in a chain of its own, named where it is called", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j ANTREA-POL-INGRESS-RULES",
      `-A ANTREA-POL-INGRESS-RULES ${says("Antrea: for rule r1, policy AntreaClusterNetworkPolicy:guard-nodes")} -j ANTREA-POL-7F3C`,
      "-A ANTREA-POL-7F3C -p tcp -m tcp --dport 80 -j DROP",
    ],
    ["ANTREA-POL-INGRESS-RULES", "ANTREA-POL-7F3C"],
  );
  const walk = walked(ruleset);
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toMatchObject({
    because: "rule",
    policies: [{ kind: "ClusterNetworkPolicy", name: "guard-nodes" }],
  });
});

/** As Azure NPM writes them: policies mark, the chain that asked them all drops. */
const azure = (inPolicy: readonly string[]) =>
  filter(
    [
      "-A FORWARD -m conntrack --ctstate NEW -j AZURE-NPM",
      "-A AZURE-NPM -j AZURE-NPM-INGRESS",
      "-A AZURE-NPM -j AZURE-NPM-EGRESS",
      "-A AZURE-NPM -j AZURE-NPM-ACCEPT",
      `-A AZURE-NPM-INGRESS -d 10.0.0.2/32 ${says("INGRESS-POLICY-y/base-TO-podlabel-pod:a-AND-ns-y-IN-ns-y")} -j AZURE-NPM-INGRESS-2697641196`,
      `-A AZURE-NPM-INGRESS -m mark --mark 0x400/0x400 ${says("DROP-ON-INGRESS-DROP-MARK-0x400/0x400")} -j DROP`,
      ...inPolicy.map((rule) => `-A AZURE-NPM-INGRESS-2697641196 ${rule}`),
      `-A AZURE-NPM-INGRESS-ALLOW-MARK ${says("SET-INGRESS-ALLOW-MARK-0x200/0x200")} -j MARK --set-xmark 0x200/0x200`,
      "-A AZURE-NPM-INGRESS-ALLOW-MARK -j AZURE-NPM-EGRESS",
      `-A AZURE-NPM-EGRESS ${says("EGRESS-POLICY-x/out-FROM-all-IN-ns-x")} -j AZURE-NPM-EGRESS-7`,
      `-A AZURE-NPM-EGRESS -m mark --mark 0x800/0x800 ${says("DROP-ON-EGRESS-DROP-MARK-0x800/0x800")} -j DROP`,
      `-A AZURE-NPM-EGRESS -m mark --mark 0x200/0x200 -j AZURE-NPM-ACCEPT`,
      `-A AZURE-NPM-EGRESS-7 ${says("DROP-ALL")} -j MARK --set-xmark 0x800/0x800`,
      "-A AZURE-NPM-ACCEPT -j ACCEPT",
    ],
    [
      "AZURE-NPM",
      "AZURE-NPM-ACCEPT",
      "AZURE-NPM-INGRESS",
      "AZURE-NPM-INGRESS-2697641196",
      "AZURE-NPM-INGRESS-ALLOW-MARK",
      "AZURE-NPM-EGRESS",
      "AZURE-NPM-EGRESS-7",
    ],
  );

test.each([
  [
    "the ingress policy that marked it",
    [`${says("DROP-ALL")} -j MARK --set-xmark 0x400/0x400`],
    "base",
    "ingress",
  ],
  [
    "the egress policy, once ingress allowed",
    [`-p tcp ${says("ALLOW-ALL-ON-TCP")} -j AZURE-NPM-INGRESS-ALLOW-MARK`],
    "out",
    "egress",
  ],
])("Azure NPM: what is dropped by mark is isolated by %s", (_what, inPolicy, name, direction) => {
  const ruleset = azure(inPolicy);
  const walk = walked(ruleset);
  expect(walk.verdict).toBe("drop");
  const { because, policies } = policiesBehind(walk.by, walk.trail, [ruleset]);
  expect([because, policies.map((one) => [one.name, one.direction])]).toEqual([
    "isolation",
    [[name, direction]],
  ]);
});

test("Azure NPM's first version names no policy: only that it stops the packet is known", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j AZURE-NPM",
      "-A AZURE-NPM -j AZURE-NPM-INGRESS-DROPS",
      `-A AZURE-NPM-INGRESS-DROPS ${says("DROP-ALL-TO-app:web-IN-ns-shop")} -j DROP`,
    ],
    ["AZURE-NPM", "AZURE-NPM-INGRESS-DROPS"],
  );
  const walk = walked(ruleset);
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({
    because: "isolation",
    policies: [],
    enforcer: { name: "Azure NPM", decides: "rules" },
  });
});

test("weave-npc: what its chain let pass by is dropped behind it, and no rule tells for which policy", () => {
  const ruleset = filter(
    [
      "-A FORWARD -o weave -j WEAVE-NPC",
      "-A FORWARD -o weave -j DROP",
      "-A WEAVE-NPC -m state --state RELATED,ESTABLISHED -j ACCEPT",
      "-A WEAVE-NPC -m state --state NEW -j WEAVE-NPC-INGRESS",
      `-A WEAVE-NPC-INGRESS -p udp ${says("pods: namespace: demo, selector: app=client -> pods: namespace: demo, selector: app=web (ingress)")} -j ACCEPT`,
    ],
    ["WEAVE-NPC", "WEAVE-NPC-INGRESS"],
  );
  const walk = walked(ruleset, { oif: "weave" });
  expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({
    because: "isolation",
    policies: [],
    enforcer: { name: "weave-npc", decides: "rules" },
  });
});

/** As kube-network-policies and kindnet write it: the first packet of a connection goes to a program. */
const queueTable = (table: string) =>
  parseNftJson(
    JSON.stringify({
      nftables: [
        { metainfo: { json_schema_version: 1 } },
        { table: { family: "inet", name: table, handle: 1 } },
        {
          chain: {
            family: "inet",
            table,
            name: "postrouting",
            handle: 1,
            type: "filter",
            hook: "postrouting",
            prio: 95,
            policy: "accept",
          },
        },
        {
          rule: {
            family: "inet",
            table,
            chain: "postrouting",
            handle: 2,
            expr: [{ queue: { num: 101, flags: "bypass" } }],
          },
        },
      ],
    }),
  );

describe("a rule that hands packets to a program", () => {
  test.each([
    [
      "kube-network-policies",
      {
        because: "isolation",
        policies: [],
        enforcer: { name: "kube-network-policies", decides: "queue" },
      },
    ],
    [
      "kindnet-network-policies",
      {
        because: "isolation",
        policies: [],
        enforcer: { name: "kube-network-policies", decides: "queue" },
      },
    ],
    ["ips", { because: "none", policies: [] }],
  ])("in table %s", (table, behind) => {
    const ruleset = queueTable(table);
    const walk = walked(ruleset, {}, {}, "postrouting");
    expect(walk.verdict).toBe("undecided");
    expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual(behind);
  });
});

describe("who enforces policies on a node is told by what each leaves behind", () => {
  test.each([
    [["cali-to-wl-dispatch"], [], ["Calico"]],
    [["KUBE-POD-FW-A"], [], ["kube-router"]],
    [["WEAVE-NPC"], [], ["weave-npc"]],
    [["AZURE-NPM"], [], ["Azure NPM"]],
    [["CILIUM_FORWARD"], ["cilium_host"], ["Cilium"]],
    [[], ["antrea-gw0"], ["Antrea"]],
    [[], ["ovn-k8s-mp0"], ["OVN-Kubernetes"]],
    [["FLANNEL-FWD"], ["flannel.1", "cni0"], []],
  ])("chains %s and interfaces %s", (chains, links, names) => {
    expect(enforcersOf([filter([], chains)], links).map(({ name }) => name)).toEqual(names);
  });

  test("a queue in a table of network policies", () => {
    expect(enforcersOf([queueTable("kindnet-network-policies")], [])).toEqual([
      { name: "kube-network-policies", decides: "queue" },
    ]);
  });
});
