import { describe, expect, test } from "vitest";
import { Unreadable } from "../../src/model/probe.ts";
import { digAnswer } from "../../src/probes/senders/dig-answer.ts";
import { dnsHeader, dnsQuery } from "../../src/probes/senders/dns-message.ts";
import { httpRequest } from "../../src/probes/senders/http-request.ts";
import { icmpEcho } from "../../src/probes/senders/icmp-echo.ts";
import { pathMtu } from "../../src/probes/senders/path-mtu.ts";
import { tcpConnect } from "../../src/probes/senders/tcp-connect.ts";
import { udpExchange } from "../../src/probes/senders/udp-exchange.ts";
import { ofTrixie, printed } from "./output.ts";

describe("tcp-connect", () => {
  const log = (...lines: string[]) => printed(["socat 41001", ...lines].join("\n"));

  test("socat says when it began and how it ended", () => {
    const output = log(
      "2026/11/23 23:59:59.999900 41001[33] N opening connection to AF=2 10.2.0.2:9081",
      "2026/11/24 00:00:00.000300 41001[33] E connect(6, AF=2 10.2.0.2:9081, 16): Connection refused",
      "2026/11/24 00:00:00.000300 41001[33] N exit(1)",
    );
    expect(tcpConnect.parse(output)).toEqual({
      sender: "socat",
      attempts: [{ sourcePort: 41001, outcome: "refused", said: "Connection refused", milliseconds: 0.4 }],
    });
  });

  test("a version that warns about each address and then gives up is read just so", () => {
    const output = log(
      "2026/11/23 06:43:46.882307 41001[33] N opening connection to AF=2 10.2.0.2:9081",
      "2026/11/23 06:43:46.882427 41001[33] W recvmsg(): Resource temporarily unavailable",
      "2026/11/23 06:43:46.882691 41001[33] W connect(6, AF=2 10.2.0.2:9081, 16): No route to host",
    );
    expect(tcpConnect.parse(output).attempts[0]).toMatchObject({
      outcome: "unreachable",
      said: "No route to host",
    });
  });

  test.each([
    ["socat-ok", { outcome: "connected" }],
    ["socat-refused", { outcome: "refused", said: "Connection refused" }],
    ["socat-rejected-reset", { outcome: "refused", said: "Connection refused" }],
    ["socat-rejected-host-prohibited", { outcome: "unreachable", said: "No route to host" }],
    ["socat-noroute", { outcome: "unreachable", said: "No route to host" }],
    ["socat-prohibit", { outcome: "denied", said: "Permission denied" }],
    ["socat-blackhole", { outcome: "unreachable", said: "Invalid argument" }],
    ["socat-dropped-by-policy", { outcome: "silent", said: "Connection timed out" }],
    ["socat-nohost-same-net", { outcome: "silent", said: "Connection timed out" }],
    ["socat-bound-port-in-use", { outcome: "not-sent", said: "Address already in use" }],
  ])("socat 1.8 of Debian 13: %s", (name, expected) => {
    const { stderr } = ofTrixie(`node1-pod-ingress-${name}`);
    const output = log(...stderr.trimEnd().replaceAll("socat[", "41001[").split("\n"));
    expect(tcpConnect.parse(output).attempts[0]).toMatchObject(expected);
  });

  test("a port socat said nothing about makes the whole unreadable: five of seven is not five of five", () => {
    const output = printed(
      [
        "socat 41001 41002",
        "2026/11/23 06:43:46.877328 41001[30] N opening connection to AF=2 10.2.0.2:9080",
        "2026/11/23 06:43:46.878693 41001[30] N starting data transfer loop with FDs [5,5] and [6,6]",
      ].join("\n"),
    );
    expect(() => tcpConnect.parse(output)).toThrow("41002");
  });

  test("an ending nobody knows is unreadable", () => {
    const output = log(
      "2026/11/23 06:43:46.882307 41001[33] N opening connection to AF=2 10.2.0.2:9081",
      "2026/11/23 06:43:46.882691 41001[33] E something new: Strange error",
    );
    expect(() => tcpConnect.parse(output)).toThrow(Unreadable);
  });

  test("nc of OpenBSD and of BusyBox, where there is no socat", () => {
    const output = printed(
      [
        "nc 41001 41002 41003 41004 41005",
        "41002 1 nc: connect to 10.2.0.2 port 9081 (tcp) failed: Connection refused",
        "41001 0 Connection to 10.2.0.2 9080 port [tcp/*] succeeded!",
        "41003 1 nc: timed out",
        "41004 1 nc: can't connect to remote host (10.2.0.2): Connection refused",
        "41005 1 nc: connect to 10.2.0.2 port 9080 (tcp) timed out: Operation now in progress",
      ].join("\n"),
    );
    expect(tcpConnect.parse(output).attempts[4]?.said).toBe("Connection timed out");
    expect(tcpConnect.parse(output).attempts.map(({ outcome }) => outcome)).toEqual([
      "connected",
      "refused",
      "silent",
      "refused",
      "silent",
    ]);
  });
});

