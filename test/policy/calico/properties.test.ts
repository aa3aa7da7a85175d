import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, explain, suggest, whatIf, type KubernetesObject } from "../../../src/policy/index.ts";
import { cluster, db, dbIngress, flow, other, outside, web } from "../cluster.ts";
import { expectExact } from "../fix/exact.ts";
import { calico, networkSet, tier } from "./objects.ts";

const selector = fc.constantFrom(
  "all()",
  "app == 'web'",
  "app != 'web'",
  "has(app) && app not in {'db'}",
  "global()",
  "feed == 'x'",
  "team == 'a'",
  "broken ==",
);
const entity = fc.record(
  {
    selector,
    notSelector: selector,
    namespaceSelector: selector,
    nets: fc.constantFrom(["10.0.0.0/8"], ["203.0.113.5"], ["nonsense"]),
    notNets: fc.constantFrom(["10.0.0.1/32"], ["0.0.0.0/0"]),
    ports: fc.constantFrom([5432], ["1:6000"], ["sql"], ["9:1"]),
    serviceAccounts: fc.constantFrom({ names: ["default"] }, { selector: "a == 'b'" }),
  },
  { requiredKeys: [] },
);
const rule = fc.record(
  {
    action: fc.constantFrom("Allow", "Deny", "Pass", "Log", "Allow", "Deny", "allow?"),
    protocol: fc.constantFrom("TCP", "UDP", 6, "ICMP", "?"),
    source: entity,
    destination: entity,
  },
  { requiredKeys: ["action"] },
);
const policy = fc
  .record({
    name: fc.constantFrom("a", "b", "shop/a", "shop/b", "other/a"),
    version: fc.constantFrom("projectcalico.org/v3", "crd.projectcalico.org/v1"),
    spec: fc.record(
      {
        tier: fc.constantFrom("default", "sec", "late", "ghost"),
        order: fc.constantFrom(0, 1, 1000, 2000),
        selector,
        types: fc.subarray(["Ingress", "Egress"]),
        ingress: fc.array(rule, { maxLength: 3 }),
        egress: fc.array(rule, { maxLength: 3 }),
        doNotTrack: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ name, version, spec }) => calico(name, spec, version));
/** One object per name: the later of two is the one that is there. */
const objects = fc
  .uniqueArray(policy, {
    maxLength: 5,
    selector: (one) => JSON.stringify([one.kind, one.metadata]),
  })
  .map((policies): KubernetesObject[] => [
    ...cluster,
    ...policies,
    tier("sec", 10, "Pass"),
    tier("late", 5_000_000),
    networkSet("set", { feed: "x" }, ["203.0.113.0/24"]),
    dbIngress([{ from: [{ podSelector: {} }] }]),
  ]);
const ends = [web, db, other, outside];
const flows = fc
  .tuple(fc.constantFrom(...ends), fc.constantFrom(...ends), fc.constantFrom(5432, "53/UDP", "0/ICMP"))
  .filter(([from, to]) => from !== to)
  .map(([from, to, port]) => flow(from, to, port));

test("the order of Calico's objects never matters, and none makes it throw", () => {
  fc.assert(
    fc.property(
      objects.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      flows,
      ([all, shuffled], asked) => {
        expect(explain(compile(shuffled), asked)).toEqual(explain(compile(all), asked));
      },
    ),
    { numRuns: 300 },
  );
});

test("objects applied later answer as if they had been there from the start", () => {
  fc.assert(
    fc.property(objects, fc.nat(), flows, (all, at, asked) => {
      const cut = at % all.length;
      const later = whatIf(compile(all.slice(0, cut)), all.slice(cut));
      expect(explain(later, asked)).toEqual(explain(compile(all), asked));
      expect(later.problems).toHaveLength(compile(all).problems.length);
    }),
    { numRuns: 200 },
  );
});

test("a suggestion among Calico's policies opens the flow, and lists exactly what else it opens and closes", () => {
  let changes = 0;
  fc.assert(
    fc.property(objects, flows, (all, asked) => {
      const suggestion = suggest(compile(all), asked);
      if (suggestion.result !== "change") return;
      changes++;
      expectExact(suggestion, asked, all);
    }),
    { numRuns: 80 },
  );
  expect(changes).toBeGreaterThan(0);
});
