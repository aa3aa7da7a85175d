import { expect, test } from "vitest";
import { parseIptablesSave } from "../../../src/netstack/iptables/save.ts";
import { parseNftJson } from "../../../src/netstack/nft/json.ts";
import type { PacketState } from "../../../src/netstack/rules/packet-state.ts";
import { walkForward } from "../../../src/netstack/kernel/netns-walk.ts";
import { policiesBehind } from "../../../src/netstack/enforcers/policy-names.ts";
import { combineRulesets } from "../../../src/netstack/rules/rulesets.ts";
import { translations } from "../../../src/netstack/kernel/translations.ts";
import { decided, recorded, recordedSets, syn } from "./load.ts";

const toProductpage: PacketState = {
  ...syn,
  source: "10.233.64.65",
  destination: "10.233.64.193",
  destinationPort: 9080,
  iif: "vxlan.calico",
  oif: "calie27d6ca24af",
};

for (const backend of ["legacy", "nft"] as const) {
  const ruleset = parseIptablesSave(recorded(`incident-${backend}-iptables-save.txt`), "ip");
  const context = {
    sets: recordedSets(`incident-${backend}-ipset-save.txt`),
    isLocal: (address: string) => address === "192.168.0.13",
    rpfilterPasses: true,
  };

  test(`the incident (${backend}): the end of the tier drops the packet, and the isolating policy is named`, () => {
    const walk = walkForward([ruleset], toProductpage, context);
    expect(ruleset.backend).toBe(`iptables-${backend}`);
    expect(walk.verdict).toBe("drop");
    expect(walk.hook).toBe("forward");
    expect(walk.maybes).toEqual([]);
    expect(decided(walk.by)).toContain("-A cali-tw-calie27d6ca24af");
    expect(decided(walk.by)).toContain("End of tier default. Drop if no policies passed packet");
    expect(policiesBehind(walk.by, walk.trail, [ruleset])).toEqual({
      because: "isolation",
      policies: [
        {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          namespace: "demo",
          name: "productpage-restrict",
          direction: "ingress",
        },
      ],
    });
  });

  test(`the incident (${backend}): a pod in the policy's set gets through, and so does a known connection`, () => {
    const fromClient = walkForward([ruleset], { ...toProductpage, source: "10.233.64.68" }, context);
    expect(fromClient.verdict).toBe("accept");
    const known = walkForward([ruleset], { ...toProductpage, state: "ESTABLISHED" }, context);
    expect(known.verdict).toBe("accept");
  });

  test(`the incident (${backend}): without the sets the policy cannot be told, and nothing is claimed`, () => {
    const walk = walkForward([ruleset], toProductpage, { ...context, sets: new Map() });
    expect(walk.verdict).toBe("undecided");
    expect(walk.maybes.map(({ why }) => why)).toContain("ipset cali40s:FeMrr8wWJMRb33R2xsmSt4K was not read");
  });
}

const node3 = {
  ruleset: parseIptablesSave(recorded("calico-3.32-iptables-save.txt"), "ip"),
  context: {
    sets: recordedSets("calico-3.32-ipset-save.txt"),
    isLocal: (address: string) => ["172.30.0.13", "10.244.135.63"].includes(address),
    rpfilterPasses: true,
  },
};

test("real Calico and kube-proxy: every rule is understood", () => {
  const odd = node3.ruleset.chains
    .flatMap((chain) => chain.rules)
    .filter((rule) =>
      rule.statements.some(
        (statement) =>
          statement.do === "unknown" || (statement.do === "match" && statement.condition.kind === "unknown"),
      ),
    );
  expect(odd).toEqual([]);
});

test("real Calico: a stranger's packet to web is dropped for shop/web-allow-client, a client's is not", () => {
  const stranger: PacketState = {
    ...syn,
    source: "10.244.135.4",
    destination: "10.244.135.5",
    destinationPort: 8080,
    iif: "cali670e5c7bc04",
    oif: "cali1c61a2b4e23",
  };
  const walk = walkForward([node3.ruleset], stranger, node3.context);
  expect(walk.verdict).toBe("drop");
  expect(policiesBehind(walk.by, walk.trail, [node3.ruleset]).policies).toMatchObject([
    { kind: "NetworkPolicy", namespace: "shop", name: "web-allow-client" },
  ]);
  const client = { ...stranger, source: "10.244.104.4", iif: "vxlan.calico" };
  expect(walkForward([node3.ruleset], client, node3.context).verdict).toBe("accept");
});

test("real Calico: an explicit deny of a GlobalNetworkPolicy is the rule of that policy", () => {
  const toMetadata: PacketState = {
    ...syn,
    source: "10.244.135.3",
    destination: "169.254.169.254",
    iif: "cali1d0a1418cda",
    oif: "ens3",
  };
  const walk = walkForward([node3.ruleset], toMetadata, node3.context);
  expect(walk.verdict).toBe("drop");
  expect(policiesBehind(walk.by, walk.trail, [node3.ruleset])).toEqual({
    because: "rule",
    policies: [
      {
        apiVersion: "projectcalico.org/v3",
        kind: "GlobalNetworkPolicy",
        name: "security.deny-meta",
        direction: "egress",
      },
    ],
  });
});

