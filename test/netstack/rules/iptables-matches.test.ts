import { describe, expect, test } from "vitest";
import type { Context, PacketState } from "../../../src/netstack/rules/packet-state.ts";
import { parseIpsetSave } from "../../../src/netstack/iptables/ipset-save.ts";
import { parseIptablesSave } from "../../../src/netstack/iptables/save.ts";
import { filter, walked } from "./load.ts";

type Answer = "drop" | "accept" | "undecided";
type Case = readonly [spec: string, packet: Partial<PacketState>, answer: Answer, context?: Context];

const { sets } = parseIpsetSave(
  [
    "create hosts hash:ip family inet",
    "add hosts 10.0.0.1",
    "create nets hash:net family inet",
    "add nets 10.0.0.0/8",
    "add nets 10.0.0.0/30 nomatch",
    "create services hash:ip,port family inet",
    "add services 10.0.0.2,tcp:80",
    "add services 10.0.0.2,udp:53-60 timeout 30",
    "create threes hash:ip,port,net family inet",
    "add threes 10.0.0.1,tcp:80,10.0.0.0/24",
    "create ports bitmap:port range 0-65535",
    "add ports 80",
    "create cards hash:net,iface family inet",
    "add cards 10.0.0.0/8,eth0",
    "create lists list:set size 8",
    "add lists hosts",
    "add lists ports",
    "create macs hash:mac",
    "add macs 01:02:03:04:05:06",
  ].join("\n"),
);
const asked: Context = { sets, isLocal: (address) => address === "10.0.0.2", rpfilterPasses: true };

/** Both ways: what matches is dropped, what does not goes on; what cannot be told is undecided. */
const cases: readonly Case[] = [
  ["-s 10.0.0.0/8", {}, "drop"],
  ["-s 10.0.0.0/8", { source: "11.0.0.1" }, "accept"],
  ["! -s 10.0.0.0/8", {}, "accept"],
  ["! -s 10.0.0.0/8", { source: "11.0.0.1" }, "drop"],
  ["-d 10.0.0.0/255.255.0.0", {}, "drop"],
  ["-d 10.0.0.0/255.0.255.0", {}, "undecided"],
  ["-i eth+", {}, "drop"],
  ["-i eth+", { iif: "wlan0" }, "accept"],
  ["! -i eth0", {}, "accept"],
  ["-o eth1", {}, "drop"],
  ["-o eth", {}, "accept"],
  ["-p tcp", {}, "drop"],
  ["! -p tcp", { protocol: "UDP" }, "drop"],
  ["-p ipencap", {}, "accept"],
  ["-p 17", { protocol: "UDP" }, "drop"],
  ["-f", {}, "accept"],
  ["! -f", {}, "drop"],
  ["-p tcp -m tcp --dport 80", {}, "drop"],
  ["-p tcp -m tcp --dport 30000:32767", { destinationPort: 30080 }, "drop"],
  ["-p tcp -m tcp --dport 30000:32767", {}, "accept"],
  ["-p tcp -m tcp ! --dport 80", {}, "accept"],
  ["-p tcp -m tcp ! --sport 1:1024", {}, "drop"],
  ["-p tcp -m multiport --dports 22,8000:8010", { destinationPort: 8005 }, "drop"],
  ["-p tcp -m multiport --dports 22,8000:8010", {}, "accept"],
  ["-p tcp -m multiport --ports 40000", {}, "drop"],
  ["-p tcp -m multiport ! --ports 40000,1", {}, "accept"],
  ["-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN", {}, "drop"],
  ["-p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN", {}, "accept"],
  ["-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN", { tcpFlags: ["SYN", "ACK"] }, "accept"],
  ["-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN", { state: "ESTABLISHED" }, "undecided"],
  ["-m mark --mark 0x10000/0x10000", { mark: 0x30000 }, "drop"],
  ["-m mark --mark 0x10000/0x10000", {}, "accept"],
  ["-m mark ! --mark 0x10000/0x10000", {}, "drop"],
  ["-m mark --mark 0x0/0x10000", { mark: undefined }, "undecided"],
  ["-m connmark --mark 0x0/0xff", {}, "drop"],
  ["-m conntrack --ctstate RELATED,ESTABLISHED", {}, "accept"],
  ["-m conntrack --ctstate RELATED,ESTABLISHED", { state: "ESTABLISHED" }, "drop"],
  ["-m conntrack ! --ctstate NEW", {}, "accept"],
  ["-m conntrack --ctstate INVALID", {}, "accept"],
  ["-m conntrack --ctstate DNAT", { dnat: true }, "drop"],
  ["-m conntrack ! --ctstate DNAT", {}, "drop"],
  ["-m conntrack --ctstatus DNAT", {}, "accept"],
  ["-m conntrack --ctstate NEW", { state: undefined }, "undecided"],
  [
    "-m conntrack --ctorigdst 10.0.0.9/32",
    { original: { source: "10.0.0.1", destination: "10.0.0.9" } },
    "drop",
  ],
  ["-m state --state NEW", {}, "drop"],
  ["-m addrtype --dst-type LOCAL", {}, "drop"],
  ["-m addrtype --src-type LOCAL", {}, "accept"],
  ["-m addrtype ! --src-type LOCAL", {}, "drop"],
  ["-m addrtype --dst-type MULTICAST", { destination: "224.0.0.1" }, "drop"],
  ["-m addrtype --dst-type LOCAL", {}, "undecided", {}],
  ["-m addrtype ! --src-type LOCAL --limit-iface-out", {}, "drop"],
  ["-m addrtype --dst-type BLACKHOLE", {}, "undecided"],
  ["-m physdev --physdev-is-bridged", {}, "accept"],
  ["-m physdev ! --physdev-is-bridged", {}, "drop"],
  ["-m physdev --physdev-in veth+", { physIn: "veth1" }, "drop"],
  ["-m statistic --mode random --probability 0.30000000000", {}, "undecided"],
  ["-m limit --limit 5/min", {}, "undecided"],
  ["-m recent --rcheck --seconds 10 --reap --name X --mask 255.255.255.255 --rsource", {}, "undecided"],
  ["-m owner --uid-owner 0", {}, "undecided"],
  ['-m comment --comment "with -j DROP and \\"quotes\\" inside"', {}, "drop"],
  ["-m nfacct --nfacct-name  ct_state_invalid_dropped_pkts", {}, "drop"],
  ["-m rpfilter --validmark --invert", {}, "accept"],
  ["-m rpfilter --validmark --invert", {}, "drop", { rpfilterPasses: false }],
  ["-m rpfilter", {}, "drop"],
  ["-m rpfilter --invert", {}, "undecided", {}],
  ["-m length --length 0:100", {}, "drop"],
  ["-m length --length 1500:65535", {}, "accept"],
  ["-m length ! --length 60", {}, "accept"],
  ["-p icmp -m icmp --icmp-type 8", { protocol: "ICMP", icmpType: 8 }, "drop"],
  ["-p icmp -m icmp --icmp-type 3/4", { protocol: "ICMP", icmpType: 8, icmpCode: 0 }, "accept"],
  ["-p icmp -m icmp --icmp-type any", { protocol: "ICMP" }, "drop"],
  ["-m iprange --src-range 10.0.0.1-10.0.0.9", {}, "drop"],
  ["-m iprange ! --dst-range 10.0.0.1-10.0.0.9", {}, "accept"],
  ["-m set --match-set hosts src", {}, "drop"],
  ["-m set --match-set hosts dst", {}, "accept"],
  ["-m set ! --match-set hosts dst", {}, "drop"],
  ["-m set --match-set nets src", { source: "10.9.9.9" }, "drop"],
  ["-m set --match-set nets src", {}, "accept"],
  ["-m set --match-set services dst,dst", {}, "drop"],
  ["-m set --match-set services dst,dst", { protocol: "UDP" }, "accept"],
  ["-m set --match-set services dst,dst", { protocol: "UDP", destinationPort: 55 }, "drop"],
  ["-m set --match-set services dst", {}, "accept"],
  ["-m set --match-set threes src,dst,dst", {}, "drop"],
  ["-m set --match-set threes src,src,dst", {}, "accept"],
  ["-m set --match-set ports dst", {}, "drop"],
  ["-m set --match-set cards src,src", {}, "drop"],
  ["-m set --match-set cards src,dst", {}, "accept"],
  ["-m set --match-set lists src", {}, "drop"],
  ["-m set --match-set lists dst", {}, "drop"],
  ["-m set --match-set macs src", {}, "undecided"],
  ["-m set --match-set unread src", {}, "undecided"],
  ['-m u32 --u32 "0x0&0x1=0x0"', {}, "undecided"],
  ["-m socket --transparent", {}, "undecided"],
  ["-m frobnicate --deeply 3 --and wide", {}, "undecided"],
];

