/** What may be added to a cluster without closing anything, for each API; and what only looks as if it could not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, evaluate, type KubernetesObject } from "../../src/policy/index.ts";
import { anyRule } from "./arbitrary.ts";
import { closed } from "./brute-force.ts";
import { calicoRule, calicoSpec } from "./calico/arbitrary.ts";
import { allow, calico, from, tier } from "./calico/objects.ts";
import type { CalicoRule } from "./calico/oracle.ts";
import { ciliumRule } from "./cilium/arbitrary.ts";
import { cilium, fromWeb } from "./cilium/objects.ts";
import { admin, allowAll, passAll } from "./cluster-wide/objects.ts";
import { cluster, db, dbIngress, flow, other, policy, web } from "./cluster.ts";
import { everyApi, meshRule, objectsOf, type EveryApi } from "./every-api.ts";
import { authorize, db as meshedDb, from as source, job, mesh } from "./istio/objects.ts";
import type { PolicySpec } from "./oracle.ts";
import { tierRule, tierSpec } from "./tier-arbitrary.ts";
import type { TierRule } from "./tier-oracle.ts";

/** The list with one thing more, anywhere. */
const inserted = <Item>(list: readonly Item[], item: Item): fc.Arbitrary<Item[]> =>
  fc.nat({ max: list.length }).map((at) => list.toSpliced(at, 0, item));

/** The list with one of its things made another. */
const changed = <Item>(
  list: readonly Item[],
  change: (item: Item) => fc.Arbitrary<Item>,
): fc.Arbitrary<Item[]> =>
  fc
    .constantFrom(...list.entries())
    .chain(([place, item]) => change(item).map((other) => list.with(place, other)));

/** What an API server makes of policyTypes that are left out. */
function typesOf({ spec }: PolicySpec): string[] {
  return spec.policyTypes ?? ["Ingress", ...(spec.egress?.length ? ["Egress"] : [])];
}

const allowing = (rule: TierRule): TierRule => ({ ...rule, action: "allow" });
const calicoAllow = calicoRule.map((rule): CalicoRule => ({ ...rule, action: "Allow" }));
const calicoAllows = fc.array(calicoAllow, { minLength: 1, maxLength: 2 });
const direction = fc.constantFrom<"ingress" | "egress">("ingress", "egress");

interface Addition {
  /** What the cluster must have for it. */
  readonly needs?: (all: EveryApi) => boolean;
  readonly added: (all: EveryApi) => fc.Arbitrary<EveryApi>;
}

const additions: Readonly<Record<string, Addition>> = {
  "a NetworkPolicy for pods that another one isolates, in the directions of that one": {
    needs: ({ policies }) => policies.length > 0,
    added: (all) =>
      fc
        .tuple(fc.constantFrom(...all.policies), anyRule.ingress, anyRule.egress)
        .map(([one, ingress, egress]) => {
          const { podSelector } = one.spec;
          const spec = { podSelector, policyTypes: typesOf(one), ingress: [ingress], egress: [egress] };
          return { ...all, policies: [...all.policies, { ...one, name: "added", spec }] };
        }),
  },
  "an Allow of AdminNetworkPolicy or an Accept of ClusterNetworkPolicy, anywhere among the rules": {
    needs: ({ tiers }) => tiers.length > 0,
    added: (all) =>
      changed(all.tiers, (spec) =>
        direction.chain((where) =>
          tierRule[where]
            .chain((rule) => inserted(spec[where], allowing(rule)))
            .map((rules) => ({ ...spec, [where]: rules })),
        ),
      ).map((tiers) => ({ ...all, tiers })),
  },
  "a policy of nothing but Allow or Accept, of any priority in the Admin or Baseline tier": {
    added: (all) =>
      tierSpec
        .filter(({ priority }) => all.tiers.every((one) => one.priority !== priority))
        .map(({ ingress, egress, ...spec }) => {
          const own = { ...spec, ingress: ingress.map(allowing), egress: egress.map(allowing) };
          return { ...all, tiers: [...all.tiers, own] };
        }),
  },
  "an Allow of Calico anywhere among the rules of a policy, for the types it has": {
    needs: ({ calico }) => calico.length > 0,
    added: (all) =>
      changed(all.calico, (spec) =>
        calicoAllow.chain((rule) => inserted(spec.rules, rule)).map((rules) => ({ ...spec, rules })),
      ).map((specs) => ({ ...all, calico: specs })),
  },
  "a Calico policy of nothing but Allow for what another one of its tier selects, whatever its order": {
    needs: ({ calico }) => calico.length > 0,
    added: (all) =>
      fc
        .tuple(fc.constantFrom(...all.calico), calicoAllows, fc.constantFrom(-10, 500, 3000))
        .map(([spec, rules, order]) => ({ ...all, calico: [...all.calico, { ...spec, rules, order }] })),
  },
  "a Calico policy of nothing but Allow in a tier that passes what it does not match": {
    needs: ({ calicoTiers }) => calicoTiers.some(({ passes }) => passes),
    added: (all) =>
      fc
        .tuple(fc.constantFrom(...all.calicoTiers.filter(({ passes }) => passes)), calicoSpec, calicoAllows)
        .map(([{ name }, spec, rules]) => ({
          ...all,
          calico: [...all.calico, { ...spec, tier: name, rules }],
        })),
  },
  "a rule that allows, in a direction for which a Cilium policy has rules": {
    needs: ({ cilium: all }) => all.some(({ ingress }) => ingress?.length),
    added: (all) =>
      changed(all.cilium, (spec) =>
        spec.ingress?.length
          ? ciliumRule
              .chain((rule) => inserted(spec.ingress ?? [], rule))
              .map((ingress) => ({ ...spec, ingress }))
          : fc.constant(spec),
      ).map((specs) => ({ ...all, cilium: specs })),
  },
  "a Cilium policy that allows and switches default deny off, where Cilium enforces": {
    needs: ({ cilium: all }) => all.length > 0,
    added: (all) =>
      fc.tuple(ciliumRule, ciliumRule, fc.constantFrom("n1", "n2")).map(([ingress, egress, namespace]) => {
        const defaultDeny = { ingress: false, egress: false };
        const rules = { ingress: [ingress], egress: [egress] };
        const own = { namespace, name: "added", selects: {}, defaultDeny, ...rules };
        return { ...all, cilium: [...all.cilium, own] };
      }),
  },
  "a rule of an AuthorizationPolicy that allows": {
    needs: ({ mesh: all }) => all.some(({ action }) => action === "ALLOW"),
    added: (all) =>
      meshRule.map((rule) => ({
        ...all,
        mesh: all.mesh.map((one) => (one.action === "ALLOW" ? { ...one, rules: [...one.rules, rule] } : one)),
      })),
  },
  "an AuthorizationPolicy that allows, for what another such selects": {
    needs: ({ mesh: all }) => all.some(({ action }) => action === "ALLOW"),
    added: (all) =>
      fc
        .tuple(fc.constantFrom(...all.mesh.filter(({ action }) => action === "ALLOW")), meshRule)
        .map(([one, rule]) => ({ ...all, mesh: [...all.mesh, { ...one, rules: [rule] }] })),
  },
};