test("real kube-proxy, iptables: a Service's endpoints are found with equal chances", () => {
  const toService: PacketState = {
    ...syn,
    source: "10.244.135.4",
    destination: "10.96.148.190",
    iif: "cali670e5c7bc04",
  };
  const found = translations([node3.ruleset], toService, node3.context);
  expect(found.none).toBe(false);
  expect(found.to.map(({ address, port }) => `${address}:${port}`)).toEqual([
    "10.244.104.5:8080",
    "10.244.135.5:8080",
    "10.244.166.130:8080",
  ]);
  for (const { probability } of found.to) expect(probability).toBeCloseTo(1 / 3, 5);
  const elsewhere = translations([node3.ruleset], { ...toService, destinationPort: 81 }, node3.context);
  expect(elsewhere).toEqual({ to: [], none: true, ended: [] });
});

const nft = combineRulesets([
  parseNftJson(recorded("calico-nft-list-ruleset.json")),
  parseIptablesSave(recorded("calico-nft-iptables-save.txt"), "ip"),
]);

test("real Calico and kube-proxy in nftables mode: client passes, stranger is dropped, and the policy is named", () => {
  const client: PacketState = {
    ...syn,
    source: "10.244.104.0",
    destination: "10.244.135.1",
    destinationPort: 8080,
    iif: "vxlan.calico",
    oif: "cali1c61a2b4e23",
  };
  const context = { isLocal: () => false, rpfilterPasses: true };
  expect(walkForward(nft, client, context).verdict).toBe("accept");
  const walk = walkForward(nft, { ...client, source: "10.244.104.9" }, context);
  expect(walk.verdict).toBe("drop");
  expect(decided(walk.by)).toBe(
    'meta mark & 0x00020000 == 0x00000000 drop comment "cali:VbMRBnfeXHnuLbJh; End of tier default. Drop if no policies passed packet"',
  );
  expect(policiesBehind(walk.by, walk.trail, nft)).toMatchObject({
    because: "isolation",
    policies: [{ kind: "NetworkPolicy", namespace: "shop", name: "web-allow-client", direction: "ingress" }],
  });
});

test("real kube-proxy in nftables mode: endpoints from verdict maps, a NodePort is marked for masquerade", () => {
  const context = { isLocal: () => false, rpfilterPasses: true };
  const packet: PacketState = { ...syn, source: "10.244.135.2", iif: "cali1d0a1418cda" };
  const found = translations(nft, { ...packet, destination: "10.96.148.190" }, context);
  expect(found.to.map(({ address }) => address)).toEqual(["10.244.104.1", "10.244.135.1", "10.244.166.128"]);
  const fromOutside = {
    ...syn,
    source: "172.30.0.1",
    destination: "172.30.0.13",
    destinationPort: 30080,
    iif: "ens3",
  };
  const nodePort = translations(nft, fromOutside, context);
  expect(nodePort.to.map(({ port, packet: after }) => [port, (after.mark ?? 0) & 0x4000])).toEqual([
    [8080, 0x4000],
    [8080, 0x4000],
    [8080, 0x4000],
  ]);
});

test("a packet to a port that the ClusterIP does not have is refused by kube-proxy's nftables rules", () => {
  const walk = walkForward(
    nft,
    {
      ...syn,
      source: "10.244.104.0",
      destination: "10.96.148.190",
      destinationPort: 81,
      iif: "vxlan.calico",
      oif: "ens3",
    },
    { isLocal: () => false, rpfilterPasses: true },
  );
  expect(walk.verdict).toBe("reject");
  expect(decided(walk.by)).toContain("Reject traffic to invalid ports of ClusterIPs");
});

test("a firewall table that only nft shows rejects what iptables let pass", () => {
  const rulesets = [
    parseIptablesSave(recorded("incident-legacy-iptables-save.txt"), "ip"),
    parseNftJson(recorded("firewalld-nft-list-table.json")),
  ];
  const toAnother = { ...toProductpage, destination: "10.233.64.194", oif: "cali049041c9a8a" };
  const context = {
    sets: recordedSets("incident-legacy-ipset-save.txt"),
    isLocal: () => false,
    rpfilterPasses: true,
  };
  expect(walkForward(rulesets.slice(0, 1), toAnother, context).verdict).toBe("accept");
  const walk = walkForward(rulesets, toAnother, context);
  expect(walk.verdict).toBe("reject");
  expect(walk.with).toBe("icmpx admin-prohibited");
  expect(decided(walk.by)).toBe("ip saddr 10.233.64.65 reject with icmpx admin-prohibited");
});

test("tables that iptables shows are not asked twice; seen through nft alone they leave rules undecided", () => {
  const throughNft = parseNftJson(recorded("kube-proxy-iptables-as-nft.json"));
  const throughIptables = parseIptablesSave(recorded("kube-proxy-iptables-save.txt"), "ip");
  const combined = combineRulesets([throughNft, throughIptables]);
  expect(combined[0]?.chains.filter(({ family }) => family === "ip")).toEqual([]);
  const toService: PacketState = { ...syn, destination: "10.96.0.1", destinationPort: 443 };
  const context = { isLocal: () => false };
  expect(translations(combined, toService, context).to).toMatchObject([
    { address: "172.30.0.1", port: 6443 },
  ]);
  expect(translations([throughNft], toService, context).none).toBe(undefined);
});
