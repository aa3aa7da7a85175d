import { describe, expect, test } from "vitest";
import { Unreadable } from "../../src/model/probe.ts";
import { conntrack } from "../../src/probes/state/conntrack.ts";
import { ipvs } from "../../src/probes/state/ipvs.ts";
import { resolvConf } from "../../src/probes/state/resolv-conf.ts";
import { listeners } from "../../src/probes/state/sockets.ts";
import { sysctls } from "../../src/probes/state/sysctls.ts";
import { printed, replayed } from "./output.ts";

describe("conntrack", () => {
  const entries = conntrack.parse(replayed("calico-node-conntrack.txt"));

  test("every connection of a real node is read", () => {
    expect(entries).toHaveLength(115);
    expect(entries.every(({ family, id }) => family === 4 && id !== undefined && id !== "")).toBe(true);
  });

  test("a SYN without answer, and a NodePort call translated at both ends", () => {
    expect(entries.find(({ original }) => original.sourcePort === 36320)).toMatchObject({
      protocol: "tcp",
      state: "SYN_SENT",
      unreplied: true,
      assured: false,
      reply: { source: "10.244.135.5", sourcePort: 8080 },
    });
    expect(entries.find(({ original }) => original.sourcePort === 32964)).toMatchObject({
      original: { source: "172.30.0.1", destination: "172.30.0.11" },
      reply: { source: "10.244.104.5", destination: "10.244.166.191", destinationPort: 1781 },
    });
  });

  test("ICMP entries have ids of their own", () => {
    const line =
      "ipv4     2 icmp     1 15 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=70 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=70 mark=0 use=1 id=1589762485\n";
    expect(conntrack.parse(printed(line))).toEqual([
      {
        family: 4,
        protocol: "icmp",
        expiresIn: 15,
        original: { source: "10.0.0.1", destination: "10.0.0.2" },
        reply: { source: "10.0.0.2", destination: "10.0.0.1" },
        unreplied: false,
        assured: false,
        mark: 0,
        id: "1589762485",
      },
    ]);
  });

  test("nothing at all is only an empty table when conntrack says so", () => {
    const footer = "conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.\n";
    expect(conntrack.parse(printed("", { stderr: footer }))).toEqual([]);
    expect(() => conntrack.parse(printed(""))).toThrow(Unreadable);
  });

  test("it is never asked for the whole table", () => {
    expect(() => conntrack.command({})).toThrow("needs an address");
  });
});

test("sysctls: settings of the namespace and of each interface; absent ones stay absent", () => {
  const text =
    "ipv4/ip_forward\t1\nnetfilter/nf_conntrack_count\t262144\nnetfilter/nf_conntrack_max\t262144\n" +
    "ipv4/ip_local_port_range\t32768\t60999\ndevice/all\t1 0 0 0 1 0\ndevice/cali1\t1 1 1 0 1 0\ndevice/gone\t1 - - - - -\n";
  const { devices, ...settings } = sysctls.parse(printed(text));
  expect(settings).toEqual({
    forwarding4: true,
    conntrackCount: 262144,
    conntrackMax: 262144,
    localPorts: { from: 32768, to: 60999 },
  });
  expect([...devices.keys()]).toEqual(["all", "cali1"]);
  expect(devices.get("cali1")).toEqual({
    forwarding: true,
    rpFilter: 1,
    proxyArp: true,
    arpIgnore: 0,
    routeLocalnet: true,
    acceptLocal: false,
  });
});

test("listeners of a real node, with addresses, dual-stack wildcards and programs", () => {
  const all = listeners.parse(replayed("node-listeners.txt"));
  expect(all).toContainEqual({
    protocol: "TCP",
    ip: "127.0.0.1",
    port: 9099,
    queued: 0,
    backlog: 4096,
    programs: ["calico-felix"],
  });
  expect(all).toContainEqual(expect.objectContaining({ ip: "*", port: 10256 }));
});

test("listeners of both protocols, bound to a device, IPv6 only", () => {
  const text =
    "udp UNCONN 0      0      127.0.0.53%lo:53   0.0.0.0:*\n" +
    "tcp LISTEN 2      1            0.0.0.0:8083 0.0.0.0:*\n" +
    "tcp LISTEN 0      5               [::]:9080    [::]:*\n";
  expect(
    listeners.parse(printed(text)).map(({ protocol, ip, port, device }) => [protocol, ip, port, device]),
  ).toEqual([
    ["UDP", "127.0.0.53", 53, "lo"],
    ["TCP", "0.0.0.0", 8083, undefined],
    ["TCP", "::", 9080, undefined],
  ]);
});

describe("ipvs", () => {
  const absent =
    "Can't initialize ipvs: Protocol not available\nAre you sure that IP Virtual Server is built in the kernel or as module?\n";
  const servers = [
    {
      protocol: "TCP",
      ip: "10.0.0.1",
      port: 443,
      scheduler: "rr",
      persistentSeconds: 10800,
      backends: [{ ip: "192.168.0.1", port: 6443, weight: 1 }],
    },
    {
      protocol: "UDP",
      ip: "10.0.0.10",
      port: 53,
      scheduler: "rr",
      backends: [{ ip: "fd00::2", port: 53, weight: 0 }],
    },
    { protocol: "TCP", ip: "10.0.0.11", port: 80, scheduler: "rr", backends: [] },
  ];

  test("the saved form: servers, backends, persistence, a server without backends", () => {
    const text = [
      "-A -t 10.0.0.1:443 -s rr -p 10800",
      "-a -t 10.0.0.1:443 -r 192.168.0.1:6443 -m -w 1",
      "-A -u 10.0.0.10:53 -s rr",
      "-a -u 10.0.0.10:53 -r [fd00::2]:53 -m -w 0",
      "-A -t 10.0.0.11:80 -s rr",
    ].join("\n");
    expect(ipvs.parse(printed(text))).toEqual({ mode: "present", servers });
  });

  test("a kernel without IPVS is another mode of kube-proxy, not a failure", () => {
    expect(ipvs.parse(printed("", { stderr: absent, exitCode: 2 }))).toEqual({ mode: "absent" });
  });
});

test("a pod's resolv.conf, with the defaults of what it leaves out", () => {
  expect(resolvConf.parse(replayed("calico-pod-resolv.conf"))).toEqual({
    nameservers: ["10.96.0.10"],
    search: ["shop.svc.cluster.local", "svc.cluster.local", "cluster.local"],
    ndots: 5,
    timeoutSeconds: 5,
    attempts: 2,
    options: ["ndots:5"],
  });
});
