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
 * `pods`: all that run on a node, in a namespace, or both. `own-node`: as a caller, the node on which the other end runs, whose
 * kubelet probes it.
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
  z.object({ type: z.literal("pods"), namespace: z.string().optional(), node: z.string().optional() }),
  z.object({ type: z.literal("own-node") }),
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
    case "pods":
      return [
        "pods",
        ...(target.namespace === undefined ? [] : [`in ${target.namespace}`]),
        ...(target.node === undefined
          ? []
          : [`on ${target.namespace === undefined ? "" : "node "}${target.node}`]),
      ].join(" ");
    case "own-node":
      return "its node";
  }
}

/** A port as typed: a number, or the name of a Service port or container port. */
export const PortRef = z.union([z.number().int().min(1).max(65535), z.string()]);
export type PortRef = z.infer<typeof PortRef>;

/**
 * How it failed, as the client or the proxy saw it. `refused` to `not-permitted`: the connection never stood. `read-timeout` to
 * `tls`: it stood, and what came over it failed. `timeout`: the words do not say which of the two was waited for. `no-endpoint`:
 * there was nothing to connect to. `name-unknown`, `name-unanswered`: no address was found for the name; by an answer that says
 * so, or by none.
 */
export const SymptomKind = z.enum([
  "refused",
  "unreachable",
  "connect-timeout",
  "not-permitted",
  "read-timeout",
  "closed",
  "reset",
  "tls",
  "timeout",
  "no-endpoint",
  "name-unknown",
  "name-unanswered",
]);
export type SymptomKind = z.infer<typeof SymptomKind>;

/** What was said to go wrong: by a pasted log line or error, or by the asker. */
export const Symptom = z.object({
  /** Of HTTP, as a proxy or a client logged it. */
  status: z.number().int().optional(),
  upstream: z.string().optional(),
  /** Where the line says more than the status does. */
  kind: SymptomKind.optional(),
  /** Envoy's response flags: `UF`, `URX`. */
  flags: z.array(z.string()).optional(),
  line: z.string(),
});
export type Symptom = z.infer<typeof Symptom>;

/** English or Chinese: what the asker wrote in. */
export const Language = z.enum(["en", "zh"]);
export type Language = z.infer<typeof Language>;

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
  /** The client asks DNS, which the destination is, for this name. */
  resolves: z.string().optional(),
  /** It fails now and then, not always. */
  sometimes: z.literal(true).optional(),
  /** Since when, in the asker's words: `the 14:05 deploy`. */
  since: z.string().optional(),
  /** In which cluster; left out where there is one only. */
  cluster: z.string().optional(),
  /** Where names without a namespace are looked for first. */
  namespace: z.string().optional(),
  /** What it was asked in; left out where only a log line was pasted, or an arrow typed. */
  language: Language.optional(),
});
export type Question = z.infer<typeof Question>;
