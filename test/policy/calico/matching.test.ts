import { describe, expect, test } from "vitest";
import { db, other, outside, plain, pod, verdict, web } from "../cluster.ts";
import { check } from "./cases.ts";
import { allow, calico, deny, from, toDb } from "./objects.ts";

const onPorts = (ports: readonly (number | string)[], protocol: string | number = "TCP") => [
  { ...allow, protocol, destination: { ports } },
];

describe("selectors of a namespaced policy stay in its namespace", () => {
  const twin = pod("other/web", { ip: "10.0.1.9", labels: { app: "web" } });
  const rule = (source: object) => [toDb(from(source)), twin];
  check([
    ["its own pods", rule({ selector: "app == 'web'" }), web, "allow"],
    ["not those of another", rule({ selector: "app == 'web'" }), twin, "deny"],
    [
      "unless a namespaceSelector says so",
      rule({ selector: "app == 'web'", namespaceSelector: "team == 'b'" }),
      twin,
      "allow",
    ],
    [
      "a namespaceSelector leaves its own out",
      rule({ selector: "app == 'web'", namespaceSelector: "team == 'b'" }),
      web,
      "deny",
    ],
    ["all() is every namespace", rule({ namespaceSelector: "all()" }), other, "allow"],
    ["all() is no address outside", rule({ namespaceSelector: "all()" }), outside, "deny"],
    ["global() is no pod", rule({ selector: "all()", namespaceSelector: "global()" }), web, "deny"],
    [
      "by the namespace's name",
      rule({ namespaceSelector: "projectcalico.org/name == 'other'" }),
      other,
      "allow",
    ],
    [
      "by the label the API server sets",
      rule({ namespaceSelector: "kubernetes.io/metadata.name == 'other'" }),
      other,
      "allow",
    ],
    ["a negated namespaceSelector", rule({ namespaceSelector: "team != 'a'" }), other, "allow"],
    ["no selector at all: anyone", rule({}), outside, "allow"],
    ["all() is no address outside", rule({ selector: "all()" }), outside, "deny"],
    [
      "a pod without labels matches a negation",
      rule({ selector: "app != 'web'", namespaceSelector: "all()" }),
      plain,
      "allow",
    ],
  ]);

  test("a namespace that was not read leaves its labels open", () => {
    const stranger = pod("unread/x", { ip: "10.9.0.1" });
    const policies = rule({ namespaceSelector: "team == 'a'" });
    expect(verdict([...policies, stranger], stranger, db)).toBe("undecidable");
    expect(
      verdict([...rule({ namespaceSelector: "projectcalico.org/name == 'x'" }), stranger], stranger, db),
    ).toBe("deny");
  });
});

describe("global policies", () => {
  const global = (spec: object) => [calico("g", { types: ["Ingress"], ...spec })];
  check([
    ["select everywhere", global({ selector: "app == 'db'" }), web, "deny"],
    ["only what their selector says", global({ selector: "app == 'x'" }), web, "allow"],
    ["without selector all pods", global({}), web, "deny"],
    [
      "only namespaces of their namespaceSelector",
      global({ namespaceSelector: "team == 'b'" }),
      web,
      "allow",
    ],
    ["those namespaces", global({ namespaceSelector: "team == 'a'" }), web, "deny"],
    [
      "a rule's selector reaches every namespace",
      global({ ingress: from({ selector: "app == 'client'" }) }),
      other,
      "allow",
    ],
    [
      "and a namespaceSelector narrows it",
      global({ ingress: from({ selector: "app == 'client'", namespaceSelector: "team == 'a'" }) }),
      other,
      "deny",
    ],
  ]);
});

