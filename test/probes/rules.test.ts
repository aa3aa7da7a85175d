import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandOutput } from "../../src/model/evidence.ts";
import { ruleOf } from "../../src/netstack/kernel/counter-changes.ts";
import type { PacketState } from "../../src/netstack/rules/packet-state.ts";
import { walkForward } from "../../src/netstack/kernel/netns-walk.ts";
import { combineRulesets } from "../../src/netstack/rules/rulesets.ts";
import { UnfitArgument } from "../../src/probes/text/arguments.ts";
import { ipsets } from "../../src/probes/rules/ipsets.ts";
import {
  iptablesLegacyCounters,
  iptablesNftCounters,
  nftCounters,
  tablesWithCounters,
} from "../../src/probes/counters/rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "../../src/probes/rules/rules.ts";
import { generations } from "./generations.ts";
import { cannotMakeNamespaces, openNamespace, type Namespace } from "./namespaces.ts";

const reason = cannotMakeNamespaces();
const skipped = reason === undefined ? "" : ` (SKIPPED, no namespaces here: ${reason})`;

const asked = { family: 4, addresses: ["10.0.0.1", "10.0.0.2"], ports: [80] } as const;
const syn: PacketState = {
  family: 4,
  protocol: "TCP",
  source: "10.0.0.1",
  destination: "10.0.0.2",
  destinationPort: 80,
  iif: "eth0",
  oif: "eth1",
  bridged: false,
  mark: 0,
  state: "NEW",
};

/** Before and after, as a window leaves them: only what changed. */
function moved(before: CommandOutput, after: CommandOutput): CommandOutput {
  const was = new Map(before.stdout.split("\n").map((line) => [line.split("\t")[1], line.split("\t")[0]]));
  const lines = after.stdout
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const [values = "", key = ""] = line.split("\t");
      return was.get(key) === values ? [] : [`${was.get(key) ?? "-"}\t${values}\t${key}`];
    });
  return { ...after, stdout: lines.join("\n") };
}

