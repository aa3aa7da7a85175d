/** Beside the stop, the words need the pod or the workload that the selector nearly fits: the search for it is most of the file. */
import type { Because, Finding } from "../../model/finding.ts";
import type { Pod, Service, Workload } from "../../model/kubernetes.ts";
import { quoted } from "../../model/shell-words.ts";
import { closestWord } from "../../policy/match/similar.ts";
import { endpointsGate, type NobodyBehind, type SelectsNothing } from "../../gates/endpoints.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { serviceFate } from "../needs/service-fate.ts";

export const serviceSelectsNothing = defineStop({
  code: "ND301",
  title: "The Service selects no pod",
  at: ["service"],
  gate: "endpoints",
  foretells: "stops",
  stop: only(gateOf("pods that the Service selects", endpointsGate), isSelector),
  tells: { fate: serviceFate },
  name({ service, selector }, { fate = [] }, { snapshot }) {
    const { namespace = "default", name } = service.service.metadata;
    const wants = selectorWords(selector);
    const idle = snapshot.workloads.find((workload) => wouldSelect(service.service, workload));
    if (idle) return withoutPods(idle, `${namespace}/${name}`, wants, fate);
    const near = nearestPod(service.service, snapshot.pods.filter(inNamespaceOf(service.service)));
    return {
      says: near
        ? `Service ${namespace}/${name} selects no pod: it wants ${near.wants}, but ${near.pod.metadata.name} has ${near.value === undefined ? (near.instead === undefined ? `no label ${near.key}` : `${near.instead}=${near.wants.slice(near.key.length + 1)}`) : `${near.key}=${near.value}`}.`
        : `Service ${namespace}/${name} selects no pod: nothing in ${namespace} has ${wants}.`,
      because: [
        {
          source: "model",
          says: `no pod in namespace ${namespace} has the labels ${wants}`,
          quote: `selector: ${wants}`,
        },
        ...fate,
      ],
      object: { kind: "Service", namespace, name },
      ...(near
        ? {
            fix: {
              summary:
                near.instead !== undefined
                  ? `select by ${near.instead}, as ${near.pod.metadata.name} is labelled`
                  : near.value === undefined
                    ? `do not select by ${near.key}, which ${near.pod.metadata.name} does not have, or give its pods ${near.wants}`
                    : `select ${near.key}=${near.value}, which ${near.pod.metadata.name} has`,
              commands: [
                `kubectl -n ${namespace} patch service ${name} --type merge -p ${quoted(JSON.stringify({ spec: { selector: patchOf(near) } }))}`,
              ],
              checked: near.complete,
            },
          }
        : {
            fix: {
              summary: `give the pods the labels ${wants}, or select labels that pods have`,
              checked: false,
            },
          }),
    };
  },
});

function isSelector(stop: NobodyBehind): stop is SelectsNothing {
  return stop.is === "selects nothing";
}

function wouldSelect(service: Service, { metadata, spec }: Workload): boolean {
  const labels = spec.template?.metadata?.labels ?? {};
  return (
    (metadata.namespace ?? "default") === (service.metadata.namespace ?? "default") &&
    Object.entries(service.spec.selector ?? {}).every(([key, value]) => labels[key] === value)
  );
}

/** The selector is right: its workload has no pod. */
function withoutPods(
  { kind, metadata: { name, namespace = "default" }, spec }: Workload,
  service: string,
  wants: string,
  fate: readonly Because[],
): Finding {
  const wanted = spec.replicas ?? 1;
  const resource = `${kind.toLowerCase()} ${name}`;
  return {
    says:
      wanted === 0
        ? `Service ${service} selects the pods of ${kind} ${namespace}/${name}, which is scaled to zero.`
        : `Service ${service} selects the pods of ${kind} ${namespace}/${name}, which wants ${wanted} and has none.`,
    because: [
      {
        source: "model",
        says: `no pod in namespace ${namespace} has the labels ${wants}; ${kind} ${name} makes such pods and has spec.replicas ${wanted}`,
      },
      ...fate,
    ],
    object: { kind, namespace, name },
    fix:
      wanted === 0
        ? {
            summary: `scale ${resource} up again`,
            commands: [`kubectl -n ${namespace} scale ${resource} --replicas=1`],
            checked: false,
            caution: "an autoscaler or an operator may have scaled it down on purpose",
          }
        : {
            summary: `see why ${resource} makes no pods: quota, admission, a paused rollout`,
            commands: [`kubectl -n ${namespace} describe ${resource}`],
            checked: false,
          },
  };
}

/** What of the selector changes, as a merge patch: null takes a key away. */
function patchOf({ key, value, wants, instead }: NearPod): Readonly<Record<string, string | null>> {
  if (instead !== undefined) return { [key]: null, [instead]: wants.slice(key.length + 1) };
  return { [key]: value ?? null };
}

interface NearPod {
  readonly pod: Pod;
  readonly key: string;
  /** What the pod has there; undefined: no such label. */
  readonly value: string | undefined;
  readonly wants: string;
  /** With the one label changed the selector finds the pod. */
  readonly complete: boolean;
  /** The pod has the value under this key, which the selector's is nearly: `app` for `App`. */
  readonly instead?: string;
}

/** The pod that has most of the selector's labels; one that has none of them, only where it has nearly the value of one. */
function nearestPod(service: Service, pods: readonly Pod[]): NearPod | undefined {
  const selector = Object.entries(service.spec.selector ?? {});
  let best: { near: NearPod; misses: number } | undefined;
  for (const pod of pods) {
    const labels = pod.metadata.labels ?? {};
    const missed = selector.filter(([key, value]) => labels[key] !== value);
    const other = missed.find(([key]) => labels[key] !== undefined);
    const misspelt = missed.find(([key, value]) => keyOfTheSame(key, value, labels) !== undefined);
    const none = missed.length === selector.length;
    if (none && misspelt === undefined && !(other && resembles(labels[other[0]] ?? "", other[1]))) continue;
    const first = misspelt ?? other ?? missed[0];
    if (!first || (best && best.misses <= missed.length)) continue;
    const [key, value] = first;
    const instead = keyOfTheSame(key, value, labels);
    best = {
      misses: missed.length,
      near: {
        pod,
        key,
        value: labels[key],
        wants: `${key}=${value}`,
        complete: missed.length === 1,
        ...(instead === undefined ? {} : { instead }),
      },
    };
  }
  return best?.near;
}

/** `App=details` where the pod has `app=details`: the same value under a key that is spelt nearly so. */
function keyOfTheSame(
  key: string,
  value: string,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  const alike = Object.keys(labels).filter((own) => labels[own] === value);
  const instead = alike.find((own) => own.toLowerCase() === key.toLowerCase()) ?? closestWord(key, alike);
  return labels[key] === undefined ? instead : undefined;
}

/** Every pod misses a label that none has; only one that looks meant is worth naming. */
function resembles(own: string, wanted: string): boolean {
  return own.includes(wanted) || wanted.includes(own) || closestWord(wanted, [own]) !== undefined;
}

function inNamespaceOf(service: Service): (pod: Pod) => boolean {
  const namespace = service.metadata.namespace ?? "default";
  return (pod) => (pod.metadata.namespace ?? "default") === namespace;
}

function selectorWords(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
