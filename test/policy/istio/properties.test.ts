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
import { flow, namespace, pod } from "../cluster.ts";
import { expectExact } from "../fix/exact.ts";
import { authenticate, authorize, meshed } from "./objects.ts";
import {
  meshOracle,
  type Authentication,
  type Authorization,
  type MeshEnd,
  type MeshRule,
} from "./oracle.ts";

const ends = [
  { ip: "10.0.0.1", namespace: "shop", app: "web", account: "web", meshed: true },
  { ip: "10.0.0.2", namespace: "shop", app: "db", account: "default", meshed: true },
  { ip: "10.0.1.1", namespace: "batch", app: "job", account: "default", meshed: true },
  { ip: "10.0.1.2", namespace: "batch", app: "old", account: "default", meshed: false },
] as const satisfies readonly MeshEnd[];
const podOf = ({ ip, namespace: where, app, account, meshed: inMesh }: MeshEnd) =>
  inMesh
    ? meshed(`${where}/${app}`, ip, account)
    : pod(`${where}/${app}`, { ip, labels: { app }, node: `node-${ip}` });
const world = [namespace("shop"), namespace("batch"), ...ends.map(podOf)];

const some = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1 });
const source = fc.record(
  {
    principals: some("cluster.local/ns/shop/sa/web", "*/sa/default", "cluster.local/ns/batch/*", "*"),
    notPrincipals: some("cluster.local/ns/shop/*", "*"),
    namespaces: some("shop", "ba*", "*"),
    notNamespaces: some("shop", "*tch"),
    ipBlocks: some("10.0.0.0/24", "10.0.1.2"),
    notIpBlocks: some("10.0.0.1", "10.0.0.0/16"),
  },
  { requiredKeys: [] },
);
const operation = fc.record({ ports: some("80", "443"), notPorts: some("80") }, { requiredKeys: [] });
const rule: fc.Arbitrary<MeshRule> = fc.record(
  {
    from: fc.array(
      source.map((one) => ({ source: one })),
      { minLength: 1, maxLength: 2 },
    ),
    to: fc.array(
      operation.map((one) => ({ operation: one })),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const place = fc.constantFrom("shop", "batch", "istio-system");
const app = fc.constantFrom("web", "db", "job");
const authorizations: fc.Arbitrary<Authorization[]> = fc.array(
  fc.record(
    {
      namespace: place,
      app,
      action: fc.constantFrom("ALLOW", "DENY", "AUDIT"),
      rules: fc.array(rule, { maxLength: 2 }),
    },
    { requiredKeys: ["namespace", "action", "rules"] },
  ),
  { maxLength: 3 },
);
const mode = fc.constantFrom<"UNSET" | "PERMISSIVE" | "STRICT" | "DISABLE">(
  "UNSET",
  "PERMISSIVE",
  "STRICT",
  "DISABLE",
);
const portMode = fc.constantFrom<"UNSET" | "PERMISSIVE" | "STRICT">("UNSET", "PERMISSIVE", "STRICT");
const authentications: fc.Arbitrary<Authentication[]> = fc
  .uniqueArray(
    fc.record(
      {
        namespace: place,
        app,
        created: fc.nat({ max: 1000 }),
        mode,
        ports: portMode.map((one) => ({ 80: one })),
      },
      { requiredKeys: ["namespace", "created", "mode"] },
    ),
    { maxLength: 4, selector: ({ created }) => created },
  )
  // Ports have modes of their own only beside a selector.
  .map((all) => all.map(({ ports, ...one }) => (one.app !== undefined && ports ? { ...one, ports } : one)));

const selectorOf = (one: { readonly app?: string }): object =>
  one.app === undefined ? {} : { selector: { matchLabels: { app: one.app } } };
const objectsOf = (authn: readonly Authentication[], authz: readonly Authorization[]): KubernetesObject[] => [
  ...world,
  ...authn.map((one, index) =>
    authenticate(
      {
        ...selectorOf(one),
        mtls: { mode: one.mode },
        ...(one.ports
          ? {
              portLevelMtls: Object.fromEntries(
                Object.entries(one.ports).map(([port, held]) => [port, { mode: held }]),
              ),
            }
          : {}),
      },
      `${one.namespace}/p${index}`,
      { creationTimestamp: new Date(1_600_000_000_000 + one.created * 1000).toISOString() },
    ),
  ),
  ...authz.map((one, index) =>
    authorize({ ...selectorOf(one), action: one.action, rules: one.rules }, `${one.namespace}/a${index}`),
  ),
];
const flows = fc
  .record({
    from: fc.constantFrom(...ends),
    to: fc.constantFrom(...ends),
    port: fc.constantFrom(80, 443, 8080),
  })
  .filter(({ from, to }) => from !== to);
const policies = fc.tuple(authentications, authorizations);

test("the verdict is the one that Istio's words give", () => {
  const said = { allow: 0, deny: 0 };
  fc.assert(
    fc.property(policies, fc.array(flows, { minLength: 5, maxLength: 5 }), ([authn, authz], asked) => {
      const model = compile(objectsOf(authn, authz));
      for (const one of asked) {
        const expected = meshOracle(authn, authz, one) ? "allow" : "deny";
        said[expected]++;
        expect(evaluate(model, flow(podOf(one.from), podOf(one.to), one.port))).toBe(expected);
      }
    }),
    { numRuns: 400 },
  );
  expect(Math.min(said.allow, said.deny)).toBeGreaterThan(50);
});

test("the order of Istio's objects never matters, nor whether they come later", () => {
  fc.assert(
    fc.property(
      policies.chain(([authn, authz]) => {
        const objects = objectsOf(authn, authz);
        return fc.tuple(
          fc.constant(objects),
          fc.shuffledSubarray(objects, { minLength: objects.length }),
          fc.nat(),
        );
      }),
      flows,
      ([objects, shuffled, at], one) => {
        const asked = flow(podOf(one.from), podOf(one.to), one.port);
        const whole = explain(compile(objects), asked);
        expect(explain(compile(shuffled), asked)).toEqual(whole);
        const cut = at % objects.length;
        expect(explain(whatIf(compile(objects.slice(0, cut)), objects.slice(cut)), asked)).toEqual(whole);
      },
    ),
    { numRuns: 150 },
  );
});

test("a rule added to an ALLOW never closes a flow, and one added to a DENY never opens one", () => {
  fc.assert(
    fc.property(policies, rule, flows, ([authn, authz], added, one) => {
      const asked = flow(podOf(one.from), podOf(one.to), one.port);
      const verdict = (all: readonly Authorization[]): string =>
        evaluate(compile(objectsOf(authn, all)), asked);
      const before = verdict(authz);
      const more = (action: string): Authorization[] =>
        authz.map((each) => (each.action === action ? { ...each, rules: [...each.rules, added] } : each));
      if (before === "allow") expect(verdict(more("ALLOW"))).toBe("allow");
      if (before === "deny") expect(verdict(more("DENY"))).toBe("deny");
    }),
    { numRuns: 200 },
  );
});

test("a suggestion in a mesh opens the flow, and lists exactly what else it opens and closes", () => {
  let changes = 0;
  fc.assert(
    fc.property(policies, flows, ([authn, authz], one) => {
      const objects = objectsOf(authn, authz);
      const asked = flow(podOf(one.from), podOf(one.to), one.port);
      const suggestion = suggest(compile(objects), asked);
      if (suggestion.result !== "change") return;
      changes++;
      expectExact(suggestion, asked, objects);
    }),
    { numRuns: 300 },
  );
  expect(changes).toBeGreaterThan(0);
});
