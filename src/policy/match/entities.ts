/** Cilium's named groups of ends. */
import { canonicalIp } from "../cidr.ts";
import { isOwnNode, isUnresolved, type End } from "./ends.ts";
import type { Entity } from "../normal-form.ts";
import { negate, type Tri } from "../tri.ts";

export const entities: readonly Entity[] = [
  "all",
  "cluster",
  "host",
  "remote-node",
  "world",
  "world-ipv4",
  "world-ipv6",
  "none",
  "kube-apiserver",
  "ingress",
  "health",
  "init",
  "unmanaged",
];

const isOutside = (end: End): boolean => end.pod === undefined && !end.onHost;

/** Cilium takes the addresses from the endpoints of the Service `default/kubernetes`, wherever they are. */
function isApiServer(end: End): Tri {
  if (end.pod && !end.onHost) return "no";
  const slices = end.around.slices.get("default/kubernetes");
  if (!slices || isUnresolved(end)) return "unknown";
  const { ip } = end;
  const here = slices.some(({ endpoints }) =>
    endpoints.some(({ addresses }) => ip !== undefined && addresses.some((one) => canonicalIp(one) === ip)),
  );
  return here ? "yes" : "no";
}

/** @param subject the pod the policy selects: `host` is its own node. */
export function matchEntity(entity: Entity, end: End, subject: End | undefined): Tri {
  const yes = (holds: boolean): Tri => (holds ? "yes" : "no");
  switch (entity) {
    case "all":
      return "yes";
    case "none":
      return "no";
    case "cluster":
      return yes(!isOutside(end) || isApiServer(end) === "yes");
    case "world":
      return yes(isOutside(end));
    case "world-ipv4":
    case "world-ipv6":
      if (!isOutside(end)) return "no";
      if (isUnresolved(end)) return "unknown";
      return yes(end.address?.kind() === entity.slice("world-".length));
    case "host":
    case "remote-node":
      if (!end.onHost) return "no";
      if (!subject) return "unknown";
      return yes(isOwnNode(subject, end) === (entity === "host"));
    case "kube-apiserver":
      return isApiServer(end);
    case "unmanaged":
      // Whose address Cilium has no endpoint for, but a Pod object.
      return end.pod && !end.onHost
        ? negate(end.around.isManaged(end.namespace, end.pod.metadata.name))
        : "no";
    case "ingress":
    case "health":
    case "init":
      // Which node or address it is, no object read here says.
      return end.pod && !end.onHost ? "no" : "unknown";
  }
}
