import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compile,
  evaluate,
  explain,
  suggest,
  whatIf,
  type KubernetesObject,
} from "../../../src/policy/index.ts";
import { flows, world } from "../brute-force.ts";
import { expectExact } from "../fix/exact.ts";
import { ciliumOracle, type CiliumRule, type CiliumSpec } from "./oracle.ts";
import { cilium } from "./objects.ts";

const labels = fc.constantFrom<Record<string, string>>(
  {},
  { app: "x" },
  { app: "y" },
  { tier: "front" },
  { app: "y", version: "v1" },
);
const endpoints = fc.array(
  fc.record({ labels, namespace: fc.constantFrom("n1", "n2", "n3") }, { requiredKeys: ["labels"] }),
  { maxLength: 2 },
);
const ports = fc.array(
  fc.record(
    {
      port: fc.constantFrom(0, 53, 80),
      end: fc.constantFrom(80, 90),
      protocol: fc.constantFrom<"TCP" | "UDP" | "ANY">("TCP", "UDP", "ANY"),
    },
    { requiredKeys: ["port", "protocol"] },
  ),
  { minLength: 1, maxLength: 2 },
);
const peers: fc.Arbitrary<CiliumRule> = fc.oneof(
  endpoints.map((some) => ({ endpoints: some })),
  fc.constantFrom<CiliumRule>(
    { cidr: ["0.0.0.0/0"] },
    { cidr: ["203.0.113.0/24", "::/0"] },
    { cidr: ["10.0.0.0/8"] },
    { entities: ["world"] },
    { entities: ["cluster"] },
    { entities: ["all"] },
    {},
  ),
);
const rule = fc
  .tuple(peers, fc.option(ports, { nil: undefined }))
  .map(([who, where]): CiliumRule => ({ ...who, ...(where ? { ports: where } : {}) }));
const rules = fc.array(rule, { maxLength: 2 });
const spec = fc.record(
  {
    namespace: fc.constantFrom("n1", "n2", "n3"),
    selects: labels,
    defaultDeny: fc.constantFrom({ ingress: false }, { egress: false }, { ingress: true, egress: true }),
    ingress: rules,
    ingressDeny: rules,
    egress: rules,
    egressDeny: rules,
  },
  { requiredKeys: ["namespace", "selects"] },
);
const specs = fc
  .array(spec, { maxLength: 4 })
  .map((all) => all.map((one, index): CiliumSpec => ({ ...one, name: `policy-${index}` })));

function toRule(one: CiliumRule, side: "from" | "to"): object {
  return {
    ...(one.endpoints
      ? {
          [`${side}Endpoints`]: one.endpoints.map(({ labels: some, namespace }) => ({
            matchLabels: { ...some, ...(namespace ? { "io.kubernetes.pod.namespace": namespace } : {}) },
          })),
        }
      : {}),
    ...(one.cidr ? { [`${side}CIDR`]: one.cidr } : {}),
    ...(one.entities ? { [`${side}Entities`]: one.entities } : {}),
    ...(one.ports
      ? {
          toPorts: [
            {
              ports: one.ports.map(({ port, end, protocol }) => ({
                port: `${port}`,
                protocol,
                ...(end && end >= port ? { endPort: end } : {}),
              })),
            },
          ],
        }
      : {}),
  };
}

function toObject(one: CiliumSpec): KubernetesObject {
  const list = (field: "ingress" | "ingressDeny" | "egress" | "egressDeny"): object =>
    one[field]
      ? { [field]: one[field].map((each) => toRule(each, field.startsWith("in") ? "from" : "to")) }
      : {};
  return cilium(
    {
      endpointSelector: { matchLabels: one.selects },
      ...(one.defaultDeny ? { enableDefaultDeny: one.defaultDeny } : {}),
      ...list("ingress"),
      ...list("ingressDeny"),
      ...list("egress"),
      ...list("egressDeny"),
    },
    `${one.namespace}/${one.name}`,
  );
}

// An endPort below the port is refused, so the oracle never sees one.
const orderly = (one: CiliumRule): boolean =>
  (one.ports ?? []).every(({ port, end = port }) => end >= port || port === 0);
const orderlySpecs = specs.filter((all) =>
  all.every((one) =>
    (["ingress", "ingressDeny", "egress", "egressDeny"] as const).every((field) =>
      (one[field] ?? []).every(orderly),
    ),
  ),
);
const askable = flows.filter(({ protocol }) => protocol !== "SCTP");

test("the verdict is the one that Cilium's words give", () => {
  const said = { allow: 0, deny: 0 };
  fc.assert(
    fc.property(orderlySpecs, fc.array(askable, { minLength: 10, maxLength: 10 }), (all, asked) => {
      const model = compile([...world, ...all.map(toObject)]);
      expect(model.problems).toEqual([]);
      for (const flow of asked) {
        const expected = ciliumOracle(all, flow) ? "allow" : "deny";
        said[expected]++;
        expect(evaluate(model, flow)).toBe(expected);
      }
    }),
    { numRuns: 200 },
  );
  expect(Math.min(said.allow, said.deny)).toBeGreaterThan(50);
});

test("the order of Cilium's objects never matters, nor whether they come later", () => {
  fc.assert(
    fc.property(
      orderlySpecs.chain((all) => {
        const objects = [...world, ...all.map(toObject)];
        return fc.tuple(
          fc.constant(objects),
          fc.shuffledSubarray(objects, { minLength: objects.length }),
          fc.nat(),
        );
      }),
      askable,
      ([objects, shuffled, at], flow) => {
        const whole = explain(compile(objects), flow);
        expect(explain(compile(shuffled), flow)).toEqual(whole);
        const cut = at % objects.length;
        expect(explain(whatIf(compile(objects.slice(0, cut)), objects.slice(cut)), flow)).toEqual(whole);
      },
    ),
    { numRuns: 100 },
  );
});

test("an allow added to a direction that has rules never closes a flow", () => {
  fc.assert(
    fc.property(
      orderlySpecs.filter((all) => all.length > 0),
      rule.filter(orderly),
      fc.nat(),
      askable,
      (all, added, at, flow) => {
        const more = all.map((one, index): CiliumSpec => {
          if (index !== at % all.length) return one;
          return {
            ...one,
            ...(one.ingress?.length ? { ingress: [...one.ingress, added] } : {}),
            ...(one.egress?.length ? { egress: [...one.egress, added] } : {}),
          };
        });
        const before = evaluate(compile([...world, ...all.map(toObject)]), flow);
        if (before === "allow")
          expect(evaluate(compile([...world, ...more.map(toObject)]), flow)).toBe("allow");
      },
    ),
    { numRuns: 200 },
  );
});

test("a suggestion among Cilium's policies opens the flow, and lists exactly what else it opens and closes", () => {
  let changes = 0;
  fc.assert(
    fc.property(orderlySpecs, askable, (all, asked) => {
      const objects = [...world, ...all.map(toObject)];
      const suggestion = suggest(compile(objects), asked);
      if (suggestion.result !== "change") return;
      changes++;
      expectExact(suggestion, asked, objects);
    }),
    { numRuns: 30 },
  );
  expect(changes).toBeGreaterThan(0);
});
