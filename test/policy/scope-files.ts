/** Folders of manifests by chance, written in every style a person might use. */
import fc from "fast-check";
import { stringify } from "yaml";
import { parseQuestion } from "../../src/question/index.ts";
import type { KubernetesObject, ManifestFile } from "../../src/policy/index.ts";
import { anyObject, ip, name, namespace, pod, policy, reachedAt, service } from "./scope-objects.ts";

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

const named = fc.tuple(target, fc.constantFrom("", ":8080", ":80")).map(([one, port]) => `${one}${port}`);

/** As a person types them. */
export const questions = fc
  .tuple(target, fc.oneof({ weight: 3, arbitrary: named }, { weight: 1, arbitrary: reachedAt }))
  .map(([from, to]) => parseQuestion(`${from} to ${to}`))
  .filter((parsed) => "question" in parsed)
  .map(({ question }) => question);
