import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compile,
  evaluate,
  flowsOf,
  expandWorkloads,
  matrix,
  matrixCsv,
  matrixText,
  parseManifests,
  parseManifestsFor,
  type KubernetesObject,
} from "../../src/policy/index.ts";
import { parseQuestion } from "../../src/question/index.ts";
import type { Target } from "../../src/model/question.ts";
import { findEnd } from "../../src/policy/question/find-end.ts";
import { cluster, db, dbIngress, flow, namespace, other, policy, web } from "./cluster.ts";

const template = (labels: object) => ({
  metadata: { labels },
  spec: { containers: [{ name: "c", ports: [{ name: "http", containerPort: 8080 }] }] },
});
const workload = (kind: string, name: string, spec: object): KubernetesObject => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name, namespace: "shop", labels: { app: "of-the-workload" } },
  spec,
});
const kinds = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ kind }) => kind === "Pod").map(({ metadata }) => metadata);

describe("files of manifests", () => {
  test("several documents, lists and typed lists give their objects; empty documents nothing", () => {
    const text = `kind: A\nmetadata: {name: a}\n---\n---\napiVersion: v1\nkind: List\nitems:\n- {kind: B, metadata: {name: b}}\n---\napiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: c}\n`;
    const { objects, unreadable } = parseManifests(text, "x.yaml");
    expect(objects.map(({ kind }) => kind)).toEqual(["A", "B", "Pod"]);
    expect(unreadable).toEqual([]);
  });

  test("a broken document is named with its line, and the others are read", () => {
    const { objects, unreadable } = parseManifests(
      "kind: A\nmetadata: {}\n---\na: [b\n---\nkind: B\nmetadata: {}\n",
      "x.yaml",
    );
    expect(objects.map(({ kind }) => kind)).toEqual(["A", "B"]);
    expect(unreadable).toMatchObject([{ file: "x.yaml" }]);
  });

  test("what is no object is named, and nothing makes it throw", () => {
    expect(parseManifests("- 1\n", "x").unreadable).toMatchObject([
      { line: 1, says: expect.stringContaining("kind") as string },
    ]);
    fc.assert(fc.property(fc.string(), (text) => void parseManifests(text, "x")));
  });
});

describe("workloads stand for their pods", () => {
  test.each(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"])(
    "%s: by the labels of the template, not its own",
    (kind) => {
      const made = kinds(expandWorkloads([workload(kind, "w", { template: template({ app: "web" }) })]));
      expect(made).toMatchObject([{ name: "w", namespace: "shop", labels: { app: "web" } }]);
    },
  );

  test("a CronJob's template lies one deeper", () => {
    const spec = { jobTemplate: { spec: { template: template({ app: "cron" }) } } };
    expect(kinds(expandWorkloads([workload("CronJob", "w", spec)]))).toMatchObject([
      { labels: { app: "cron" } },
    ]);
  });

  test("none for a workload whose pods are there, or that another one makes", () => {
    const deployment = workload("Deployment", "web", { template: template({ app: "web" }) });
    expect(kinds(expandWorkloads([deployment, web]))).toHaveLength(1);
    const owned = {
      ...deployment,
      kind: "ReplicaSet",
      metadata: { ...deployment.metadata, ownerReferences: [{ kind: "Deployment", name: "web" }] },
    };
    expect(kinds(expandWorkloads([owned]))).toEqual([]);
  });

  test("two of one name are two pods", () => {
    const both = ["Deployment", "Job"].map((kind) =>
      workload(kind, "w", { template: template({ of: kind }) }),
    );
    expect(kinds(expandWorkloads(both))).toMatchObject([{ name: "w" }, { name: "w-job" }]);
  });
});

describe("the API server's defaults", () => {
  test("a namespace has its name as a label, even if its manifest is absent", () => {
    const policies = [
      dbIngress([
        { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } } }] },
      ]),
    ];
    const model = compile([db, other, ...policies]);
    expect(evaluate(model, flow(other, db))).toBe("allow");
  });

  test("a field that holds null is not there, as tools write it; a label that holds null is no text", () => {
    const nulls = { creationTimestamp: null, annotations: null, ownerReferences: null };
    const withNulls = (object: object, metadata: object, spec: object = {}) => ({
      ...object,
      kind: "Pod",
      metadata: { ...nulls, ...metadata },
      spec: { nodeName: null, containers: [{ name: "c", ports: null }], ...spec },
    });
    const objects = [
      withNulls({ status: null }, { name: "web", namespace: "shop", labels: null }),
      withNulls({}, { name: "odd", namespace: "shop", labels: { app: null } }),
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", ...nulls } },
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "web", namespace: "shop", ...nulls },
        spec: { selector: null, ports: [{ port: 80, name: null }] },
      },
    ];
    const { inventory, problems } = compile(objects);
    expect([...inventory.pods.keys()]).toEqual(["shop/web", "shop/odd"]);
    expect([...inventory.namespaces.keys()]).toEqual(["shop"]);
    expect([...inventory.surroundings.services.keys()]).toEqual(["shop/web"]);
    expect(problems).toMatchObject([
      { object: { name: "odd" }, field: "metadata.labels.app", effect: "judged-without" },
    ]);
    expect(inventory.pods.get("shop/odd")?.metadata.labels).toEqual({});
  });
});

