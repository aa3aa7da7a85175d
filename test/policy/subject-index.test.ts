/** Policies are found by labels: every one that may select a pod, and few others. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, type KubernetesObject, type PolicyModel } from "../../src/policy/index.ts";
import { resolveEnd, type End } from "../../src/policy/match/ends.ts";
import { matchPeer } from "../../src/policy/match/peers.ts";
import { matchSelector } from "../../src/policy/selectors.ts";
import { selecting } from "../../src/policy/match/subject-index.ts";
import type { RuleSet } from "../../src/policy/normal-form.ts";
import { namespaces, namespaceValues, pods, podValues, selector } from "./arbitrary.ts";
import { calico } from "./calico/objects.ts";
import { clusterwide } from "./cilium/objects.ts";
import { admin } from "./cluster-wide/objects.ts";
import { namespace, pod } from "./cluster.ts";

const comparison = fc.constantFrom(
  ...[
    "all()",
    "app == 'x'",
    "app != 'x'",
    "app in {'x', 'z'}",
    "app not in {'y'}",
    "has(tier)",
    "!has(tier)",
  ],
  ...["tier == ''", "version starts with 'v'", "version contains ''", "projectcalico.org/namespace == 'n2'"],
  ...[
    "pcns.team == 'a'",
    "has(pcns.team)",
    "pcsa.role == 'r'",
    "projectcalico.org/serviceaccount == 'default'",
  ],
);
const { text: calicoSelector } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small" },
    comparison,
    fc.tuple(tie("text"), tie("text")).map(([one, other]) => `(${one}) && (${other})`),
    fc.tuple(tie("text"), tie("text")).map(([one, other]) => `(${one}) || (${other})`),
    tie("text").map((one) => `!(${one})`),
  ),
}));
const inNamespaces = fc.constantFrom(
  ...[
    "kubernetes.io/metadata.name == 'n1'",
    "projectcalico.org/name in {'n1', 'n3'}",
    "team == 'b'",
    "has(env)",
  ],
);
const spec = fc.oneof(
  fc
    .record(
      { selector: calicoSelector, namespaceSelector: inNamespaces, serviceAccountSelector: comparison },
      { requiredKeys: ["selector"] },
    )
    .chain((subject) => fc.constantFrom("p", "n1/p", "n2/p").map((name) => calico(name, subject))),
  fc
    .record({ namespaceSelector: selector(namespaceValues), podSelector: selector(podValues) })
    .map((subject) =>
      admin({ subject: { pods: subject }, ingress: [{ action: "Pass", from: [{ namespaces: {} }] }] }),
    ),
  selector(podValues).map((endpointSelector) => clusterwide({ endpointSelector, ingress: [{}] })),
);
const policies = fc
  .array(spec, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, index) => ({ ...one, metadata: { ...one.metadata, name: `p${index}` } })));

function maySelect({ subject }: RuleSet, end: End): boolean {
  const { pods: wanted, namespaces: where, end: condition } = subject;
  return (
    (subject.namespace === "" || subject.namespace === end.namespace) &&
    matchSelector(wanted, end.podLabels) !== "no" &&
    (!where || matchSelector(where, end.namespaceLabels) !== "no") &&
    (!condition || matchPeer(condition, end) !== "no")
  );
}

function found(model: PolicyModel, end: End): RuleSet[] {
  const own = model.byNamespace.get(end.namespace)?.index;
  return [...(own ? selecting(own, end) : []), ...selecting(model.clusterWide, end)];
}

test("every policy that may select a pod is found, whether or not its namespace was read", () => {
  fc.assert(
    fc.property(policies, fc.boolean(), (all, isRead) => {
      const model = compile([...(isRead ? namespaces : []), ...pods, ...all]);
      const ruleSets = [...model.byNamespace.values()].flatMap((one) =>
        [...one.policies.values()].flatMap((policy) => policy.ruleSets),
      );
      for (const one of pods) {
        const end = resolveEnd(model.inventory, { pod: one });
        const asked = found(model, end);
        expect(new Set(asked).size).toBe(asked.length);
        expect(ruleSets.filter((each) => maySelect(each, end) && !asked.includes(each))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

/** One policy for each of many namespaces. */
const each = (make: (name: string) => KubernetesObject): KubernetesObject[] =>
  Array.from({ length: 50 }, (_, index) => make(`team-${index}`));
const web = pod("team-7/web", { ip: "10.0.0.1", labels: { app: "web" } });
const named = (name: string): object => ({ matchLabels: { "kubernetes.io/metadata.name": name } });

test.each<[string, (name: string) => KubernetesObject]>([
  ["a namespace's name", (name) => calico(name, { selector: `projectcalico.org/namespace == '${name}'` })],
  [
    "a namespaceSelector",
    (name) => calico(name, { namespaceSelector: `projectcalico.org/name == '${name}'` }),
  ],
  [
    "a label that all of them want and a list of namespaces",
    (name) =>
      calico(name, {
        selector: "app == 'web'",
        namespaceSelector: `kubernetes.io/metadata.name in {'${name}'}`,
      }),
  ],
  ["one of two labels", (name) => calico(name, { selector: `app == '${name}' || has(${name})` })],
  [
    "labels of the namespace, in AdminNetworkPolicy",
    (name) =>
      admin(
        { subject: { namespaces: named(name) }, ingress: [{ action: "Pass", from: [{ namespaces: {} }] }] },
        name,
      ),
  ],
])("one pod asks none of the policies that other pods are told by, when that is %s", (_, make) => {
  const model = compile([namespace("team-7"), web, ...each(make)]);
  expect(found(model, resolveEnd(model.inventory, { pod: web })).length).toBeLessThanOrEqual(1);
});