describe("negated selectors, blocks and ports", () => {
  const global = (source: object) => [
    calico("g", { selector: "app == 'db'", types: ["Ingress"], ingress: from(source) }),
  ];
  check([
    ["notSelector leaves out", global({ notSelector: "app == 'web'" }), web, "deny"],
    ["notSelector holds for others", global({ notSelector: "app == 'web'" }), other, "allow"],
    ["notSelector holds for addresses outside", global({ notSelector: "app == 'web'" }), outside, "allow"],
    [
      "in a namespaced policy it stays in the namespace",
      [toDb(from({ notSelector: "app == 'x'" }))],
      outside,
      "deny",
    ],
    ["and holds there", [toDb(from({ notSelector: "app == 'x'" }))], web, "allow"],
    [
      "selector and notSelector both hold",
      global({ selector: "has(app)", notSelector: "app == 'web'" }),
      other,
      "allow",
    ],
    ["selector and notSelector", global({ selector: "has(app)", notSelector: "app == 'web'" }), web, "deny"],
    ["nets", global({ nets: ["10.0.0.0/24"] }), web, "allow"],
    ["outside nets", global({ nets: ["10.0.0.0/24"] }), other, "deny"],
    ["a bare address", global({ nets: ["10.0.0.1"] }), web, "allow"],
    ["host bits are masked", global({ nets: ["10.0.0.77/24"] }), web, "allow"],
    ["notNets", global({ notNets: ["10.0.0.0/24"] }), web, "deny"],
    ["outside notNets", global({ notNets: ["10.0.0.0/24"] }), outside, "allow"],
    [
      "nets and selector both hold",
      global({ nets: ["10.0.0.0/24"], selector: "app == 'client'" }),
      web,
      "deny",
    ],
    ["notPorts", [toDb([{ ...allow, protocol: "TCP", destination: { notPorts: [5432] } }])], web, "deny"],
    [
      "outside notPorts",
      [toDb([{ ...allow, protocol: "TCP", destination: { notPorts: [5432] } }])],
      web,
      "allow",
      5433,
    ],
  ]);
});

describe("blocks of one family make a rule of that family", () => {
  const dual = pod("shop/dual", { ips: ["10.0.0.7", "fd00::7"], labels: { app: "db" }, node: "node2" });
  const six = { pod: dual, ip: "fd00::7" };
  const global = (source: object) => [
    dual,
    calico("g", { selector: "app == 'db'", types: ["Ingress"], ingress: from(source) }),
  ];
  test.each([
    ["nets of IPv4", { nets: ["0.0.0.0/0"] }, "deny", "allow"],
    ["nets of IPv6", { nets: ["::/0"] }, "allow", "deny"],
    ["notNets of IPv4: none of IPv6 is meant", { notNets: ["10.0.0.0/8"] }, "deny", "allow"],
    ["notNets of IPv6: none of IPv4 is meant", { notNets: ["fd00::/8"] }, "allow", "deny"],
    ["notNets of both", { notNets: ["10.0.0.0/8", "fd00::/8"] }, "allow", "allow"],
  ])("%s", (_, source, asSix, asFour) => {
    expect(verdict(global(source), { ip: "2001:db8::1" }, six)).toBe(asSix);
    expect(verdict(global(source), outside, { pod: dual, ip: "10.0.0.7" })).toBe(asFour);
  });

  test("ICMPv6 is asked by its own type", () => {
    const rule = (more: object) => [
      dual,
      calico("g", { selector: "app == 'db'", types: ["Ingress"], ingress: [{ ...allow, ...more }] }),
    ];
    const from6 = { ip: "2001:db8::1" };
    expect(verdict(rule({ protocol: "ICMPv6" }), from6, six, "0/ICMP")).toBe("allow");
    expect(verdict(rule({ protocol: "ICMPv6", icmp: { type: 128 } }), from6, six, "0/ICMP")).toBe("allow");
    expect(verdict(rule({ protocol: "ICMPv6", icmp: { type: 8 } }), from6, six, "0/ICMP")).toBe("deny");
    expect(verdict(rule({ protocol: "ICMP" }), from6, six, "0/ICMP")).toBe("deny");
    expect(verdict(rule({ notProtocol: "ICMP" }), from6, six, "0/ICMP")).toBe("allow");
  });
});

