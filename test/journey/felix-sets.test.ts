/**
 * Sets of generated policies, by name and by member, and the names of their chains, as the lab's Felix makes them for the kernel, against
 * what is expected of a node. The two share no code.
 */
import ipaddr from "ipaddr.js";
import { expect, test } from "vitest";
import { Namespace, Pod, PolicyObject } from "../../src/model/kubernetes.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { ClusterSnapshot } from "../../src/model/snapshot.ts";
import { policyChainNames } from "../../src/netstack/enforcers/calico-chains.ts";
import { policyModelOf } from "../../src/journey/policies/policy-view.ts";
import { setsMeant } from "../../src/journey/policies/policy-sets.ts";
import type { KubeObject } from "../lab/api/object.ts";
import { readCalicoPolicy } from "../lab/network/felix/calico-policy.ts";
import { inventoryOf } from "../lab/network/felix/inventory.ts";
import { readNetworkPolicy } from "../lab/network/felix/network-policy.ts";
import { compilePolicy } from "../lab/network/felix/policy-compiler.ts";
import type { IpSet } from "../lab/network/ruleset.ts";
import { cluster, podSpecs } from "../policy-against-kernel/cluster.ts";
import { policySet } from "../policy-against-kernel/policy-set.ts";
import { emptySnapshot } from "../empty-snapshot.ts";

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

const ofKind = (kind: string): readonly KubeObject[] =>
  cluster.objects.filter((object) => object.kind === kind);
const namespaces = ofKind("Namespace").map((object) => Namespace.parse(object));
const accounts = ofKind("ServiceAccount").map((object) => PolicyObject.parse(object));
const pods = ofKind("Pod").map((object) => {
  const pod = Pod.parse(object);
  const { ip = "" } =
    podSpecs.find(({ name }) => name === `${pod.metadata.namespace ?? ""}/${pod.metadata.name}`) ?? {};
  return { ...pod, status: { ...pod.status, phase: "Running", podIP: ip, podIPs: [{ ip }] } };
});

function end(pod: Pod): Flow["from"] {
  const { metadata, spec, status } = pod;
  return {
    type: "pod",
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    node: spec.nodeName ?? "",
    ips: [status?.podIP ?? ""],
    hostNetwork: spec.hostNetwork === true,
    ready: true,
    containerIds: [],
  };
}

const flows = pods.flatMap((from) =>
  pods.flatMap((to) =>
    ([8080, 9091] as const).map((port): Flow => {
      const addresses = { sourceIP: from.status.podIP, destinationIP: to.status.podIP };
      const ends = { from: end(from), to: end(to), ...addresses };
      return { id: "f1", ...ends, family: 4, protocol: "TCP", port };
    }),
  ),
);

function contains({ type, members }: IpSet, address: string, port: number): boolean {
  if (type === "hash:ip,port") return members.has(`${address},tcp:${port}`);
  const ip = ipaddr.parse(address);
  return [...members].some((member) =>
    member.includes("/") ? ip.match(ipaddr.parseCIDR(member)) : member === address,
  );
}

test("every set and chain is made under the name that is expected, and holds whom it should", () => {
  const wrong: string[] = [];
  const compared = { sets: 0, holds: 0, lacks: 0 };
  for (const seed of seeds) {
    const objects = policySet(seed).objects.map((object) => PolicyObject.parse(object));
    const calico = objects.filter(({ apiVersion }) => apiVersion.includes("projectcalico"));
    const inventory = inventoryOf({
      namespaces,
      pods,
      services: [],
      endpointSlices: [],
      networkPolicies: [],
      calico,
      serviceAccounts: accounts,
    });
    const snapshot: ClusterSnapshot = {
      ...emptySnapshot,
      pods: [...pods],
      namespaces: [...namespaces],
      policies: objects,
      policyReferences: accounts,
    };
    const model = policyModelOf(snapshot);
    for (const object of objects) {
      const read = readNetworkPolicy(object) ?? readCalicoPolicy(object);
      if (!read) continue;
      const { sets, chains } = compilePolicy(read, inventory, 4);
      const { kind, metadata } = object;
      const declared = [...(model.byNamespace.get(metadata.namespace ?? "")?.policies.values() ?? [])].find(
        ({ ref }) => ref.kind === kind && ref.name === metadata.name,
      );
      if (!declared) throw new Error(`${metadata.name} is not read`);
      const { namespace: within } = metadata;
      const named = {
        ...object,
        ...(within === undefined ? {} : { namespace: within }),
        name: metadata.name,
      };
      const names = (["ingress", "egress"] as const).flatMap((direction) =>
        policyChainNames(named, direction, read.tier),
      );
      for (const [chain] of chains) if (!names.includes(chain)) wrong.push(`seed ${seed}: no chain ${chain}`);
      for (const direction of ["ingress", "egress"] as const)
        for (const flow of flows) {
          const meant = setsMeant(declared, direction, flow, snapshot) ?? [];
          for (const [name, made] of sets[direction]) {
            const same = meant.filter((one) => one.name === name);
            if (same.length === 0) wrong.push(`seed ${seed}: ${metadata.name} ${direction} has no ${name}`);
            compared.sets += 1;
            if (name.includes("svc")) continue;
            for (const { address, holds } of same) {
              if (holds === "unknown") continue;
              const is = contains(made, address, flow.port);
              compared[is ? "holds" : "lacks"] += 1;
              if (is !== (holds === "yes"))
                wrong.push(`seed ${seed}: ${metadata.name} ${direction} ${name} ${address}:${flow.port}`);
            }
          }
        }
    }
  }
  expect([...new Set(wrong)]).toEqual([]);
  expect(Object.values(compared).every((count) => count > 500)).toBe(true);
});
