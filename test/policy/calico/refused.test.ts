/** Calico's objects that its API server would refuse, or that name what is not known here. */
import { describe, expect, test } from "vitest";
import { compile } from "../../../src/policy/index.ts";
import { db, verdict, web } from "../cluster.ts";
import { allow, calico, toDb } from "./objects.ts";

const rule = (more: object) => toDb([{ ...allow, ...more }]);
const source = (entity: object) => rule({ source: entity });
const policy = (spec: object) => calico("g", { selector: "app == 'db'", types: ["Ingress"], ...spec });
const egress = (more: object) => calico("g", { types: ["Egress"], egress: [{ ...allow, ...more }] });
const first = "spec.ingress[0]";

describe("is named with the field and left out", () => {
  test.each([
    ["an action nobody knows", toDb([{ action: "Accept" }]), `${first}.action`],
    ["a protocol nobody knows", rule({ protocol: "QUIC" }), `${first}.protocol`],
    ["protocol 0", rule({ protocol: 0 }), `${first}.protocol`],
    [
      "numbered ports without a protocol",
      rule({ destination: { ports: [80] } }),
      `${first}.destination.ports`,
    ],
    [
      "ports of ICMP",
      rule({ protocol: "ICMP", destination: { ports: ["a"] } }),
      `${first}.destination.ports`,
    ],
    [
      "a range backwards",
      rule({ protocol: "TCP", destination: { ports: ["90:80"] } }),
      `${first}.destination.ports[0]`,
    ],
    [
      "port 65536",
      rule({ protocol: "TCP", destination: { ports: [65_536] } }),
      `${first}.destination.ports[0]`,
    ],
    ["ICMP types of TCP", rule({ protocol: "TCP", icmp: { type: 8 } }), `${first}.icmp`],
    ["an ICMP code without a type", rule({ protocol: "ICMP", icmp: { code: 0 } }), `${first}.icmp.code`],
    ["ICMP type 255", rule({ protocol: "ICMP", notICMP: { type: 255 } }), `${first}.notICMP.type`],
    ["ICMP over IPv6", rule({ protocol: "ICMP", ipVersion: 6 }), `${first}.ipVersion`],
    ["ICMPv6 over IPv4", rule({ protocol: 58, ipVersion: 4 }), `${first}.ipVersion`],
    ["ipVersion 5", rule({ ipVersion: 5 }), `${first}.ipVersion`],
    ["a block that is none", source({ nets: ["10.0.0/8"] }), `${first}.source.nets[0]`],
    ["a selector that is none", source({ selector: "app = 'web'" }), `${first}.source.selector`],
    ["global() among labels", source({ selector: "global()" }), `${first}.source.selector`],
    [
      "global() with more",
      source({ namespaceSelector: "global() || all()" }),
      `${first}.source.namespaceSelector`,
    ],
    ["global() of a policy", policy({ namespaceSelector: "global()" }), "spec.namespaceSelector"],
    ["a policy's selector that is none", policy({ selector: "app ==" }), "spec.selector"],
    [
      "services beside a selector",
      source({ services: { name: "a" }, selector: "all()" }),
      `${first}.source.services`,
    ],
    [
      "services of the selected end",
      rule({ destination: { services: { name: "a" } } }),
      `${first}.destination.services`,
    ],
    [
      "ports beside services",
      egress({ protocol: "TCP", destination: { services: { name: "a", namespace: "b" }, ports: [80] } }),
      "spec.egress[0].destination.ports",
    ],
    [
      "preDNAT and doNotTrack",
      policy({ preDNAT: true, doNotTrack: true, applyOnForward: true }),
      "spec.preDNAT",
    ],
    [
      "preDNAT with egress",
      calico("g", { preDNAT: true, applyOnForward: true, types: ["Egress"] }),
      "spec.egress",
    ],
    ["doNotTrack without applyOnForward", policy({ doNotTrack: true }), "spec.applyOnForward"],
    ["a type nobody knows", policy({ types: ["Both"] }), "spec.types[0]"],
    ["an order that is no number", policy({ order: "first" }), "spec.order"],
  ])("%s", (_, object, field) => {
    expect(compile([object]).problems).toContainEqual(expect.objectContaining({ field, effect: "left-out" }));
    expect(verdict([object], web, db)).toBe("allow");
  });
});

test("global() alone, in the namespaceSelector of a rule, is taken", () => {
  expect(compile([source({ namespaceSelector: "global()", selector: "has(feed)" })]).problems).toEqual([]);
});

test("a field of a rule that nobody here knows may decide it: it cannot be told", () => {
  expect(verdict([rule({ domains: ["a.example"] })], web, db)).toBe("undecidable");
  expect(verdict([source({ domains: ["a.example"] })], web, db)).toBe("undecidable");
  expect(verdict([rule({ metadata: { annotations: { note: "x" } } })], web, db)).toBe("allow");
});
