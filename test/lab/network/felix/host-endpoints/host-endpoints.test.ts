import { afterAll, beforeAll, expect, test } from "vitest";
import type { PolicyObject } from "../../../../../src/model/kubernetes.ts";
import { buildNetwork, type Network } from "../../network.ts";
import { describeOnLab } from "../../on-lab.ts";
import {
  clusterObjects,
  connects,
  podSpecs,
  serviceObjects,
  smallPlan,
  web,
  type SmallPod,
} from "../../small-cluster.ts";

const pods: readonly SmallPod[] = [
  { name: "client", node: 1 },
  { name: "neighbour", node: 3 },
  { name: "server", node: 3, listeners: [web] },
  {
    name: "on-host",
    node: 3,
    hostNetwork: true,
    listeners: [
      { port: 9100, protocol: "TCP", kind: "http" },
      { port: 6443, protocol: "TCP", kind: "http" },
    ],
  },
];
const [, , server, onHost] = podSpecs(pods);
if (!server || !onHost) throw new Error("four pods were planned");
const shop = serviceObjects("shop", { four: "10.96.12.34" }, { port: 80, targetPort: 8080 }, [server]);

const calico = (
  kind: string,
  name: string,
  spec: Record<string, unknown>,
  labels: Record<string, string> = {},
): PolicyObject => ({
  apiVersion: "crd.projectcalico.org/v1",
  kind,
  metadata: { name, labels },
  spec,
});
const endpoint = (interfaceName: string): PolicyObject =>
  calico(
    "HostEndpoint",
    "node3",
    { node: "node3", interfaceName, profiles: ["projectcalico-default-allow"] },
    { host: "guarded" },
  );
const policy = (spec: Record<string, unknown>): PolicyObject =>
  calico("GlobalNetworkPolicy", "default.guard", {
    selector: "has(host)",
    types: ["Ingress"],
    ingress: [],
    ...spec,
  });
const denyTo = (port: number): object => ({
  action: "Deny",
  protocol: "TCP",
  destination: { ports: [port] },
});

const ways = {
  "to a pod": ["demo/client", server.ip, 8080],
  "between pods of the node": ["demo/neighbour", server.ip, 8080],
  "to a Service translated elsewhere": ["demo/client", "10.96.12.34", 80],
  "to a Service translated here": ["demo/neighbour", "10.96.12.34", 80],
  "to a program of the node": ["demo/client", onHost.ip, 9100],
  "to a port Felix keeps open": ["demo/client", onHost.ip, 6443],
  "from a pod to its own node": ["demo/neighbour", onHost.ip, 9100],
} as const;

interface Case {
  readonly says: string;
  readonly objects: readonly PolicyObject[];
  readonly stopped: readonly (keyof typeof ways)[];
}

const everywhere = endpoint("*");
const cases: readonly Case[] = [
  {
    says: "a host endpoint with the profile that allows all stops nothing",
    objects: [everywhere],
    stopped: [],
  },
  {
    says: "a policy guards the node's own programs, and leaves alone what it forwards",
    objects: [everywhere, policy({})],
    stopped: ["to a program of the node"],
  },
  {
    says: "one that applies on forward guards the pods too, also from each other",
    objects: [everywhere, policy({ applyOnForward: true })],
    stopped: [
      "to a pod",
      "between pods of the node",
      "to a Service translated elsewhere",
      "to a Service translated here",
      "to a program of the node",
    ],
  },
  {
    says: "on one interface it sees what comes through that",
    objects: [endpoint("vxlan.calico"), policy({ applyOnForward: true })],
    stopped: ["to a pod", "to a Service translated elsewhere"],
  },
  {
    says: "before translation a policy sees the port that was asked for",
    objects: [everywhere, policy({ applyOnForward: true, preDNAT: true, ingress: [denyTo(80)] })],
    stopped: ["to a Service translated here"],
  },
  {
    says: "an endpoint of all interfaces knows no policies before tracking",
    objects: [everywhere, policy({ applyOnForward: true, doNotTrack: true, ingress: [denyTo(8080)] })],
    stopped: [],
  },
  {
    says: "one of a single interface does",
    objects: [
      endpoint("vxlan.calico"),
      policy({ applyOnForward: true, doNotTrack: true, ingress: [denyTo(8080)] }),
    ],
    stopped: ["to a pod", "to a Service translated elsewhere"],
  },
];

describeOnLab("host endpoints with real packets, in both backends", () => {
  const backends = ["legacy", "nft"] as const;
  let nets: readonly Network[];
  beforeAll(async () => {
    nets = await Promise.all(backends.map((backend) => buildNetwork(smallPlan(pods, backend))));
  });
  afterAll(() => Promise.all(nets.map((net) => net.stop())));

  test.each(cases)("$says", async ({ objects, stopped }) => {
    const seen = await Promise.all(
      nets.map(async (net) => {
        await net.sync(
          clusterObjects(pods, { services: [shop.service], endpointSlices: shop.slices, calico: objects }),
        );
        const lost = await Promise.all(
          Object.entries(ways).map(async ([way, [from, ip, port]]) =>
            (await connects(net, from, ip, port)) ? [] : [way],
          ),
        );
        return { backend: net.backend, stopped: lost.flat() };
      }),
    );
    expect(seen).toEqual(backends.map((backend) => ({ backend, stopped })));
  });
});
