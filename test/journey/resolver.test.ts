import { describe, expect, test } from "vitest";
import { clusterDomain, namesTried, usualSearch } from "../../src/journey/names/resolver.ts";

const demo = { search: ["demo.svc.cluster.local", "svc.cluster.local", "cluster.local"], ndots: 5 };

describe("what a resolver makes of a name", () => {
  test("a short one is tried with every search domain first", () => {
    expect(namesTried("details", demo)).toEqual([
      "details.demo.svc.cluster.local",
      "details.svc.cluster.local",
      "details.cluster.local",
      "details",
    ]);
  });

  test("one with as many dots as ndots is tried as it is first", () => {
    expect(namesTried("a.b.svc.cluster.local.example", { ...demo, ndots: 5 })[0]).toBe(
      "a.b.svc.cluster.local.example",
    );
    expect(namesTried("example.com", { ...demo, ndots: 1 })[0]).toBe("example.com");
  });

  test("a dot at its end makes it complete", () => {
    expect(namesTried("example.com.", demo)).toEqual(["example.com"]);
  });

  test("without a search list a short name stays short", () => {
    expect(namesTried("details.test", { search: [], ndots: 1 })).toEqual(["details.test"]);
  });
});

test("the search list tells the cluster's domain, whatever it is called", () => {
  expect(clusterDomain(demo.search)).toBe("cluster.local");
  expect(clusterDomain(["demo.svc.k8s.example.org", "svc.k8s.example.org"])).toBe("k8s.example.org");
  expect(clusterDomain(["corp.example.org"])).toBeUndefined();
  expect(usualSearch("demo", "details.test.svc.k8s.example.org")).toEqual([
    "demo.svc.k8s.example.org",
    "svc.k8s.example.org",
    "k8s.example.org",
  ]);
});