describe.skipIf(reason !== undefined).each(generations)(
  `rules of a namespace, with the tools %s${skipped}`,
  (_, root) => {
    let namespace: Namespace;
    beforeAll(async () => {
      namespace = await openNamespace(root);
      const set = (...argv: string[]) => {
        namespace.set(...argv);
      };
      set("ipset", "create", "friends", "hash:ip");
      for (const host of [1, 7, 8, 9]) set("ipset", "add", "friends", `10.0.0.${host}`);
      set("ipset", "create", "ranges", "hash:net");
      set("ipset", "add", "ranges", "10.9.0.0/16");
      set("iptables-legacy", "-A", "OUTPUT", "-d", "127.0.0.9", "-p", "udp", "--dport", "9", "-j", "DROP");
      set("iptables-legacy", "-P", "FORWARD", "DROP");
      set("iptables-nft", "-N", "MINE");
      set("iptables-nft", "-N", "OTHERS");
      set("iptables-nft", "-N", "UNUSED");
      set(
        "iptables-nft",
        "-A",
        "FORWARD",
        "-s",
        "10.0.0.1",
        "-m",
        "comment",
        "--comment",
        "a -j UNUSED b",
        "-j",
        "MINE",
      );
      set("iptables-nft", "-A", "FORWARD", "-s", "10.0.0.7", "-j", "OTHERS");
      set("iptables-nft", "-A", "FORWARD", "!", "-s", "10.0.0.7", "-p", "tcp", "--dport", "81", "-j", "DROP");
      set("iptables-nft", "-A", "MINE", "-m", "set", "!", "--match-set", "friends", "src", "-j", "DROP");
      set("iptables-nft", "-A", "OTHERS", "-j", "DROP");
      set("iptables-nft", "-A", "OUTPUT", "-d", "127.0.0.8", "-p", "udp", "--dport", "9", "-j", "DROP");
      set(
        "nft",
        "add table inet own; add chain inet own o { type filter hook output priority 5; }; add rule inet own o ip daddr 127.0.0.7 udp dport 9 counter drop",
      );
      set("nft", "add table ip6 own; add chain ip6 own c { type filter hook input priority 0; }");
    });
    afterAll(async () => {
      await namespace.close();
    });

    test("legacy rules come back, with the policy", async () => {
      const ruleset = iptablesLegacyRules.parse(await namespace.run(iptablesLegacyRules.command(asked)));
      expect(ruleset.backend).toBe("iptables-legacy");
      expect(walkForward([ruleset], syn, {})).toMatchObject({
        verdict: "drop",
        by: { policyOf: { name: "FORWARD" } },
      });
    });

    test("rules for others are left out, and said to be", async () => {
      const output = await namespace.run(iptablesNftRules.command(asked));
      expect(output.stdout).toContain("# netdiag: left out 4; kept what can concern 10.0.0.1 10.0.0.2 80");
      const ruleset = iptablesNftRules.parse(output);
      expect(ruleset.backend).toBe("iptables-nft");
      expect(ruleset.chains.flatMap(({ rules }) => rules.map(({ text }) => text))).toEqual([
        '-A FORWARD -s 10.0.0.1/32 -m comment --comment "a -j UNUSED b" -j MINE',
        "-A MINE -m set ! --match-set friends src -j DROP",
      ]);
      expect(ruleset.chains.map(({ name }) => name)).not.toContain("OTHERS");
    });

    test("set members are read for the asked addresses only, nets whole", async () => {
      const read = ipsets.parse(await namespace.run(ipsets.command(["10.0.0.1", "10.0.0.2"])));
      expect(read.about).toEqual(["10.0.0.1", "10.0.0.2"]);
      expect(read.sets.get("friends")?.elements).toHaveLength(1);
      expect(read.sets.get("ranges")?.elements).toHaveLength(1);
      const ruleset = iptablesNftRules.parse(await namespace.run(iptablesNftRules.command(asked)));
      const context = { sets: read.sets, ...(read.about && { setsAbout: read.about }) };
      expect(walkForward([ruleset], syn, context).verdict).toBe("accept");
    });

    test("nft shows what iptables does not, of the asked family", async () => {
      const output = await namespace.run(nftRules.command(asked));
      expect(output.stdout).toContain("# netdiag: iptables-save shows table ip filter");
      const ruleset = nftRules.parse(output);
      expect(ruleset.chains.map(({ family, table }) => `${family} ${table}`)).toEqual(["inet own"]);
      expect(tablesWithCounters(ruleset)).toEqual([]);
      const about = { ...asked, addresses: ["127.0.0.7"] };
      const counted = nftRules.parse(await namespace.run(nftRules.command(about)));
      expect(tablesWithCounters(counted)).toEqual([{ family: "inet", table: "own" }]);
      const six = nftRules.parse(await namespace.run(nftRules.command({ ...asked, family: 6 })));
      expect(six.chains.map(({ family }) => family)).toEqual(["inet", "ip6"]);
    });

    test("the rule that met the packets is found by its counter, in every backend", async () => {
      const rulesets = combineRulesets(
        await Promise.all(
          [iptablesLegacyRules, iptablesNftRules, nftRules].map(async (probe) =>
            probe.parse(await namespace.run(probe.command({ family: 4, addresses: [], ports: [] }))),
          ),
        ),
      );
      for (const [target, command, probe] of [
        ["127.0.0.9", iptablesLegacyCounters.command({ family: 4, nat: false }), iptablesLegacyCounters],
        ["127.0.0.8", iptablesNftCounters.command({ family: 4, nat: false }), iptablesNftCounters],
        ["127.0.0.7", nftCounters.command([{ family: "inet", table: "own" }]), nftCounters],
      ] as const) {
        const before = await namespace.run(command);
        namespace.set(
          "sh",
          "-c",
          `for i in 1 2 3; do echo hello | socat -u - UDP:${target}:9 2>/dev/null || true; done`,
        );
        const changes = probe.parse(moved(before, await namespace.run(command)));
        expect(changes).toHaveLength(1);
        const [change] = changes;
        expect(change).toMatchObject({ packets: 3, rewritten: false });
        const found = change && ruleOf(change, rulesets);
        expect(found && "rule" in found ? found.rule.text : undefined).toContain(target);
      }
    });

    test("a policy that drops is counted too", async () => {
      const output = await namespace.run(iptablesLegacyCounters.command({ family: 4, nat: false }));
      expect(output.stdout).toContain("0 0\tiptables-legacy ip filter FORWARD policy");
    });

    test("chains of devices come back with their devices", async () => {
      namespace.set(
        "nft",
        "add table netdev guard; add chain netdev guard card { type filter hook ingress device lo priority 0; }",
      );
      const ruleset = nftRules.parse(await namespace.run(nftRules.command(asked)));
      expect(ruleset.chains.find(({ name }) => name === "card")).toMatchObject({
        hook: "ingress",
        devices: ["lo"],
      });
      namespace.set("nft", "delete table netdev guard");
    });

    test("an empty ruleset is an answer", async () => {
      const empty = await openNamespace(root);
      try {
        for (const probe of [iptablesLegacyRules, iptablesNftRules, nftRules])
          expect(probe.parse(await empty.run(probe.command(asked))).chains).toEqual([]);
        expect(ipsets.parse(await empty.run(ipsets.command(["10.0.0.1"]))).sets.size).toBe(0);
      } finally {
        await empty.close();
      }
    });
  },
);

test("addresses and ports are checked before they become arguments", () => {
  expect(() => iptablesLegacyRules.command({ ...asked, addresses: ["10.0.0.1; reboot"] })).toThrow(
    UnfitArgument,
  );
  expect(() => iptablesLegacyRules.command({ ...asked, ports: [0] })).toThrow(UnfitArgument);
  expect(() => ipsets.command(["-x"])).toThrow(UnfitArgument);
  expect(() => nftCounters.command([{ family: "ip", table: "x y" }])).toThrow(UnfitArgument);
});
