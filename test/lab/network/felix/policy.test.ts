import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildNetwork, type Network } from "../network.ts";
import { describeOnLab } from "../on-lab.ts";
import {
  clusterObjects,
  connects,
  networkPolicy,
  podSpecs,
  smallPlan,
  web,
  type SmallPod,
} from "../small-cluster.ts";

const pods: readonly SmallPod[] = [
  {
    name: "server",
    node: 3,
    labels: { app: "server" },
    listeners: [web, { port: 9090, protocol: "TCP", kind: "http" }],
    portNames: { http: 8080, metrics: 9090 },
  },
  { name: "client", node: 1, labels: { app: "client", tier: "front" } },
  { name: "stranger", node: 2, labels: { app: "stranger" } },
  { name: "neighbour", node: 3, labels: { app: "neighbour" } },
  { namespace: "other", name: "client", node: 2, labels: { app: "client" } },
];
const specs = podSpecs(pods);
const ipOf = (namespace: string, name: string): string =>
  specs.find((spec) => spec.namespace === namespace && spec.name === name)?.ip ?? "";
const server = ipOf("demo", "server");

const everyone = ["demo/client", "demo/stranger", "demo/neighbour", "other/client"];
const onServer = { podSelector: { matchLabels: { app: "server" } } };
const from = (...peers: readonly unknown[]): Record<string, unknown> => ({
  ...onServer,
  ingress: [{ from: peers }],
});

interface Case {
  readonly says: string;
  readonly policies: readonly Record<string, unknown>[];
  /** Who gets through to the server, by port. */
  readonly passes: Readonly<Record<number, readonly string[]>>;
}

const ingressCases: readonly Case[] = [
  { says: "no policy lets everyone in", policies: [], passes: { 8080: everyone, 9090: everyone } },
  { says: "a policy without rules lets nobody in", policies: [onServer], passes: { 8080: [], 9090: [] } },
  {
    says: "an empty rule lets everyone in",
    policies: [{ ...onServer, ingress: [{}] }],
    passes: { 8080: everyone, 9090: everyone },
  },
  {
    says: "a podSelector means pods of the policy's namespace",
    policies: [from({ podSelector: { matchLabels: { app: "client" } } })],
    passes: { 8080: ["demo/client"], 9090: ["demo/client"] },
  },
  {
    says: "a namespaceSelector alone means every pod of the namespaces",
    policies: [from({ namespaceSelector: { matchLabels: { team: "blue" } } })],
    passes: { 8080: ["other/client"], 9090: ["other/client"] },
  },
  {
    says: "both selectors in one peer must match, and every namespace has its name as a label",
    policies: [
      from({
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "demo" } },
        podSelector: { matchLabels: { app: "client" } },
      }),
    ],
    passes: { 8080: ["demo/client"], 9090: ["demo/client"] },
  },
  {
    says: "two peers are alternatives",
    policies: [
      from(
        { namespaceSelector: { matchLabels: { team: "blue" } } },
        { podSelector: { matchLabels: { app: "stranger" } } },
      ),
    ],
    passes: { 8080: ["demo/stranger", "other/client"], 9090: ["demo/stranger", "other/client"] },
  },
  {
    says: "NotIn matches pods without the label",
    policies: [
      from({ podSelector: { matchExpressions: [{ key: "tier", operator: "NotIn", values: ["front"] }] } }),
    ],
    passes: { 8080: ["demo/stranger", "demo/neighbour"], 9090: ["demo/stranger", "demo/neighbour"] },
  },
  {
    says: "an ipBlock leaves out its exceptions, and matches pod addresses",
    policies: [from({ ipBlock: { cidr: "10.233.64.0/18", except: ["10.233.64.64/26"] } })],
    passes: {
      8080: ["demo/stranger", "demo/neighbour", "other/client"],
      9090: ["demo/stranger", "demo/neighbour", "other/client"],
    },
  },
  {
    says: "an exception is only one of its own block",
    policies: [
      from(
        { ipBlock: { cidr: "10.233.64.0/18", except: ["10.233.64.64/26"] } },
        { ipBlock: { cidr: `${ipOf("demo", "client")}/32` } },
      ),
    ],
    passes: { 8080: everyone, 9090: everyone },
  },
  {
    says: "an IPv6 block lets no IPv4 address in",
    policies: [from({ ipBlock: { cidr: "::/0" } })],
    passes: { 8080: [], 9090: [] },
  },
  {
    says: "a port number allows that port",
    policies: [{ ...onServer, ingress: [{ ports: [{ port: 8080 }] }] }],
    passes: { 8080: everyone, 9090: [] },
  },
  {
    says: "a range allows its ports, both ends included",
    policies: [{ ...onServer, ingress: [{ ports: [{ port: 8081, endPort: 9090 }] }] }],
    passes: { 8080: [], 9090: everyone },
  },
  {
    says: "a named port is what the target calls so",
    policies: [{ ...onServer, ingress: [{ ports: [{ port: "metrics" }] }] }],
    passes: { 8080: [], 9090: everyone },
  },
  {
    says: "names, numbers and exceptions combine",
    policies: [
      {
        ...onServer,
        ingress: [
          {
            from: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.233.64.64/26"] } }],
            ports: [{ port: "metrics" }, { port: 8080 }],
          },
        ],
      },
    ],
    passes: {
      8080: ["demo/stranger", "demo/neighbour", "other/client"],
      9090: ["demo/stranger", "demo/neighbour", "other/client"],
    },
  },
  {
    says: "more ports than one match holds are all allowed",
    policies: [
      {
        ...onServer,
        ingress: [
          { ports: [...Array.from({ length: 20 }, (_, n) => ({ port: 100 + 2 * n })), { port: 9090 }] },
        ],
      },
    ],
    passes: { 8080: [], 9090: everyone },
  },
  {
    says: "a port of another protocol allows nothing here",
    policies: [{ ...onServer, ingress: [{ ports: [{ protocol: "UDP", port: 8080 }] }] }],
    passes: { 8080: [], 9090: [] },
  },
  {
    says: "a protocol alone allows all its ports",
    policies: [{ ...onServer, ingress: [{ ports: [{ protocol: "TCP" }] }] }],
    passes: { 8080: everyone, 9090: everyone },
  },
  {
    says: "policies add up",
    policies: [
      onServer,
      from({ podSelector: { matchLabels: { app: "client" } } }),
      { ...onServer, ingress: [{ ports: [{ port: 9090 }] }] },
    ],
    passes: { 8080: ["demo/client"], 9090: everyone },
  },
  {
    says: "policyTypes Egress makes ingress rules inert",
    policies: [{ ...onServer, policyTypes: ["Egress"], ingress: [] }],
    passes: { 8080: everyone, 9090: everyone },
  },
];

