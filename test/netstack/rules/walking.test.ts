import fc from "fast-check";
import { expect, test } from "vitest";
import { parseIptablesSave } from "../../../src/netstack/iptables/save.ts";
import { parseNftJson } from "../../../src/netstack/nft/json.ts";
import { walkForward, walkInput, walkOutput } from "../../../src/netstack/kernel/netns-walk.ts";
import { asIfTracked, translations } from "../../../src/netstack/kernel/translations.ts";
import type { Ruleset } from "../../../src/netstack/rules/rules.ts";
import { decided, filter, syn, walked } from "./load.ts";

test("RETURN in a called chain goes back, in a base chain it is the policy's turn", () => {
  const called = filter(["-A FORWARD -j A", "-A FORWARD -j DROP", "-A A -j RETURN", "-A A -j ACCEPT"], ["A"]);
  expect(decided(walked(called).by)).toBe("-A FORWARD -j DROP");
  const base = filter(["-A FORWARD -j RETURN", "-A FORWARD -j ACCEPT"], [], "DROP");
  expect(walked(base).verdict).toBe("drop");
  expect(decided(walked(base).by)).toBe("policy of FORWARD");
});

test("the end of a chain reached by goto returns to the caller of the chain that holds the goto", () => {
  const ruleset = filter(
    [
      "-A FORWARD -j A",
      "-A FORWARD -m comment --comment after -j DROP",
      "-A A -g B",
      "-A A -j ACCEPT",
      "-A B -p udp -j ACCEPT",
    ],
    ["A", "B"],
  );
  expect(decided(walked(ruleset).by)).toBe("-A FORWARD -m comment --comment after -j DROP");
  const fromBase = filter(
    ["-A FORWARD -g B", "-A FORWARD -j ACCEPT", "-A B -p udp -j ACCEPT"],
    ["B"],
    "DROP",
  );
  expect(decided(walked(fromBase).by)).toBe("policy of FORWARD");
});

test("an ESTABLISHED accept at the top hides nothing from a new packet, and INVALID does not match it", () => {
  const ruleset = filter([
    "-A FORWARD -m conntrack --ctstate INVALID -j DROP",
    "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    "-A FORWARD -j REJECT --reject-with icmp-port-unreachable",
  ]);
  const walk = walked(ruleset);
  expect([walk.verdict, walk.with]).toEqual(["reject", "icmp-port-unreachable"]);
  expect(walked(ruleset, { state: "ESTABLISHED" }).verdict).toBe("accept");
});

test("marks are set as the kernel sets them", () => {
  for (const [options, before, after] of [
    ["--set-xmark 0x10000/0x10000", 0x20001, 0x30001],
    ["--set-xmark 0x0/0x30000", 0x30001, 1],
    ["--set-xmark 0x4000/0x0", 0x4000, 0],
    ["--and-mark 0xff", 0x1ff, 0xff],
    ["--or-mark 0x100", 1, 0x101],
    ["--xor-mark 0x101", 1, 0x100],
    ["--set-mark 0x40000/0x40000", 1, 0x40001],
  ] as const)
    expect(walked(filter([`-A FORWARD -j MARK ${options}`]), { mark: before }).packet.mark).toBe(after);
});

test("a connection's saved mark comes back; a new connection has none", () => {
  const restore = filter(["-A FORWARD -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80"]);
  expect(walked(restore, { mark: 0x81 }).packet.mark).toBe(1);
  expect(walked(restore, { mark: 1, connectionMark: 0x80 }).packet.mark).toBe(0x81);
  expect(walked(restore, { state: "ESTABLISHED" }).packet.mark).toBe(undefined);
});

test("NFQUEUE and unknown targets are not a verdict anyone can tell", () => {
  for (const target of ["NFQUEUE --queue-num 100 --queue-bypass", "FROBNICATE --on"])
    expect(walked(filter([`-A FORWARD -j ${target}`])).verdict).toBe("undecided");
});

test("a chain that was not read is not the end of the world, but of the verdict", () => {
  const ruleset = filter(["-A FORWARD -g NOWHERE"]);
  expect(walked(ruleset).verdict).toBe("undecided");
});

const nftTable = (policy: string, priority: number) =>
  parseNftJson(
    JSON.stringify({
      nftables: [
        { table: { family: "inet", name: "own" } },
        {
          chain: {
            family: "inet",
            table: "own",
            name: "f",
            type: "filter",
            hook: "forward",
            prio: priority,
            policy,
          },
        },
      ],
    }),
  );

test("an accept in one table does not save the packet from another, whatever their order", () => {
  const accepts = filter(["-A FORWARD -j ACCEPT"]);
  for (const priority of [-10, 0, 10]) {
    const walk = walked([accepts, nftTable("drop", priority)]);
    expect(walk.verdict).toBe("drop");
    expect(decided(walk.by)).toBe("policy of f");
  }
});

