import { z } from "zod";
import { Protocol } from "./protocol.ts";

/** The kinds of object a person may name as one end. */
export const TargetKind = z.enum([
  "pod",
  "service",
  "deployment",
  "statefulset",
  "daemonset",
  "replicaset",
  "job",
  "cronjob",
  "node",
  "ingress",
]);
export type TargetKind = z.infer<typeof TargetKind>;

/**
 * One end as typed, not yet looked up.
 * `object`: a name in the cluster. `orHost` keeps the dotted text that may also be a DNS name
 * outside (`productpage.test` is a name and a namespace, or a host). `orIn` keeps the word that says the kind, as a namespace
 * may be called so (`jobs/web` is Job web, or web in namespace jobs).
 * `ip`: an address without brackets. `host`: a DNS name that cannot be a cluster object.
 */
export const Target = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("object"),
    kind: TargetKind.optional(),
    namespace: z.string().optional(),
    name: z.string(),
    orHost: z.string().optional(),
    orIn: z.object({ namespace: z.string(), kind: TargetKind.optional() }).optional(),
  }),
  z.object({ type: z.literal("ip"), ip: z.string() }),
  z.object({ type: z.literal("host"), host: z.string() }),
]);
export type Target = z.infer<typeof Target>;

/** What a person called this side, for sentences. */
export function targetWords(target: Target): string {
  switch (target.type) {
    case "ip":
      return target.ip;
    case "host":
      return target.host;
    case "object":
      return target.name;
  }
}

/** A port as typed: a number, or the name of a Service port or container port. */
export const PortRef = z.union([z.number().int().min(1).max(65535), z.string()]);
export type PortRef = z.infer<typeof PortRef>;

/**
 * How the connection to the upstream failed, as the proxy saw it. `refused` to `connect-timeout`: it never stood.
 * `read-timeout` to `tls`: it stood, and what came over it failed. `no-endpoint`: there was nothing to connect to.
 */
export const SymptomKind = z.enum([
  "refused",
  "unreachable",
  "connect-timeout",
  "read-timeout",
  "closed",
  "reset",
  "tls",
  "no-endpoint",
]);
export type SymptomKind = z.infer<typeof SymptomKind>;

/** What an access log said went wrong, when the question came from a pasted log line. */
export const Symptom = z.object({
  status: z.number().int(),
  upstream: z.string().optional(),
  /** Where the line says more than the status does. */
  kind: SymptomKind.optional(),
  line: z.string(),
});
export type Symptom = z.infer<typeof Symptom>;

/** What was asked. `text` is what the person typed, kept for the thread's headline. */
export const Question = z.object({
  text: z.string(),
  from: Target,
  to: Target,
  port: PortRef.optional(),
  protocol: Protocol.optional(),
  /**
   * The destination was typed as a host (in a URL, after the word "host", as a complete name): a client looks it up exactly
   * so, `details` or `db.shop.svc.cluster.local`.
   */
  looksUp: z.string().optional(),
  /** Of a URL: what the client speaks to the port. */
  scheme: z.enum(["http", "https"]).optional(),
  symptom: Symptom.optional(),
});
export type Question = z.infer<typeof Question>;
