import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseIptablesSave } from "../../../src/netstack/iptables/save.ts";
import { parseNftJson } from "../../../src/netstack/nft/json.ts";
import type { PacketState } from "../../../src/netstack/rules/packet-state.ts";
import { walkHook } from "../../../src/netstack/kernel/hook-walk.ts";
import type { Rule, Ruleset } from "../../../src/netstack/rules/rules.ts";
import { cannotMakeNamespaces, openNamespace, type Namespace } from "../../probes/namespaces.ts";

const reason = cannotMakeNamespaces();
const skipped = reason === undefined ? "" : ` (SKIPPED, no namespaces here: ${reason})`;

/** What `echo hello` to UDP port 9 looks like to the rules of OUTPUT. */
const packet: PacketState = {
  family: 4,
  protocol: "UDP",
  source: "127.0.0.1",
  destination: "127.0.0.5",
  sourcePort: 4000,
  destinationPort: 9,
  oif: "lo",
  bridged: false,
  mark: 0,
  state: "NEW",
  direction: "original",
  length: 34,
};
const chains = ["A", "B", "C"] as const;

/** Rules that call only later chains, as the kernel demands. */
function rulesOf(matches: readonly string[], targets: readonly string[], calls: readonly string[]) {
  const rule = fc
    .tuple(
      fc.constantFrom("OUTPUT", "OUTPUT", ...chains),
      fc.subarray([...matches], { maxLength: 2 }),
      fc.constantFrom(...targets, ...calls.flatMap((call) => chains.map((chain) => `${call} ${chain}`))),
    )
    .filter(([, matches]) => new Set(matches.map(optionOf)).size === matches.length)
    .filter(([, matches, target]) => !/ip6.*\bip |\bip .*ip6/.test([...matches, target].join(" ")))
    .filter(([chain, , target]) => {
      const called = chains.findIndex((name) => target.endsWith(` ${name}`));
      return called === -1 || called > chains.findIndex((name) => name === chain);
    });
  return fc.sample(fc.array(rule, { minLength: 3, maxLength: 14 }), { numRuns: 25, seed: 20 });
}

/** iptables takes each option once: `-p udp -m udp --dport 9` is `-p`, `-m mark --mark 1` is `mark`. */
function optionOf(match: string): string {
  const [first = "", second = ""] = match.replace("! ", "").split(" ");
  if (first.startsWith("-")) return first === "-m" ? second : first;
  // nft refuses rules about two protocols or two families at once.
  return /udp|tcp|th |protocol|ip6|nfproto/.test(match) ? "protocol" : match;
}

const iptablesRules = rulesOf(
  [
    "-d 127.0.0.5/32",
    "! -d 127.0.0.5/32",
    "! -s 10.0.0.0/8",
    "-o lo",
    "! -o lo",
    "-o l+",
    "-p udp -m udp --dport 9",
    "-p udp -m udp ! --dport 9",
    "-p udp -m udp --sport 3999:4001",
    "-p tcp",
    "! -p tcp",
    "-p udp -m multiport --ports 4000,7:8",
    "-m mark --mark 0x1/0x1",
    "-m mark ! --mark 0x1/0x3",
    "-m conntrack --ctstate NEW",
    "-m conntrack ! --ctstate NEW,RELATED",
    "-m conntrack --ctstate DNAT",
    "-m conntrack ! --ctstatus ASSURED",
    "-m addrtype --dst-type LOCAL",
    "-m addrtype ! --src-type LOCAL",
    "-m length --length 34",
    "-m length ! --length 0:40",
    "-m iprange --dst-range 127.0.0.4-127.0.0.6",
    "-m conntrack --ctorigdstport 9",
    "-m connmark --mark 0x0/0xf",
  ],
  [
    "-j ACCEPT",
    "-j DROP",
    "-j RETURN",
    "",
    "-j MARK --set-xmark 0x1/0x1",
    "-j MARK --set-xmark 0x0/0x3",
    "-j MARK --set-xmark 0x2/0xff",
    "-j MARK --or-mark 0x3",
    "-j MARK --xor-mark 0x1",
    "-j CONNMARK --restore-mark",
  ],
  ["-j", "-g"],
);