const takesOff = /NOTRACK|--notrack/;

const nat = (rules: readonly string[]) =>
  parseIptablesSave(
    [
      "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]",
      ...rules.filter((rule) => takesOff.test(rule)),
      "COMMIT\n*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]",
      ...rules.filter((rule) => !takesOff.test(rule)),
      "COMMIT\n",
    ].join("\n"),
    "ip",
  );

test("nat is asked for new connections only, and not for untracked packets", () => {
  const rules = ["-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.9:8080"];
  expect(translations([nat(rules)], syn, {}).to).toMatchObject([
    { address: "10.0.0.9", port: 8080, probability: 1 },
  ]);
  const known = walked(nat(rules), { state: "ESTABLISHED" }, {}, "prerouting");
  expect(known.packet.destination).toBe("10.0.0.2");
  const untracked = nat(["-A PREROUTING -p tcp -j NOTRACK", ...rules]);
  expect(translations([untracked], syn, {}).none).toBe(true);
});

test("the NOTRACK rule that keeps a packet from its translation is named; one about other packets, or one in doubt, is not", () => {
  const dnat = "-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.9:8080";
  const own = nat(["-A PREROUTING -p tcp -j CT --notrack", dnat]);
  expect(translations([own], syn, {}).untracked?.text).toBe("-A PREROUTING -p tcp -j CT --notrack");
  expect(translations(asIfTracked([own]), syn, {}).to).toMatchObject([{ address: "10.0.0.9", port: 8080 }]);
  const tunnels = nat(["-A PREROUTING -p udp --dport 4789 -j CT --notrack", dnat]);
  expect(translations([tunnels], syn, {})).toMatchObject({ none: false, to: [{ address: "10.0.0.9" }] });
  const marked = nat(["-A PREROUTING -m helper --helper ftp -j CT --notrack"]);
  const doubted = translations([marked], syn, {});
  expect([doubted.none, doubted.untracked]).toEqual([undefined, undefined]);
});

test("a translated packet goes on under its new address, remembering the old one", () => {
  const rules = nat([
    "-A PREROUTING -d 10.96.0.1/32 -j DNAT --to-destination 10.0.0.9",
    "-A POSTROUTING -m conntrack --ctorigdst 10.96.0.1/32 -j SNAT --to-source 192.168.0.1",
  ]);
  const walk = walkForward(
    [rules, filter(["-A FORWARD -d 10.96.0.1/32 -j DROP"])],
    { ...syn, destination: "10.96.0.1" },
    {},
  );
  expect(walk.verdict).toBe("accept");
  expect(walk.packet).toMatchObject({
    destination: "10.0.0.9",
    source: "192.168.0.1",
    dnat: true,
    snat: true,
  });
});

test("a masqueraded packet takes the address of the device it leaves by, when that is known", () => {
  const rules = [nat(["-A POSTROUTING -o eth1 -j MASQUERADE --random-fully"])];
  const known = walkForward(rules, syn, { masqueradeAs: () => "192.168.0.7" });
  expect(known.packet.source).toBe("192.168.0.7");
  expect(walkForward(rules, syn, {}).packet.masqueraded).toBe(true);
});

test("session affinity leaves the choice open without losing a backend", () => {
  const rules = nat([
    "-A PREROUTING -m recent --rcheck --seconds 10800 --reap --name S1 --mask 255.255.255.255 --rsource -j DNAT --to-destination 10.0.0.8:80",
    "-A PREROUTING -m recent --rcheck --seconds 10800 --reap --name S2 --mask 255.255.255.255 --rsource -j DNAT --to-destination 10.0.0.9:80",
    "-A PREROUTING -m statistic --mode random --probability 0.5 -j DNAT --to-destination 10.0.0.8:80",
    "-A PREROUTING -j DNAT --to-destination 10.0.0.9:80",
  ]);
  const found = translations([rules], { ...syn, protocol: "TCP" }, {});
  expect(found.to.map(({ address, probability }) => [address, probability])).toEqual([
    ["10.0.0.8", undefined],
    ["10.0.0.9", undefined],
  ]);
});

test("a path without a known route ends undecided, and local packets go through input", () => {
  const rules = parseIptablesSave(
    "*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
    "ip",
  );
  expect(walkForward([rules], { ...syn, oif: undefined }, {}).verdict).toBe("undecided");
  expect(walkInput([rules], syn, {})).toMatchObject({ verdict: "drop", hook: "input" });
  expect(walkOutput([rules], { ...syn, iif: undefined }, {})).toMatchObject({
    verdict: "accept",
    hook: "postrouting",
  });
});

