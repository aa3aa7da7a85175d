/** `metadata.managedFields` as the API server keeps them: who wrote which fields, and when. */
import { isDeepStrictEqual } from "node:util";
import { isFields, type Fields, type KubeObject } from "./object.ts";

/** Lists that are merged by a key; all others belong to whoever wrote them last, as a whole. */
const keysOfLists: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  conditions: ["type"],
  podIPs: ["ip"],
  hostIPs: ["ip"],
  volumes: ["name"],
  env: ["name"],
  ownerReferences: ["uid"],
};

/** Written by the server itself. */
const serverOwned = new Set([
  "name",
  "namespace",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "managedFields",
]);

const notManaged = new Set(["apiVersion", "kind", "metadata", "status"]);

/** The entries of an object that was just created: one for whoever made it. */
export function managedOnCreate(object: KubeObject, time: string): readonly Fields[] {
  const metadata = Object.fromEntries(
    Object.entries(object.metadata).filter(([field]) => !serverOwned.has(field)),
  );
  const rest = Object.fromEntries(Object.entries(object).filter(([field]) => !notManaged.has(field)));
  const written = { ...(Object.keys(metadata).length > 0 ? { metadata } : {}), ...rest };
  return [entry(object, makerOf(object), time, written)];
}

/** The entries after a write of the status: one more, or that one again. */
export function managedOnStatus(object: KubeObject, before: unknown, time: string): readonly Fields[] {
  const known = Array.isArray(before) ? before.filter(isFields) : [];
  const others = known.filter(({ subresource }) => subresource !== "status");
  const written = entry(object, reporterOf(object), time, { status: object["status"] });
  return [...others, { ...written, subresource: "status" }];
}

/** Somebody else's field that an apply would set to another value. */
export interface FieldConflict {
  readonly manager: string;
  /** `.spec.ingress` */
  readonly field: string;
}

/** Fields of what is applied that others than this manager keep, with another value: without force those are refused. */
export function conflictsOf(
  current: KubeObject,
  applied: KubeObject,
  manager: string,
): readonly FieldConflict[] {
  const entries = current.metadata["managedFields"];
  const others = (Array.isArray(entries) ? entries.filter(isFields) : []).filter(
    (one) =>
      one["subresource"] === undefined && !(one["manager"] === manager && one["operation"] === "Apply"),
  );
  return others.flatMap((one) =>
    changedLeaves(one["fieldsV1"], current, applied, "").map((field) => ({
      manager: String(one["manager"]),
      field,
    })),
  );
}

/** Lists are one value here, as those of policies are. */
function changedLeaves(owned: unknown, current: unknown, applied: unknown, path: string): readonly string[] {
  if (!isFields(owned) || applied === undefined) return [];
  const fields = Object.entries(owned).filter(([key]) => key.startsWith("f:"));
  if (fields.length === 0) return isDeepStrictEqual(current, applied) ? [] : [path];
  return fields.flatMap(([key, below]) => {
    const name = key.slice(2);
    const [was, is] = [current, applied].map((value) => (isFields(value) ? value[name] : undefined));
    return changedLeaves(below, was, is, `${path}.${name}`);
  });
}

/** The entries after an apply: what was applied is this manager's now. */
export function managedOnApply(
  applied: KubeObject,
  before: unknown,
  manager: string,
  time: string,
): readonly Fields[] {
  const known = Array.isArray(before) ? before.filter(isFields) : [];
  const others = known.filter((one) => !(one["manager"] === manager && one["operation"] === "Apply"));
  const [made] = managedOnCreate(applied, time);
  return made ? [...others, { ...made, manager, operation: "Apply" }] : others;
}

function makerOf({ kind, metadata }: KubeObject): string {
  if (kind === "Node" || kind === "Lease") return "kubelet";
  const owned = metadata.ownerReferences !== undefined || kind === "EndpointSlice" || kind === "Endpoints";
  return owned ? "kube-controller-manager" : "kubectl-client-side-apply";
}

function reporterOf({ kind }: KubeObject): string {
  return kind === "Pod" || kind === "Node" ? "kubelet" : "kube-controller-manager";
}

function entry({ apiVersion }: KubeObject, manager: string, time: string, written: Fields): Fields {
  return {
    apiVersion,
    fieldsType: "FieldsV1",
    fieldsV1: fieldsV1(written),
    manager,
    operation: "Update",
    time,
  };
}

function fieldsV1(value: Fields): Fields {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [`f:${name}`, fieldsBelow(name, inner)]),
  );
}

function fieldsBelow(name: string, value: unknown): Fields {
  if (isFields(value)) return Object.keys(value).length === 0 ? {} : fieldsV1(value);
  const keys = keysOfLists[name];
  if (!keys || !Array.isArray(value)) return {};
  return Object.fromEntries(
    value
      .filter(isFields)
      .map((item) => [
        `k:${JSON.stringify(Object.fromEntries(keys.map((key) => [key, item[key]])))}`,
        { ".": {}, ...fieldsV1(item) },
      ]),
  );
}