describe("beside policies of every API, these never close a flow", () => {
  test.each(Object.entries(additions))("%s", (_, { needs = () => true, added }) => {
    fc.assert(
      fc.property(
        everyApi.filter(needs).chain((all) => fc.tuple(fc.constant(all), added(all))),
        ([all, more]) => {
          const [before, after] = [compile(objectsOf(all)), compile(objectsOf(more))];
          expect(after.problems).toEqual([]);
          expect(closed(before, after)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

const allowOnly = (name: string, more: object = {}): KubernetesObject =>
  calico(name, {
    selector: "app == 'db'",
    types: ["Ingress"],
    ingress: from({ selector: "app == 'web'" }),
    ...more,
  });
const inTier = { tier: "sec", order: 5 };
const [inward, outward] = [flow(other, db), flow(web, other)];

type Row = readonly [string, readonly KubernetesObject[], readonly KubernetesObject[], typeof inward];

describe("these say only allow, and close what they do not speak of", () => {
  test.each<Row>([
    [
      "the first NetworkPolicy that selects a pod",
      [],
      [dbIngress([{ from: [{ podSelector: {} }] }])],
      inward,
    ],
    [
      "the first egress rule of a NetworkPolicy without policyTypes",
      [policy("shop/web", { podSelector: {}, ingress: [{}] })],
      [policy("shop/web", { podSelector: {}, ingress: [{}], egress: [{ to: [{ podSelector: {} }] }] })],
      outward,
    ],
    ["the first Calico policy that selects a pod", [], [allowOnly("shop/p")], inward],
    [
      "the first Calico policy of a tier that denies, whatever a later tier allows",
      [tier("sec", 10), calico("open", { ingress: [allow] })],
      [tier("sec", 10), calico("open", { ingress: [allow] }), allowOnly("sec.p", inTier)],
      inward,
    ],
    [
      "the first egress rule of a Calico policy without types",
      [calico("shop/p", { ingress: [allow] })],
      [calico("shop/p", { ingress: [allow], egress: [{ ...allow, protocol: "UDP" }] })],
      outward,
    ],
    ["the first Cilium policy that selects a pod", [], [cilium({ ingress: [fromWeb] })], inward],
    [
      "a Pass before an Allow",
      [dbIngress([]), admin({ ingress: [allowAll] })],
      [dbIngress([]), admin({ ingress: [passAll, allowAll] })],
      inward,
    ],
  ])("%s", (_, before, after, asked) => {
    expect(evaluate([...cluster, ...before], asked)).toBe("allow");
    expect(evaluate([...cluster, ...after], asked)).toBe("deny");
  });

  test("the first AuthorizationPolicy that allows", () => {
    const first = authorize({ rules: source({ namespaces: ["shop"] }) });
    expect(evaluate(mesh, flow(job, meshedDb))).toBe("allow");
    expect(evaluate([...mesh, first], flow(job, meshedDb))).toBe("deny");
  });

  test("in a tier that passes, the same Calico policy closes nothing", () => {
    const sec = tier("sec", 10, "Pass");
    expect(evaluate([...cluster, sec, allowOnly("sec.p", inTier)], inward)).toBe("allow");
  });
});
