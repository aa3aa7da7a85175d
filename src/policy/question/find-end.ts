/** Names as people type them, looked up among a model's pods, nodes and Services. */
import type { Pod } from "../../model/kubernetes.ts";
import { targetWords, type PortRef, type Target } from "../../model/question.ts";
import { canonicalIp } from "../cidr.ts";
import type { PolicyModel } from "../compile.ts";
import { podName, type PolicyEnd } from "../match/ends.ts";
import { closestWord } from "../match/similar.ts";
import { behindAddress, type AskedAt } from "../translation/asked-address.ts";
import { endsAt, policiesSeeAddresses, throughService, type FoundEnds } from "../translation/ends-at.ts";
import { servicesAt } from "../translation/service-addresses.ts";
import { nodeIps, podKey, podNamespace } from "../objects/inventory.ts";

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

function findService(
  model: PolicyModel,
  { namespace, name }: { readonly namespace: string | undefined; readonly name: string },
  port: PortRef | undefined,
): Lookup | undefined {
  const { services } = model.inventory.surroundings;
  const keys = [...services.keys()].filter((key) =>
    namespace === undefined ? key.endsWith(`/${name}`) : key === `${namespace}/${name}`,
  );
  const [key] = keys;
  const service = key === undefined ? undefined : services.get(key);
  if (key === undefined || !service) return undefined;
  if (keys.length > 1)
    return { unclear: `Service ${name} is in several namespaces: say ${keys.sort().join(" or ")}.` };
  return throughService(model, { key, service, kind: "clusterIP" }, port);
}

/** From where no packet comes: what nodes translate as a destination. */
function sentFrom(model: PolicyModel, ip: string): Lookup {
  const [at] = servicesAt(model.inventory.surroundings, canonicalIp(ip));
  return at?.kind === "clusterIP" && !model.inventory.podByIp.has(canonicalIp(ip))
    ? { unclear: `${ip} is the cluster IP of Service ${at.key}: no packet comes from it. Name who sends.` }
    : { ends: [{ ip }] };
}

/** Looks up who sends. */
export function findSource(model: PolicyModel, target: Target): Lookup {
  return target.type === "ip" ? sentFrom(model, target.ip) : findEnd(model, target, nothingAsked);
}

const nothingAsked: AskedAt = { port: undefined, protocol: undefined };

/**
 * Looks up one end that is asked on a port. A pod's or workload's name comes before a Service's, unless a kind is said; an
 * address that nodes translate stands for what they translate it to.
 */
export function findEnd(model: PolicyModel, target: Target, asked: AskedAt): Lookup {
  if (target.type === "ip") return endsAt(model, target.ip, asked);
  if (target.type === "host")
    return servicesAt(model.inventory.surroundings, target.host).length > 0
      ? endsAt(model, target.host, asked)
      : { unclear: policiesSeeAddresses(target.host) };
  if (target.type === "own-node")
    return { unclear: "Which node the kubelet calls from is known of a live cluster alone: name the node." };
  if (target.type === "pods") return findPods(model, target);
  const { kind, namespace, name } = target;
  if (kind === "node") {
    const node = model.inventory.nodes.get(name);
    const [ip] = node ? nodeIps(node) : [];
    if (ip === undefined) return { unclear: `No node ${name} with an address is among the objects.` };
    const behind = behindAddress(model, ip, asked);
    return behind ? endsAt(model, ip, asked) : { ends: [{ ip, name, isNode: true }] };
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
  const service =
    kind === undefined || kind === "service"
      ? findService(model, { namespace, name }, asked.port)
      : undefined;
  return service ?? { unclear: nothingCalled(model, namespace, name), nothing: true };
}

/** Those on a node, in a namespace, or both. */
function findPods(model: PolicyModel, target: Extract<Target, { type: "pods" }>): Lookup {
  const { namespace, node } = target;
  const pods = [...model.inventory.pods.values()]
    .filter((pod) => namespace === undefined || podNamespace(pod) === namespace)
    .filter(({ spec }) => node === undefined || spec.nodeName === node)
    .sort((one, other) => (podKey(one) < podKey(other) ? -1 : 1));
  return pods.length === 0
    ? { unclear: `There are no ${targetWords(target)} among the objects.`, nothing: true }
    : { ends: pods.map((pod) => ({ pod, name: podName(pod) })) };
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