test("udp-exchange: an answer that is a DNS answer", () => {
  const output = printed(
    [
      "udp 42004",
      "port 42004",
      "2026/11/23 06:41:59.951177 socat[10479] N reading from and writing to stdio",
      "2026/11/23 06:41:59.951386 socat[10479] N starting data transfer loop with FDs [0,1] and [5,5]",
      "> 2026/11/23 06:41:59.000951406  length=33 from=0 to=32",
      " 6e 64 01 00 00 01 00 00 00 00 00 00 03 77 77 77",
      "2026/11/23 06:41:59.959192 socat[10479] N socket 1 (fd 0) is at EOF",
      "< 2026/11/23 06:41:59.000960314  length=12 from=0 to=11",
      " 6e 64 81 83 00 01 00 00 00 01 00 00",
      "2026/11/23 06:41:59.960343 socat[10479] N socket 2 (fd 5) is at EOF",
    ].join("\n"),
  );
  expect(udpExchange.parse(output)).toEqual([
    {
      sourcePort: 42004,
      outcome: "answered",
      milliseconds: 8.957,
      dns: { status: "NXDOMAIN", answers: 0, truncated: false },
    },
  ]);
});

test("a DNS question is written as RFC 1035 says", () => {
  const bytes = dnsQuery("www.example.com.", "AAAA");
  expect(Buffer.from(bytes).toString("latin1")).toBe(
    "nd\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x07example\x03com\x00\x00\x1c\x00\x01",
  );
  expect(dnsHeader(bytes)).toBeUndefined();
});

describe("icmp-echo", () => {
  test("an error from a router, with the size it takes", () => {
    const text = [
      "PING 10.5.0.77 (10.5.0.77) 1300(1328) bytes of data.",
      "From 10.2.0.2 icmp_seq=1 Frag needed and DF set (mtu = 1000)",
      "",
      "--- 10.5.0.77 ping statistics ---",
      "1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms",
    ].join("\n");
    expect(icmpEcho.parse(printed(text, { exitCode: 1 }))).toEqual({
      sent: 1,
      received: 0,
      roundTrips: [],
      errors: [{ from: "10.2.0.2", says: "Frag needed and DF set (mtu = 1000)", mtu: 1000 }],
    });
  });

  test("a local firewall or MTU", () => {
    const text =
      "PING fd02::2(fd02::2) 1500 data bytes\n1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms\n";
    const stderr = "ping: local error: message too long, mtu: 1450\nping: sendmsg: Operation not permitted\n";
    expect(icmpEcho.parse(printed(text, { exitCode: 1, stderr })).errors).toEqual([
      { says: "local error: message too long, mtu: 1450", mtu: 1450 },
      { says: "sendmsg: Operation not permitted" },
    ]);
  });

  test("a blackhole route of the sender", () => {
    const stderr = "ping: connect: Invalid argument\n";
    expect(icmpEcho.parse(printed("", { exitCode: 2, stderr })).notSent).toEqual({
      outcome: "unreachable",
      says: "Invalid argument",
    });
  });

  test("BusyBox' ping, which takes no fractions of seconds, is unreadable", () => {
    const stderr = "ping: invalid number '0.2'\n";
    expect(() => icmpEcho.parse(printed("", { exitCode: 1, stderr }))).toThrow(Unreadable);
  });
});