describe("names", () => {
  const service = (spec: object) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "data", namespace: "shop" },
    spec,
  });
  const model = compile([
    ...cluster,
    service({ selector: { app: "db" }, ports: [{ port: 80, targetPort: "sql" }] }),
  ]);
  const object = (name: string, more: object = {}) => ({ type: "object" as const, name, ...more });
  const lookUp = (of: typeof model, target: Target) =>
    findEnd(of, target, { port: undefined, protocol: undefined });

  test("a pod, a workload's pods, a Service's endpoints with the port at the pod", () => {
    expect(lookUp(model, object("web"))).toMatchObject({ ends: [{ pod: { metadata: { name: "web" } } }] });
    const found = lookUp(model, object("data"));
    if ("unclear" in found) throw new Error(found.unclear);
    expect(found).toMatchObject({
      ends: [{ pod: { metadata: { name: "db" } } }],
      behind: { at: { key: "shop/data" } },
    });
    const asked = (to: ReturnType<typeof object>, port?: number | string) =>
      flowsOf(model, { from: object("web"), to, ...(port === undefined ? {} : { port }) });
    const sql = { flows: [{ port: 5432, protocol: "TCP" }] };
    expect(asked(object("data"))).toMatchObject(sql);
    expect(asked(object("data"), 80)).toMatchObject(sql);
    expect(asked(object("data"), 81)).toMatchObject({ unclear: expect.stringContaining("80") as string });
    expect(asked(object("db"), "dns")).toMatchObject({ flows: [{ port: 53, protocol: "UDP" }] });
  });

  test("a destination is the Service of that name, or the pods when the port is theirs alone", () => {
    const both = compile([
      ...cluster,
      {
        ...service({ selector: { app: "db" }, ports: [{ port: 80, targetPort: 5432 }] }),
        metadata: db.metadata,
      },
    ]);
    const asked = (port?: number) => flowsOf(both, { from: object("web"), to: object("db"), port });
    expect(asked()).toMatchObject({ flows: [{ port: 5432, throughService: true }] });
    expect(asked(80)).toMatchObject({ flows: [{ port: 5432, throughService: true }] });
    expect(asked(5432)).toMatchObject({ flows: [{ port: 5432, throughService: false }] });
    const twoPorts = service({ selector: { app: "db" }, ports: [{ port: 80 }, { port: 443 }] });
    const data = { from: object("web"), to: object("data") };
    expect(flowsOf([...cluster, twoPorts], data)).toMatchObject({
      unclear: expect.stringContaining("80, 443") as string,
    });
  });

  test("what is not there, or there twice, says so", () => {
    expect(lookUp(model, object("nobody"))).toMatchObject({
      unclear: "Nothing called nobody is among the objects.",
    });
    expect(lookUp(model, object("wed"))).toMatchObject({
      unclear: "Nothing called wed is among the objects. Did you mean shop/web?",
    });
    expect(lookUp(model, object("web", { namespace: "other" }))).toMatchObject({
      unclear: "Nothing called other/web is among the objects. Did you mean shop/web?",
    });
    const twice = compile([...cluster, { ...web, metadata: { ...web.metadata, namespace: "other" } }]);
    expect(lookUp(twice, object("web"))).toMatchObject({
      unclear: expect.stringContaining("other/web or shop/web") as string,
    });
    expect(flowsOf(twice, { from: object("db"), to: object("web"), port: 80 })).toMatchObject({
      unclear: expect.stringContaining("other/web or shop/web") as string,
    });
    expect(lookUp(model, { type: "host", host: "example.com" })).toMatchObject({
      unclear: expect.stringContaining("address") as string,
    });
  });
});

