import { expect, test } from "vitest";
import { look } from "../../src/gather/look.ts";
import { catalogue } from "../../src/probes/index.ts";
import { icmpEcho } from "../../src/probes/senders/icmp-echo.ts";
import { tcpConnect } from "../../src/probes/senders/tcp-connect.ts";
import { udpExchange } from "../../src/probes/senders/udp-exchange.ts";

const node = { kind: "node", node: "node3" } as const;

test("every probe that sends packets says where to, but for questions to the servers that the pod itself asks", () => {
  const silent = catalogue.filter((probe) => probe.sends !== undefined && !probe.sendsTo);
  expect(silent.map(({ name }) => name)).toEqual(["name-lookup"]);
});

test("whoever planned it, no packet is sent to an address that is never probed", () => {
  const ping = look(node, icmpEcho, { ip: "169.254.169.254", count: 1, intervalMs: 10, waitMs: 100 });
  expect(ping.command).toMatchObject({
    why: "not-asked",
    detail: "169.254.169.254 is the metadata address of clouds: no packet is sent there",
  });
  const connect = { ip: "::ffff:169.254.169.254", port: 80, sourcePorts: [20000], waitMs: 100 };
  expect(look(node, tcpConnect, connect).command).toMatchObject({ why: "not-asked" });
});

test("a pod is asked in its own network namespace whether its program listens there, a node is not", () => {
  const pod = { kind: "pod", node: "node3", namespace: "test", pod: "web", containerId: "c0ffee" } as const;
  for (const ip of ["127.0.0.1", "::1"]) {
    const connect = { ip, port: 80, sourcePorts: [20000], waitMs: 100 };
    expect(look(pod, tcpConnect, connect).command).toHaveProperty("argv");
    expect(look(node, tcpConnect, connect).command).toMatchObject({ why: "not-asked" });
  }
});

test("the DNS cache of each node is asked for names", () => {
  const ask = { ip: "169.254.20.10", port: 53, sourcePorts: [20000], waitMs: 100 };
  expect(look(node, udpExchange, ask).command).toHaveProperty("argv");
});
