/** What is left of rules about requests on ports that carry no HTTP, as Services say of them. */
import { describe, expect, test } from "vitest";
import { Pod } from "../../../src/model/kubernetes.ts";
import { compile, diff, explain } from "../../../src/policy/index.ts";
import { flow } from "../cluster.ts";
import { asked, authorize, db, job, mesh, verdict, web } from "./objects.ts";

const service = (port: object, name = "db", metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { namespace: "shop", name, ...metadata },
  spec: { selector: { app: "db" }, ports: [{ port: 5432, ...port }] },
});
const rules = {
  get: [{ to: [{ operation: { methods: ["GET"] } }] }],
  getFromShop: [{ from: [{ source: { namespaces: ["shop"] } }], to: [{ operation: { methods: ["GET"] } }] }],
  getOn80: [{ to: [{ operation: { methods: ["GET"], ports: ["80"] } }] }],
  portOrGet: [{ to: [{ operation: { ports: ["5432"] } }, { operation: { paths: ["/x"] } }] }],
  remote: [{ from: [{ source: { remoteIpBlocks: ["1.2.3.4"] } }] }],
  remoteGet: [
    { from: [{ source: { remoteIpBlocks: ["1.2.3.4"] } }], to: [{ operation: { methods: ["GET"] } }] },
  ],
  claims: [{ when: [{ key: "request.auth.claims[x]", values: ["1"] }] }],
  notPrincipals: [{ from: [{ source: { notRequestPrincipals: ["*"] } }] }],
  sni: [{ when: [{ key: "connection.sni", values: ["x"] }] }],
  empty: [{ to: [{ operation: { methods: [], ports: ["5432"] } }] }],
};
const decide = (port: object, action: string, rule: keyof typeof rules): string =>
  verdict([service(port), authorize({ action, rules: rules[rule] })], web, db);

describe("on a port that its Service calls TCP", () => {
  test.each<[string, keyof typeof rules, string, string]>([
    [
      "a rule about requests allows nobody; in a DENY what it says of them is left out",
      "get",
      "deny",
      "deny",
    ],
    ["who and which port are left", "getFromShop", "deny", "deny"],
    ["another port is another port", "getOn80", "deny", "allow"],
    ["one alternative about requests takes the whole rule out of an ALLOW", "portOrGet", "deny", "deny"],
    ["claims of a token are of requests", "claims", "deny", "deny"],
    ["no token at all, too", "notPrincipals", "deny", "deny"],
    ["an address behind a proxy is not of requests alone", "remote", "undecidable", "undecidable"],
    ["beside a method it takes the rule out of an ALLOW", "remoteGet", "deny", "undecidable"],
    ["the name in a TLS greeting is no request", "sni", "undecidable", "undecidable"],
    ["an empty list says nothing", "empty", "allow", "deny"],
  ])("%s", (_, rule, asAllow, asDeny) => {
    expect(decide({ name: "tcp-sql" }, "ALLOW", rule)).toBe(asAllow);
    expect(decide({ name: "tcp-sql" }, "DENY", rule)).toBe(asDeny);
  });

  test("CUSTOM stays the authorizer's to say", () => {
    expect(decide({ name: "tcp" }, "CUSTOM", "get")).toBe("undecidable");
  });

  test("who is not meant stays so", () => {
    const denied = [service({ name: "tcp" }), authorize({ action: "DENY", rules: rules.getFromShop })];
    expect(verdict(denied, job, db)).toBe("allow");
    expect(verdict(denied, web, db)).toBe("deny");
  });
});

test.each<[object, "carries no HTTP" | "may carry HTTP"]>([
  [{ name: "mysql" }, "carries no HTTP"],
  [{ name: "mongo-a" }, "carries no HTTP"],
  [{ name: "TLS" }, "carries no HTTP"],
  [{ name: "https-web" }, "carries no HTTP"],
  [{ name: "http" }, "may carry HTTP"],
  [{ name: "grpc-web" }, "may carry HTTP"],
  [{ name: "http2-x" }, "may carry HTTP"],
  [{}, "may carry HTTP"],
  [{ name: "tcpish" }, "may carry HTTP"],
  [{ name: "http", appProtocol: "tcp" }, "carries no HTTP"],
  [{ name: "tcp", appProtocol: "http" }, "may carry HTTP"],
  [{ name: "tcp", appProtocol: "kubernetes.io/h2c" }, "may carry HTTP"],
  [{ appProtocol: "kubernetes.io/wss" }, "carries no HTTP"],
  [{ name: "tcp", appProtocol: "my.example/own" }, "may carry HTTP"],
  [{ port: 3306, targetPort: 5432 }, "carries no HTTP"],
  [{ name: "http", port: 3306, targetPort: 5432 }, "may carry HTTP"],
])("a Service's port %j %s", (port, expected) => {
  const is = decide(port, "ALLOW", "get");
  expect(is).toBe(expected === "carries no HTTP" ? "deny" : "undecidable");
});