const toServer = { podSelector: { matchLabels: { app: "server" } } };
const onClient = { podSelector: { matchLabels: { app: "client" } }, policyTypes: ["Egress"] };
const others = everyone.filter((pod) => pod !== "demo/client");

const egressCases: readonly Case[] = [
  {
    says: "no egress rule lets nothing out of the selected pods",
    policies: [onClient],
    passes: { 8080: others, 9090: others },
  },
  {
    says: "a named port in an egress rule is the target's",
    policies: [{ ...onClient, egress: [{ to: [toServer], ports: [{ port: "http" }] }] }],
    passes: { 8080: everyone, 9090: others },
  },
  {
    says: "egress rules without policyTypes isolate both ways",
    policies: [{ podSelector: {}, egress: [{}] }],
    passes: { 8080: [], 9090: [] },
  },
  {
    says: "an egress block leaves out its exceptions",
    policies: [
      { ...onClient, egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: [`${server}/32`] } }] }] },
    ],
    passes: { 8080: others, 9090: others },
  },
];

const backends = ["legacy", "nft"] as const;

describeOnLab("NetworkPolicies with real packets, in both backends", () => {
  let nets: readonly Network[];
  beforeAll(async () => {
    nets = await Promise.all(backends.map((backend) => buildNetwork(smallPlan(pods, backend))));
  });
  afterAll(() => Promise.all(nets.map((net) => net.stop())));

  const passing = async (net: Network, port: number): Promise<string[]> => {
    const tried = await Promise.all(
      everyone.map(async (pod) => ((await connects(net, pod, server, port)) ? [pod] : [])),
    );
    return tried.flat();
  };

  describe.each([
    ["ingress", ingressCases],
    ["egress", egressCases],
  ] as const)("%s", (_direction, cases) => {
    test.each(cases)("$says", async ({ policies, passes }) => {
      const networkPolicies = policies.map((spec, index) => networkPolicy(`policy-${index}`, spec));
      const seen = await Promise.all(
        nets.map(async (net) => {
          await net.sync(clusterObjects(pods, { networkPolicies }));
          const [web, metrics] = await Promise.all([passing(net, 8080), passing(net, 9090)]);
          return { backend: net.backend, passes: { 8080: web, 9090: metrics } };
        }),
      );
      expect(seen).toEqual(backends.map((backend) => ({ backend, passes })));
    });
  });
});