test("chains of a network card stop packets that come in or leave by it, and no others", () => {
  const chain = (hook: string, dev: string): unknown => ({
    chain: {
      family: "netdev",
      table: "t",
      name: hook,
      handle: 1,
      dev,
      type: "filter",
      hook,
      prio: 0,
      policy: "drop",
    },
  });
  const rules = (hook: string, dev: string): Ruleset =>
    parseNftJson(
      JSON.stringify({ nftables: [{ table: { family: "netdev", name: "t" } }, chain(hook, dev)] }),
    );
  expect(walkInput([rules("ingress", "eth0")], syn, {})).toMatchObject({ verdict: "drop", hook: "ingress" });
  expect(walkForward([rules("ingress", "eth7")], syn, {}).verdict).toBe("accept");
  expect(walkForward([rules("egress", "eth1")], syn, {})).toMatchObject({ verdict: "drop", hook: "egress" });
  expect(walkOutput([rules("egress", "eth1")], syn, {}).verdict).toBe("drop");
  expect(walkOutput([rules("egress", "eth7")], syn, {}).verdict).toBe("accept");
});

test("rules left out on the node make packets they may concern undecided", () => {
  const text =
    "*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n# netdiag: left out 5; kept what can concern 10.0.0.1 10.0.0.2 80\n";
  const sliced = parseIptablesSave(text, "ip");
  expect(walked(sliced).verdict).toBe("accept");
  expect(walked(sliced, { destination: "10.0.0.3" }).unread).toEqual([
    "iptables-legacy: rules were not read for 10.0.0.3",
  ]);
  expect(walked(sliced, { destinationPort: 81 }).verdict).toBe("undecided");
});

const names = ["A", "B", "C", "D"];
const anyRule = fc
  .record({
    chain: fc.constantFrom("FORWARD", ...names),
    match: fc.constantFrom(
      "",
      "-p tcp ",
      "-p udp ",
      "-m frobnicate ",
      "-m mark --mark 0x1/0x1 ",
      "-s 10.0.0.1/32 ",
    ),
    target: fc.constantFrom(
      "ACCEPT",
      "DROP",
      "RETURN",
      "LOG",
      "MARK --set-xmark 0x1/0x1",
      "MARK --set-xmark 0x0/0x3",
      ...names,
    ),
    jump: fc.constantFrom("-j", "-g"),
  })
  .map(({ chain, match, target, jump }) => {
    const goes = names.includes(target) ? jump : "-j";
    return `-A ${chain} ${match}${goes} ${target}`;
  });

test("walking ends, however chains call each other", () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 24 }), (rules) => {
      const walk = walked(filter(rules, names));
      expect(["accept", "drop", "reject", "undecided"]).toContain(walk.verdict);
      const sum = walk.ways.reduce<number | undefined>(
        (total, { probability }) =>
          total === undefined || probability === undefined ? undefined : total + probability,
        0,
      );
      if (sum !== undefined) expect(sum).toBeCloseTo(1);
    }),
    { numRuns: 300 },
  );
});

test("a ladder of calls that branches at every step is given up in bounded time", () => {
  const chains = Array.from({ length: 40 }, (_, index) => `C${index}`);
  const rules = chains.flatMap((chain, index) =>
    index === 39 ? [] : [`-A ${chain} -j C${index + 1}`, `-A ${chain} -j C${index + 1}`],
  );
  // Walked to its end it would take 2^40 steps: longer than any test may last.
  expect(walked(filter(["-A FORWARD -j C0", ...rules], chains)).verdict).toBe("undecided");
});

test("the first rule that ends the packet's way decides, as in a plain reading from top to bottom", () => {
  const flat = fc.record({
    port: fc.integer({ min: 79, max: 82 }),
    target: fc.constantFrom("ACCEPT", "DROP", "LOG"),
  });
  fc.assert(
    fc.property(fc.array(flat, { maxLength: 12 }), (rules) => {
      const first = rules.find(({ port, target }) => port === 80 && target !== "LOG");
      const walk = walked(
        filter(rules.map(({ port, target }) => `-A FORWARD -p tcp -m tcp --dport ${port} -j ${target}`)),
      );
      expect(walk.verdict).toBe(first?.target === "DROP" ? "drop" : "accept");
    }),
  );
});

test("reading keeps every rule line, whatever stands in it", () => {
  const word = fc.stringMatching(/^[!-~]{1,12}$/).filter((text) => !text.includes('"'));
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 20 }), (lines) => {
      const rules = lines.map((words) => ["-A FORWARD", ...words].join(" "));
      const ruleset = filter(rules);
      expect(ruleset.chains[0]?.rules.map(({ text }) => text)).toEqual(rules);
      expect(walked(ruleset).ways.length).toBeGreaterThan(0);
    }),
  );
});
