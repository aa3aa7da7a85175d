/** Policies whose lists are far longer than anybody writes by hand, as generators write them. */
import type { KubernetesObject } from "../../src/policy/index.ts";
import { dbIngress, policy } from "./cluster.ts";

/** `1, 1 + step, …`; with a step of 2 no two of them are one range. */
export function ports(count: number, step: 1 | 2): number[] {
  return Array.from({ length: Math.min(count, Math.floor(65_535 / step)) }, (_, index) => 1 + index * step);
}

const fromWeb = { podSelector: { matchLabels: { app: "web" } } };

/** One rule that admits web to db on these ports, in each API that has lists of ports. */
export const manyPorts: Readonly<Record<string, (list: readonly number[]) => KubernetesObject>> = {
  NetworkPolicy: (list) => dbIngress([{ from: [fromWeb], ports: list.map((port) => ({ port })) }]),
  "Calico's ports": (list) => calico({ ports: list }),
  "Calico's notPorts": (list) => calico({ notPorts: list }),
  "Istio's ports": (list) => istio({ ports: list.map(String) }),
  "Istio's notPorts": (list) => istio({ notPorts: list.map(String) }),
};

function calico(destination: object): KubernetesObject {
  return {
    apiVersion: "projectcalico.org/v3",
    kind: "NetworkPolicy",
    metadata: { name: "db", namespace: "shop" },
    spec: {
      selector: "app == 'db'",
      types: ["Ingress"],
      ingress: [{ action: "Allow", protocol: "TCP", source: { selector: "app == 'web'" }, destination }],
    },
  };
}

function istio(operation: object): KubernetesObject {
  return {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "db", namespace: "shop" },
    spec: { selector: { matchLabels: { app: "db" } }, rules: [{ to: [{ operation }] }] },
  };
}

/** So many addresses in a row, of 192.168.0.0/16. */
export function blocks(count: number): { readonly ipBlock: { readonly cidr: string } }[] {
  return Array.from({ length: count }, (_, index) => ({
    ipBlock: { cidr: `192.168.${index >> 8}.${index & 255}/32` },
  }));
}

const onPort = { ports: [{ port: 5432 }] };

/** Each of the blocks is admitted to db, in one rule or in many. */
export const manyBlocks: Readonly<Record<string, (count: number) => KubernetesObject[]>> = {
  "one rule": (count) => [dbIngress([{ from: blocks(count), ...onPort }])],
  "a rule each": (count) => [dbIngress(blocks(count).map((block) => ({ from: [block], ...onPort })))],
  "a policy each": (count) =>
    blocks(count).map((block, index) =>
      policy(`shop/from-${index}`, {
        podSelector: { matchLabels: { app: "db" } },
        policyTypes: ["Ingress"],
        ingress: [{ from: [block], ...onPort }],
      }),
    ),
};
