import { describe, expect, test } from "vitest";
import type { Question } from "../../src/model/question.ts";
import { parseQuestion } from "../../src/question/index.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { AskBack, NotFound } from "../../src/resolve/unresolved.ts";
import { memoryCluster } from "./memory-cluster.ts";
import { pod, service, slice } from "./objects.ts";

function question(words: string): Question {
  const parsed = parseQuestion(words);
  if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
  return parsed.question;
}

const client = pod({ namespace: "shop", name: "client-1", labels: { app: "client" }, ip: "10.1.0.1" });
const web1 = pod({
  namespace: "shop",
  name: "web-1",
  labels: { app: "web" },
  ip: "10.1.0.2",
  ports: [{ name: "http", containerPort: 8080 }],
});
const web2 = pod({ namespace: "shop", name: "web-2", labels: { app: "web" }, ip: "10.1.1.2", node: "node2" });
const webService = service("shop", "web", { app: "web" }, [{ name: "http", port: 80, targetPort: "http" }]);
const webSlice = slice(
  "shop",
  "web",
  8080,
  [
    { ip: "10.1.0.2", pod: "web-1" },
    { ip: "10.1.1.2", pod: "web-2" },
  ],
  "http",
);
const shop = { Pod: [client, web1, web2], Service: [webService], EndpointSlice: [webSlice] };