describe("which Service says it", () => {
  const get = authorize({ rules: rules.get });
  test("one that leads to that port of that pod", () => {
    expect(verdict([service({ name: "tcp", targetPort: 5433 }), get], web, db)).toBe("undecidable");
    const others = { ...service({ name: "tcp" }), spec: { selector: { app: "x" }, ports: [{ port: 5432 }] } };
    expect(verdict([others, get], web, db)).toBe("undecidable");
    const elsewhere = { ...service({ name: "tcp" }), metadata: { namespace: "batch", name: "db" } };
    expect(verdict([elsewhere, get], web, db)).toBe("undecidable");
  });

  test("of two the older, or the first by host name; where no age is known they must agree", () => {
    const at = (year: number) => ({ creationTimestamp: `${year}-01-01T00:00:00Z` });
    const two = (one: object, other: object) => [
      service({ name: "tcp" }, "a", one),
      service({ name: "http" }, "b", other),
      get,
    ];
    expect(verdict(two(at(2020), at(2021)), web, db)).toBe("deny");
    expect(verdict(two(at(2021), at(2020)), web, db)).toBe("undecidable");
    expect(verdict(two({}, {}), web, db)).toBe("undecidable");
    expect(verdict(two(at(2020), at(2020)), web, db)).toBe("deny");
    expect(verdict(two(at(2020), at(2020)).reverse(), web, db)).toBe("deny");
    const longer = [service({ name: "http" }, "a", at(2020)), service({ name: "tcp" }, "a-b", at(2020)), get];
    expect(verdict(longer, web, db)).toBe("deny");
    const three = [
      service({ name: "tcp" }, "a", at(2022)),
      service({ name: "tcp" }, "b", at(2020)),
      service({ name: "http" }, "c", at(2021)),
      get,
    ];
    expect(verdict(three, web, db)).toBe("deny");
    expect(verdict(three.toReversed(), web, db)).toBe("deny");
    expect(verdict([service({ name: "tcp" }, "a"), service({ name: "mysql" }, "b"), get], web, db)).toBe(
      "deny",
    );
  });

  test("for a gateway none does: what it serves its Gateway says", () => {
    const gateway = Pod.parse({ ...db, spec: { ...db.spec, containers: [{ name: "istio-proxy" }] } });
    expect(verdict([gateway, service({ name: "tcp" }), get], web, gateway)).toBe("undecidable");
  });
});

test("the words name the Service, not a request that nobody sends", () => {
  const tcp = service({ name: "tcp" });
  const admitted = asked([tcp, authorize({ rules: rules.getFromShop })], web, db);
  expect(admitted.sentence).toBe(
    "db accepts peers of namespace shop (proved by mutual TLS) only for some requests; Service shop/db says that TCP 5432 carries no HTTP",
  );
  const denied = asked([tcp, authorize({ action: "DENY", rules: rules.getFromShop })], web, db);
  expect(denied.sentence).toBe(
    "web may not reach db: AuthorizationPolicy shop/a denies peers of namespace shop (proved by mutual TLS) on any port, whatever it says of requests, as Service shop/db says that TCP 5432 carries no HTTP (rule 1)",
  );
});

test("what a policy about requests closes is told by port", () => {
  const before = compile([...mesh, service({ name: "tcp" })]);
  const after = compile([
    ...mesh,
    service({ name: "tcp" }),
    authorize({ action: "DENY", selector: { matchLabels: { app: "db" } }, rules: rules.getFromShop }),
  ]);
  const { groups, changes } = diff(before, after);
  const named = (places: readonly number[]) => places.map((place) => groups[place]?.name);
  expect(
    changes.map((change) => ({ ...change, from: named(change.from), to: named(change.to) })),
  ).toContainEqual({
    from: ["shop/web"],
    to: ["shop/db"],
    ranges: [{ protocol: "TCP", first: 5432, last: 5432 }],
    before: "allow",
    after: "deny",
  });
  expect(explain(after, flow(web, db)).verdict).toBe("deny");
  expect(explain(after, flow(web, db, 5433)).verdict).toBe("undecidable");
});
