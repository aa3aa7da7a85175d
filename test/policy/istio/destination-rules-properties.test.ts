import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, evaluate, explain, matrix, type KubernetesObject } from "../../../src/policy/index.ts";
import type { PortRange } from "../../../src/policy/verdict/port-ranges.ts";
import { flow } from "../cluster.ts";
import { authenticate, authorize, bare, db, from, job, mesh, permissive, strict, web } from "./objects.ts";

const service = (namespace: string, name: string, app: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { namespace, name },
  spec: {
    selector: { app },
    ports: [
      { name: "a", port: 80, targetPort: 8080 },
      { name: "b", port: 81, targetPort: 9000 },
    ],
  },
});
const services = [
  service("shop", "web", "web"),
  service("shop", "other", "web"),
  service("batch", "job", "job"),
];

const tls = fc
  .constantFrom("DISABLE", "ISTIO_MUTUAL", "SIMPLE", "MUTUAL", undefined)
  .map((mode) => (mode === undefined ? {} : { tls: { mode } }));
const portLevelSettings = fc.array(
  fc.tuple(fc.constantFrom(80, 81), tls).map(([number, settings]) => ({ port: { number }, ...settings })),
  { maxLength: 1 },
);
const rules: fc.Arbitrary<KubernetesObject> = fc
  .record({
    namespace: fc.constantFrom("shop", "batch", "istio-system", "far"),
    name: fc.constantFrom("p", "q"),
    host: fc.constantFrom(
      "web",
      "job",
      "*",
      "*.local",
      "web.shop.svc.cluster.local",
      "*.shop.svc.cluster.local",
    ),
    exportTo: fc.constantFrom([], ["."], ["*"], ["shop"], ["batch"]),
    trafficPolicy: fc
      .tuple(tls, portLevelSettings)
      .map(([own, ports]) => ({ ...own, portLevelSettings: ports })),
    subsets: fc.array(
      tls.map((trafficPolicy) => ({ name: "v", trafficPolicy })),
      { maxLength: 1 },
    ),
    selector: fc.constantFrom({}, {}, { workloadSelector: { matchLabels: { app: "db" } } }),
  })
  .map(({ namespace, name, selector, ...spec }) => ({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { namespace, name },
    spec: { ...spec, ...selector },
  }));
const policies = fc.subarray([
  authenticate(strict, "istio-system/default"),
  authenticate(permissive, "batch/default"),
  authorize({ rules: from({ namespaces: ["shop"] }) }, "batch/shop"),
  authorize({ action: "DENY", rules: from({ notNamespaces: ["batch"] }) }, "shop/others"),
]);

const pods = [web, db, job, bare];
const keyOf = ({ metadata: { namespace = "", name } }: typeof web): string => `${namespace}/${name}`;
const holds = (ranges: readonly PortRange[], port: number): boolean =>
  ranges.some(({ protocol, first, last }) => protocol === "TCP" && first <= port && port <= last);

test("whatever DestinationRules say, a matrix is never surer than the verdict, and explain says the same", () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(fc.array(rules, { maxLength: 4 }), policies, (some, asked) => {
      const model = compile([...mesh, ...services, ...some, ...asked]);
      const { groups, cells, answers } = matrix(model);
      const placeOf = (pod: typeof web) => groups.findIndex((group) => group.pods.includes(keyOf(pod)));
      for (const sender of pods)
        for (const target of pods.filter((one) => one !== sender))
          for (const port of [8080, 9000, 7]) {
            const one = { ...flow(sender, target), port };
            const verdict = evaluate(model, one);
            told.add(verdict);
            expect(explain(model, one).verdict).toBe(verdict);
            const cell = cells[placeOf(sender)]?.[placeOf(target)];
            const answer = answers.find(({ text }) => text === cell);
            if (!answer) throw new Error(`no answer for ${cell ?? "nothing"}`);
            const open = holds(answer.open, port) ? "allow" : "deny";
            if (!holds(answer.unsure, port)) expect(open).toBe(verdict);
          }
    }),
    { numRuns: 60 },
  );
  expect([...told].sort()).toEqual(["allow", "deny", "undecidable"]);
});
