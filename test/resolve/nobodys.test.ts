/** Addresses that nothing in the cluster has: what lies around them. */
import { expect, test } from "vitest";
import { endOfAddress } from "../../src/resolve/address-end.ts";
import { nobodys } from "../../src/resolve/nobodys.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { refusing } from "./policy-objects.ts";

const service = (name: string, ...addresses: readonly string[]) => ({
  kind: "Service" as const,
  metadata: { name, namespace: "test" },
  spec: { clusterIP: addresses[0], clusterIPs: [...addresses] },
});
const services = [
  service("kubernetes", "10.96.0.1", "fd00:10:96::1"),
  service("web", "10.96.200.7", "fd00:10:96::a0"),
  service("far", "10.112.0.9"),
  service("headless", "None"),
];

test("between the addresses of two Services it is one of their network", () => {
  expect(nobodys("10.96.11.99", services)).toEqual({
    ip: "10.96.11.99",
    between: [
      { address: "10.96.0.1", service: "test/kubernetes" },
      { address: "10.96.200.7", service: "test/web" },
    ],
  });
  expect(nobodys("fd00:10:96::20", services).between?.map(({ address }) => address)).toEqual([
    "fd00:10:96::1",
    "fd00:10:96::a0",
  ]);
});

test("behind the last of them, or between networks that have little in common, nothing is claimed", () => {
  for (const ip of ["10.96.240.1", "10.100.5.5", "192.168.0.99", "fd00:10:96::ff", "no address"])
    expect(nobodys(ip, services)).toEqual({ ip });
});

test("an address is nobody's only where everything that could have it was read", async () => {
  const ip = "10.96.11.99";
  const whole = await endOfAddress(ip, memoryCluster({ Service: services }));
  expect(whole).toMatchObject({ nobodys: [{ ip }] });
  const part = await endOfAddress(
    ip,
    refusing(memoryCluster({}), (kind) => kind === "Service"),
  );
  expect(part.nobodys).toBeUndefined();
  expect(part.notRead).toMatchObject([{ what: "Services", ownerOf: ip }]);
});
