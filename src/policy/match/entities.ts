/** Cilium's named groups of ends. */
import { isOwnNode, type End } from "./ends.ts";
import type { Entity } from "../normal-form.ts";
import type { Tri } from "../tri.ts";

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

/** @param subject the pod the policy selects: `host` is its own node. */
export function matchEntity(entity: Entity, end: End, subject: End | undefined): Tri {
  const yes = (holds: boolean): Tri => (holds ? "yes" : "no");
  switch (entity) {
    case "all":
      return "yes";
    case "none":
      return "no";
    case "cluster":
      return yes(!isOutside(end));
    case "world":
      return yes(isOutside(end));
    case "world-ipv4":
    case "world-ipv6":
      return yes(isOutside(end) && end.address?.kind() === entity.slice("world-".length));
    case "host":
    case "remote-node":
      if (!end.onHost) return "no";
      if (!subject) return "unknown";
      return yes(isOwnNode(subject, end) === (entity === "host"));
    case "kube-apiserver":
    case "ingress":
    case "health":
    case "init":
    case "unmanaged":
      // Which node or address it is, no object read here says.
      return end.pod && !end.onHost ? "no" : "unknown";
  }
}
