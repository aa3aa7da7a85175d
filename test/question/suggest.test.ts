import { expect, test } from "vitest";
import type { NamedObject, Names } from "../../src/model/names.ts";
import { completeKept, parseKeeping, suggestEnds } from "../../src/question/index.ts";

const service = (namespace: string, name: string, ...ports: number[]): NamedObject => ({
  kind: "Service",
  namespace,
  name,
  ports: ports.map((port) => ({ port })),
});
const names: Names = {
  namespaces: ["payments", "shop", "web-team"],
  objects: [
    service("shop", "my-web", 80),
    service("shop", "web", 8080),
    service("shop", "cobweb", 80),
    service("payments", "webhook", 443),
    service("web-team", "api", 80),
    { kind: "Deployment", namespace: "shop", name: "web" },
    { kind: "StatefulSet", namespace: "payments", name: "pg", ports: [{ port: 5432, name: "postgres" }] },
    { kind: "CronJob", namespace: "shop", name: "report" },
    {
      kind: "Service",
      namespace: "shop",
      name: "dns",
      ports: [
        { port: 53, name: "dns-tcp" },
        { port: 53, name: "dns", protocol: "UDP" },
      ],
    },
  ],
};

const offered = (typed: string, more: Partial<Parameters<typeof suggestEnds>[1]> = {}): readonly string[] =>
  suggestEnds(names, { typed, side: "to", sees: () => true, longest: 150, ...more }).map(({ end }) => end);

test("best first: the name itself, what begins so, a word that does, then what has it inside; and what is in a namespace of that name", () => {
  expect(offered("web")).toEqual([
    "shop/web:8080",
    "payments/webhook:443",
    "web-team/api:80",
    "pods in web-team",
    "shop/my-web:80",
    "shop/cobweb:80",
  ]);
});

test("a namespace that is typed limits it, and so does a port", () => {
  expect(offered("shop/we")).toEqual(["shop/web:8080", "shop/my-web:80", "shop/cobweb:80"]);
  expect(offered("shop/:808")).toEqual(["shop/web:8080", "cronjob/shop/report:808"]);
  expect(offered("dns:dns-")).toEqual(["shop/dns:53"]);
  expect(offered("shop dns")).toEqual(["shop/dns:53", "shop/dns:53/udp"]);
});

test("namespace, workload and port are each found by themselves, a port by number and by name", () => {
  expect(offered("shop")[0]).toBe("pods in shop");
  expect(offered("shop/")).toEqual(expect.arrayContaining(["pods in shop", "shop/web:8080"]));
  expect(offered("shop/").join(" ")).not.toContain("payments");
  expect(offered("pg")).toEqual(["payments/pg:5432"]);
  expect(offered("5432")).toEqual(["payments/pg:5432"]);
  expect(offered("pg:post")).toEqual(["payments/pg:5432"]);
  expect(offered(":dns")).toEqual(["shop/dns:53", "shop/dns:53/udp"]);
});

test("a namespace that is typed in full is offered before the many things in it", () => {
  const objects = Array.from({ length: 500 }, (_, at) => service("shop", `web-${at}`, 80));
  const many = { namespaces: ["shop", "shop-2"], objects };
  const [first] = suggestEnds(many, { typed: "shop", side: "to", sees: () => true, longest: 150 });
  expect(first).toEqual({ end: "pods in shop", says: "every pod of the namespace" });
});

test("a port that the containers have and the Service of that name has not is asked about with the workload's kind", () => {
  const ports = [{ port: 8080 }, { port: 9102, name: "metrics" }];
  const objects: NamedObject[] = [
    service("shop", "web", 8080),
    { kind: "Deployment", namespace: "shop", name: "web", ports },
  ];
  const wanted = { typed: "shop/web:", side: "to", sees: () => true, longest: 150 } as const;
  expect(suggestEnds({ namespaces: [], objects }, wanted)).toEqual([
    { end: "shop/web:8080", says: "Service, Deployment" },
    { end: "deployment/shop/web:9102", says: "Deployment, container port metrics" },
  ]);
});

test("who calls has no port, and what is no Service has the port that is typed", () => {
  expect(offered("web", { side: "from" })).toContain("shop/web");
  expect(offered("repo")).toEqual(["cronjob/shop/report"]);
  expect(offered("report:9")).toEqual(["cronjob/shop/report:9"]);
});

test("a slip of the keyboard is near enough", () => {
  expect(offered("wbehook")).toEqual(["payments/webhook:443"]);
  expect(offered("zzzzz")).toEqual([]);
});

test("nothing of a namespace that the person may not see is offered, nor counts", () => {
  const sees = (namespace: string): boolean => namespace !== "shop";
  expect(offered("", { sees }).join(" ")).not.toContain("shop");
  const hidden = Array.from({ length: 300 }, (_, at) => service("shop", `a${at}`, 80));
  const many = { ...names, objects: [...hidden, ...names.objects] };
  const ends = suggestEnds(many, { typed: "a", side: "to", sees, longest: 150 });
  expect(ends.map(({ end }) => end)).toContain("web-team/api:80");
});

test("at most a hundred, none longer than what comes back", () => {
  const objects = Array.from({ length: 5000 }, (_, at) => service("shop", `web-${at}`, 80));
  const ends = suggestEnds(
    { namespaces: [], objects },
    { typed: "w", side: "to", sees: () => true, longest: 14 },
  );
  expect(ends).toHaveLength(100);
  expect(Math.max(...ends.map(({ end }) => end.length))).toBeLessThanOrEqual(14);
});

test("for the other end of what was kept it is known which side is asked for", () => {
  const { kept } = {
    kept: undefined,
    ...parseKeeping("dial tcp 10.0.0.7:5432: connect: connection refused"),
  };
  expect(offered("shop/web", { side: { other: kept } })).toContain("shop/web");
});

test.each([
  "shop/web:8080",
  "shop/dns:53/udp",
  "pods in shop",
  "cronjob/shop/report",
  "deployment/shop/web:9102",
])("what is offered reads as an end: %s", (end) => {
  const { kept } = { kept: undefined, ...parseKeeping("10.0.0.7:5432 refused") };
  expect(completeKept(kept, end.replace(/:.*/, ""))).toHaveProperty("question");
  expect(parseKeeping(`shop/a -> ${end}`)).toHaveProperty("question");
});

test("of twenty thousand names the one that was meant comes first, and no more than a menu holds", () => {
  const objects = Array.from({ length: 20_000 }, (_, at) =>
    service(`team-${at % 400}`, `service-${at}-of-many`, 80, 443),
  );
  const among = { namespaces: [], objects };
  const suggested = (typed: string) =>
    suggestEnds(among, { typed, side: "to", sees: () => true, longest: 150 });
  expect(suggested("team-3/service-19603")[0]?.end).toBe("team-3/service-19603-of-many:80");
  for (const typed of ["", "s", "srevice-1", "zzzzzzzz"])
    expect(suggested(typed).length).toBeLessThanOrEqual(100);
});
