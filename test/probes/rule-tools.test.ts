import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandOutput } from "../../src/model/evidence.ts";
import { Unreadable, type Command } from "../../src/model/probe.ts";
import { parseIptablesSave } from "../../src/netstack/iptables/save.ts";
import { parseNftJson } from "../../src/netstack/nft/json.ts";
import type { PacketState } from "../../src/netstack/rules/packet-state.ts";
import { walkForward } from "../../src/netstack/kernel/netns-walk.ts";
import type { Ruleset } from "../../src/netstack/rules/rules.ts";
import { translations } from "../../src/netstack/kernel/translations.ts";
import { ipsets } from "../../src/probes/rules/ipsets.ts";
import { iptablesLegacyCounters, nftCounters } from "../../src/probes/counters/rule-counters.ts";
import { iptablesLegacyRules, iptablesNftRules, nftRules } from "../../src/probes/rules/rules.ts";
import { bigNftTable, bigRuleset, type Big } from "./big-ruleset.ts";
import { cannotMakeNamespaces, openNamespace, type Namespace } from "./namespaces.ts";

const reason = cannotMakeNamespaces();
const skipped = reason === undefined ? "" : ` (SKIPPED, no namespaces here: ${reason})`;
/** Name, program and its first argument. */
type Awk = [name: string, path: string, applet: string];
const asked = { family: 4, addresses: ["10.0.0.1", "10.0.0.2"], ports: [80] } as const;

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
  ] satisfies readonly Awk[];
  /** Slices with one awk, and compares with the whole. */
  const slicedLike = async (awk: Awk, big: Big, read: (text: string) => Ruleset) => {
    const [name, path, applet] = awk;
    const dump = join(folder, `${name}.txt`);
    writeFileSync(dump, big.text);
    const directory = tools(`big-${name}`, {
      "iptables-legacy-save": `cat ${dump}`,
      nft: `case "$*" in "list tables") echo "table ip kube-proxy" ;; *) cat ${dump} ;; esac`,
    });
    rmSync(join(directory, "awk"));
    writeFileSync(join(directory, "awk"), `#!/bin/sh\nexec ${path} ${applet}"$@"\n`, { mode: 0o755 });
    const probe = big.text.startsWith("{") ? nftRules : iptablesLegacyRules;
    const addresses = [big.pod, big.service, ...big.backends];
    const sliced = probe.parse(
      await run(probe.command({ family: 4, addresses, ports: [80, 8080] }), directory),
    );
    const whole = read(big.text);
    const packet: PacketState = {
      family: 4,
      protocol: "TCP",
      source: big.pod,
      destination: big.service,
      destinationPort: 80,
      iif: "eth0",
      oif: "eth1",
      bridged: false,
      mark: 0,
      state: "NEW",
    };
    const context = { isLocal: () => false };
    const found = (of: Ruleset) =>
      translations([of], packet, context).to.map(({ address, port, probability }) => [
        address,
        port,
        probability,
      ]);
    expect(found(sliced)).toEqual(found(whole));
    expect(found(sliced).map(([address]) => address)).toEqual(big.backends);
    for (const destination of big.backends) {
      const through = (of: Ruleset) =>
        walkForward([of], { ...packet, destination, destinationPort: 8080 }, context).verdict;
      expect(through(sliced)).toBe(through(whole));
    }
    return { count: countOf(sliced), of: countOf(whole), sliced };
  };

  test.each(awks)(
    "45,000 iptables rules come back as a few dozen with %s, and say the same",
    async (...awk) => {
      const { count, of, sliced } = await slicedLike(
        awk,
        bigRuleset({ services: 3000, endpoints: 3 }),
        (text) => parseIptablesSave(text, "ip"),
      );
      expect(of).toBeGreaterThan(40_000);
      expect(count).toBeLessThan(60);
      expect(sliced.slice?.leftOut).toBe(of - count);
    },
  );

  test.each(awks)(
    "kube-proxy's nft table of 3,000 Services comes back small with %s, and says the same",
    async (...awk) => {
      const big = bigNftTable({ services: 3000, endpoints: 3 });
      const { count, of } = await slicedLike(awk, big, parseNftJson);
      expect(of).toBeGreaterThan(3_000);
      expect(count).toBeLessThan(20);
    },
  );
});

function countOf(ruleset: Ruleset): number {
  return ruleset.chains.reduce((sum, { rules }) => sum + rules.length, 0);
}
