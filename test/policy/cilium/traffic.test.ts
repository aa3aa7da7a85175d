/** Ports and what stands above them in Cilium's rules, both sides of each point. */
import { describe, expect, test } from "vitest";
import { compile, explain, suggest } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, namespace, other, outside, pod, verdict, web } from "../cluster.ts";
import { cilium, clusterwide, fromWeb } from "./objects.ts";

describe("ports", () => {
  const on = (port: object) => [cilium({ ingress: [{ ...fromWeb, toPorts: [{ ports: [port] }] }] })];
  test("a port is text, of any protocol unless one is named; 0 is all; endPort is inclusive", () => {
    expect(verdict(on({ port: "5432" }), web, db, "5432/UDP")).toBe("allow");
    expect(verdict(on({ port: "5432", protocol: "TCP" }), web, db, "5432/UDP")).toBe("deny");
    expect(verdict(on({ port: "0", protocol: "UDP" }), web, db, "9/UDP")).toBe("allow");
    expect(verdict(on({ port: "0", protocol: "UDP" }), web, db, 9)).toBe("deny");
    expect(verdict(on({ port: "5000", endPort: 5432 }), web, db)).toBe("allow");
    expect(verdict(on({ port: "5000", endPort: 5431 }), web, db)).toBe("deny");
    expect(verdict(on({ port: "sql" }), web, db)).toBe("allow");
    expect(verdict(on({ port: "sql", protocol: "UDP" }), web, db)).toBe("deny");
  });

  test("ICMP needs a rule without ports, or one of its own", () => {
    expect(verdict(on({ port: "5432" }), web, db, "0/ICMP")).toBe("deny");
    expect(verdict([cilium({ ingress: [fromWeb] })], web, db, "0/ICMP")).toBe("allow");
    const icmp = (type: number | string) => [
      cilium({ ingress: [{ ...fromWeb, icmps: [{ fields: [{ type, family: "IPv4" }] }] }] }),
    ];
    expect(verdict(icmp(8), web, db, "0/ICMP")).toBe("allow");
    expect(verdict(icmp("EchoRequest"), web, db, "0/ICMP")).toBe("allow");
    expect(verdict(icmp(3), web, db, "0/ICMP")).toBe("deny");
    expect(verdict(icmp(8), web, db)).toBe("deny");
  });

  test("an entry without ports admits nothing, whoever the rule names", () => {
    for (const toPorts of [[{}], [{ ports: [] }]]) {
      expect(verdict([cilium({ ingress: [{ ...fromWeb, toPorts }] })], web, db)).toBe("deny");
      expect(verdict([cilium({ ingress: [{ toPorts }] })], web, db)).toBe("deny");
      expect(verdict([cilium({ ingressDeny: [{ ...fromWeb, toPorts }] }), dbIngress([{}])], web, db)).toBe(
        "allow",
      );
    }
    expect(verdict([cilium({ ingress: [{ ...fromWeb, toPorts: [] }] })], web, db)).toBe("allow");
  });

  test("a name is compared in lower case; endPort means nothing beside it", () => {
    expect(verdict(on({ port: "SQL", protocol: "TCP" }), web, db)).toBe("allow");
    expect(verdict(on({ port: "sql", endPort: 9000, protocol: "TCP" }), web, db)).toBe("allow");
    expect(verdict(on({ port: "sql", endPort: 9000, protocol: "TCP" }), web, db, 6000)).toBe("deny");
  });

  test("ICMP may stand among the ports, its type as the number; other protocols are nobody's", () => {
    expect(verdict(on({ port: "8", protocol: "ICMP" }), web, db, "0/ICMP")).toBe("allow");
    expect(verdict(on({ port: "0", protocol: "ICMP" }), web, db, "0/ICMP")).toBe("allow");
    expect(verdict(on({ port: "3", protocol: "ICMP" }), web, db, "0/ICMP")).toBe("deny");
    expect(verdict(on({ port: "128", protocol: "ICMPv6" }), web, db, "0/ICMP")).toBe("deny");
    expect(verdict(on({ port: "0", protocol: "ICMP" }), web, db, 8)).toBe("deny");
    expect(verdict(on({ protocol: "GRE" }), web, db)).toBe("deny");
  });

  test("ICMPv6 is asked by its own numbers", () => {
    const dual = pod("shop/dual", { ips: ["10.0.0.7", "fd00::7"], labels: { app: "db" }, node: "node2" });
    const client = pod("shop/six", { ips: ["10.0.0.6", "fd00::6"], labels: { app: "web" }, node: "node3" });
    const ping = (family: string, type: number | string) =>
      verdict(
        [dual, client, cilium({ ingress: [{ ...fromWeb, icmps: [{ fields: [{ family, type }] }] }] })],
        { pod: client, ip: "fd00::6" },
        { pod: dual, ip: "fd00::7" },
        "0/ICMP",
      );
    expect(ping("IPv6", 128)).toBe("allow");
    expect(ping("IPv6", "EchoRequest")).toBe("allow");
    expect(ping("IPv6", 129)).toBe("deny");
    expect(ping("IPv4", 8)).toBe("deny");
  });
});

