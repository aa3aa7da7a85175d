/** Faults that Cloud-OpsBench injects. */
import { service as serviceObject } from "../../lab/clusters/objects.ts";
import { between, type Case } from "../case.ts";
import {
  agentsOf,
  blocked,
  each,
  node,
  object,
  partial,
  podOf,
  reachable,
  refused,
  service,
} from "../right-answer.ts";
import { patchService } from "./acts.ts";
import { badWire, wireHealed } from "./wire.ts";

const backend = (name: string, port: number): Readonly<Record<string, unknown>> => ({
  spec: {
    rules: [
      {
        host: "bookinfo.example.com",
        http: {
          paths: [{ path: "/", pathType: "Prefix", backend: { service: { name, port: { number: port } } } }],
        },
      },
    ],
  },
});

export const cloudOpsBench: readonly Case[] = [
  {
    id: "cloudops-selector",
    says: "a typing error in the Service's selector",
    break: [patchService("test", "details", { selector: { app: "detials" } })],
    asked: each(
      ["test/client -> test/details", "test/client -> 10.96.11.12:9080"],
      [blocked({ object: [service("test", "details")], says: [/app=detials/] })],
    ),
    heal: [patchService("test", "details", { selector: { app: "details" } })],
  },
  {
    id: "cloudops-port",
    says: "the Service listens on another port than its clients ask for",
    break: [
      patchService("test", "details", {
        ports: [{ name: "http", protocol: "TCP", port: 9090, targetPort: "http" }],
      }),
    ],
    asked: each(
      [
        "test/client -> svc/test/details:9080",
        "test/client -> http://details:9080/",
        "test/client -> 10.96.11.12:9080",
      ],
      [blocked({ object: [service("test", "details")], says: [/9080/, /9090/] })],
    ),
    heal: [
      patchService("test", "details", {
        ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }],
      }),
    ],
  },
  {
    id: "cloudops-protocol",
    says: "the Service's port is of UDP, its clients speak TCP",
    break: [
      patchService("test", "details", {
        ports: [{ name: "http", protocol: "UDP", port: 9080, targetPort: 9080 }],
      }),
    ],
    asked: each(
      ["test/client -> svc/test/details:9080/tcp", "test/client -> http://details:9080/"],
      [blocked({ object: [service("test", "details")], says: [/UDP/, /9080/] })],
    ),
    heal: [
      patchService("test", "details", {
        ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }],
      }),
    ],
  },
  {
    id: "cloudops-address",
    says: "the client has an address of the Service network that no Service has",
    break: [],
    asked: [
      {
        ask: "test/reviews -> 10.96.11.99:9080",
        healthy: "never",
        right: [
          blocked({ says: [/10\.96\.11\.99/, /no Service/i] }),
          { verdict: "blocked", tells: [/10\.96\.11\.99/, /no Service|belongs to nobody|not .* Service/i] },
          refused(/10\.96\.11\.99/, /no Service|nothing/i),
        ],
      },
    ],
    heal: [],
  },
  {
    id: "cloudops-gateway-misroute",
    says: "the Ingress sends to a port that the Service does not have",
    break: [
      {
        do: "patch",
        ref: { kind: "Ingress", namespace: "test", name: "productpage" },
        patch: backend("productpage", 9081),
      },
    ],
    asked: [
      {
        ask: "ingress-nginx -> ingress/test/productpage",
        right: [
          blocked({
            object: [service("test", "productpage"), object("Ingress", "test", "productpage")],
            says: [/9081/],
          }),
          refused(/9081/),
        ],
      },
    ],
    heal: [
      {
        do: "patch",
        ref: { kind: "Ingress", namespace: "test", name: "productpage" },
        patch: backend("productpage", 9080),
      },
    ],
  },
  {
    id: "cloudops-node-delay",
    says: "node3's packets take 300 ms longer each way: it works, slowly",
    break: [...badWire("node3", { delayMs: 300 })],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [reachable({ tells: [/slow|latency|delay|takes long|6\d\d(\.\d)? ms/i] })],
      },
      { ask: "test/client -> 10.233.72.70:9080", right: [reachable()] },
    ],
    heal: [...wireHealed("node3")],
  },
  {
    id: "cloudops-node-loss",
    says: "half of what comes to node3 from the others is lost on the way",
    break: [
      between(
        "nft 'add table bridge l; add chain bridge l c { type filter hook forward priority 0; }; add rule bridge l c oifname v-node3 numgen random mod 2 < 1 drop'",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          partial({ object: [node("node2"), node("node3")], says: [/lost|loses|loss/i, /node3/] }),
          partial({ says: [/lost|loses|loss/i, /node3/] }),
          { verdict: "partial", tells: [/lost|loses|loss/i, /node2 → node3|between node2 and node3/] },
        ],
      },
    ],
    heal: [between("nft delete table bridge l")],
  },
  {
    id: "cloudops-kube-proxy-down",
    says: "kube-proxy of node2 is gone: a Service made since then has no rules there",
    break: [
      { do: "pause", node: "node2", agent: "kube-proxy" },
      {
        do: "apply",
        object: serviceObject({
          namespace: "test",
          name: "details-new",
          clusterIP: "10.96.11.50",
          selector: { app: "details" },
          ports: [{ name: "http", port: 9080 }],
        }),
      },
    ],
    asked: [
      ...each(
        ["test/client -> svc/test/details-new", "node/node2 -> 10.96.11.50:9080"],
        [
          blocked(
            {
              object: [node("node2"), service("test", "details-new"), ...agentsOf("kube-proxy")],
              node: ["node2"],
              says: [/no rules|rules for/i],
            },
            { tells: [/kube-proxy/] },
          ),
        ],
        { healthy: "never" },
      ),
      { ask: "test/client -> svc/test/details", right: [reachable()] },
      { ask: "demo/client -> svc/test/details-new", healthy: "never", right: [reachable()] },
    ],
    heal: [
      { do: "delete", ref: { kind: "Service", namespace: "test", name: "details-new" } },
      { do: "resume", node: "node2", agent: "kube-proxy" },
    ],
  },
  {
    id: "cloudops-kubelet-down",
    says: "node3's kubelet is dead and its containers run: packets pass, and nobody can look there",
    break: [
      { do: "exec-fault", fault: { node: "node3", kubelet: "dead" } },
      {
        do: "patch",
        ref: { kind: "Node", name: "node3" },
        patch: {
          status: {
            conditions: [
              {
                type: "Ready",
                status: "Unknown",
                reason: "NodeStatusUnknown",
                message: "Kubelet stopped posting node status.",
              },
            ],
          },
        },
      },
    ],
    asked: [{ ask: "test/reviews -> test/ratings", right: [reachable()] }],
    heal: [{ do: "exec-heal" }],
  },
  {
    id: "cloudops-runtime-down",
    says: "node3's container runtime is down and its containers run on: packets pass",
    break: [
      {
        do: "patch",
        ref: { kind: "Node", name: "node3" },
        patch: {
          status: {
            conditions: [
              {
                type: "Ready",
                status: "False",
                reason: "KubeletNotReady",
                message: "container runtime is down",
              },
            ],
          },
        },
      },
    ],
    asked: [{ ask: "test/reviews -> test/ratings", right: [reachable()] }],
    heal: [],
  },
  {
    id: "cloudops-sidecar-on-the-same-port",
    says: "a sidecar took the program's port: the program crashes again and again, the pod is not ready",
    break: [
      {
        do: "patch",
        ref: { kind: "Pod", namespace: "demo", name: "db-0" },
        patch: {
          status: {
            conditions: [
              {
                type: "Ready",
                status: "False",
                reason: "ContainersNotReady",
                message: "containers with unready status: [db]",
              },
            ],
            containerStatuses: [
              {
                name: "db",
                image: "postgres:17",
                imageID: "",
                ready: false,
                started: false,
                restartCount: 7,
                state: {
                  waiting: {
                    reason: "CrashLoopBackOff",
                    message: "back-off 5m0s restarting failed container=db pod=db-0_demo",
                  },
                },
              },
            ],
          },
        },
      },
    ],
    asked: [
      {
        ask: "demo/shop -> svc/demo/db",
        right: [
          blocked({
            object: [podOf("demo", "db"), service("demo", "db")],
            says: [/not ready|CrashLoopBackOff/i],
          }),
        ],
      },
    ],
    heal: [],
  },
];
