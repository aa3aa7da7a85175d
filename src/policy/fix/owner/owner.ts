/** Who made a policy object, and would undo an edit of it. */
import { z } from "zod";
import { OwnerReference, type Namespace } from "../../../model/kubernetes.ts";
import type { CompiledPolicy } from "../../compile.ts";
import { deployers } from "./deployers.ts";
import { generators } from "./generators.ts";
import { kubesphere } from "./kubesphere.ts";
import type { Marks, Owner } from "./marks.ts";

const Meta = z.looseObject({
  labels: z.record(z.string(), z.string()).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
  ownerReferences: z.array(OwnerReference).nullish(),
  managedFields: z.array(z.looseObject({ manager: z.string().optional() })).nullish(),
});

function firstOf(makers: readonly ((marks: Marks) => Owner | undefined)[], marks: Marks): Owner | undefined {
  for (const maker of makers) {
    const found = maker(marks);
    if (found) return found;
  }
  return undefined;
}

/** An object that belongs to its namespace only goes away with it: a Namespace writes nothing. */
function controller({ ownerReferences }: Marks): Owner | undefined {
  const owners = ownerReferences.filter(({ kind }) => kind !== "Namespace");
  const owner = owners.find((one) => one.controller === true) ?? owners[0];
  return (
    owner && {
      by: `${owner.kind} ${owner.name}`,
      change: `${owner.kind} ${owner.name}, which writes this policy`,
    }
  );
}

/** Undefined when nothing says that the object is generated or managed: then it may be edited. */
export function ownerOf(policy: CompiledPolicy, namespace: Namespace | undefined): Owner | undefined {
  const read = Meta.safeParse(policy.source.metadata);
  if (!read.success) return undefined;
  const meta = read.data;
  const marks: Marks = {
    name: policy.ref.name,
    namespace: policy.ref.namespace ?? "default",
    labels: meta.labels ?? {},
    annotations: meta.annotations ?? {},
    ownerReferences: meta.ownerReferences ?? [],
    managers: (meta.managedFields ?? []).flatMap(({ manager }) => manager ?? []),
    namespaceLabels: namespace && (namespace.metadata.labels ?? {}),
  };
  return (
    kubesphere(policy, marks, namespace) ??
    firstOf(generators, marks) ??
    controller(marks) ??
    firstOf(deployers, marks)
  );
}