async function thrown(words: string, cluster = memoryCluster(shop)): Promise<unknown> {
  return resolve(question(words), cluster).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("of things of one name the one in the channel's own namespace is meant, and elsewhere it is found as ever", async () => {
  const other = pod({
    namespace: "bank",
    name: "web",
    labels: { app: "web" },
    ip: "10.1.2.9",
    ports: [{ containerPort: 8080 }],
  });
  const cluster = () => memoryCluster({ ...shop, Pod: [client, web1, web2, other] });
  await expect(resolve(question("client -> web"), cluster())).rejects.toThrow("Which one do you mean?");
  const near = await resolve({ ...question("client -> web"), namespace: "shop" }, cluster());
  expect(near.flows.map(({ service: called }) => called?.namespace)).toContain("shop");
  const far = await resolve({ ...question("client -> web-1:8080"), namespace: "bank" }, cluster());
  expect(far.flows.map(({ destinationIP }) => destinationIP)).toEqual(["10.1.0.2"]);
});

describe("a word that is a kind may be a namespace", () => {
  const inJobs = pod({
    namespace: "jobs",
    name: "web",
    labels: { app: "web" },
    ip: "10.1.0.9",
    ports: [{ containerPort: 8080 }],
  });
  const cluster = (more: Parameters<typeof memoryCluster>[0] = {}) =>
    memoryCluster({ Pod: [client, inJobs], ...more });

  test("as it is where it has that name", async () => {
    const { flows } = await resolve(question("client -> jobs/web:8080"), cluster());
    expect(flows.map(({ destinationIP }) => destinationIP)).toEqual(["10.1.0.9"]);
  });

  test("which of them is asked back where both are there", async () => {
    const web = {
      kind: "Job" as const,
      metadata: { namespace: "shop", name: "web" },
      spec: { selector: { matchLabels: { app: "web" } } },
    };
    const asked = await thrown("client -> jobs/web:8080", cluster({ Job: [web] }));
    expect(asked).toBeInstanceOf(AskBack);
    const labels = asked instanceof AskBack ? asked.candidates.map(({ label }) => label) : [];
    expect(labels.sort()).toEqual(["Job shop/web", "Pod jobs/web", "pods app=web in jobs"]);
  });

  test("a Node by that name beside a namespace called nodes is asked back, too", async () => {
    const inNodes = pod({
      namespace: "nodes",
      name: "web",
      labels: {},
      ip: "10.1.0.9",
      ports: [{ containerPort: 8080 }],
    });
    const asked = await thrown(
      "client -> nodes/web:8080",
      memoryCluster({
        Pod: [client, inNodes],
        Node: [{ kind: "Node", metadata: { name: "web" }, spec: {}, status: {} }],
      }),
    );
    expect(asked).toBeInstanceOf(AskBack);
  });
});

describe("a Service", () => {
  test("expands to its endpoints, on the pod's port, different nodes first", async () => {
    const { flows, totalEndpoints } = await resolve(question("client -> web"), memoryCluster(shop));
    expect(totalEndpoints).toBe(2);
    expect(flows.map(({ sourceIP, destinationIP, port }) => [sourceIP, destinationIP, port])).toEqual([
      ["10.1.0.1", "10.1.0.2", 8080],
      ["10.1.0.1", "10.1.1.2", 8080],
    ]);
    expect(flows[0]?.service).toMatchObject({ name: "web", clusterIP: "10.96.0.20", port: 80 });
  });

  test("without any endpoint or pod is still a flow: to its own address, so that packets show who refuses", async () => {
    const { flows } = await resolve(
      question("client -> orphan:80"),
      memoryCluster({
        ...shop,
        Service: [service("shop", "orphan", { app: "gone" }, [{ port: 80 }], "10.96.0.99")],
        EndpointSlice: [],
      }),
    );
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ destinationIP: "10.96.0.99", port: 80, to: { type: "external" } });
  });

  test("leaves out endpoints that are not ready while others are", async () => {
    const { flows } = await resolve(
      question("client -> web"),
      memoryCluster({
        ...shop,
        EndpointSlice: [
          slice("shop", "web", 8080, [{ ip: "10.1.0.2", ready: false }, { ip: "10.1.1.2" }], "http"),
        ],
      }),
    );
    expect(flows.map(({ destinationIP }) => destinationIP)).toEqual(["10.1.1.2"]);
  });

  test("with several ports and none named asks which", async () => {
    const cluster = memoryCluster({
      ...shop,
      Service: [
        service("shop", "web", { app: "web" }, [
          { name: "http", port: 80 },
          { name: "admin", port: 81 },
        ]),
      ],
    });
    const error = await thrown("client -> web", cluster);
    expect(error).toBeInstanceOf(AskBack);
    if (error instanceof AskBack)
      expect(error.candidates.map(({ label }) => label)).toEqual(["80 (http)/TCP", "81 (admin)/TCP"]);
  });

  test("has no port of its targetPort's number: that is asked at its own address, where nobody translates it", async () => {
    const { flows } = await resolve(
      question("client -> web:8080"),
      memoryCluster({
        ...shop,
        Service: [service("shop", "web", { app: "web" }, [{ name: "http", port: 80, targetPort: 8080 }])],
      }),
    );
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({
      to: { type: "external" },
      port: 8080,
      service: { port: 8080 },
      asked: { address: { kind: "clusterIP", port: 8080 } },
    });
  });

  test("without an address of its own gets the port to the pods as it was asked for", async () => {
    const headless = service(
      "shop",
      "web",
      { app: "web" },
      [{ name: "http", port: 80, targetPort: 8080 }],
      "None",
    );
    const { flows } = await resolve(
      question("client -> web"),
      memoryCluster({ ...shop, Service: [headless] }),
    );
    expect(flows.map(({ port }) => port)).toEqual(flows.map(() => 80));
    expect(flows[0]?.asked?.address).toBeUndefined();
  });
});

describe("a host", () => {
  const two = {
    ...shop,
    Service: [
      ...shop.Service,
      service("staging", "api", { app: "api" }, [{ name: "http", port: 80 }], "10.96.0.77"),
    ],
  };

  test("of one word means the Service of the client's own namespace", async () => {
    const { flows } = await resolve(question("shop/client -> http://web/"), memoryCluster(two));
    expect(flows[0]).toMatchObject({
      service: { namespace: "shop", name: "web" },
      asked: { name: { text: "web", typed: true } },
    });
  });

  test("that only another namespace has is asked about there, by the name as it was typed", async () => {
    const { flows } = await resolve(question("shop/client -> http://api/"), memoryCluster(two));
    expect(flows[0]).toMatchObject({
      service: { namespace: "staging", name: "api" },
      asked: { name: { text: "api", typed: true } },
    });
  });

  test("and an object with a namespace are told apart", async () => {
    const { flows } = await resolve(question("shop/client -> staging/api"), memoryCluster(two));
    expect(flows[0]?.asked?.name).toEqual({ text: "api.staging.svc", typed: false });
  });

  test("by its address has no name to look up", async () => {
    const { flows } = await resolve(question("shop/client -> 10.96.0.77:80"), memoryCluster(two));
    expect(flows[0]?.asked?.name).toBeUndefined();
    expect(flows[0]?.asked?.address).toMatchObject({ kind: "clusterIP", ip: "10.96.0.77", port: 80 });
  });
});

