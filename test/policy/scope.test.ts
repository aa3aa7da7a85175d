import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { Question } from "../../src/model/question.ts";
import { parseQuestion } from "../../src/question/index.ts";
import {
  compile,
  explain,
  flowsOf,
  parseManifests,
  parseManifestsFor,
  type KubernetesObject,
  type ManifestFile,
} from "../../src/policy/index.ts";
import { folders, questions } from "./scope-files.ts";

function answer(objects: readonly KubernetesObject[], question: Question): unknown {
  const model = compile(objects);
  const found = flowsOf(model, question);
  if ("flows" in found) return found.flows.map((flow) => explain(model, flow));
  // Names alike are looked for among everything.
  return "nothing" in found ? "nothing" : found;
}

const everything = (files: readonly ManifestFile[]): KubernetesObject[] =>
  files.flatMap(({ text, file }) => parseManifests(text, file).objects);

test("of what is left unparsed nothing can change the answer, however the files are written", () => {
  let answered = 0;
  let leftOut = 0;
  fc.assert(
    fc.property(folders, questions, (files, question) => {
      const scoped = parseManifestsFor(files, question);
      const whole = answer(everything(files), question);
      expect(answer(scoped.objects, question)).toEqual(whole);
      answered += Array.isArray(whole) ? 1 : 0;
      leftOut += scoped.leftOut;
    }),
    { numRuns: 400 },
  );
  // It would hold of questions that nobody can answer, and of reading everything, as well.
  expect(answered).toBeGreaterThan(20);
  expect(leftOut).toBeGreaterThan(400);
});

test("a Service whose slices somebody wrote by hand is followed to pods of another namespace", () => {
  const pod = (namespace: string, name: string, ip: string) =>
    stringify({
      kind: "Pod",
      metadata: { name, namespace },
      spec: { containers: [{ name: "c" }] },
      status: { podIP: ip },
    });
  const slice = stringify({
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: "web-1", namespace: "shop", labels: { "kubernetes.io/service-name": "web" } },
    addressType: "IPv4",
    endpoints: [{ addresses: ["10.0.0.7"] }],
    ports: [{ port: 8080 }],
  });
  const service = stringify({
    kind: "Service",
    metadata: { name: "web", namespace: "shop" },
    spec: { ports: [{ port: 80, targetPort: 8080 }] },
  });
  const text = [
    pod("shop", "client", "10.0.0.1"),
    pod("far", "web-x", "10.0.0.7"),
    pod("else", "y", "10.0.0.71"),
    slice,
    service,
  ];
  const parsed = parseQuestion("shop/client to svc/shop/web:80");
  if (!("question" in parsed)) throw new Error("not understood");
  const { objects, leftOut } = parseManifestsFor(
    [{ file: "all.yaml", text: text.join("---\n") }],
    parsed.question,
  );
  expect(leftOut).toBe(1);
  expect(answer(objects, parsed.question)).toHaveLength(1);
});
