import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandOutput } from "../../src/model/evidence.ts";
import type { Command } from "../../src/model/probe.ts";
import { Unreadable } from "../../src/model/probe.ts";
import { ruleOf } from "../../src/netstack/counter-changes.ts";
import { parseIptablesSave } from "../../src/netstack/iptables-save.ts";
import type { PacketState } from "../../src/netstack/packet-state.ts";
import { walkForward } from "../../src/netstack/path-walk.ts";
import { combineRulesets } from "../../src/netstack/rulesets.ts";
import { translations } from "../../src/netstack/translations.ts";
import { UnfitArgument } from "../../src/probes/arguments.ts";
import { ipsets } from "../../src/probes/ipsets.ts";
import {
  iptablesLegacyCounters,
  iptablesNftCounters,
  nftCounters,
  tablesWithCounters,
} from "../../src/probes/rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "../../src/probes/rules.ts";
import { cannotMakeNamespaces, openNamespace, type Namespace } from "./namespaces.ts";
import { bigRuleset } from "./big-ruleset.ts";

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

describe.skipIf(reason !== undefined)(`rules of a namespace${skipped}`, () => {
  let namespace: Namespace;
  beforeAll(async () => {
    namespace = await openNamespace();
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
    set("nft", "add table ip6 own; add chain ip6 own c");
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
    expect(tablesWithCounters(ruleset)).toEqual([{ family: "inet", table: "own" }]);
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

  test("an empty ruleset is an answer", async () => {
    const empty = await openNamespace();
    try {
      for (const probe of [iptablesLegacyRules, iptablesNftRules, nftRules])
        expect(probe.parse(await empty.run(probe.command(asked))).chains).toEqual([]);
      expect(ipsets.parse(await empty.run(ipsets.command(["10.0.0.1"]))).sets.size).toBe(0);
    } finally {
      await empty.close();
    }
  });
});

/** Commands of a directory first, then the system's; `only` leaves the system's rule tools out. */
describe.skipIf(reason !== undefined)(`tools that are missing or fail${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "netdiag-rules-"));
  let namespace: Namespace;
  const tools = (name: string, scripts: Readonly<Record<string, string>>) => {
    const path = join(folder, name);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
    for (const tool of ["sh", "awk", "sed", "cat"]) symlinkSync(`/usr/bin/${tool}`, join(path, tool));
    for (const [tool, text] of Object.entries(scripts))
      writeFileSync(join(path, tool), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    return path;
  };
  const run = (command: Command, path: string) =>
    namespace.run({ ...command, argv: ["env", `PATH=${path}`, ...command.argv] });
  beforeAll(async () => {
    namespace = await openNamespace();
  });
  afterAll(async () => {
    await namespace.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("no tool at all is exit 127, which reads as a missing tool", async () => {
    const none = tools("none", {});
    for (const command of [
      iptablesLegacyRules.command(asked),
      iptablesNftRules.command(asked),
      nftRules.command(asked),
      ipsets.command([]),
      iptablesLegacyCounters.command({ family: 4, nat: false }),
      nftCounters.command([{ family: "ip", table: "x" }]),
    ]) {
      const output = await run(command, none);
      expect([output.exitCode, output.stderr]).toEqual([127, expect.stringContaining("not found")]);
    }
  });

  test("a plain iptables-save stands in for the backend it is of, and for no other", async () => {
    const answer = '*) printf "*filter\\n:FORWARD ACCEPT [0:0]\\nCOMMIT\\n" ;;';
    for (const [version, legacy, nft] of [
      ["v1.6.1", 0, 127],
      ["v1.8.9 (legacy)", 0, 127],
      ["v1.8.9 (nf_tables)", 127, 0],
    ] as const) {
      const plain = tools("plain", {
        "iptables-save": `case $1 in -V) echo "iptables-save ${version}" ;; ${answer} esac`,
      });
      expect((await run(iptablesLegacyRules.command(asked), plain)).exitCode).toBe(legacy);
      expect((await run(iptablesNftRules.command(asked), plain)).exitCode).toBe(nft);
    }
  });

  test("a tool that fails is never an empty ruleset", async () => {
    const broken = tools("broken", {
      "iptables-legacy-save": "echo Permission denied >&2; exit 4",
      nft: "echo Operation not permitted >&2; exit 1",
      ipset: "echo Kernel error >&2; exit 1",
    });
    for (const [command, parse] of [
      [iptablesLegacyRules.command(asked), (output: CommandOutput) => iptablesLegacyRules.parse(output)],
      [nftRules.command(asked), (output: CommandOutput) => nftRules.parse(output)],
      [ipsets.command([]), (output: CommandOutput) => ipsets.parse(output)],
      [
        iptablesLegacyCounters.command({ family: 4, nat: false }),
        (output: CommandOutput) => iptablesLegacyCounters.parse(output),
      ],
      [
        nftCounters.command([{ family: "ip", table: "x" }]),
        (output: CommandOutput) => nftCounters.parse(output),
      ],
    ] as const) {
      const output = await run(command, broken);
      expect(output.exitCode).not.toBe(0);
      expect(() => parse(output)).toThrow(Unreadable);
    }
  });

  test("a warning on stderr with exit 0 is no failure", async () => {
    const warns = tools("warns", {
      "iptables-nft-save":
        'echo "# Warning: iptables-legacy tables present" >&2; printf "*filter\\n:FORWARD DROP [0:0]\\nCOMMIT\\n"',
    });
    const ruleset = iptablesNftRules.parse(await run(iptablesNftRules.command(asked), warns));
    expect(ruleset.chains).toMatchObject([{ name: "FORWARD", policy: "drop" }]);
  });

  const awks = [
    ["mawk", "/usr/bin/mawk", ""],
    ["BusyBox", "/usr/bin/busybox", "awk "],
  ] as const;
  test.each(awks)(
    "45,000 rules come back as a few dozen with %s, and say the same",
    async (name, path, applet) => {
      const { text, service, backends, pod } = bigRuleset({ services: 3000, endpoints: 3 });
      const dump = join(folder, `${name}.txt`);
      writeFileSync(dump, text);
      const big = tools(`big-${name}`, { "iptables-legacy-save": `cat ${dump}` });
      rmSync(join(big, "awk"));
      writeFileSync(join(big, "awk"), `#!/bin/sh\nexec ${path} ${applet}"$@"\n`, { mode: 0o755 });
      const output = await run(
        iptablesLegacyRules.command({ family: 4, addresses: [pod, service, ...backends], ports: [80, 8080] }),
        big,
      );
      const sliced = iptablesLegacyRules.parse(output);
      const whole = parseIptablesSave(text, "ip");
      const count = (of: typeof whole) => of.chains.reduce((sum, { rules }) => sum + rules.length, 0);
      expect(count(whole)).toBeGreaterThan(40_000);
      expect(count(sliced)).toBeLessThan(60);
      expect(sliced.slice?.leftOut).toBe(count(whole) - count(sliced));
      const packet = { ...syn, source: pod, destination: service };
      const context = { isLocal: () => false };
      const found = (of: typeof whole) =>
        translations([of], packet, context).to.map(({ address, port, probability }) => [
          address,
          port,
          probability,
        ]);
      expect(found(sliced)).toEqual(found(whole));
      expect(found(sliced).map(([address]) => address)).toEqual(backends);
      for (const destination of backends) {
        const through = (of: typeof whole) =>
          walkForward([of], { ...packet, destination, destinationPort: 8080 }, context);
        expect(through(sliced).verdict).toBe(through(whole).verdict);
      }
    },
  );
});

test("addresses and ports are checked before they become arguments", () => {
  expect(() => iptablesLegacyRules.command({ ...asked, addresses: ["10.0.0.1; reboot"] })).toThrow(
    UnfitArgument,
  );
  expect(() => iptablesLegacyRules.command({ ...asked, ports: [0] })).toThrow(UnfitArgument);
  expect(() => ipsets.command(["-x"])).toThrow(UnfitArgument);
  expect(() => nftCounters.command([{ family: "ip", table: "x y" }])).toThrow(UnfitArgument);
});