describe("namespaces that are called as kinds are", () => {
  const pod = (key: string, more: object = {}) => {
    const [space = "", name = ""] = key.split("/");
    return {
      kind: "Pod",
      metadata: { namespace: space, name, labels: { app: name }, ...more },
      spec: { containers: [] },
    };
  };
  const madeBy = (kind: string, name: string) => ({ ownerReferences: [{ kind, name }] });
  const asked = (words: string, ...objects: KubernetesObject[]) => {
    const parsed = parseQuestion(words);
    if ("refusal" in parsed) throw new Error(parsed.refusal.sentence);
    const found = flowsOf(objects, parsed.question);
    if ("unclear" in found) return found.unclear;
    return found.flows.map(({ from, to }) =>
      [from, to].map(({ pod }) => `${pod?.metadata.namespace}/${pod?.metadata.name}`).join(" "),
    );
  };

  test.each(["jobs", "services", "nodes", "pods", "deployments", "svc", "node"])(
    "%s is the namespace where something of that name is in it",
    (space) => {
      const [web, api] = [pod(`${space}/web`), pod(`${space}/api`)];
      expect(asked(`${space}/web -> ${space}/api:80`, web, api)).toEqual([`${space}/web ${space}/api`]);
    },
  );

  test("and the kind where nothing of that name is", () => {
    const objects = [pod("jobs/other"), pod("shop/web-x7k2p", madeBy("Job", "web")), pod("shop/api")];
    expect(asked("jobs/web -> pods/api:80", ...objects)).toEqual(["shop/web-x7k2p shop/api"]);
  });

  test("where both are there, it asks back with words that have one reading each", () => {
    const objects = [pod("jobs/web"), pod("shop/web-x7k2p", madeBy("Job", "web")), pod("shop/api")];
    expect(asked("jobs/web -> api:80", ...objects)).toBe(
      'jobs/web may be Job web, or web in namespace jobs: say "job web" or "web in namespace jobs".',
    );
    expect(asked("job web -> api:80", ...objects)).toEqual(["shop/web-x7k2p shop/api"]);
    expect(asked("web in namespace jobs -> api:80", ...objects)).toEqual(["jobs/web shop/api"]);
  });

  test("where both mean the same, there is nothing to ask", () => {
    expect(asked("jobs/web -> api:80", pod("jobs/web", madeBy("Job", "web")), pod("shop/api"))).toEqual([
      "jobs/web shop/api",
    ]);
  });

  test("of two kinds before a name, one is the namespace", () => {
    const objects = [pod("pods/web-1", madeBy("Deployment", "web")), pod("shop/api")];
    expect(asked("pods/deployment/web -> api:80", ...objects)).toEqual(["pods/web-1 shop/api"]);
  });

  test("a folder is read for both meanings", () => {
    const inJobs = pod("jobs/web");
    const text = [inJobs, pod("shop/web-x", madeBy("Job", "web")), pod("shop/api"), pod("far/x")]
      .map((one) => `---\n${JSON.stringify(one)}\n`)
      .join("");
    const parsed = parseQuestion("jobs/web -> api:80");
    if ("refusal" in parsed) throw new Error(parsed.refusal.sentence);
    const { objects } = parseManifestsFor([{ file: "x.yaml", text }], parsed.question);
    expect(flowsOf(objects, parsed.question)).toMatchObject({
      unclear: expect.stringContaining("may be Job web") as string,
    });
  });
});

test("pods that behave alike are one row, in text and CSV", () => {
  const many = Array.from({ length: 200 }, (_, index) => ({
    ...web,
    metadata: { namespace: `n${index % 20}`, name: `p-${index}`, labels: { app: `a${index % 3}` } },
    status: { podIP: `10.9.${index >> 7}.${index % 128}` },
  }));
  const model = compile([...many, namespace("shop"), db, policy("shop/closed", { podSelector: {} })]);
  const found = matrix(model);
  expect(found.groups.map(({ name }) => name)).toEqual([
    "every pod of n0, n1, n10 and 17 more",
    "shop/db",
    "elsewhere outside",
  ]);
  const [head, row = ""] = matrixCsv(found).split("\r\n");
  expect(head).toBe('from \\ to,"every pod of n0, n1, n10 and 17 more",shop/db,elsewhere outside,pods');
  expect(row).toMatch(/^"every pod of n0, n1, n10 and 17 more",everything,nothing,everything,n0\/p-0 n0\//);
  expect(row.split(",").at(-1)?.split(" ")).toHaveLength(200);
  expect(matrixText(found)).toContain("nothing → shop/db");
  expect(matrix(model, ["shop"]).groups.map(({ name }) => name)).toEqual(["shop/db", "elsewhere outside"]);
});
