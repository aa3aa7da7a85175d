/** Cluster-wide policies that an API server would refuse. */
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/policy/index.ts";
import { db, verdict, web } from "../cluster.ts";
import { admin, anyPod, clusterPolicy, denyAll } from "./objects.ts";

describe("objects an API server would refuse", () => {
  const rule = { ...denyAll };
  test.each([
    ["a priority over 1000", clusterPolicy({ priority: 1001, ingress: [rule] }), "spec.priority"],
    ["no tier", clusterPolicy({ tier: "admin", ingress: [rule] }), "spec.tier"],
    ["26 rules", clusterPolicy({ ingress: Array.from({ length: 26 }, () => rule) }), "spec.ingress"],
    [
      "Allow in v1alpha2",
      clusterPolicy({ ingress: [{ ...rule, action: "Allow" }] }),
      "spec.ingress[0].action",
    ],
    ["Accept in v1alpha1", admin({ ingress: [{ ...rule, action: "Accept" }] }), "spec.ingress[0].action"],
    ["no peer", admin({ ingress: [{ action: "Deny", from: [] }] }), "spec.ingress[0].from"],
    [
      "a range of one port",
      clusterPolicy({
        ingress: [{ ...rule, protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }] }],
      }),
      "spec.ingress[0].protocols[0]",
    ],
    [
      "a range backwards",
      admin({ ingress: [{ ...rule, ports: [{ portRange: { start: 90, end: 80 } }] }] }),
      "spec.ingress[0].ports[0]",
    ],
    [
      "port 0",
      admin({ ingress: [{ ...rule, ports: [{ portNumber: { port: 0 } }] }] }),
      "spec.ingress[0].ports[0]",
    ],
    [
      "port 65536",
      clusterPolicy({
        ingress: [{ ...rule, protocols: [{ udp: { destinationPort: { number: 65_536 } } }] }],
      }),
      "spec.ingress[0].protocols[0]",
    ],
    [
      "26 peers",
      clusterPolicy({ ingress: [{ action: "Deny", from: Array.from({ length: 26 }, () => anyPod[0]) }] }),
      "spec.ingress[0].from",
    ],
    [
      "a name of 101 letters",
      admin({ ingress: [{ ...rule, name: "x".repeat(101) }] }),
      "spec.ingress[0].name",
    ],
    [
      "a named port of networks",
      clusterPolicy({
        egress: [
          {
            action: "Deny",
            to: [{ networks: ["10.0.0.0/8"] }],
            protocols: [{ destinationNamedPort: "sql" }],
          },
        ],
      }),
      "spec.egress[0].protocols",
    ],
    [
      "26 networks",
      clusterPolicy({
        egress: [
          {
            action: "Deny",
            to: [{ networks: Array.from({ length: 26 }, (_, index) => `10.${index}.0.0/16`) }],
          },
        ],
      }),
      "spec.egress[0].to[0].networks",
    ],
    [
      "a block that is none",
      clusterPolicy({ egress: [{ action: "Deny", to: [{ networks: ["10.0.0.1"] }] }] }),
      "spec.egress[0].to[0].networks[0]",
    ],
    [
      "a wildcard in the middle",
      clusterPolicy({ egress: [{ action: "Accept", to: [{ domainNames: ["www.*.org"] }] }] }),
      "spec.egress[0].to[0].domainNames[0]",
    ],
    [
      "two kinds of peer in one",
      admin({ ingress: [{ action: "Deny", from: [{ namespaces: {}, pods: {} }] }] }),
      "spec.ingress[0].from[0]",
    ],
    [
      "labels right in the subject's selector",
      admin({ subject: { namespaces: { team: "a" } }, ingress: [rule] }),
      "spec.subject.namespaces.team",
    ],
    ["no subject", admin({ subject: {}, ingress: [rule] }), "spec.subject"],
    ["two subjects", admin({ subject: { namespaces: {}, pods: {} }, ingress: [rule] }), "spec.subject"],
  ])("%s", (_, object, field) => {
    expect(compile([object]).problems).toContainEqual(expect.objectContaining({ field, effect: "left-out" }));
    expect(verdict([object], web, db)).toBe("allow");
  });

  test("25 rules are taken", () => {
    expect(compile([clusterPolicy({ ingress: Array.from({ length: 25 }, () => rule) })]).problems).toEqual(
      [],
    );
  });
});
