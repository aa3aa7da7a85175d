/** Names as people type them, looked up among a model's pods, nodes and Services. */
import type { Pod } from "../../model/kubernetes.ts";
import type { Protocol } from "../../model/protocol.ts";
import type { Target } from "../../model/question.ts";
import type { PolicyModel } from "../compile.ts";
import { podName, resolveEnd, type PolicyEnd } from "../match/ends.ts";
import { nodeIps, podKey, podNamespace } from "./inventory.ts";
import { closestWord } from "../match/similar.ts";
import { standsBehind } from "../match/services.ts";

/** Ends of one name; `service` when it is reached through one. */
export interface FoundEnds {
  readonly ends: readonly PolicyEnd[];
  readonly service?: { readonly namespace: string; readonly name: string };
}

export type Lookup =
  | FoundEnds
  /** Several things have the name, or nothing has. */
  | { readonly unclear: string; readonly nothing?: true };

const ownerKinds: Readonly<Record<string, string>> = {
  deployment: "Deployment",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  replicaset: "ReplicaSet",
  job: "Job",
  cronjob: "CronJob",
};

function isOf(pod: Pod, kind: string | undefined, name: string): boolean {
  if (kind === undefined || kind === "pod") {
    if (pod.metadata.name === name) return true;
    if (kind === "pod") return false;
  }
  const wanted = kind && ownerKinds[kind];
  const owner = pod.metadata.ownerReferences?.find(
    (one) => one.name === name || one.name.replace(/-[a-z0-9]{6,10}$/, "") === name,
  );
  if (owner && (wanted === undefined || owner.kind === wanted || owner.kind === "ReplicaSet")) return true;
  return kind === undefined && podName(pod) === name;
}

function toFound(ends: readonly PolicyEnd[], pods: readonly Pod[], name: string): Lookup {
  const spaces = [...new Set(pods.map(podNamespace))].sort();
  return spaces.length > 1
    ? {
        unclear: `${name} is in several namespaces: say ${spaces.map((space) => `${space}/${name}`).join(" or ")}.`,
      }
    : { ends };
}

function findService(model: PolicyModel, namespace: string | undefined, name: string): Lookup | undefined {
  const { surroundings, pods } = model.inventory;
  const keys = [...surroundings.services.keys()].filter((key) =>
    namespace === undefined ? key.endsWith(`/${name}`) : key === `${namespace}/${name}`,
  );
  const [key] = keys;
  if (key === undefined) return undefined;
  if (keys.length > 1)
    return { unclear: `Service ${name} is in several namespaces: say ${keys.sort().join(" or ")}.` };
  const service = { namespace: key.slice(0, key.indexOf("/")), name };
  const ends = [...pods.values()].filter((pod) =>
    standsBehind(service, resolveEnd(model.inventory, { pod })),
  );
  return ends.length === 0
    ? { unclear: `No pod among the objects stands behind Service ${key}.` }
    : { ends: ends.map((pod) => ({ pod })), service };
}

/** Looks one end up. A pod's or workload's name comes before a Service's, unless a kind is said. */
export function findEnd(model: PolicyModel, target: Target): Lookup {
  if (target.type === "ip") return { ends: [{ ip: target.ip }] };
  if (target.type === "host")
    return { unclear: `Policies see addresses, not names: give the address of ${target.host}.` };
  const { kind, namespace, name } = target;
  if (kind === "node") {
    const node = model.inventory.nodes.get(name);
    const [ip] = node ? nodeIps(node) : [];
    return ip === undefined
      ? { unclear: `No node ${name} with an address is among the objects.` }
      : { ends: [{ ip, name }] };
  }
  const pods = [...model.inventory.pods.values()]
    .filter((pod) => namespace === undefined || podNamespace(pod) === namespace)
    .filter((pod) => kind !== "service" && isOf(pod, kind, name))
    .sort((one, other) => (podKey(one) < podKey(other) ? -1 : 1));
  if (pods.length > 0)
    return toFound(
      pods.map((pod) => ({ pod, name })),
      pods,
      name,
    );
  const service = kind === undefined || kind === "service" ? findService(model, namespace, name) : undefined;
  return service ?? { unclear: nothingCalled(model, namespace, name), nothing: true };
}

