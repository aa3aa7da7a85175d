/** What is kept of a packet ends behind its last header, whatever is in it; the file that is made of it is one that tcpdump reads. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seenPackets, type SeenPacket } from "../../src/traffic/seen-packet.ts";
import { writePcapng } from "../../src/traffic/pcapng.ts";
import {
  type Bytes,
  echo,
  envelopes,
  ip,
  pcapOf,
  tcp,
  udp,
  unreachable,
  u16,
  type Captured,
} from "./packets.ts";

function seen(...captured: readonly Captured[]): readonly SeenPacket[] {
  return seenPackets(pcapOf(captured))?.packets ?? expect.unreachable("not a file of tcpdump");
}

const four = { from: "10.0.0.1", to: "10.0.0.2" };
const six = { from: "fd00::1", to: "fd00::2" };
const outer = { from: "172.30.0.11", to: "172.30.0.12" };
const outerSix = { from: "fd30::11", to: "fd30::12" };

/** What a program said: long enough to be found again in any part. */
const secrets = fc.uint8Array({ minLength: 24, maxLength: 160 }).map((bytes) => Buffer.from(bytes));
const port = fc.integer({ min: 1, max: 65_535 });
const ports = fc.record({ from: port, to: fc.oneof(port, fc.constantFrom(53, 80, 4789, 8472, 6081)) });

const carried = (version: 4 | 6, secret: Bytes): fc.Arbitrary<Bytes> => {
  const ends = version === 4 ? four : six;
  const icmp = version === 4 ? 1 : 58;
  return fc.oneof(
    fc
      .tuple(ports, fc.constantFrom("S", "S.", ".", "P.", "F.", "R."))
      .map(([to, flags]) => ip(ends, 6, tcp(to, flags, secret))),
    ports.map((to) => ip(ends, 17, udp(to, secret))),
    fc.constant(ip(ends, icmp, echo(version, secret))),
    ports.map((to) =>
      ip(ends, icmp, unreachable(version, ip({ from: ends.to, to: ends.from }, 6, tcp(to, "P.", secret)))),
    ),
    ports.map((to) => ip(ends, icmp, unreachable(version, ip(ends, 17, udp(to, secret))))),
    // Of a later fragment nothing is a header of TCP or UDP, even if it looks like one.
    ports.map((to) => ip(ends, 17, Buffer.concat([secret, udp(to, secret)]), { offset: 100, more: false })),
    ports.map((to) => ip(ends, 17, udp(to, secret), { offset: 0, more: true })),
    fc.constantFrom(50, 89, 99, 200, 253).map((protocol) => ip(ends, protocol, secret)),
    fc.constant(ip(ends, 132, Buffer.concat([Buffer.alloc(12), secret]))),
  );
};

const version = fc.constantFrom(4 as const, 6 as const);
const enveloped = (secret: Bytes): fc.Arbitrary<Bytes> =>
  fc
    .tuple(
      version.chain((one) => carried(one, secret)),
      fc.constantFrom(...Object.values(envelopes)),
      fc.constantFrom(outer, outerSix),
    )
    .map(([inner, put, ends]) => put(ends, inner));
const quotedEnvelope = (secret: Bytes): fc.Arbitrary<Bytes> =>
  enveloped(secret).map((packet) => {
    const of = (packet[0] ?? 0) >> 4 === 6 ? (6 as const) : (4 as const);
    return ip(of === 4 ? outer : outerSix, of === 4 ? 1 : 58, unreachable(of, packet.subarray(0, 140)));
  });

const cases = secrets.chain((secret) =>
  fc
    .oneof(
      version.chain((one) => carried(one, secret)),
      enveloped(secret),
      quotedEnvelope(secret),
      // Behind the end of a packet, as short frames are filled up.
      version.chain((one) => carried(one, Buffer.alloc(0))).map((packet) => Buffer.concat([packet, secret])),
    )
    .map((packet) => ({ secret, packet })),
);

/** Six bytes in a row are there by no chance. */
function leaks(kept: Uint8Array, secret: Bytes): boolean {
  const pieces = Array.from({ length: secret.length - 5 }, (_, at) => secret.subarray(at, at + 6));
  return pieces.some((piece) => Buffer.from(kept).includes(piece));
}

