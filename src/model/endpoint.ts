import { z } from "zod";

/** One end of a flow, resolved to something with an address. */
export const PodEndpoint = z.object({
  type: z.literal("pod"),
  namespace: z.string(),
  name: z.string(),
  ips: z.array(z.string()),
  node: z.string(),
  hostNetwork: z.boolean(),
  ready: z.boolean(),
  /** Container ids without the runtime's scheme (64 hex digits for containerd and CRI-O). */
  containerIds: z.array(z.string()),
});
export type PodEndpoint = z.infer<typeof PodEndpoint>;

export const NodeEndpoint = z.object({
  type: z.literal("node"),
  name: z.string(),
  ips: z.array(z.string()),
});
export type NodeEndpoint = z.infer<typeof NodeEndpoint>;

/** Something outside the cluster: no place to stand there, only an address to send to. */
export const ExternalEndpoint = z.object({
  type: z.literal("external"),
  host: z.string().optional(),
  ips: z.array(z.string()),
});
export type ExternalEndpoint = z.infer<typeof ExternalEndpoint>;

export const Endpoint = z.discriminatedUnion("type", [PodEndpoint, NodeEndpoint, ExternalEndpoint]);
export type Endpoint = z.infer<typeof Endpoint>;

/** `test/productpage-6f5d`, `node3`, `example.com` or an address. */
export function describeEndpoint(endpoint: Endpoint): string {
  switch (endpoint.type) {
    case "pod":
      return `${endpoint.namespace}/${endpoint.name}`;
    case "node":
      return endpoint.name;
    case "external":
      return endpoint.host ?? endpoint.ips[0] ?? "an external host";
  }
}

/** The node an end lives on; undefined outside the cluster. */
export function nodeOf(endpoint: Endpoint): string | undefined {
  switch (endpoint.type) {
    case "pod":
      return endpoint.node;
    case "node":
      return endpoint.name;
    case "external":
      return undefined;
  }
}
