/** The words a question may hold beside names. */
import type { Protocol } from "../model/protocol.ts";
import { TargetKind } from "../model/question.ts";

const kinds: Readonly<Record<TargetKind, readonly string[]>> = {
  pod: ["po", "pods"],
  service: ["svc", "services"],
  deployment: ["deploy", "deployments"],
  statefulset: ["sts", "statefulsets"],
  daemonset: ["ds", "daemonsets"],
  replicaset: ["rs", "replicasets"],
  job: ["jobs"],
  cronjob: ["cj", "cronjobs"],
  node: ["no", "nodes"],
  ingress: ["ing", "ingresses"],
};

const kindOfWord: ReadonlyMap<string, TargetKind> = new Map(
  TargetKind.options.flatMap((kind) => [kind, ...kinds[kind]].map((word) => [word, kind])),
);

/** `svc`, `deployments`, `deployment.apps` (as kubectl prints it). */
export function kindOf(word: string): TargetKind | undefined {
  return kindOfWord.get(word.toLowerCase().replace(/\.(apps|batch|networking\.k8s\.io)$/, ""));
}

/** Kinds that are no place a packet leaves from or goes to. */
export function isNamespaceWord(word: string): boolean {
  return /^(ns|namespaces?)$/i.test(word);
}

const protocols: ReadonlyMap<string, Protocol> = new Map([
  ["tcp", "TCP"],
  ["udp", "UDP"],
  ["sctp", "SCTP"],
  ["icmp", "ICMP"],
  ["icmpv6", "ICMP"],
  ["ping", "ICMP"],
]);

export function protocolOf(word: string): Protocol | undefined {
  return protocols.get(word.toLowerCase());
}

/** The port a URL's scheme stands for. */
export const schemePorts: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["ws", 80],
  ["https", 443],
  ["wss", 443],
  ["redis", 6379],
  ["rediss", 6379],
  ["postgres", 5432],
  ["postgresql", 5432],
  ["mysql", 3306],
  ["mongodb", 27017],
  ["amqp", 5672],
  ["amqps", 5671],
  ["ldap", 389],
  ["ldaps", 636],
  ["nats", 4222],
  ["kafka", 9092],
]);
