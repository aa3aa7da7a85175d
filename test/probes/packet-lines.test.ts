import { describe, expect, test } from "vitest";
import { Unreadable } from "../../src/model/probe.ts";
import { capture } from "../../src/probes/capture/capture.ts";
import { parsePackets } from "../../src/probes/capture/packet-lines.ts";
import { printed, recorded } from "./output.ts";

describe("recorded captures", () => {
  test("each tunnelled packet is one packet with its envelope", () => {
    const packets = parsePackets(recorded("capture-vxlan.txt"), false);
    const [syn] = packets.filter(({ flags, outer }) => flags === "S" && outer);
    expect(syn).toEqual({
      at: 1795416226.877916,
      device: "va",
      direction: "out",
      source: "10.2.0.1",
      sourcePort: 41001,
      destination: "10.2.0.2",
      destinationPort: 9080,
      kind: "tcp",
      flags: "S",
      length: 0,
      outer: { encapsulation: "vxlan", source: "10.1.0.1", destination: "10.1.0.2", port: 4789, id: 4096 },
    });
    expect(
      packets.filter(({ kind }) => kind === "arp").map(({ asksFor, answers }) => [asksFor, answers]),
    ).toContainEqual(["10.2.0.2", true]);
  });

  test("a router's errors, and VXLAN on Linux' old port which tcpdump takes for OTV", () => {
    const packets = parsePackets(recorded("capture-icmp-errors.txt"), false);
    const errors = packets.filter(({ icmp, outer }) => icmp && !outer && !icmp.type.startsWith("echo"));
    expect(errors.map(({ icmp }) => [icmp?.type, icmp?.about, icmp?.aboutPort, icmp?.mtu])).toEqual(
      expect.arrayContaining([
        ["too-big", "10.5.0.77", undefined, 1000],
        ["unreachable", "10.6.0.1", undefined, undefined],
        ["time-exceeded", undefined, undefined, undefined],
        ["unreachable", "10.2.0.2", 53, undefined],
      ]),
    );
    expect(packets.find(({ outer }) => outer)?.outer).toMatchObject({
      encapsulation: "vxlan",
      port: 8472,
      id: 4096,
    });
    expect(packets.find(({ destinationPort }) => destinationPort === 53)).toMatchObject({
      kind: "udp",
      length: 46,
    });
  });
});

describe("single lines", () => {
  const one = (line: string) => parsePackets(`${line}\n`, false)[0];

  test.each([
    ["1.5 is no time", "17.5 eth0  In  IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4"],
    ["words", "hello"],
    [
      "an inner packet without its envelope",
      "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 64",
    ],
  ])("%s", (_, line) => {
    expect(() => one(line)).toThrow(Unreadable);
  });

  test("a tcpdump that names no interface cannot tell the hop", () => {
    expect(() => one("1795416226.877916 IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4")).toThrow(
      "older than 4.99",
    );
  });

  test("with link-layer words", () => {
    expect(
      one(
        "1795416226.877916 cali1 Out ifindex 4 ee:ee:ee:ee:ee:ee ethertype IPv4 (0x0800), length 80: 10.0.0.1.41324 > 10.0.0.2.9080: Flags [S], seq 1, win 64860, length 0",
      ),
    ).toMatchObject({ device: "cali1", direction: "out", sourcePort: 41324, flags: "S" });
  });

  test("Geneve carries the inner packet on the same line", () => {
    expect(
      one(
        "1795416226.877916 eth0  In  IP 20.0.0.1.12618 > 20.0.0.2.6081: Geneve, Flags [C], vni 0xa, proto TEB (0x6558), options [8 bytes]: IP 30.0.0.1 > 30.0.0.2: ICMP echo request, id 52, seq 1, length 64",
      ),
    ).toMatchObject({
      source: "30.0.0.1",
      kind: "icmp",
      icmp: { type: "echo-request" },
      outer: { encapsulation: "geneve", id: 10, port: 6081 },
    });
  });

  test("IP in IP carries the inner packet on the same line", () => {
    expect(
      one(
        "1795416226.877916 eth0  Out IP 192.168.0.11 > 192.168.0.13: IP 10.0.0.1.41324 > 10.0.0.2.80: Flags [S], seq 1, win 64860, length 0",
      ),
    ).toMatchObject({
      source: "10.0.0.1",
      destinationPort: 80,
      outer: { encapsulation: "ipip", source: "192.168.0.11", destination: "192.168.0.13" },
    });
  });

  test("ICMPv6: a refused port and a prohibited address", () => {
    expect(
      one(
        "1795416227.172188 vx    Out IP6 fd02::2 > fd02::1: ICMP6, destination unreachable, unreachable port, fd02::2 udp port 5353, length 59",
      ),
    ).toMatchObject({ kind: "icmp", icmp: { type: "unreachable", about: "fd02::2", aboutPort: 5353 } });
    expect(
      one(
        "1795416226.906037 vx    Out IP6 fd02::2 > fd02::1: ICMP6, destination unreachable,  unreachable prohibited fd02::2, length 88",
      ),
    ).toMatchObject({ icmp: { type: "unreachable", about: "fd02::2" } });
    expect(
      one("1795416226.906037 eth0  In  IP6 fd02::9 > fd02::1: ICMP6, packet too big, mtu 1280, length 1240"),
    ).toMatchObject({ source: "fd02::9", icmp: { type: "too-big", mtu: 1280 } });
  });
});

describe("captures that stopped in the middle", () => {
  const whole = "1795416226.877916 eth0  In  IP 10.0.0.1.1 > 10.0.0.2.2: UDP, length 4\n";

  test("half a last line is left out when the output was cut", () => {
    const cut = capture.parse(
      printed(`${whole}1795416226.8779`, { truncated: true, exitCode: null, stderr: "listening on any\n" }),
    );
    expect(cut.packets).toHaveLength(1);
    expect(cut.complete).toBe(false);
  });

  test("packets the kernel dropped before tcpdump make it incomplete", () => {
    const stderr =
      "listening on any\n1 packet captured\n9 packets received by filter\n8 packets dropped by kernel\n";
    expect(capture.parse(printed(whole, { stderr })).complete).toBe(false);
  });

  test("a tcpdump that never listened saw nothing, which is not an empty capture", () => {
    const stderr = "tcpdump: any: You don't have permission to capture on that device\n";
    expect(() => capture.parse(printed("", { stderr, exitCode: 1 }))).toThrow("permission");
  });

  test("nothing seen is an empty capture, complete", () => {
    expect(capture.parse(printed("", { stderr: "listening on any\n0 packets captured\n" }))).toEqual({
      packets: [],
      complete: true,
      unread: 0,
    });
  });
});
