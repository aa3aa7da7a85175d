/** What is left out is told as left out, and no sentence says two things at once. */
import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../../src/policy/index.ts";
import { from, toDb } from "../calico/objects.ts";
import { cilium } from "../cilium/objects.ts";
import { db, dbIngress, namespace, web } from "../cluster.ts";
import { authorize, meshed } from "../istio/objects.ts";
import { explained } from "./explained.ts";

const inHole = { ip: "10.1.2.3" };
const elsewhere = { ip: "198.51.100.9" };
const guarded = { ...meshed("shop/db", "10.0.0.2"), metadata: db.metadata };

const group: KubernetesObject = {
  apiVersion: "cilium.io/v2",
  kind: "CiliumCIDRGroup",
  metadata: { name: "ten" },
  spec: { externalCIDRs: ["10.0.0.0/8"] },
};

describe("an address in a block that a rule leaves out is said to be in it, not outside the cluster", () => {
  const ciliumFrom = (set: object): KubernetesObject[] => [
    group,
    cilium({ ingress: [{ fromCIDRSet: [set] }] }),
  ];
  const istioFrom = (source: object): KubernetesObject[] => [
    guarded,
    authorize({ rules: [{ from: [{ source }] }] }),
  ];

  test.each([
    [
      "NetworkPolicy",
      [dbIngress([{ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }] }])],
    ],
    ["Calico's nets and notNets", [toDb(from({ nets: ["10.0.0.0/8"], notNets: ["10.1.0.0/16"] }))]],
    ["Calico's notNets alone", [toDb(from({ notNets: ["10.1.0.0/16"] }))]],
    ["Cilium's except", ciliumFrom({ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] })],
    ["Cilium's except of a group", ciliumFrom({ cidrGroupRef: "ten", except: ["10.1.0.0/16"] })],
    ["Istio's notIpBlocks", istioFrom({ ipBlocks: ["10.0.0.0/8"], notIpBlocks: ["10.1.0.0/16"] })],
  ])("%s", (_, policies) => {
    const { verdict, sentence, ingress } = explained(policies, [inHole, guarded]);
    expect(verdict).toBe("deny");
    expect(sentence).toMatch(/; 10\.1\.2\.3 is in 10\.1\.0\.0\/16$/);
    expect(ingress.walkthrough.join("\n")).not.toContain("outside");
  });

  test.each([
    ["Calico's nets", [toDb(from({ nets: ["10.0.0.0/8"] }))]],
    ["a group of Cilium's", ciliumFrom({ cidrGroupRef: "ten" })],
  ])("and one in no block of %s is not among them", (_, policies) => {
    expect(explained(policies, [elsewhere, db]).sentence).toMatch(/; 198\.51\.100\.9 is not among them$/);
  });
});

test("ports of rules about requests, which nobody sees, are not among those that are accepted", () => {
  const onPort = (operation: object) => ({ to: [{ operation }] });
  const { sentence } = explained(
    [
      namespace("shop", { "istio.io/dataplane-mode": "ambient" }),
      authorize({ rules: [onPort({ ports: ["8080"] }), onPort({ ports: ["9000"], methods: ["GET"] })] }),
    ],
    [web, db, 9000],
  );
  expect(sentence).toBe(
    "db accepts connections only on TCP 8080; a rule about requests on TCP 9000 admits nobody, as ambient mode's ztunnel sees no requests",
  );
});
