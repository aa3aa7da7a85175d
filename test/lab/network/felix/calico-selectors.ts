/** How Calico makes one selector of the several a policy or rule has (libcalico-go: syncersv1 updateprocessors). */
import { parseSelector } from "./selector-language.ts";

const namespaceLabel = "projectcalico.org/namespace";
const accountLabel = "projectcalico.org/serviceaccount";
/** What a workload has from its namespace and its service account. */
export const inheritedPrefix = { namespace: "pcns.", serviceAccount: "pcsa." } as const;

export interface SelectorFields {
  readonly selector?: string | undefined;
  readonly notSelector?: string | undefined;
  readonly namespaceSelector?: string | undefined;
  readonly serviceAccounts?: {
    readonly names?: readonly string[] | undefined;
    readonly selector?: string | undefined;
  };
}

/** Of one end in a rule of a policy in `namespace`; empty when nothing restricts it. Throws SelectorError. */
export function entitySelector(fields: SelectorFields, namespace: string | undefined): string {
  const { selector = "", notSelector = "", namespaceSelector = "" } = fields;
  const own = [accountsSelector(fields.serviceAccounts), selector].filter((text) => text !== "");
  const where =
    namespaceSelector !== ""
      ? parseSelector(namespaceSelector, inheritedPrefix.namespace)
          .text.replaceAll("all()", `has(${namespaceLabel})`)
          .replaceAll("global()", `!has(${namespaceLabel})`)
      : namespace === undefined
        ? ""
        : `${namespaceLabel} == '${namespace}'`;
  const restricts = own.length > 0 || notSelector !== "" || namespaceSelector !== "";
  const inside = own.length > 1 ? own.map((text) => `(${text})`).join(" && ") : (own[0] ?? "");
  if (where === "" || !restricts) return inside;
  return inside === "" ? where : `(${where}) && (${inside})`;
}

function accountsSelector({ names = [], selector = "" }: SelectorFields["serviceAccounts"] = {}): string {
  const labels = selector === "" ? "" : parseSelector(selector, inheritedPrefix.serviceAccount).text;
  if (names.length === 0) return labels;
  const named = parseSelector(`${accountLabel} in { '${names.join("', '")}' }`).text;
  return labels === "" ? named : `(${labels}) && (${named})`;
}

export interface SubjectFields {
  readonly selector?: string | undefined;
  /** Of a namespaced policy. */
  readonly namespace?: string | undefined;
  /** Of a global one. */
  readonly namespaceSelector?: string | undefined;
  readonly serviceAccountSelector?: string | undefined;
}

/** What a policy applies to. Throws SelectorError. */
export function policySelector(fields: SubjectFields): string {
  const { selector = "", namespace, namespaceSelector = "", serviceAccountSelector = "" } = fields;
  let text = selector;
  if (namespace !== undefined) {
    const here = `${namespaceLabel} == '${namespace}'`;
    text = text === "" ? here : `(${text}) && ${here}`;
  }
  if (namespaceSelector !== "")
    text = and(text, parseSelector(namespaceSelector, inheritedPrefix.namespace).text).replaceAll(
      "all()",
      `has(${namespaceLabel})`,
    );
  if (serviceAccountSelector !== "")
    text = and(text, parseSelector(serviceAccountSelector, inheritedPrefix.serviceAccount).text).replaceAll(
      "all()",
      `has(${accountLabel})`,
    );
  return text;
}

function and(text: string, more: string): string {
  return text === "" ? more : `(${text}) && ${more}`;
}