function nothingCalled(model: PolicyModel, namespace: string | undefined, name: string): string {
  const { surroundings, pods, podsByNamespace, namespaces } = model.inventory;
  const named = new Map(
    [...pods.values()].map((pod) => [podName(pod), `${podNamespace(pod)}/${podName(pod)}`]),
  );
  for (const key of surroundings.services.keys()) named.set(key.slice(key.indexOf("/") + 1), key);
  const near = named.get(name) ?? named.get(closestWord(name, [...named.keys()]) ?? "");
  const asked = namespace === undefined ? name : `${namespace}/${name}`;
  const isSpace = namespace === undefined || podsByNamespace.has(namespace) || namespaces.has(namespace);
  const hint =
    near !== undefined
      ? ` Did you mean ${near}?`
      : isSpace
        ? ""
        : ` None of them is in a namespace ${namespace}; a host outside goes by its address.`;
  return `Nothing called ${asked} is among the objects.${hint}`;
}

/**
 * The port at the pod that this end is asked on: the number behind a Service's port, a named port's number, or the only
 * one there is. Says what to do when it is not clear.
 */
export function portAt(
  model: PolicyModel,
  end: PolicyEnd,
  asked: {
    readonly port: number | string | undefined;
    readonly protocol: Protocol | undefined;
    readonly service: FoundEnds["service"];
  },
): { readonly port: number; readonly protocol: Protocol } | { readonly unclear: string } {
  const { port, protocol, service } = asked;
  if (protocol === "ICMP") return { port: 0, protocol };
  const resolved = resolveEnd(model.inventory, end);
  const ofPod = (end.pod?.spec.containers ?? []).flatMap(({ ports }) => ports ?? []);
  const shape = service && model.inventory.surroundings.services.get(`${service.namespace}/${service.name}`);
  const ports = shape
    ? (shape.spec.ports ?? []).flatMap((one) => {
        const protocolOf = one.protocol ?? "TCP";
        const target = one.targetPort ?? one.port;
        const number =
          typeof target === "number"
            ? target
            : resolved.namedPorts.find(({ name, protocol: of }) => name === target && of === protocolOf)
                ?.port;
        return number === undefined
          ? []
          : [{ name: one.name, asked: one.port, number, protocol: protocolOf }];
      })
    : ofPod.map((one) => ({
        name: one.name,
        asked: one.containerPort,
        number: one.containerPort,
        protocol: one.protocol ?? "TCP",
      }));
  const fitting = ports.filter(
    (one) =>
      (port === undefined || one.asked === port || one.name === port) &&
      (protocol === undefined || one.protocol === protocol),
  );
  const [first] = fitting;
  const known = first && (["TCP", "UDP", "SCTP"] as const).find((one) => one === first.protocol);
  if (first && known && (fitting.length === 1 || port !== undefined))
    return { port: first.number, protocol: known };
  if (typeof port === "number" && !shape) return { port, protocol: protocol ?? "TCP" };
  const who = service ? `Service ${service.namespace}/${service.name}` : (end.name ?? resolved.name);
  const wanted = port === undefined ? undefined : `${port}${protocol ? `/${protocol.toLowerCase()}` : ""}`;
  const question = wanted === undefined ? `Which port of ${who}?` : `${who} has no port ${wanted}.`;
  const choice = ports.map(
    (one) =>
      `${one.asked}${one.protocol === "TCP" ? "" : `/${one.protocol.toLowerCase()}`}${one.name === undefined ? "" : ` (${one.name})`}`,
  );
  return {
    unclear: `${question}${choice.length > 0 ? ` It has ${choice.join(", ")}.` : ""} Say it like :8080 or :53/udp.`,
  };
}
