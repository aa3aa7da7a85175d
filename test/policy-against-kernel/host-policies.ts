/** Generated host endpoints of Calico, and policies that stand before what their nodes forward. */
import type { KubeObject } from "../lab/api/object.ts";
import { calicoRules } from "./calico-policies.ts";
import { nodes } from "./cluster.ts";
import type { Random } from "./random.ts";

const apiVersion = "crd.projectcalico.org/v1";

/** On one or two of the nodes. */
export function hostEndpoints(random: Random): KubeObject[] {
  const spared = random.pick(nodes);
  return nodes
    .filter((node) => node !== spared && random.chance(0.7))
    .map(({ name, ip, ip6 }) => ({
      apiVersion,
      kind: "HostEndpoint",
      metadata: { name: `${name}-host`, labels: { host: random.pick(["edge", "inner"]) } },
      spec: {
        node: name,
        interfaceName: random.pick(["*", "*", "ens3", "vxlan.calico"]),
        ...random.some({
          expectedIPs: [0.8, () => [ip, ip6]],
          profiles: [0.7, () => ["projectcalico-default-allow"]],
        }),
      },
    }));
}

/** A global policy for host endpoints: for forwarded traffic too, before translation, or before connections are tracked. */
export function randomHostPolicy(random: Random, index: number): KubeObject {
  const stage = random.pick(["forward", "forward", "preDNAT", "doNotTrack"]);
  const types =
    stage === "preDNAT" ? ["Ingress"] : random.pick([["Ingress"], ["Egress"], ["Ingress", "Egress"]]);
  return {
    apiVersion,
    kind: "GlobalNetworkPolicy",
    metadata: { name: `default.${random.pick(["a", "m", "z"])}-host-${index}` },
    spec: {
      selector: random.pick(["has(host)", "host == 'edge'", "all()"]),
      types,
      applyOnForward: true,
      ...(stage === "forward" ? {} : { [stage]: true }),
      ...random.some({
        order: [0.75, () => random.pick([10, 500, 1000])],
        ingress: [0.8, () => calicoRules(random, "ingress")],
        egress: [types.includes("Egress") ? 0.8 : 0, () => calicoRules(random, "egress")],
      }),
    },
  };
}