test("path-mtu: a ping without -M is unreadable, not a black hole", () => {
  expect(() => pathMtu.parse(printed("1472\tping: invalid option -- 'M' BusyBox v1.35.0\n"))).toThrow(
    Unreadable,
  );
});

test("path-mtu: a sender that learnt what the path takes has been told, also where ping leaves out the size", () => {
  const output = printed(
    [
      "1382\tPING fd00:20::9 (fd00:20::9) 1382 data bytes 1390 bytes from fd00:20::9: icmp_seq=1 2 packets transmitted, 2 received",
      "1402\tPING fd00:20::9 (fd00:20::9) 1402 data bytes ping: sendmsg: Message too long 2 packets transmitted, 0 received",
    ].join("\n"),
  );
  expect(pathMtu.parse(output)).toEqual({ passes: 1430, fails: 1450, told: [], silent: false });
});

describe("http-request", () => {
  const read = (...lines: readonly string[]) => httpRequest.parse(printed(`${lines.join("\n")}\n`));

  test("an answer with its status and times", () => {
    expect(read("http 0 200 0.000145 0.000000 0.006542 - 1795811201")).toEqual([
      { scheme: "http", end: "answered", status: 200, connectedMs: 0.145, firstByteMs: 6.542 },
    ]);
  });

  test("a program that closes without a byte, one that stays silent, one that resets, one that is no HTTP", () => {
    const ends = [52, 28, 56, 1].map(
      (exit) => read(`http ${exit} 000 0.000138 0.000000 0.000000 - 1795811201`)[0]?.end,
    );
    expect(ends).toEqual(["closed", "silent", "reset", "other"]);
  });

  test("nothing that connects, and no TLS to be had", () => {
    expect(read("http 7 000 0.000000 0.000000 0.000000 - 1795811201")[0]?.end).toBe("not-connected");
    expect(read("https 35 000 0.000000 0.000000 0.000000 - 1795811201")[0]?.end).toBe("tls-failed");
  });

  test("an expired certificate is told beside the answer", () => {
    const [asked] = read("https 0 404 0.000400 0.003000 0.004000 1735689600 1795811201");
    expect(asked).toMatchObject({ status: 404, tlsMs: 3, expired: "2025-01-01" });
    expect(read("https 0 404 0.000400 0.003000 0.004000 1995689600 1795811201")[0]).not.toHaveProperty(
      "expired",
    );
  });
});

describe("what dig prints", () => {
  test("addresses and aliases", () => {
    const text = [
      ";; Got answer:",
      ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 35753",
      ";; flags: qr aa rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1",
      "",
      ";; ANSWER SECTION:",
      "www.example.com.\t30\tIN\tCNAME\tweb.example.com.",
      "web.example.com.\t30\tIN\tA\t192.0.2.7",
    ].join("\n");
    expect(digAnswer(text)).toEqual({
      result: "answered",
      status: "NOERROR",
      addresses: ["192.0.2.7"],
      aliases: ["web.example.com"],
    });
  });

  test.each([
    [";; communications error to 10.96.0.10#53: connection refused\n", "refused"],
    [";; communications error to 10.96.0.10#53: timed out\n;; no servers could be reached\n", "silent"],
    [";; Connection to 10.233.64.66#53(10.233.64.66) for a.b failed: connection refused.\n", "refused"],
  ])("%s", (text, result) => {
    expect(digAnswer(text)).toMatchObject({ result });
  });
});
