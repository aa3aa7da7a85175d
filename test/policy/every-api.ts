/** Random small clusters with policies of every API at once. */
import fc from "fast-check";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { pods, policySpecs, toObject } from "./arbitrary.ts";
import { calicoSpecs, calicoTiers, toCalicoObject, toTier } from "./calico/arbitrary.ts";
import type { CalicoSpec, CalicoTier } from "./calico/oracle.ts";
import { ciliumSpecs, toCiliumObject } from "./cilium/arbitrary.ts";
import type { CiliumSpec } from "./cilium/oracle.ts";
import { namespace } from "./cluster.ts";
import { authenticate, authorize } from "./istio/objects.ts";
import type { PolicySpec } from "./oracle.ts";
import { tierSpecs, toTierObject } from "./tier-arbitrary.ts";
import type { TierSpec } from "./tier-oracle.ts";

/** What an AuthorizationPolicy says, as far as it is varied here. */
export interface MeshSpec {
  readonly namespace: string;
  readonly action: "ALLOW" | "DENY";
  readonly app?: string;
  readonly rules: readonly object[];
}

export interface EveryApi {
  readonly policies: readonly PolicySpec[];
  readonly tiers: readonly TierSpec[];
  readonly calicoTiers: readonly CalicoTier[];
  readonly calico: readonly CalicoSpec[];
  readonly cilium: readonly CiliumSpec[];
  readonly mesh: readonly MeshSpec[];
  /** The mode of mutual TLS in the whole mesh. */
  readonly mode?: "STRICT" | "PERMISSIVE";
}

export const meshRule: fc.Arbitrary<object> = fc
  .record({
    namespaces: fc.subarray(["n1", "n2", "n3"], { minLength: 1 }),
    ports: fc.subarray(["80", "443"]),
  })
  .map(({ namespaces, ports }) => ({
    from: [{ source: { namespaces } }],
    ...(ports.length > 0 ? { to: [{ operation: { ports } }] } : {}),
  }));
const mesh: fc.Arbitrary<MeshSpec[]> = fc.array(
  fc.record(
    {
      namespace: fc.constantFrom("n1", "n2", "istio-system"),
      action: fc.constantFrom<"ALLOW" | "DENY">("ALLOW", "DENY"),
      app: fc.constantFrom("x", "y"),
      rules: fc.array(meshRule, { maxLength: 2 }),
    },
    { requiredKeys: ["namespace", "action", "rules"] },
  ),
  { maxLength: 2 },
);

export const everyApi: fc.Arbitrary<EveryApi> = fc.record(
  {
    policies: policySpecs,
    tiers: tierSpecs,
    calicoTiers,
    calico: calicoSpecs,
    cilium: ciliumSpecs,
    mesh,
    mode: fc.constantFrom<"STRICT" | "PERMISSIVE">("STRICT", "PERMISSIVE"),
  },
  { requiredKeys: ["policies", "tiers", "calicoTiers", "calico", "cilium", "mesh"] },
);

export const toMeshObject = (one: MeshSpec, index: number): KubernetesObject =>
  authorize(
    {
      action: one.action,
      rules: one.rules,
      ...(one.app === undefined ? {} : { selector: { matchLabels: { app: one.app } } }),
    },
    `${one.namespace}/mesh-${index}`,
  );

/** As in the small world, the pods of two of them in the mesh. */
const namespaces = [
  namespace("n1", { team: "a", env: "prod", "istio.io/dataplane-mode": "ambient" }),
  namespace("n2", { team: "b", "istio.io/dataplane-mode": "ambient" }),
  namespace("n3"),
];

/** All objects, no two of one name. */
export function objectsOf(all: EveryApi): KubernetesObject[] {
  return [
    ...namespaces,
    ...pods,
    ...all.policies.map(toObject),
    ...all.tiers.map(toTierObject),
    ...all.calicoTiers.map(toTier),
    ...all.calico.map(toCalicoObject),
    ...all.cilium.map(toCiliumObject),
    ...all.mesh.map(toMeshObject),
    ...(all.mode ? [authenticate({ mtls: { mode: all.mode } }, "istio-system/default")] : []),
  ];
}