describe("ports and protocols", () => {
  const icmp = (more: object, protocol: string | number = "ICMP") => [
    toDb([{ ...allow, protocol, ...more }]),
  ];
  check([
    ["a number", [toDb(onPorts([5432]))], web, "allow"],
    ["another number", [toDb(onPorts([5433]))], web, "deny"],
    ["a number in quotes", [toDb(onPorts(["5432"]))], web, "allow"],
    ["a range, first", [toDb(onPorts(["5432:5440"]))], web, "allow"],
    ["a range, last", [toDb(onPorts(["5400:5432"]))], web, "allow"],
    ["a range, beyond", [toDb(onPorts(["5400:5431"]))], web, "deny"],
    ["a named port of the pod", [toDb(onPorts(["sql"]))], web, "allow"],
    ["a name with another number", [toDb(onPorts(["sql"]))], web, "deny", 5433],
    ["a name the pod has for another protocol", [toDb(onPorts(["dns"]))], web, "deny", 53],
    ["a name of its protocol", [toDb(onPorts(["dns"], "UDP"))], web, "allow", "53/UDP"],
    [
      "names alone need no protocol: they carry their own",
      [toDb([{ ...allow, destination: { ports: ["sql"] } }])],
      web,
      "allow",
    ],
    ["of either protocol", [toDb([{ ...allow, destination: { ports: ["dns"] } }])], web, "allow", "53/UDP"],
    ["and no other", [toDb([{ ...allow, destination: { ports: ["dns"] } }])], web, "deny", 53],
    ["nor ICMP", [toDb([{ ...allow, destination: { ports: ["dns"] } }])], web, "deny", "0/ICMP"],
    [
      "names left out without a protocol",
      [toDb([{ ...allow, destination: { notPorts: ["sql"] } }])],
      web,
      "deny",
    ],
    ["leave the others in", [toDb([{ ...allow, destination: { notPorts: ["sql"] } }])], web, "allow", 53],
    ["protocol by number", [toDb(onPorts([5432], 6))], web, "allow"],
    ["protocol in lower case", [toDb(onPorts([5432], "tcp"))], web, "allow"],
    ["another protocol", [toDb(onPorts([5432], "UDP"))], web, "deny"],
    ["no protocol: all, ICMP too", [toDb([allow])], web, "allow", "0/ICMP"],
    [
      "a protocol without ports: all its ports",
      [toDb([{ ...allow, protocol: "SCTP" }])],
      web,
      "allow",
      "7/SCTP",
    ],
    ["notProtocol leaves out", [toDb([{ ...allow, notProtocol: "TCP" }])], web, "deny"],
    ["notProtocol holds for others", [toDb([{ ...allow, notProtocol: "TCP" }])], web, "allow", "53/UDP"],
    ["a protocol nobody asks about", [toDb([{ ...allow, protocol: 47 }])], web, "deny"],
    ["a rule with ports is no rule for ICMP", [toDb(onPorts([5432]))], web, "deny", "0/ICMP"],
    ["ICMP", icmp({}), web, "allow", "0/ICMP"],
    ["ICMP is not TCP", icmp({}), web, "deny"],
    ["ICMP type of a ping", icmp({ icmp: { type: 8 } }), web, "allow", "0/ICMP"],
    ["another ICMP type", icmp({ icmp: { type: 0 } }), web, "deny", "0/ICMP"],
    ["a code no ping has", icmp({ icmp: { type: 8, code: 1 } }), web, "deny", "0/ICMP"],
    ["notICMP leaves out", icmp({ notICMP: { type: 8 } }), web, "deny", "0/ICMP"],
    ["ICMPv6 is not ICMP", icmp({}, "ICMPv6"), web, "deny", "0/ICMP"],
    ["ICMP by number", icmp({}, 1), web, "allow", "0/ICMP"],
    ["ipVersion 4", [toDb([{ ...allow, ipVersion: 4 }])], web, "allow"],
    ["ipVersion 6", [toDb([{ ...allow, ipVersion: 6 }])], web, "deny"],
    [
      "a source port cannot be told",
      [toDb([{ ...allow, protocol: "TCP", source: { ports: [1] } }])],
      web,
      "undecidable",
    ],
    [
      "an HTTP condition cannot be told",
      [toDb([{ ...allow, http: { methods: ["GET"] } }])],
      web,
      "undecidable",
    ],
    ["nor can its denial", [toDb([{ ...deny, http: { methods: ["GET"] } }, allow])], web, "undecidable"],
  ]);
});

describe("what a rule says of the selected pod itself", () => {
  const own = (destination: object) => [
    calico("g", { types: ["Ingress"], ingress: [{ ...allow, destination }] }),
  ];
  check([
    ["its labels", own({ selector: "app == 'db'" }), web, "allow"],
    ["other labels", own({ selector: "app == 'x'" }), web, "deny"],
    ["its address", own({ nets: ["10.0.0.2/32"] }), web, "allow"],
    ["another address", own({ nets: ["10.0.0.3/32"] }), web, "deny"],
  ]);
});
