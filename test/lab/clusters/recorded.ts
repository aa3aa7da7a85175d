/** A cluster made of the objects that a real one's API server gave, as they are: test/fixtures/real/objects. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { at, isFields, isKubeObject, type KubeObject } from "../api/object.ts";
import type { LabNodeSpec } from "../network/network.ts";
import type { LabCluster } from "./cluster.ts";

const folder = join(import.meta.dirname, "../../fixtures/real/objects");

const List = z.looseObject({ kind: z.literal("List"), items: z.array(z.unknown()) });

/** Every object of every list in the folder; what is no list (versions, APIs) is passed over. */
function recordedObjects(): readonly KubeObject[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const list = List.safeParse(JSON.parse(readFileSync(join(folder, name), "utf8")));
      return list.success ? list.data.items.filter(isKubeObject) : [];
    });
}

/** Namespaces before what is in them. */
function laidOut(objects: readonly KubeObject[]): readonly KubeObject[] {
  const isNamespace = ({ kind }: KubeObject): boolean => kind === "Namespace";
  return [...objects.filter(isNamespace), ...objects.filter((object) => !isNamespace(object))];
}

/** The node that a Node and Calico's objects tell of. */
function nodeOf(node: KubeObject, objects: readonly KubeObject[]): LabNodeSpec {
  const { name, annotations = {} } = node.metadata;
  const addresses = at(node, "status.addresses");
  const internal = (Array.isArray(addresses) ? addresses.filter(isFields) : []).find(
    ({ type }) => type === "InternalIP",
  );
  const affinity = objects.find(
    (object) => object.kind === "BlockAffinity" && at(object, "spec.node") === name,
  );
  const interfaces: unknown = JSON.parse(annotations["projectcalico.org/Interfaces"] ?? "[]");
  const first: unknown = Array.isArray(interfaces) ? interfaces[0] : undefined;
  const tunnelIP = annotations["projectcalico.org/IPv4VXLANTunnelAddr"];
  const device = at(first, "name");
  return {
    name,
    ip: String(internal?.["address"]),
    podBlock: String(at(affinity, "spec.cidr")),
    ...(typeof device === "string" ? { device } : {}),
    ...(tunnelIP === undefined ? {} : { tunnelIP }),
  };
}

function madeCluster(): LabCluster {
  const objects = laidOut(recordedObjects());
  const [pool] = objects.filter(({ kind }) => kind === "IPPool");
  return {
    name: "recorded",
    nodes: objects.filter(({ kind }) => kind === "Node").map((node) => nodeOf(node, objects)),
    podCIDR: String(at(pool, "spec.cidr")),
    serviceCIDR: "10.96.0.0/16",
    clusterDNS: "10.96.0.10",
    createdAt: "2026-11-27T18:04:40Z",
    policyApis: ["calico", "cluster-policies"],
    objects,
    placement: {},
    // What its program does stands in no object.
    listeners: { "test/loop": [{ port: 9080, protocol: "TCP", kind: "http", bind: "127.0.0.1" }] },
    outsideListeners: [{ port: 6443, protocol: "TCP", kind: "echo" }],
  };
}

/** While ingress-nginx was kept from productpage by a NetworkPolicy. */
export const recorded: LabCluster = madeCluster();
