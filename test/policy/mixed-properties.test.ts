/** All APIs in one cluster: neither the order of objects nor when they came changes an answer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Pod } from "../../src/model/kubernetes.ts";
import { compile, evaluate, explain, whatIf, type KubernetesObject } from "../../src/policy/index.ts";
import { allow, calico, deny, from, tier } from "./calico/objects.ts";
import { cilium, clusterwide, fromWeb } from "./cilium/objects.ts";
import { admin, anyPod, clusterPolicy, denyAll, passAll } from "./cluster-wide/objects.ts";
import { flows as smallFlows } from "./brute-force.ts";
import { cluster, db, dbIngress, flow, other, outside, plain, policy, web, webEgress } from "./cluster.ts";
import { corpus } from "./corpus.ts";
import { everyApi, objectsOf } from "./every-api.ts";
import { authenticate, authorize, from as istioFrom, strict } from "./istio/objects.ts";

/** db, guarded by a proxy. */
const meshedDb = Pod.parse({
  ...db,
  spec: { ...db.spec, containers: [...db.spec.containers, { name: "istio-proxy" }] },
});

const fromClient = { namespaceSelector: {}, podSelector: { matchLabels: { app: "client" } } };
const pool: readonly KubernetesObject[] = [
  ...corpus,
  dbIngress([{ from: [fromClient], ports: [{ port: 5432 }] }]),
  dbIngress([{ ports: [{ port: 53, protocol: "UDP" }] }], "shop/dns"),
  webEgress([{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }]),
  policy("other/closed", { podSelector: {} }),
  admin({ priority: 3, ingress: [passAll] }, "passing"),
  admin({ priority: 3, egress: [{ action: "Allow", to: anyPod }] }, "same-priority"),
  clusterPolicy({ tier: "Baseline", ingress: [denyAll] }, "base"),
  tier("late", 5_000_000),
  calico("late.x", { tier: "late", selector: "all()", ingress: [deny] }),
  calico("shop/tied", { selector: "has(app)", ingress: from({ selector: "app == 'web'" }) }),
  calico("tied", { selector: "has(app)", ingress: [deny], egress: [allow] }),
  cilium({ ingress: [fromWeb] }, "shop/simple"),
  clusterwide({ egressDeny: [{ toEntities: ["world"] }], enableDefaultDeny: { egress: false } }),
  authorize({ rules: istioFrom({ ipBlocks: ["10.0.0.0/24"] }) }, "shop/near"),
  authenticate(strict, "istio-system/mesh"),
];
const ends = [web, db, other, plain, outside, { ip: "192.168.0.1" }];
const flows = fc
  .tuple(
    fc.constantFrom(...ends),
    fc.constantFrom(...ends),
    fc.constantFrom(5432, "53/UDP", "0/ICMP", "9/SCTP", 80),
  )
  .filter(([one, two]) => one !== two)
  .map(([one, two, port]) => flow(one, two, port));
const clusters = fc
  .tuple(fc.subarray([...pool]), fc.boolean())
  .map(([policies, inMesh]) => [...cluster.filter((one) => one !== db), inMesh ? meshedDb : db, ...policies]);

test("the order of objects never matters", () => {
  fc.assert(
    fc.property(
      clusters.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      flows,
      ([all, shuffled], asked) => {
        expect(explain(compile(shuffled), asked)).toEqual(explain(compile(all), asked));
      },
    ),
    { numRuns: 200 },
  );
});

test("what if is what is: applied one after the other, or all at once", () => {
  fc.assert(
    fc.property(clusters, fc.nat(), flows, (all, at, asked) => {
      const cut = at % all.length;
      const later = whatIf(compile(all.slice(0, cut)), all.slice(cut));
      expect(explain(later, asked)).toEqual(explain(compile(all), asked));
    }),
    { numRuns: 200 },
  );
});

test("applying again what is there changes nothing; the verdict with its reasons is the bare one", () => {
  fc.assert(
    fc.property(clusters, fc.nat(), flows, (all, at, asked) => {
      const model = compile(all);
      const again = all[at % all.length];
      const said = explain(model, asked);
      expect(evaluate(model, asked)).toBe(said.verdict);
      if (again) expect(explain(whatIf(model, [again]), asked)).toEqual(said);
    }),
    { numRuns: 200 },
  );
});

const generated = everyApi.map(objectsOf);

test("of generated policies of every API neither the order matters, nor when they come", () => {
  fc.assert(
    fc.property(
      generated.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(all.length)),
      ),
      smallFlows,
      ([all, shuffled, cut], asked) => {
        const whole = explain(compile(all), asked);
        expect(explain(compile(shuffled), asked)).toEqual(whole);
        expect(explain(whatIf(compile(shuffled.slice(0, cut)), shuffled.slice(cut)), asked)).toEqual(whole);
      },
    ),
    { numRuns: 60 },
  );
});

test("what if others of the same names were applied is what a model without the replaced ones says", () => {
  const nameOf = ({ apiVersion, kind, metadata }: KubernetesObject): string =>
    JSON.stringify([apiVersion, kind, metadata]);
  fc.assert(
    fc.property(generated, generated, smallFlows, (all, others, asked) => {
      const patches = others.filter(({ kind }) => kind.endsWith("Policy"));
      const replaced = new Set(patches.map(nameOf));
      const fresh = compile([...all.filter((one) => !replaced.has(nameOf(one))), ...patches]);
      expect(explain(whatIf(compile(all), patches), asked)).toEqual(explain(fresh, asked));
    }),
    { numRuns: 60 },
  );
});

describe("policies that are not decided here", () => {
  const antrea = (name: string): KubernetesObject => ({
    apiVersion: "crd.antrea.io/v1beta1",
    kind: "NetworkPolicy",
    metadata: { namespace: "shop", name },
    spec: {},
  });

  test("are told in one order, whatever theirs", () => {
    const [one, two] = [antrea("a"), antrea("b")];
    expect(explain([...cluster, two, one], flow(web, db))).toEqual(
      explain([...cluster, one, two], flow(web, db)),
    );
  });

  test("leave nothing open when others of their names, which are decided, replace them", () => {
    const remote = { matchLabels: { "k8s:io.cilium.k8s.policy.cluster": "far" } };
    const before = compile([...cluster, cilium({ endpointSelector: remote, ingress: [{}] })]);
    expect(evaluate(before, flow(web, db))).toBe("undecidable");
    const after = [cilium({ endpointSelector: { matchLabels: { app: "x" } }, ingress: [{}] })];
    expect(evaluate(whatIf(before, after), flow(web, db))).toBe("allow");
  });
});
