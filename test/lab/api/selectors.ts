import { at, type KubeObject } from "./object.ts";
import { badRequest } from "./status.ts";

export type Matcher = (object: KubeObject) => boolean;

const everything: Matcher = () => true;

/**
 * Label selector in text form: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 * Throws ApiError 400.
 */
export function labelMatcher(text: string | undefined): Matcher {
  if (text === undefined || text === "") return everything;
  const requirements = splitOutsideParentheses(text).map((part) => requirement(part.trim()));
  return (object) => requirements.every((holds) => holds(object.metadata.labels ?? {}));
}

type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

const key = "([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)";

function requirement(text: string): LabelTest {
  const set = new RegExp(`^${key}\\s+(in|notin)\\s+\\(([^)]*)\\)$`).exec(text);
  if (set) {
    const [, name = "", operator, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    return (labels) => {
      const value = labels[name];
      const among = value !== undefined && values.includes(value);
      return operator === "in" ? among : !among;
    };
  }
  const pair = new RegExp(`^${key}\\s*(=|==|!=)\\s*([-A-Za-z0-9_.]*)$`).exec(text);
  if (pair) {
    const [, name = "", operator, value = ""] = pair;
    return operator === "!=" ? (labels) => labels[name] !== value : (labels) => labels[name] === value;
  }
  const presence = new RegExp(`^(!?)\\s*${key}$`).exec(text);
  if (presence) {
    const [, not, name = ""] = presence;
    return (labels) => name in labels !== (not === "!");
  }
  throw badRequest(`unable to parse requirement: ${text}`);
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

const selectableFields: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  Event: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "source",
    "type",
  ],
  Namespace: ["status.phase"],
  Node: ["spec.unschedulable"],
  Service: ["spec.clusterIP", "spec.type"],
  Job: ["status.successful"],
  ReplicaSet: ["status.replicas"],
};

/** Field selector: `a=b`, `a==b`, `a!=b`, joined by commas; only the fields the kind allows. Throws ApiError 400. */
export function fieldMatcher(text: string | undefined, kind: string): Matcher {
  if (text === undefined || text === "") return everything;
  const tests = text.split(",").map((part): Matcher => {
    const match = /^\s*([^=!]+?)\s*(==|=|!=)\s*(.*?)\s*$/.exec(part);
    if (!match) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
    const [, field = "", operator, wanted = ""] = match;
    const known =
      field === "metadata.name" ||
      field === "metadata.namespace" ||
      selectableFields[kind]?.includes(field) === true;
    if (!known) throw badRequest(`field label not supported: ${field}`);
    return (object) => (textOf(at(object, field)) === wanted) === (operator !== "!=");
  });
  return (object) => tests.every((holds) => holds(object));
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || typeof value === "number" ? String(value) : "";
}