describe("names", () => {
  test("in several namespaces are asked back, each as an exact question", async () => {
    const elsewhere = pod({
      namespace: "staging",
      name: "client-9",
      labels: { app: "client" },
      ip: "10.1.2.9",
    });
    const error = await thrown("client -> web", memoryCluster({ ...shop, Pod: [...shop.Pod, elsewhere] }));
    expect(error).toBeInstanceOf(AskBack);
    if (error instanceof AskBack)
      expect(error.candidates.map((candidate) => candidate.question.from)).toEqual([
        { type: "object", namespace: "shop", name: "client" },
        { type: "object", namespace: "staging", name: "client" },
      ]);
  });

  test("that nobody knows get what looks alike", async () => {
    const error = await thrown("client -> wbe");
    expect(error).toBeInstanceOf(NotFound);
    if (error instanceof NotFound) expect(error.suggestions).toEqual(["shop/web"]);
  });

  test("both unknown are both told", async () => {
    const error = await thrown("cleint -> wbe");
    expect(error).toBeInstanceOf(NotFound);
    if (error instanceof NotFound) expect(error.sentence).toMatch(/cleint.*wbe/);
  });

  test("of a Deployment stand for its pods", async () => {
    const cluster = memoryCluster({
      ...shop,
      Deployment: [
        {
          kind: "Deployment",
          metadata: { namespace: "shop", name: "front" },
          spec: { selector: { matchLabels: { app: "web" } } },
        },
      ],
    });
    const { flows, snapshot } = await resolve(question("client -> deploy/front:8080"), cluster);
    expect(flows.map(({ destinationIP }) => destinationIP)).toEqual(["10.1.0.2", "10.1.1.2"]);
    expect(snapshot.asked.to).toEqual([{ kind: "Deployment", namespace: "shop", name: "front" }]);
  });
});

describe("addresses", () => {
  test("of a pod are that pod", async () => {
    const { flows } = await resolve(question("client -> 10.1.1.2:9000"), memoryCluster(shop));
    expect(flows[0]?.to).toMatchObject({ type: "pod", name: "web-2", node: "node2" });
  });

  test("nobody in the cluster has are outside", async () => {
    const { flows } = await resolve(question("client -> 192.0.2.7:443"), memoryCluster(shop));
    expect(flows[0]).toMatchObject({ to: { type: "external", ips: ["192.0.2.7"] }, port: 443 });
  });

  test("without a port are pinged", async () => {
    const { flows } = await resolve(question("client -> 192.0.2.7"), memoryCluster(shop));
    expect(flows[0]).toMatchObject({ protocol: "ICMP", port: 0 });
  });
});

test("no list is asked for without a name, a label, an address or a namespace, but of nodes for an address and of what policies are cluster-wide", async () => {
  const cluster = memoryCluster(shop);
  await resolve(question("client -> web"), cluster);
  const whole = cluster.reads.filter((read) => /^list \S+ \* $/.test(read)).map((read) => read.split(" ")[1]);
  expect(
    whole.filter(
      (kind) => !/Policy|^Tier$|^HostEndpoint$|TrafficPermissions?$|^ServiceIntentions$/.test(kind ?? ""),
    ),
  ).toEqual([]);
});

test("a source without a running pod is told, not probed", async () => {
  const ended = { ...client, status: { phase: "Failed", reason: "Evicted" } };
  const error = await thrown("client -> web", memoryCluster({ ...shop, Pod: [ended, web1, web2] }));
  expect(error).toBeInstanceOf(NotFound);
  expect(error).toMatchObject({ message: expect.stringContaining("has ended (Evicted)") as string });
});
