import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
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

describe("what an address leads to is read, in whatever namespace it is", () => {
  const made = (kind: string, namespace: string, name: string, rest: object): string =>
    stringify({ apiVersion: "v1", kind, metadata: { namespace, name, labels: { app: name } }, ...rest });
  const container = (port: object) => ({
    containers: [{ name: "c", ports: [{ containerPort: 8080, ...port }] }],
  });
  const text = [
    made("Pod", "shop", "client", { spec: container({}), status: { podIP: "10.0.0.1" } }),
    made("Pod", "far", "web", { spec: container({}), status: { podIP: "10.0.0.7" } }),
    made("Pod", "host", "agent", {
      spec: { nodeName: "node1", ...container({ hostPort: 9200 }) },
      status: { podIP: "10.0.0.8", hostIP: "192.168.0.1" },
    }),
    made("Pod", "beyond", "db", { spec: container({}), status: { podIP: "10.0.0.9" } }),
    made("Service", "far", "web", {
      spec: {
        selector: { app: "web" },
        clusterIP: "10.96.0.7",
        externalIPs: ["198.51.100.7", "192.168.0.2"],
        ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
      },
      status: { loadBalancer: { ingress: [{ ip: "203.0.113.7", hostname: "lb.example.com" }] } },
    }),
    made("Service", "hand", "db", {
      spec: { clusterIP: "10.96.0.9", ports: [{ port: 80, targetPort: 8080 }] },
    }),
    stringify({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { namespace: "hand", name: "db-1", labels: { "kubernetes.io/service-name": "db" } },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.0.0.9"] }],
      ports: [{ port: 8080 }],
    }),
    made("Service", "shop", "alias", {
      spec: { type: "ExternalName", externalName: "web.far.svc.cluster.local" },
    }),
    stringify({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "node1" },
      status: { addresses: [{ type: "InternalIP", address: "192.168.0.1" }] },
    }),
    stringify({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "node2" },
      status: { addresses: [{ type: "InternalIP", address: "192.168.0.2" }] },
    }),
    ...["far", "host", "beyond"].map((namespace) =>
      stringify({
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { namespace, name: "closed" },
        spec: { podSelector: {} },
      }),
    ),
    made("Pod", "else", "idle", { spec: container({}) }),
  ];
  const styles = {
    YAML: text.join("---\n"),
    JSON: JSON.stringify({ apiVersion: "v1", kind: "List", items: text.map((one): unknown => parse(one)) }),
  };

  test.each([
    "10.96.0.7:80",
    "198.51.100.7:80",
    "203.0.113.7:80",
    "lb.example.com:80",
    "192.168.0.1:30080",
    "node/node1:30080",
    "node/node2:80",
    "192.168.0.1:9200",
    "10.96.0.9:80",
    "shop/alias:80",
  ])("%s", (to) => {
    const parsed = parseQuestion(`shop/client to ${to}`);
    if (!("question" in parsed)) throw new Error("not understood");
    for (const written of [styles.YAML, styles.JSON]) {
      const files = [{ file: "all.yaml", text: written }];
      const { objects } = parseManifestsFor(files, parsed.question);
      const whole = answer(everything(files), parsed.question);
      expect(whole).toMatchObject([{ verdict: "deny" }]);
      expect(answer(objects, parsed.question)).toEqual(whole);
    }
    expect(
      parseManifestsFor([{ file: "all.yaml", text: styles.YAML }], parsed.question).leftOut,
    ).toBeGreaterThan(0);
  });
});
