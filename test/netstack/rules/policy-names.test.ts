import { describe, expect, test } from "vitest";
import {
  policiesBehind,
  policyOfChain,
  policyOfRule,
  queueOwner,
} from "../../../src/netstack/policy-names.ts";
import { filter, walked } from "./load.ts";

const only = (rule: string) => {
  const [first] = filter([`-A FORWARD ${rule}`]).chains[0]?.rules ?? [];
  if (!first) throw new Error("no rule");
  return first;
};
const np = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };
const calico = { apiVersion: "projectcalico.org/v3" };
const anp = { apiVersion: "policy.networking.k8s.io/v1alpha1" };

describe("a comment names its policy", () => {
  test.each([
    [
      "KubernetesNetworkPolicy demo/web ingress",
      { ...np, namespace: "demo", name: "web", direction: "ingress" },
    ],
    ["Policy demo/knp.default.web egress", { ...np, namespace: "demo", name: "web", direction: "egress" }],
    [
      "NetworkPolicy demo/tier.web ingress",
      { ...calico, kind: "NetworkPolicy", namespace: "demo", name: "tier.web", direction: "ingress" },
    ],
    [
      "Policy demo/default.web ingress",
      { ...calico, kind: "NetworkPolicy", namespace: "demo", name: "default.web", direction: "ingress" },
    ],
    [
      "GlobalNetworkPolicy deny-meta egress",
      { ...calico, kind: "GlobalNetworkPolicy", name: "deny-meta", direction: "egress" },
    ],
    [
      "Policy default.all ingress",
      { ...calico, kind: "GlobalNetworkPolicy", name: "default.all", direction: "ingress" },
    ],
    [
      "Policy kanp.adminnetworkpolicy.guard ingress",
      { ...anp, kind: "AdminNetworkPolicy", name: "guard", direction: "ingress" },
    ],
    [
      "KubernetesBaselineAdminNetworkPolicy default egress",
      { ...anp, kind: "BaselineAdminNetworkPolicy", name: "default", direction: "egress" },
    ],
    [
      "rule to ACCEPT traffic from source pods to dest pods selected by policy name web namespace demo",
      { ...np, namespace: "demo", name: "web" },
    ],
    ["Policy explicitly accepted packet.", undefined],
    ["End of tier default. Drop if no policies passed packet", undefined],
    ["Profile kns.demo ingress", undefined],
  ])("%s", (comment, policy) => {
    expect(policyOfRule(only(`-m comment --comment "${comment}" -j DROP`))).toEqual(policy);
  });
});

describe("a chain's name tells its policy where it is not hashed", () => {
  test.each([
    ["filter-cali-pi-knp/shop/web", { ...np, namespace: "shop", name: "web", direction: "ingress" }],
    [
      "cali-po-gnp/security.deny",
      { ...calico, kind: "GlobalNetworkPolicy", name: "security.deny", direction: "egress" },
    ],
    ["cali-pi-_x0Or9gDNw-xlPIxhTL5", undefined],
    ["cali-pri-kns.shop", undefined],
    ["KUBE-SERVICES", undefined],
  ])("%s", (name, policy) => {
    const [chain] = filter([], [name]).chains.slice(1);
    expect(chain && policyOfChain(chain)).toEqual(policy);
  });
});

test("several policies of the last tier isolate, those of an earlier tier passed the packet on", () => {
  const says = (text: string) => `-m comment --comment "${text}"`;
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

test("a rule that hands packets to a program names whose table it is in", () => {
  expect(queueOwner(only("-j NFQUEUE --queue-num 100"))).toBe("filter");
  expect(queueOwner(only("-j DROP"))).toBe(undefined);
});