test("no byte of what programs said is in what is kept, in whatever it is carried", () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(96, 192, 262_144), ({ secret, packet }, snap) => {
      // Few different bytes in a row may stand in a header by chance: that proves nothing.
      fc.pre(new Set(secret).size > 12);
      const [kept] = seenPackets(pcapOf([{ packet }], snap))?.packets ?? [];
      expect(kept).toBeDefined();
      if (kept) expect(leaks(kept.bytes, secret)).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

test("whatever bytes a node gives, what is kept of a packet is its beginning, and no longer", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(0x0800, 0x86dd, 0x0806, 0x8100, 0x1234),
      (bytes, type) => {
        const file = pcapOf([{ packet: Buffer.from(bytes), type }]);
        const [packet] = seenPackets(file)?.packets ?? [];
        expect(packet?.bytes.length).toBeGreaterThanOrEqual(20);
        expect(
          Buffer.from(packet?.bytes ?? []).equals(file.subarray(40, 40 + (packet?.bytes.length ?? 0))),
        ).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test("a file of anything is read, or is none", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, begun) => {
      const file = begun ? Buffer.concat([pcapOf([]), bytes]) : bytes;
      for (const { bytes: kept } of seenPackets(file)?.packets ?? []) expect(kept.length).toBeLessThan(400);
    }),
    { numRuns: 1000 },
  );
});

describe("what the headers say", () => {
  const payload = Buffer.from("GET /secret HTTP/1.1\r\n");
  test.each([
    ["bare", (packet: Bytes) => packet, undefined],
    ["in VXLAN", (packet: Bytes) => envelopes.vxlan(outer, packet), "vxlan"],
    ["in VXLAN on a port of its own", (packet: Bytes) => envelopes.vxlan(outer, packet, 14_789), "vxlan"],
    ["in VXLAN between IPv6 nodes", (packet: Bytes) => envelopes.vxlan(outerSix, packet), "vxlan"],
    ["in Geneve with an option", (packet: Bytes) => envelopes.geneve(outer, packet), "geneve"],
    ["in IPIP", (packet: Bytes) => envelopes.ipip(outer, packet), "ipip"],
    ["in GRE with a key", (packet: Bytes) => envelopes.gre(outer, packet), "gre"],
  ])("of a TCP packet %s", (_, put, inside) => {
    for (const ends of [four, six]) {
      const [packet] = seen({ packet: put(ip(ends, 6, tcp({ from: 20_001, to: 80 }, "P.", payload))) });
      expect(packet?.headers).toMatchObject({
        source: ends.from,
        destination: ends.to,
        kind: "tcp",
        sourcePort: 20_001,
        destinationPort: 80,
        payload: payload.length,
        ...(inside !== undefined && { inside }),
      });
      expect(packet?.headers.inside).toBe(inside);
    }
  });

  test("an ICMP error says which packet it is about, also where that was in a tunnel", () => {
    const syn = ip(four, 6, tcp({ from: 20_001, to: 80 }, "S", Buffer.alloc(0), { sequence: 4242 }));
    const about = { kind: "tcp", source: "10.0.0.1", destinationPort: 80, tcp: { sequence: 4242 } };
    for (const quoted of [syn, envelopes.vxlan(outer, syn)]) {
      const [packet] = seen({ packet: ip({ from: "10.0.0.9", to: "10.0.0.1" }, 1, unreachable(4, quoted)) });
      expect(packet?.headers).toMatchObject({
        kind: "icmp",
        source: "10.0.0.9",
        icmp: { type: 3, code: 13, quoted: about },
      });
    }
  });

  test("a datagram that is not a tunnel's stays one, on whatever port", () => {
    for (const to of [4789, 8472, 6081]) {
      const [packet] = seen({
        packet: ip(four, 17, udp({ from: 5, to }, Buffer.from("08000000000000000000000000", "hex"))),
      });
      expect(packet?.headers).toMatchObject({ kind: "udp", destinationPort: to });
    }
  });

  test("of a later fragment there are addresses alone", () => {
    const [packet] = seen({ packet: ip(four, 17, payload, { offset: 185, more: false }) });
    expect(packet?.headers).toEqual({
      kind: "fragment",
      source: "10.0.0.1",
      destination: "10.0.0.2",
      end: 20,
    });
  });

  test("interface and direction are those of the cooked header", () => {
    const syn = ip(four, 6, tcp({ from: 1, to: 2 }, "S"));
    expect(seen({ packet: syn, device: 12, direction: "out" })).toMatchObject([
      { device: 12, direction: "out" },
    ]);
  });
});