describe("a rule that drops what it matches", () => {
  for (const [spec, packet, answer, context = asked] of cases)
    test(`${spec} of ${JSON.stringify(packet)}${context === asked ? "" : " on another node"}: ${answer}`, () => {
      expect(walked(filter([`-A FORWARD ${spec} -j DROP`]), packet, context).verdict).toBe(answer);
    });
});

test("an IPv6 rule matches IPv6 packets, and IPv4 packets never meet it", () => {
  const ruleset = parseIptablesSave(
    "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -s fd00::/8 -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j DROP\nCOMMIT\n",
    "ip6",
  );
  const ping = {
    family: 6,
    protocol: "ICMP",
    source: "fd00::1",
    destination: "fd00::2",
    icmpType: 128,
  } as const;
  expect(walked(ruleset, ping).verdict).toBe("drop");
  expect(walked(ruleset, { ...ping, icmpType: 135 }).verdict).toBe("accept");
  expect(walked(ruleset).verdict).toBe("accept");
});

test("a random drop tells its probability", () => {
  const walk = walked(filter(["-A FORWARD -m statistic --mode random --probability 0.30000000000 -j DROP"]));
  expect(walk.ways.map(({ to, probability }) => [to, probability])).toEqual([
    ["accept", 0.7],
    ["drop", 0.3],
  ]);
  expect(walk.maybes).toMatchObject([{ why: "by chance" }]);
});

test("a doubtful rule that only logs leaves the verdict as it is", () => {
  const walk = walked(
    filter([
      "-A FORWARD -m limit --limit 5/min -j LOG",
      "-A FORWARD -m frobnicate -j NFLOG",
      "-A FORWARD -j DROP",
    ]),
  );
  expect(walk.verdict).toBe("drop");
  expect(walk.maybes).toEqual([]);
});

test("a doubtful mark is followed both ways", () => {
  const marked = [
    "-A FORWARD -m frobnicate --x 1 -j MARK --set-xmark 0x10000/0x10000",
    "-A FORWARD -m mark --mark 0x10000/0x10000 -j ACCEPT",
  ];
  const walk = walked(filter([...marked, "-A FORWARD -j DROP"]));
  expect(walk.verdict).toBe("undecided");
  expect(walk.ways.map(({ to }) => to)).toEqual(["drop", "accept"]);
  expect(walked(filter([...marked, "-A FORWARD -j ACCEPT"])).verdict).toBe("accept");
});