describe("what is not decided here", () => {
  const ports = [{ port: "5432", protocol: "TCP" }];
  const needing = (rule: object) =>
    explain(compile([...cluster, cilium({ ingress: [{ ...fromWeb, ...rule }] })]), flow(web, db));

  test("HTTP rules need the request, for whom the rule admits; others are denied", () => {
    const rule = { toPorts: [{ ports, rules: { http: [{ method: "GET" }] } }] };
    expect(needing(rule).verdict).toBe("undecidable");
    expect(needing(rule).sentence).toContain("HTTP rules, which need the request");
    expect(verdict([cilium({ ingress: [{ ...fromWeb, ...rule }] })], other, db)).toBe("deny");
  });

  test("mutual authentication is named", () => {
    expect(needing({ authentication: { mode: "required" } }).sentence).toContain("mutual authentication");
    expect(needing({ authentication: { mode: "disabled" } }).verdict).toBe("allow");
  });

  test("DNS rules that only look on are allowed, others need the request", () => {
    const asking = (dns: object) =>
      verdict(
        [
          cilium({
            endpointSelector: { matchLabels: { app: "web" } },
            egress: [{ toPorts: [{ ports: [{ port: "53", protocol: "UDP" }], rules: { dns: [dns] } }] }],
          }),
        ],
        web,
        db,
        "53/UDP",
      );
    expect(asking({ matchPattern: "*" })).toBe("allow");
    expect(asking({ matchName: "a.example" })).toBe("undecidable");
  });

  test("a deny elsewhere stands, whatever a rule above layer 4 would say", () => {
    const http = { ...fromWeb, toPorts: [{ ports, rules: { http: [{ method: "GET" }] } }] };
    const denied = cilium({ ingressDeny: [fromWeb] }, "shop/deny");
    expect(verdict([cilium({ ingress: [http] }), denied], web, db)).toBe("deny");
    expect(verdict([cilium({ ingress: [http] }), cilium({ ingress: [fromWeb] }, "shop/all")], web, db)).toBe(
      "allow",
    );
  });

  test("names stand for addresses nobody here knows, never for pods", () => {
    const names = [
      cilium({
        endpointSelector: { matchLabels: { app: "web" } },
        egress: [{ toFQDNs: [{ matchName: "example.org" }] }],
      }),
    ];
    expect(verdict(names, web, outside)).toBe("undecidable");
    expect(verdict(names, web, db)).toBe("deny");
  });

  test("a policy about nodes is named, an unknown field allows nobody and denies everybody", () => {
    const hosts = clusterwide({ endpointSelector: undefined, nodeSelector: {}, ingress: [{}] });
    expect(compile([hosts]).problems).toMatchObject([{ effect: "not-decided" }]);
    expect(verdict([hosts], web, db)).toBe("allow");
    expect(verdict([hosts], web, { ip: "192.168.0.3" })).toBe("undecidable");
    const edge = clusterwide({
      endpointSelector: undefined,
      nodeSelector: { matchLabels: { role: "edge" } },
      ingress: [{}],
    });
    expect(verdict([edge], web, { ip: "192.168.0.3" })).toBe("allow");
    expect(verdict([cilium({ ingress: [{ ...fromWeb, fromMoon: [] }] })], web, db)).toBe("deny");
    expect(verdict([cilium({ ingressDeny: [{ fromMoon: [] }] }), dbIngress([{}])], web, db)).toBe("deny");
  });

  test("two kinds of peers in one rule are refused by Cilium", () => {
    const both = cilium({ ingress: [{ ...fromWeb, fromCIDR: ["10.0.0.0/8"] }] });
    expect(compile([both]).problems).toMatchObject([{ field: "spec.ingress[0]", effect: "left-out" }]);
  });

  const toPort = (port: object, rules?: object) => ({
    ingress: [{ ...fromWeb, toPorts: [{ ports: [port], ...(rules ? { rules } : {}) }] }],
  });
  const set = (entry: object) => ({ ingress: [{ fromCIDRSet: [entry] }] });
  const first = "spec.ingress[0].toPorts[0]";
  test.each([
    ["a port without quotes", toPort({ port: 80 }), `${first}.ports[0].port`],
    ["no port", toPort({ protocol: "TCP" }), `${first}.ports[0].port`],
    ["a protocol nobody knows", toPort({ port: "80", protocol: "QUIC" }), `${first}.ports[0].protocol`],
    ["HTTP rules on any protocol", toPort({ port: "80" }, { http: [{}] }), `${first}.ports[0].protocol`],
    [
      "HTTP rules on every port",
      toPort({ port: "0", protocol: "TCP" }, { http: [{}] }),
      `${first}.ports[0].port`,
    ],
    ["DNS rules in ingress", toPort({ port: "53" }, { dns: [{ matchPattern: "*" }] }), `${first}.rules.dns`],
    [
      "41 ports",
      {
        ingress: [
          { toPorts: [{ ports: Array.from({ length: 41 }, (_, index) => ({ port: `${index + 1}` })) }] },
        ],
      },
      `${first}.ports`,
    ],
    [
      "ICMP beside ports",
      { ingress: [{ toPorts: [{ ports }], icmps: [{ fields: [] }] }] },
      "spec.ingress[0].icmps",
    ],
    [
      "an ICMP family that is none",
      { ingress: [{ icmps: [{ fields: [{ family: "v4", type: 8 }] }] }] },
      "spec.ingress[0].icmps[0].fields[0].family",
    ],
    [
      "an address without a length in a set",
      set({ cidr: "10.0.0.1" }),
      "spec.ingress[0].fromCIDRSet[0].cidr",
    ],
    [
      "an except wider than its block",
      set({ cidr: "10.0.0.0/16", except: ["10.0.0.0/8"] }),
      "spec.ingress[0].fromCIDRSet[0].except[0]",
    ],
    ["a block and a group", set({ cidr: "10.0.0.0/8", cidrGroupRef: "g" }), "spec.ingress[0].fromCIDRSet[0]"],
    ["neither block nor group", set({}), "spec.ingress[0].fromCIDRSet[0]"],
    ["an entity nobody knows", { ingress: [{ fromEntities: ["moon"] }] }, "spec.ingress[0].fromEntities[0]"],
    [
      "labels right in the selector",
      { endpointSelector: { app: "db" }, ingress: [{}] },
      "spec.endpointSelector.app",
    ],
    [
      "labels right in a peer's selector",
      { ingress: [{ fromEndpoints: [{ app: "db" }] }] },
      "spec.ingress[0].fromEndpoints[0].app",
    ],
    ["nodes and endpoints", { nodeSelector: {}, ingress: [{}] }, "spec"],
    ["neither nodes nor endpoints", { endpointSelector: undefined, ingress: [{}] }, "spec"],
  ])("refused: %s", (_, spec, field) => {
    expect(compile([cilium(spec)]).problems).toContainEqual(
      expect.objectContaining({ field, effect: "left-out" }),
    );
    expect(verdict([cilium(spec)], other, db)).toBe("allow");
  });
});

describe("in words", () => {
  test("a default deny names the Cilium policy, and a rule in it is suggested", () => {
    const model = compile([...cluster, namespace("x"), cilium({ ingress: [fromWeb] })]);
    expect(explain(model, flow(other, db)).sentence).toBe(
      "db accepts only pods labelled app=web in shop; client has app=client and is in namespace other",
    );
    expect(suggest(model, flow(other, db))).toMatchObject({
      result: "change",
      changes: [{ action: "add-rule", object: { kind: "CiliumNetworkPolicy" } }],
      alsoOpens: [],
    });
  });

  test("against a deny rule nothing is suggested", () => {
    const model = compile([...cluster, cilium({ ingressDeny: [fromWeb] })]);
    expect(suggest(model, flow(web, db))).toMatchObject({
      result: "refused",
      sentence: expect.stringContaining("above every NetworkPolicy") as string,
    });
  });
});