const noTcpdump = spawnSync("tcpdump", ["--version"]).status !== 0;
if (noTcpdump) process.stderr.write("SKIPPED: there is no tcpdump to read the files with\n");

test.skipIf(noTcpdump)("tcpdump reads the file, and prints the same headers as of the whole packets", () => {
  const text = Buffer.from("The password is in this text, and longer than any header is.");
  const packets = [
    ip(four, 6, tcp({ from: 20_001, to: 9080 }, "S")),
    ip(six, 6, tcp({ from: 20_001, to: 9080 }, "P.", text)),
    ip(four, 17, udp({ from: 20_001, to: 9999 }, text)),
    ip(four, 1, echo(4, text)),
    ip(
      { from: "10.0.0.9", to: "10.0.0.1" },
      1,
      unreachable(4, ip(four, 6, tcp({ from: 20_001, to: 9080 }, "P.", text))),
    ),
    ip(six, 58, unreachable(6, ip(six, 17, udp({ from: 20_001, to: 53 }, text)))),
    envelopes.vxlan(outer, ip(four, 6, tcp({ from: 20_001, to: 9080 }, "P.", text))),
    envelopes.geneve(outer, ip(six, 6, tcp({ from: 20_001, to: 9080 }, "F.", text))),
    envelopes.ipip(outer, ip(four, 6, tcp({ from: 20_001, to: 9080 }, "R."))),
    envelopes.gre(outer, ip(four, 17, udp({ from: 20_001, to: 9999 }, text))),
    ip(four, 17, text, { offset: 100, more: false }),
  ].map((packet): Captured => ({ packet }));
  const whole = pcapOf(packets, 262_144);
  const cut = writePcapng(
    seen(...packets).map((packet) => ({ place: "node1 eth0", packet })),
    "headers only",
  );
  expect(Buffer.from(cut).includes("password")).toBe(false);
  const printed = (file: Uint8Array): readonly string[] => {
    const { stdout, stderr, status } = spawnSync("tcpdump", ["-nn", "-tt", "-r", "-"], { input: file });
    expect(`${status} ${stderr.toString()}`).toMatch(/^0 /);
    // It would give the interface a name of the machine that it runs on; whose it was is in the file as a name.
    return stdout
      .toString()
      .split("\n")
      .map((line) => line.replace(/^(\S+) \S+ +/, "$1 "));
  };
  const [before, after] = [printed(whole), printed(cut)];
  expect(before.length).toBeGreaterThan(packets.length);
  expect(after).toEqual(before);
});

test("the packets of several nodes are in the order of their times, each at its place", () => {
  const packet = (at: number): SeenPacket =>
    seen({ packet: ip(four, 6, tcp({ from: 20_001, to: 80 }, "S")), at })[0] ??
    expect.unreachable("no packet");
  const file = Buffer.from(
    writePcapng(
      [
        { place: "node1 eth0", packet: packet(2_000_000) },
        { place: "node2 cali1", packet: packet(1_000_000) },
      ],
      "two nodes",
    ),
  );
  expect(file.indexOf("node1 eth0")).toBeLessThan(file.indexOf("node2 cali1"));
  expect(file.subarray(0, 4)).toEqual(u16(0x0a0d, 0x0d0a));
  if (!noTcpdump) {
    const { stdout } = spawnSync("tcpdump", ["-nn", "-tt", "-r", "-"], { input: file });
    expect(
      stdout
        .toString()
        .split("\n")
        .map((line) => line.slice(0, 8))
        .slice(0, 2),
    ).toEqual(["1.000000", "2.000000"]);
  }
});
