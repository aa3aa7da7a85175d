/** Folders of manifests by chance: objects of every kind that matters, written in every style a person might use. */
import fc from "fast-check";
import { stringify } from "yaml";
import { parseQuestion } from "../../src/question/index.ts";
import type { KubernetesObject, ManifestFile } from "../../src/policy/index.ts";

const spaces = ["shop", "mail", "shop-two", "default"] as const;
const names = ["web", "api", "web-two", "db"] as const;

const namespace = fc.constantFrom(...spaces);
const name = fc.constantFrom(...names);
const labels = name.map((app) => ({ app }));
const selector = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
);
const ip = fc.integer({ min: 1, max: 12 }).map((last) => `10.0.0.${last}`);
/** Absent: kubectl creates it in `default`. */
const where = fc.oneof(
  { weight: 6, arbitrary: namespace.map((one) => ({ namespace: one })) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const meta = (more: object = {}) =>
  fc.tuple(name, where, labels).map(([one, at, own]) => ({ name: one, ...at, labels: own, ...more }));
const containers = [{ name: "c", ports: [{ name: "http", containerPort: 8080 }] }];

function object(
  apiVersion: string,
  kind: string,
  metadata: fc.Arbitrary<object>,
  rest: fc.Arbitrary<object>,
): fc.Arbitrary<KubernetesObject> {
  return fc
    .tuple(metadata, rest)
    .map(([own, more]): KubernetesObject => ({ apiVersion, kind, metadata: own, ...more }));
}

const pod = object(
  "v1",
  "Pod",
  fc
    .tuple(meta(), fc.constantFrom("", "-7d9c5b8f4-x2x4z", "-0"), fc.boolean())
    .map(([own, suffix, owned]) => ({
      ...own,
      name: `${own.name}${suffix}`,
      ...(owned ? { ownerReferences: [{ kind: "ReplicaSet", name: `${own.name}-7d9c5b8f4` }] } : {}),
    })),
  ip.map((podIP) => ({ spec: { containers }, status: { podIP } })),
);
const agent = object(
  "v1",
  "Pod",
  fc.constant({ name: "agent-1", namespace: "kube-system", labels: { "k8s-app": "cilium" } }),
  fc.constant({ spec: { hostNetwork: true, containers } }),
);
const deployment = object(
  "apps/v1",
  "Deployment",
  meta(),
  labels.map((own) => ({ spec: { template: { metadata: { labels: own }, spec: { containers } } } })),
);
const service = object(
  "v1",
  "Service",
  meta(),
  labels.map((own) => ({ spec: { selector: own, ports: [{ port: 80, targetPort: "http" }] } })),
);

const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  fc.tuple(selector, namespace).map(([podSelector, one]) => ({
    podSelector,
    namespaceSelector: { matchLabels: { team: one } },
  })),
  fc.constantFrom("10.0.0.0/29", "10.0.0.8/29").map((cidr) => ({ ipBlock: { cidr } })),
);
const rules = (list: "from" | "to") =>
  fc.array(
    fc
      .tuple(fc.array(peer, { maxLength: 2 }), fc.constantFrom(8080, 9090, "http"))
      .map(([peers, port]) => ({ [list]: peers, ports: [{ port }] })),
    { maxLength: 2 },
  );
const policy = object(
  "networking.k8s.io/v1",
  "NetworkPolicy",
  meta(),
  fc
    .tuple(selector, rules("from"), fc.option(rules("to"), { nil: undefined }))
    .map(([podSelector, ingress, egress]) => ({
      spec: { podSelector, ingress, ...(egress ? { egress, policyTypes: ["Ingress", "Egress"] } : {}) },
    })),
);
/** An API server would refuse it. */
const invalid = object(
  "networking.k8s.io/v1",
  "NetworkPolicy",
  meta(),
  fc.constant({ spec: { podSelector: {}, ingress: [{ ports: [{ port: 99_999 }] }] } }),
);
const calico = object(
  "projectcalico.org/v3",
  "NetworkPolicy",
  meta(),
  fc.tuple(name, namespace).map(([one, at]) => ({
    spec: {
      selector: `app == '${one}'`,
      types: ["Egress"],
      egress: [{ action: "Allow", destination: { services: { name: one, namespace: at } } }],
    },
  })),
);
const global = object(
  "projectcalico.org/v3",
  "GlobalNetworkPolicy",
  name.map((one) => ({ name: `all-${one}` })),
  fc.tuple(name, name).map(([one, other]) => ({
    spec: {
      selector: `app == '${one}'`,
      types: ["Ingress"],
      ingress: [{ action: "Deny", source: { selector: `app == '${other}' || set == 'x'` } }],
    },
  })),
);
const networkSet = object(
  "projectcalico.org/v3",
  "NetworkSet",
  meta({ labels: { set: "x" } }),
  fc.constant({ spec: { nets: ["10.0.0.0/30"] } }),
);
const cilium = object(
  "cilium.io/v2",
  "CiliumNetworkPolicy",
  meta(),
  fc.tuple(selector, selector).map(([endpointSelector, from]) => ({
    spec: { endpointSelector, ingress: [{ fromEndpoints: [from] }] },
  })),
);
const undecided = object("crd.antrea.io/v1beta1", "NetworkPolicy", meta(), fc.constant({ spec: {} }));
const namespaceObject = object(
  "v1",
  "Namespace",
  namespace.map((one) => ({ name: one, labels: { team: one } })),
  fc.constant({}),
);

const anyObject = fc.oneof(
  { weight: 8, arbitrary: pod },
  { weight: 5, arbitrary: policy },
  { weight: 2, arbitrary: service },
  { weight: 2, arbitrary: namespaceObject },
  {
    weight: 1,
    arbitrary: fc.oneof(deployment, agent, invalid, calico, global, networkSet, cilium, undecided),
  },
);

/** What may stand in an annotation without meaning anything. */
const notes = [
  undefined,
  "kind: Pod\nmetadata:\n  namespace: nowhere\n---\nkind: X\n",
  'it\'s "odd"',
  "- kind: Pod",
];

const withNote = fc
  .tuple(anyObject, fc.constantFrom(...notes))
  .map(([made, note]): KubernetesObject =>
    note === undefined ? made : { ...made, metadata: { annotations: { note }, ...made.metadata, zone: "z" } },
  );

const escaped = (text: string): string =>
  text.replaceAll("web", String.raw`\u0077eb`).replaceAll("shop", String.raw`sho\u0070`);

/** Ways to write one document. */
const styles: readonly ((object: object) => string)[] = [
  (object) => stringify(object, { indentSeq: false }),
  (object) => stringify(object, { indent: 4 }),
  (object) => stringify(object, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" }),
  (object) => stringify(object, { defaultStringType: "QUOTE_SINGLE" }),
  (object) => stringify(object, { collectionStyle: "flow" }),
  (object) => escaped(`${JSON.stringify(object)}\n`),
  (object) => stringify(object, { defaultStringType: "BLOCK_FOLDED", defaultKeyType: "PLAIN" }),
  (object) => `# kind: Secret\n${stringify(object).replaceAll(/^(\w+:)$/gm, "$1 # why: this")}# metadata:\n`,
  (object) => stringify(object).replace(/^metadata:\n/m, "metadata:\n\n  # namespace: nowhere\n"),
  (object) => stringify({ ...object, copy: object }).replace(/^/, "%YAML 1.2\n---\n"),
  (object) =>
    Object.entries(object)
      .map(([key, value]) => `"${key}": ${JSON.stringify(value)}\n`)
      .join(""),
  (object) =>
    Object.entries(object)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
      .join(""),
];

const documents = fc
  .array(fc.tuple(withNote, fc.constantFrom(...styles)), { maxLength: 12 })
  .map((written) => written.map(([made, style]) => style(made)).join("---\n"));

const list = fc
  .tuple(
    fc.array(withNote, { maxLength: 12 }),
    fc.constantFrom(
      { indentSeq: false },
      { indentSeq: true },
      { indent: 4 },
      { collectionStyle: "flow" as const },
    ),
    fc.boolean(),
  )
  .map(([items, style, isLast]) => {
    const head = { apiVersion: "v1", kind: "List" };
    // Without it a label that occurs twice is written once, and the other is an alias of it.
    const options = { ...style, aliasDuplicateObjects: false };
    return stringify(isLast ? { ...head, items } : { items, ...head }, options);
  });
const podList = fc
  .array(pod, { maxLength: 5 })
  .map((pods) => pods.map(({ metadata, spec, status }) => ({ metadata, spec, status })))
  .map((items) => stringify({ apiVersion: "v1", kind: "PodList", items }, { aliasDuplicateObjects: false }));
const shared = fc.array(fc.oneof(pod, policy, service), { maxLength: 6 }).map((items) => {
  const own = { app: "web" };
  const same = items.map((item) => ({ ...item, metadata: { ...item.metadata, labels: own } }));
  return stringify({ apiVersion: "v1", kind: "List", items: same }, { anchorPrefix: "x" });
});
const json = fc
  .array(withNote, { maxLength: 8 })
  .map((items) => JSON.stringify({ apiVersion: "v1", kind: "List", items }, undefined, 2));

const file = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: documents }, { weight: 2, arbitrary: list }, podList, shared, json),
    fc.boolean(),
  )
  .map(([text, windows]) => (windows ? text.replaceAll("\n", "\r\n") : text));

export const folders = fc
  .array(file, { minLength: 1, maxLength: 3 })
  .map((texts) => texts.map((text, index): ManifestFile => ({ file: `${index}.yaml`, text })));

const target = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, namespace).map(([one, at]) => `${at}/${one}`) },
  { weight: 2, arbitrary: name },
  { weight: 1, arbitrary: fc.tuple(name, namespace).map(([one, at]) => `svc/${at}/${one}`) },
  { weight: 1, arbitrary: name.map((one) => `deploy/${one}`) },
  { weight: 1, arbitrary: ip },
);

/** As a person types them. */
export const questions = fc
  .tuple(target, target, fc.constantFrom("", ":8080", ":80"))
  .map(([from, to, port]) => parseQuestion(`${from} to ${to}${port}`))
  .filter((parsed) => "question" in parsed)
  .map(({ question }) => question);