const nftRules = rulesOf(
  [
    "ip daddr 127.0.0.5",
    "ip daddr != 127.0.0.5",
    "ip daddr 127.0.0.0/8",
    "udp dport 9",
    "udp dport != 9",
    "tcp dport != 9",
    "udp dport 1-10",
    "udp dport { 7, 9-12 }",
    "udp sport > 3999",
    "th dport 9",
    "meta l4proto udp",
    "meta l4proto != { tcp, icmp }",
    'oifname "lo"',
    'oifname "l*"',
    'oifname != "lo"',
    'iifname != "eth0"',
    "ct state new",
    "ct state != new",
    "ct state ! established,related",
    "ct state { established, related }",
    "ct status dnat",
    "ct status != dnat",
    "ct direction original",
    "meta mark & 0x1 == 0x1",
    "meta mark 0x0",
    "meta mark & 0x3 != 0x0",
    "ip daddr . udp dport { 127.0.0.5 . 9, 127.0.0.6 . 10 }",
    "fib daddr type local",
    "fib saddr type != local",
    "meta nfproto ipv4",
    "ip6 daddr != ::1",
    "meta length > 33",
    "meta length <= 33",
    "ip protocol udp",
    "meta l4proto udp ct original proto-dst 9",
    "ip frag-off & 0x1fff == 0",
    "ip daddr @some",
    "ip daddr != @some",
  ],
  [
    "accept",
    "drop",
    "return",
    "continue",
    "",
    "meta mark set meta mark | 0x1",
    "meta mark set meta mark & 0xfffffffe",
    "meta mark set meta mark ^ 0x3",
    "meta mark set 0x2",
    "meta mark set ip daddr map { 127.0.0.5 : 0x1, 127.0.0.6 : 0x2 }",
    "ct state vmap { new : continue, established : drop }",
    'oifname vmap { "lo" : return, "eth0" : drop }',
    "ct mark set 0x5",
    "meta mark set ct mark",
  ],
  ["jump", "goto"],
);

describe.skipIf(reason !== undefined)(`the walk hits the rules that the kernel counts${skipped}`, () => {
  let namespace: Namespace;
  beforeAll(async () => {
    namespace = await openNamespace();
  });
  afterAll(async () => {
    await namespace.close();
  });

  const list = async (...argv: [string, ...string[]]) =>
    (await namespace.run({ argv, timeoutMs: 5_000, maxBytes: 1_000_000 })).stdout;
  const send = () => {
    // The connection of the packet before would be met again, with the mark it got there.
    namespace.set("conntrack", "-F");
    namespace.set("sh", "-c", "echo hello | socat -u - UDP:127.0.0.5:9,sourceport=4000 2>/dev/null || true");
  };
  const load = (tool: string, text: string) => {
    namespace.set("sh", "-c", `printf '%s' "$1" | ${tool}`, "sh", text);
  };

  /** Every rule with how often it was hit: walked, and as the counters moved. */
  const compare = (before: Ruleset, after: Ruleset, table: string) => {
    const isLocal = (address: string) => address.startsWith("127.");
    const walk = walkHook([before], "output", packet, { isLocal });
    const hits = (rule: Rule) => walk.trail.filter((hit) => hit === rule).length;
    const rules = before.chains
      .filter((chain) => chain.table === table && chain.name !== "INPUT")
      .flatMap(({ rules }) => rules);
    const later = new Map(
      after.chains.flatMap((chain) => chain.rules).map((rule) => [keyOf(rule), rule.packets ?? 0]),
    );
    expect(walk.verdict).not.toBe("undecided");
    expect(rules.map((rule) => [rule.chain, rule.text, hits(rule)])).toEqual(
      rules.map((rule) => [rule.chain, rule.text, (later.get(keyOf(rule)) ?? 0) - (rule.packets ?? 0)]),
    );
  };
  const keyOf = (rule: Rule) => `${rule.table} ${rule.chain} ${rule.position}`;

  test.each(["legacy", "nft"])("iptables (%s): 25 rulesets", async (backend) => {
    const save = () => list(`iptables-${backend}-save`, "-c");
    for (const rules of iptablesRules) {
      const lines = rules.map(([chain, matches, target]) =>
        ["-A", chain, ...matches, target].join(" ").trimEnd(),
      );
      load(
        `iptables-${backend}-restore`,
        [
          "*filter",
          ":INPUT ACCEPT",
          ":OUTPUT ACCEPT",
          ...chains.map((chain) => `:${chain} -`),
          "-A INPUT -j DROP",
          ...lines,
          "COMMIT",
          "",
        ].join("\n"),
      );
      const before = parseIptablesSave(await save(), "ip");
      send();
      compare(before, parseIptablesSave(await save(), "ip"), "filter");
    }
    namespace.set(`iptables-${backend}`, "-F");
  });

  test("nft: 25 rulesets", async () => {
    const show = () => list("nft", "-j", "list", "ruleset");
    for (const rules of nftRules) {
      const lines = rules.map(
        ([chain, matches, target]) => `add rule inet t ${chain} ${matches.join(" ")} counter ${target}`,
      );
      load(
        "nft -f -",
        [
          "flush ruleset",
          "add table inet t",
          "add set inet t some { type ipv4_addr; flags interval; elements = { 127.0.0.4-127.0.0.5 }; }",
          "add chain inet t INPUT { type filter hook input priority 0; policy drop; }",
          "add chain inet t OUTPUT { type filter hook output priority 0; }",
          ...chains.map((chain) => `add chain inet t ${chain}`),
          ...lines,
          "",
        ].join("\n"),
      );
      const before = parseNftJson(await show());
      send();
      compare(before, parseNftJson(await show()), "t");
    }
  });
});
