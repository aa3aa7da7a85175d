/** Words of two readings, `jobs/web`: which of them the objects bear out. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { Target, TargetKind } from "../../model/question.ts";
import type { PolicyModel } from "../compile.ts";
import type { AskedAt } from "../translation/asked-address.ts";
import { findEnd } from "./find-end.ts";
import { podKey } from "../objects/inventory.ts";

type Named = Extract<Target, { readonly type: "object" }>;

/** A name in words a person can type again, that have this reading alone. */
function inWords({ kind, namespace, name }: Named): string {
  const named = kind === undefined ? name : `${kind} ${name}`;
  return namespace === undefined ? named : `${named} in namespace ${namespace}`;
}

const kindNames: Readonly<Record<TargetKind, string>> = {
  pod: "Pod",
  service: "Service",
  deployment: "Deployment",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  replicaset: "ReplicaSet",
  job: "Job",
  cronjob: "CronJob",
  node: "Node",
  ingress: "Ingress",
};

function said({ kind, namespace, name }: Named): string {
  if (kind === undefined) return inWords({ type: "object", namespace, name });
  const ref: ObjectRef = { kind: kindNames[kind], name, ...(namespace === undefined ? {} : { namespace }) };
  return describeRef(ref);
}

/** Whom a reading means, by their keys: several of one name in several namespaces are somebody, too. */
function meantBy(model: PolicyModel, reading: Named, asked: AskedAt): string | undefined {
  if (reading.kind === "node") return model.inventory.nodes.has(reading.name) ? "a node" : undefined;
  const found = findEnd(model, reading, asked);
  if ("unclear" in found) return "nothing" in found ? undefined : found.unclear;
  return found.ends.map((end) => ("pod" in end ? podKey(end.pod) : end.ip)).join(" ");
}

/**
 * The reading of a target that the objects bear out. When both do and mean different ends, `unclear` says how to ask for either;
 * when neither does, the words are taken as they stand.
 */
export function readingOf(
  model: PolicyModel,
  target: Target,
  asked: AskedAt,
): Target | { readonly unclear: string } {
  if (target.type !== "object" || target.orIn === undefined) return target;
  const { orIn, ...ofKind } = target;
  const inNamespace: Named = { type: "object", ...orIn, name: target.name };
  const [one, other] = [ofKind, inNamespace].map((reading) => meantBy(model, reading, asked));
  if (other === undefined || one === other) return ofKind;
  if (one === undefined) return inNamespace;
  return {
    unclear: `${[orIn.namespace, target.namespace, target.name].filter((part) => part !== undefined).join("/")} may be ${said(ofKind)}, or ${said(inNamespace)}: say "${inWords(ofKind)}" or "${inWords(inNamespace)}".`,
  };
}
